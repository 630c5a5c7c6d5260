"""What is stale, forged or no event at all leaves no row; what cannot be kept changes nothing."""

from datetime import timedelta

import pytest

from models.enums import PaymentStatus
from models.payments import Payment, WebhookEvent
from services.payments.inbox import LONGEST_BODY, Reception
from services.providers.payments.port import Declined, Outcome, Pending, Succeeded
from services.providers.payments.sandbox_events import SIGNATURE_HEADER
from services.providers.payments.signatures import signed
from tests.payments.events import NAIRA, asked, body_of, headers_for, send, states, succeeded
from tests.payments.world import SECRETS, World


@pytest.mark.parametrize("seconds", [-300, 0, 300])
async def test_a_clock_may_differ_by_five_minutes(world: World, seconds: int) -> None:
    payment = await asked(world)
    at = world.clock() + timedelta(seconds=seconds)

    assert await send(world, payment.id, succeeded(), at=at) is Reception.TAKEN


@pytest.mark.parametrize("seconds", [-301, 301])
async def test_what_is_stale_leaves_no_row(world: World, seconds: int) -> None:
    payment = await asked(world)
    at = world.clock() + timedelta(seconds=seconds)

    assert await send(world, payment.id, succeeded(), at=at) is Reception.REFUSED
    assert await WebhookEvent.all().count() == 0


async def test_both_secrets_are_good_while_they_change(world: World) -> None:
    payment = await asked(world)

    assert await send(world, payment.id, succeeded(), secret=SECRETS[1]) is Reception.TAKEN
    assert await send(world, payment.id, succeeded(), secret="another") is Reception.REFUSED


def signatures(body: bytes, world: World) -> dict[str, dict[str, str]]:
    """Headers that prove nothing."""
    good = signed(SECRETS[0], world.clock(), body)
    time, _, mac = good.partition(",")
    return {
        "none": {},
        "empty": {SIGNATURE_HEADER: ""},
        "another scheme": {SIGNATURE_HEADER: f"{time},{mac.replace('v1', 'v0')}"},
        "no time": {SIGNATURE_HEADER: mac},
        "two times": {SIGNATURE_HEADER: f"{time},{good}"},
        "another time": {SIGNATURE_HEADER: f"{time}0,{mac}"},
        "a time that is none": {SIGNATURE_HEADER: f"t=١٢٣,{mac}"},
        "one letter off": {SIGNATURE_HEADER: good[:-1] + ("0" if good[-1] != "0" else "1")},
        "not ASCII": {SIGNATURE_HEADER: f"{time},v1=é"},
        "ten": {SIGNATURE_HEADER: f"{time},{','.join([mac] * 10)}"},
        "another provider's": {"stripe-signature": good},
    }


@pytest.mark.parametrize(
    "kind",
    [
        "none",
        "empty",
        "another scheme",
        "no time",
        "two times",
        "another time",
        "a time that is none",
        "one letter off",
        "not ASCII",
        "ten",
        "another provider's",
    ],
)
async def test_what_is_forged_leaves_no_row(world: World, kind: str) -> None:
    payment = await asked(world)
    body = body_of(f"charge-{payment.id}", succeeded())

    assert await world.payments.inbox.receive("sandbox", signatures(body, world)[kind], body) is Reception.REFUSED
    assert await WebhookEvent.all().count() == 0
    assert (await Payment.get(id=payment.id)).status is PaymentStatus.UNKNOWN


async def test_a_body_that_was_changed_on_its_way_is_forged(world: World) -> None:
    payment = await asked(world)
    body = body_of(f"charge-{payment.id}", succeeded())
    headers = headers_for(body, world.clock())

    changed = body.replace(b"3300000", b"3300001")
    assert await world.payments.inbox.receive("sandbox", headers, changed) is Reception.REFUSED


@pytest.mark.parametrize("body", [b"", b"{}", b"not JSON", b"[1]", b'{"id": 7}'])
async def test_what_is_signed_and_no_event_leaves_no_row(world: World, body: bytes) -> None:
    headers = headers_for(body, world.clock())

    assert await world.payments.inbox.receive("sandbox", headers, body) is Reception.REFUSED
    assert await WebhookEvent.all().count() == 0


@pytest.mark.parametrize("event_id", ["evt\0", "", "e" * 256])
async def test_an_event_whose_name_cannot_be_kept_is_none(world: World, event_id: str) -> None:
    payment = await asked(world)

    assert await send(world, payment.id, succeeded(), event_id=event_id) is Reception.REFUSED
    assert await WebhookEvent.all().count() == 0


@pytest.mark.parametrize(
    "told",
    [
        Succeeded("ref\0", NAIRA),
        Succeeded("r" * 129, NAIRA),
        Pending("ref\0"),
        Declined("no\0", "No."),
        Declined("no", "No.\0"),
    ],
    ids=["reference", "long reference", "pending", "code", "reason"],
)
async def test_words_that_cannot_be_kept_change_nothing_and_alert(world: World, told: Outcome) -> None:
    payment = await asked(world)
    await send(world, payment.id, told)
    await world.run_jobs()

    assert (await Payment.get(id=payment.id)).status is PaymentStatus.UNKNOWN
    assert await states() == {"evt_1": "IGNORED"}
    assert world.alerts == ["webhook_unreadable"]


async def test_a_key_that_cannot_be_ours_changes_nothing_and_alerts(world: World) -> None:
    body = body_of("charge\0", succeeded())
    await world.payments.inbox.receive("sandbox", headers_for(body, world.clock()), body)
    await world.run_jobs()

    assert await states() == {"evt_1": "IGNORED"}
    assert world.alerts == ["webhook_unreadable"]


async def test_a_long_body_is_not_even_looked_at(world: World) -> None:
    body = b" " * (LONGEST_BODY + 1)

    assert await world.payments.inbox.receive("sandbox", headers_for(body, world.clock()), body) is Reception.TOO_LONG


async def test_nobody_listens_where_no_secret_is_set(world: World) -> None:
    assert await world.payments.inbox.receive("stripe", {}, b"{}") is Reception.CLOSED
