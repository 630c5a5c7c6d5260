"""Twilio, over its HTTP API."""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass

from services.providers.messaging.http import asked, told
from services.providers.messaging.port import Forged, NotSent, Refused, Reply, Sms, Taken

_NAME = "twilio"
_CREATED = 201
_STOPPED = 21610
# What another attempt, or another carrier, would not change: the number is none, or takes no SMS.
_BAD_NUMBERS = frozenset({21211, 21214, 21217, 21614})


@dataclass(frozen=True, slots=True)
class TwilioAccount:
    """`sender` is one of the account's numbers, or the id of a messaging service (`MG…`)."""

    sid: str
    token: str
    sender: str
    url: str


class Twilio:
    """Implements Texter. It knows no keys of ours: before a message is repeated its list is looked through."""

    def __init__(self, account: TwilioAccount, *, answer_within: float) -> None:
        self._account = account
        self._answer_within = answer_within
        self._url = f"{account.url.rstrip('/')}/2010-04-01/Accounts/{account.sid}/Messages.json"

    async def send(self, sms: Sms) -> Taken:
        if sms.is_repeat and (found := await self._taken_before(sms)):
            return found
        sender = "MessagingServiceSid" if self._account.sender.startswith("MG") else "From"
        form = {"To": sms.to, sender: self._account.sender, "Body": sms.text}
        answer = await asked("POST", self._url, within=self._answer_within, auth=self._auth, data=form)
        body = told(answer)
        if answer.status_code == _CREATED and "sid" in body:
            return Taken(_NAME, str(body["sid"]))
        raise _refusal(body.get("code"), answer.status_code)

    async def _taken_before(self, sms: Sms) -> Taken | None:
        """The newest messages to this number, where one says the same."""
        query = {"To": sms.to, "PageSize": "50"}
        answer = await asked("GET", self._url, within=self._answer_within, auth=self._auth, params=query)
        same = [each for each in told(answer).get("messages", []) if each.get("body") == sms.text]
        alive = [each for each in same if each.get("status") not in ("failed", "undelivered", "canceled")]
        return Taken(_NAME, str(alive[0]["sid"])) if alive else None

    @property
    def _auth(self) -> tuple[str, str]:
        return self._account.sid, self._account.token


class TwilioReplies:
    """Implements Replies: signed with the account's token over our own address and the sorted form."""

    name = _NAME

    def __init__(self, token: str, *, address: str) -> None:
        self._token = token.encode()
        self._address = address.rstrip("/")

    def read(self, path: str, headers: Mapping[str, str], form: Mapping[str, str]) -> Reply:
        signed = self._address + path + "".join(f"{name}{form[name]}" for name in sorted(form))
        expected = base64.b64encode(hmac.digest(self._token, signed.encode(), hashlib.sha1))
        if not hmac.compare_digest(headers.get("x-twilio-signature", "").encode(), expected):
            raise Forged
        return Reply(form.get("From", ""), form.get("Body", ""))


def _refusal(code: object, status: int) -> NotSent | Refused:
    if code == _STOPPED:
        return Refused("STOPPED")
    if code in _BAD_NUMBERS:
        return Refused(f"TWILIO_{code}")
    return NotSent(f"TWILIO_{code or status}")
