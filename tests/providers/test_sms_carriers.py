"""SMS by Twilio and Africa's Talking, against servers of this machine, and from one to the other."""

import base64
import hmac
import time
from typing import Any
from urllib.parse import parse_qsl

import pytest

from services.providers.messaging.africas_talking import (
    AfricasTalkingReplies,
)
from services.providers.messaging.failover import Failover
from services.providers.messaging.port import Forged, NotSent, Refused, Reply, Sms, Taken
from services.providers.messaging.twilio import TwilioReplies
from tests.loopback import Answer, Asked, loopback
from tests.providers.sms_vendors import SMS, VENDORS, africas_talking, at, twilio

REPEATED = Sms("key-1", "+2348012345678", "The tractor has arrived", is_repeat=True)


def form(asked: Asked) -> dict[str, str]:
    return dict(parse_qsl(asked.body.decode()))


@pytest.mark.parametrize("vendor", VENDORS)
@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("taken", Taken),
        ("bad number", Refused),
        ("stopped", Refused),
        ("unpaid", NotSent),
        ("busy", NotSent),
        ("broken", NotSent),
        ("nonsense", NotSent),
    ],
)
async def test_what_a_carrier_says(vendor: str, answer: str, outcome: type) -> None:
    make, answers = VENDORS[vendor]
    with loopback(lambda _: answers[answer]) as peer:
        try:
            found: object = await make(peer.url).send(SMS)
        except (NotSent, Refused) as raised:
            found = raised

    assert type(found) is outcome
    assert len(peer.asked) == 1
    if isinstance(found, NotSent):
        assert found.is_known
    assert SMS.to not in str(found)


async def test_twilio_is_asked_as_it_wants_to_be() -> None:
    with loopback(lambda _: (201, {"sid": "SM1"})) as peer:
        taken = await twilio(peer.url).send(SMS)
        await twilio(peer.url, sender="MG1").send(SMS)

    first, second = peer.asked
    assert taken == Taken("twilio", "SM1")
    assert first.path == "/2010-04-01/Accounts/AC1/Messages.json"
    assert first.headers["authorization"] == f"Basic {base64.b64encode(b'AC1:secret').decode()}"
    assert form(first) == {"To": SMS.to, "From": "+15005550006", "Body": SMS.text}
    assert form(second)["MessagingServiceSid"] == "MG1"


@pytest.mark.parametrize(
    ("status", "body", "posts"),
    [("delivered", SMS.text, 0), ("queued", SMS.text, 0), ("failed", SMS.text, 1), ("sent", "Another text", 1)],
)
async def test_before_a_message_is_repeated_twilio_is_asked_for_it(status: str, body: str, posts: int) -> None:
    def answer(asked: Asked) -> tuple[int, Any]:
        if asked.method == "GET":
            return 200, {"messages": [{"sid": "SM0", "body": body, "status": status}]}
        return 201, {"sid": "SM1"}

    with loopback(answer) as peer:
        taken = await twilio(peer.url).send(REPEATED)

    assert taken.reference == f"SM{posts}"
    assert [asked.method for asked in peer.asked] == ["GET", "POST"][: 1 + posts]


async def test_africas_talking_is_asked_as_it_wants_to_be() -> None:
    with loopback(lambda _: at(102)) as peer:
        taken = await africas_talking(peer.url).send(SMS)

    (asked,) = peer.asked
    assert taken == Taken("africas_talking", "ATX1")
    assert (asked.path, asked.headers["apikey"]) == ("/version1/messaging", "secret")
    assert form(asked) == {"username": "spi", "to": SMS.to, "message": SMS.text, "from": "SPI"}


def silent(_: Asked) -> tuple[int, Any]:
    """Takes longer than anybody waits."""
    time.sleep(0.5)
    return 201, {"sid": "late"}


async def both(first: Answer, second: Answer, sms: Sms) -> tuple[object, int, int]:
    """What comes of it, and how often each was asked."""
    with loopback(first) as one, loopback(second) as other:
        texter = Failover([twilio(one.url, within=0.2), africas_talking(other.url)])
        try:
            found: object = await texter.send(sms)
        except (NotSent, Refused) as raised:
            found = raised
        return found, len(one.asked), len(other.asked)


async def test_the_next_carrier_takes_what_the_first_surely_has_not() -> None:
    found, one, other = await both(lambda _: (503, "down"), lambda _: at(101), SMS)

    assert (found, one, other) == (Taken("africas_talking", "ATX1"), 1, 1)


async def test_what_is_refused_is_refused_by_all() -> None:
    found, one, other = await both(lambda _: (400, {"code": 21610}), lambda _: at(101), SMS)

    assert isinstance(found, Refused)
    assert (found.reason, one, other) == ("STOPPED", 1, 0)


async def test_what_may_have_been_taken_waits_for_the_next_attempt() -> None:
    found, _, other = await both(silent, lambda _: at(101), SMS)

    assert isinstance(found, NotSent)
    assert (found.is_known, other) == (False, 0)


async def test_whoever_stays_silent_is_passed_over() -> None:
    found, _, other = await both(silent, lambda _: at(101), REPEATED)

    assert (found, other) == (Taken("africas_talking", "ATX1"), 1)


async def test_when_all_fail_the_first_says_why() -> None:
    found, one, other = await both(lambda _: (503, "down"), lambda _: at(405), SMS)

    assert isinstance(found, NotSent)
    assert (found.reason, one, other) == ("HTTP_503", 1, 1)


def signed(token: str, url: str, form: dict[str, str]) -> dict[str, str]:
    text = url + "".join(f"{name}{form[name]}" for name in sorted(form))
    return {"x-twilio-signature": base64.b64encode(hmac.digest(token.encode(), text.encode(), "sha1")).decode()}


def test_twilios_signature_is_checked() -> None:
    replies = TwilioReplies("secret", address="https://api.test/")
    form = {"From": "+2348012345678", "Body": "stop", "AccountSid": "AC1"}
    path = "/webhooks/messages/twilio?x=1"
    headers = signed("secret", f"https://api.test{path}", form)

    assert replies.read(path, headers, form) == Reply("+2348012345678", "stop")
    for bad in (
        (path, {}, form),
        (path, signed("other", f"https://api.test{path}", form), form),
        ("/webhooks/messages/twilio", headers, form),
        (path, headers, {**form, "Body": "start"}),
        (path, {"x-twilio-signature": "ünfug"}, form),
    ):
        with pytest.raises(Forged):
            replies.read(*bad)


def test_twilios_own_example_of_a_signature() -> None:
    """From its documentation of request validation."""
    form = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+14158675309",
        "Digits": "1234",
        "From": "+14158675309",
        "To": "+18005551212",
    }
    replies = TwilioReplies("12345", address="https://mycompany.com")
    headers = {"x-twilio-signature": "RSOYDt4T1cUTdK1PDd93/VVr8B8="}

    assert replies.read("/myapp.php?foo=1&bar=2", headers, form).phone == "+14158675309"


def test_africas_talking_shows_a_secret() -> None:
    replies = AfricasTalkingReplies("s3cret")

    assert replies.read("/x?secret=s3cret", {}, {"from": "+2348012345678", "text": "Stop"}).text == "Stop"
    for path in ("/x", "/x?secret=", "/x?secret=other", "/x?secret=s3cret2"):
        with pytest.raises(Forged):
            replies.read(path, {}, {})
