"""The local twin of a payment provider. It remembers in a folder what it was asked: API and worker are two processes.

What happens to a charge is chosen by the payer's address: `amina+declined@demo.test` is declined. What happens to a
payout is chosen by its destination: `account-1+declined`. The tags are the values of `Scenario`; without one, cards and
payouts succeed and phones are prompted. What it knows it also says in events, see `sandbox_courier.py`.
"""

import asyncio
import hashlib
import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from pathlib import Path

import orjson
from pydantic import TypeAdapter

from models.enums import PaymentMethodKind
from services.platform.clock import Clock
from services.platform.money import Money
from services.providers.payments.port import (
    Charge,
    Declined,
    NoAnswer,
    Outcome,
    Pending,
    Return,
    Step,
    StepKind,
    Subject,
    Succeeded,
    Transfer,
    Unheard,
)
from services.providers.payments.sandbox_events import message_of, put, take_back

APPROVED_AFTER = timedelta(seconds=2)
"""How long a payer takes for a step or a prompt, and a silent provider to come round."""


EVENTS = "events"
"""The folder, within the sandbox's, of the events that are to be delivered."""


class Scenario(StrEnum):
    """What the tag of a payer's address, or of a destination, brings about."""

    SUCCEEDS = "succeeds"
    DECLINED = "declined"
    STEP = "step"
    PROMPT = "prompt"
    REFUSED = "refused"
    "The phone is prompted, and its owner says no."
    ABANDONED = "abandoned"
    "The payer is to take a step, and never does."
    TIMEOUT = "timeout"
    "No answer; the money was taken, as asking finds out a little later."
    LOST = "lost"
    "No answer; the charge never arrived."
    SILENT = "silent"
    "No answer, ever."
    NO_REFUNDS = "no-refunds"
    "The charge succeeds, and is refused when it is to be given back."


@dataclass(frozen=True, slots=True)
class Heard:
    """What the sandbox keeps of what it was asked."""

    scenario: Scenario
    amount_minor: int
    currency: str
    at: datetime
    subject: Subject = Subject.CHARGE


_HEARD = TypeAdapter(Heard)
_CALLED_OFF = Declined("called_off", "The payment was called off.")


class Sandbox:
    """Implements PaymentProvider and PayoutProvider."""

    name = "sandbox"

    def __init__(self, folder: Path, clock: Clock) -> None:
        self._folder = folder
        self._clock = clock

    async def charge(self, charge: Charge) -> Outcome:
        """The first charge with a key counts; later ones are answered as it was."""
        tag = charge.payer_email.rpartition("@")[0]
        usual = Scenario.PROMPT if charge.method is PaymentMethodKind.MOBILE_MONEY else Scenario.SUCCEEDS
        return await self._begin(charge.key, _scenario(tag, usual), charge.amount, Subject.CHARGE)

    async def capture(self, key: str, reference: str | None) -> Outcome:
        """Charges are captured at once: how this one stands is all there is to say."""
        return await self.ask(key, reference)

    async def call_off(self, key: str, reference: str | None) -> Outcome:
        """Works for what waits for its payer."""
        found = await self.ask(key, reference)
        heard = await self._recall(key)
        if heard is None or not isinstance(found, Pending):
            return found
        await asyncio.to_thread(self._called_off(key).touch)
        await asyncio.to_thread(take_back, self._folder / EVENTS, key)
        return _CALLED_OFF

    def _called_off(self, key: str) -> Path:
        return self._folder / f"{_reference(key)}.off"

    async def pay_out(self, transfer: Transfer) -> Outcome:
        """The first one with a key counts."""
        scenario = _scenario(transfer.destination, Scenario.SUCCEEDS)
        return await self._begin(transfer.key, scenario, transfer.amount, Subject.PAYOUT)

    async def _begin(self, key: str, scenario: Scenario, amount: Money, subject: Subject) -> Outcome:
        if scenario is Scenario.LOST:
            return NoAnswer()
        heard = await self._keep(key, scenario, amount, subject)
        return _first_word(key, heard) or _last_word(key, heard)

    async def ask(self, key: str, reference: str | None) -> Outcome:  # noqa: ARG002 - this provider goes by keys
        """As a provider would: what was open is settled a little later."""
        heard = await self._recall(key)
        if heard is None:
            return Unheard()
        if await asyncio.to_thread(self._called_off(key).exists):
            return _CALLED_OFF
        is_early = self._clock() < heard.at + APPROVED_AFTER
        return (_first_word(key, heard) if is_early else None) or _last_word(key, heard)

    async def ask_payout(self, key: str, reference: str | None) -> Outcome:
        """As of a charge."""
        return await self.ask(key, reference)

    async def give_back(self, asked: Return) -> Outcome:
        """Works for every charge that this sandbox has heard of, but for those of NO_REFUNDS."""
        charge = await self._recall(asked.charge_key)
        if charge is None or charge.scenario is Scenario.NO_REFUNDS:
            return Declined("not_refundable", "The card has been closed.")
        return await self._begin(asked.key, Scenario.SUCCEEDS, asked.amount, Subject.RETURN)

    async def ask_return(self, asked: Return, reference: str | None) -> Outcome:
        """Only returns that worked are kept."""
        return await self.ask(asked.key, reference)

    async def _keep(self, key: str, scenario: Scenario, amount: Money, subject: Subject) -> Heard:
        heard = Heard(scenario, amount.amount_minor, amount.currency, self._clock(), subject)
        return await asyncio.to_thread(self._write, key, heard)

    def _write(self, key: str, heard: Heard) -> Heard:
        first = _write_once(self._folder, self._folder / _reference(key), heard)
        if first is heard:
            self._announce(key, heard)
        return first

    def _announce(self, key: str, heard: Heard) -> None:
        """A step's event comes at once, and how it ended when it has."""
        early = _first_word(key, heard)
        words: list[tuple[datetime, Outcome]] = [(heard.at, early)] if isinstance(early, Pending) else []
        words.append((heard.at + APPROVED_AFTER if early else heard.at, _last_word(key, heard)))
        for due, word in words:
            message = message_of(heard.subject, key, word)
            if message is not None:
                put(self._folder / EVENTS, message, due)

    async def _recall(self, key: str) -> Heard | None:
        return await asyncio.to_thread(_read, self._folder / _reference(key))


def _scenario(text: str, usual: Scenario) -> Scenario:
    _, plus, tag = text.lower().rpartition("+")
    return Scenario(tag) if plus and tag in Scenario else usual


def _first_word(key: str, heard: Heard) -> Outcome | None:
    """What the sandbox says while the matter is open; None where it never is."""
    match heard.scenario:
        case Scenario.STEP | Scenario.ABANDONED:
            return Pending(_reference(key), Step(StepKind.CLIENT_SECRET, client_secret=_reference(key)))
        case Scenario.PROMPT | Scenario.REFUSED:
            step = Step(StepKind.AWAIT_PHONE_PROMPT, message="Approve the payment on your phone.")
            return Pending(_reference(key), step)
        case Scenario.TIMEOUT:
            return NoAnswer()
        case _:
            return None


def _last_word(key: str, heard: Heard) -> Outcome:
    match heard.scenario:
        case Scenario.DECLINED:
            return Declined("insufficient_funds", "The card has too little money on it.")
        case Scenario.REFUSED:
            return Declined("prompt_refused", "The payment was refused on the phone.")
        case Scenario.SILENT:
            return NoAnswer()
        case Scenario.ABANDONED:
            return Pending(_reference(key))
        case _:
            return Succeeded(_reference(key), Money(heard.amount_minor, heard.currency))


def _reference(key: str) -> str:
    """A provider's own name for a charge; it is safe as the name of a file, too."""
    return f"sandbox_{hashlib.sha256(key.encode()).hexdigest()[:32]}"


def _write_once(folder: Path, path: Path, heard: Heard) -> Heard:
    """A link either makes the whole file or finds the first one there: two processes agree on who was first."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}.{os.urandom(4).hex()}")
    draft.write_bytes(orjson.dumps(_HEARD.dump_python(heard, mode="json")))
    try:
        path.hardlink_to(draft)
    except FileExistsError:
        return _HEARD.validate_json(path.read_bytes())
    finally:
        draft.unlink()
    return heard


def _read(path: Path) -> Heard | None:
    try:
        return _HEARD.validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
