"""What the sandbox says of its own accord: events that wait in a folder until the courier has delivered them."""

import hashlib
import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import orjson
from pydantic import TypeAdapter, ValidationError

from services.platform.clock import Clock
from services.platform.money import Money
from services.providers.payments.port import Declined, Fact, Outcome, Pending, Subject, Succeeded, Unreadable
from services.providers.payments.signatures import TOLERANCE, is_signed

SIGNATURE_HEADER = "sandbox-signature"
type Secrets = Callable[[], Sequence[str]]
"The newest signs; all of them prove."


@dataclass(frozen=True, slots=True)
class Message:
    """An event as it travels. Which of the last five are set follows from `says`."""

    id: str
    subject: Subject
    key: str
    says: str
    reference: str = ""
    amount_minor: int = 0
    currency: str = ""
    code: str = ""
    reason: str = ""

    def outcome(self) -> Outcome:
        match self.says:
            case "succeeded":
                return Succeeded(self.reference, Money(self.amount_minor, self.currency))
            case "declined":
                return Declined(self.code, self.reason)
            case _:
                return Pending(self.reference)


_MESSAGE = TypeAdapter(Message)


def message_of(subject: Subject, key: str, outcome: Outcome) -> Message | None:
    """None where there is nothing to say."""
    match outcome:
        case Succeeded(reference=reference, amount=amount):
            event_id = _event_id(key, "succeeded")
            minor, currency = amount.amount_minor, amount.currency
            return Message(event_id, subject, key, "succeeded", reference, minor, currency)
        case Declined(code=code, message=reason):
            return Message(_event_id(key, "declined"), subject, key, "declined", code=code, reason=reason)
        case Pending(reference=reference):
            return Message(_event_id(key, "pending"), subject, key, "pending", reference)
        case _:
            return None


def put(folder: Path, message: Message, due: datetime, *, attempt: int = 0) -> None:
    """Lay a message into the folder of those to be delivered, where its file's name says when and how often tried."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{int(due.timestamp() * 1000):015d}.{attempt}.{message.id}"
    draft = folder / f".{message.id}.{os.urandom(4).hex()}"
    draft.write_bytes(orjson.dumps(_MESSAGE.dump_python(message, mode="json")))
    draft.replace(path)


def take_back(folder: Path, key: str) -> None:
    """Whatever was to be said about a charge and is not yet."""
    for says in ("succeeded", "declined"):
        for path in folder.glob(f"*.{_event_id(key, says)}"):
            path.unlink(missing_ok=True)


class SandboxEvents:
    """Implements EventSource."""

    name = "sandbox"

    def __init__(self, secrets: Secrets, clock: Clock, tolerance: timedelta = TOLERANCE) -> None:
        self._secrets = secrets
        self._clock = clock
        self._tolerance = tolerance

    def is_genuine(self, headers: Mapping[str, str], body: bytes) -> bool:
        return is_signed(headers.get(SIGNATURE_HEADER, ""), body, self._secrets(), self._clock(), self._tolerance)

    def event_id(self, body: bytes) -> str:
        return _message(body).id

    def read(self, body: bytes) -> Fact:
        message = _message(body)
        return Fact(message.subject, message.key, message.outcome())


def _message(body: bytes) -> Message:
    try:
        return _MESSAGE.validate_json(body)
    except ValidationError as error:
        raise Unreadable from error


def _event_id(key: str, says: str) -> str:
    return f"evt_{hashlib.sha256(f'{key}:{says}'.encode()).hexdigest()[:24]}"
