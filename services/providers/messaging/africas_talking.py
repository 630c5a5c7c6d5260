"""Africa's Talking, over its HTTP API."""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from services.providers.messaging.http import asked, told
from services.providers.messaging.port import Forged, NotSent, Refused, Reply, Sms, Taken

_NAME = "africas_talking"
_TAKEN = frozenset({100, 101, 102})
_STOPPED = frozenset({406, 409})
_BAD_NUMBERS = frozenset({403, 404})


@dataclass(frozen=True, slots=True)
class AfricasTalkingAccount:
    """`sender` is a short code or name that the account may use; without one the carrier's own is shown."""

    username: str
    api_key: str
    sender: str | None
    url: str


class AfricasTalking:
    """Implements Texter."""

    def __init__(self, account: AfricasTalkingAccount, *, answer_within: float) -> None:
        self._account = account
        self._answer_within = answer_within
        self._url = f"{account.url.rstrip('/')}/version1/messaging"
        self._headers = {"apikey": account.api_key, "accept": "application/json"}

    async def send(self, sms: Sms) -> Taken:
        form = {"username": self._account.username, "to": sms.to, "message": sms.text}
        if self._account.sender is not None:
            form["from"] = self._account.sender
        answer = await asked("POST", self._url, within=self._answer_within, headers=self._headers, data=form)
        told_of = _recipient(told(answer))
        code = told_of.get("statusCode")
        if code in _TAKEN:
            return Taken(_NAME, str(told_of.get("messageId")))
        raise _refusal(code, answer.status_code)


class AfricasTalkingReplies:
    """Implements Replies. Nothing is signed there: the address that it was given holds a secret that only it knows."""

    name = _NAME

    def __init__(self, secret: str) -> None:
        self._secret = secret.encode()

    def read(self, path: str, headers: Mapping[str, str], form: Mapping[str, str]) -> Reply:  # noqa: ARG002 - the port's
        _, _, given = path.partition("?secret=")
        if not hmac.compare_digest(given.encode(errors="replace"), self._secret):
            raise Forged
        return Reply(form.get("from", ""), form.get("text", ""))


def _recipient(body: dict[str, Any]) -> dict[str, Any]:
    """What is said of the only number that was asked for."""
    data = body.get("SMSMessageData")
    recipients = data.get("Recipients") if isinstance(data, dict) else None
    return recipients[0] if isinstance(recipients, list) and recipients and isinstance(recipients[0], dict) else {}


def _refusal(code: object, status: int) -> NotSent | Refused:
    if code in _STOPPED:
        return Refused("STOPPED")
    if code in _BAD_NUMBERS:
        return Refused(f"AFRICAS_TALKING_{code}")
    return NotSent(f"AFRICAS_TALKING_{code or status}")
