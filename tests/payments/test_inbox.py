"""What providers say of their own accord: kept once, applied once, in whatever order and state it comes."""

import asyncio
from datetime import timedelta

import pytest
from asyncpg.exceptions import CheckViolationError, RestrictViolationError
from uuid_utils.compat import uuid7

from models.enums import PaymentMethodKind, PaymentStatus, RefundStatus
from models.payments import Payment, Refund, WebhookEvent
from services.errors import NotFound
from services.payments.inbox import LONGEST_BODY, Reception
from services.platform.money import Money
from services.providers.payments.port import Outcome, Pending, Subject
from services.providers.payments.sandbox_events import SIGNATURE_HEADER
from services.providers.payments.signatures import signed
from tests.payments.events import NAIRA, body_of, declined, headers_for, send, states, succeeded
from tests.payments.world import SECRETS, World

PHONE = PaymentMethodKind.MOBILE_MONEY


async def asked(world: World, *, tag: str = "silent") -> Payment:
    """A payment of which the provider has said nothing that matters yet."""
    quoted = await world.quoted(tag=tag)
    payment_id = await world.intent(quoted, PHONE)
    await asyncio.gather(world.confirm(quoted, payment_id), return_exceptions=True)
    await world.database.fetch("DELETE FROM pgqueuer")
    return await Payment.get(id=payment_id)


async def test_an_event_is_applied_by_the_worker(world: World) -> None:
    payment = await asked(world)

    assert await send(world, payment.id, succeeded()) is Reception.TAKEN
    assert (await Payment.get(id=payment.id)).status is PaymentStatus.UNKNOWN
    assert await states() == {"evt_1": "WAITING"}
    assert await world.run_jobs() == ["process_webhook_event"]

    assert (await Payment.get(id=payment.id)).status is PaymentStatus.SUCCEEDED
    assert await states() == {"evt_1": "APPLIED"}
    assert await world.balances() == {"CLEARING": -3_300_000, "ESCROW": 3_300_000}


async def test_what_comes_again_is_taken_and_kept_once(world: World) -> None:
    payment = await asked(world)

    assert {await send(world, payment.id, succeeded()) for _ in range(5)} == {Reception.TAKEN}
    await asyncio.gather(*(send(world, payment.id, succeeded()) for _ in range(10)))

    assert await WebhookEvent.all().count() == 1
    assert await world.run_jobs() == ["process_webhook_event"]
    assert await world.run_jobs() == []


async def test_two_workers_on_one_event_apply_it_once(world: World) -> None:
    payment = await asked(world)
    await send(world, payment.id, succeeded())
    event = await WebhookEvent.get(event_id="evt_1")

    await asyncio.gather(*(world.payments.inbox.process(event.id, 0) for _ in range(10)))

    assert await world.balances() == {"CLEARING": -3_300_000, "ESCROW": 3_300_000}
    assert await states() == {"evt_1": "APPLIED"}


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


async def test_a_long_body_is_not_even_looked_at(world: World) -> None:
    body = b" " * (LONGEST_BODY + 1)

    assert await world.payments.inbox.receive("sandbox", headers_for(body, world.clock()), body) is Reception.TOO_LONG


async def test_nobody_listens_where_no_secret_is_set(world: World) -> None:
    assert await world.payments.inbox.receive("stripe", {}, b"{}") is Reception.CLOSED


async def test_an_event_waits_for_its_payment(world: World) -> None:
    quoted = await world.quoted(tag="silent")
    payment_id = uuid7()
    await send(world, payment_id, succeeded())
    assert await world.run_jobs() == ["process_webhook_event"]
    assert await states() == {"evt_1": "WAITING"}

    await Payment.create(
        id=payment_id,
        provider_key=f"charge-{payment_id}",
        user_id=quoted.farmer.user_id,
        job_request_id=quoted.request.id,
        estimate_id=quoted.estimate.id,
        method=PHONE,
        provider="sandbox",
        status=PaymentStatus.PROCESSING,
        amount_minor=3_300_000,
        currency="NGN",
    )
    assert await world.run_jobs() == ["process_webhook_event"]

    assert await states() == {"evt_1": "APPLIED"}
    assert (await Payment.get(id=payment_id)).status is PaymentStatus.SUCCEEDED


async def test_an_event_about_nothing_is_given_up_with_an_alert(world: World) -> None:
    await send(world, uuid7(), succeeded())
    assert await world.run_jobs() == ["process_webhook_event"]
    world.clock.advance(timedelta(hours=24))

    assert await world.run_jobs() == ["process_webhook_event"]

    assert await world.run_jobs() == []
    assert await states() == {"evt_1": "UNMATCHED"}
    assert world.alerts == ["webhook_unmatched"]


@pytest.mark.parametrize("told", [Money(3_299_999, "NGN"), Money(3_300_000, "KES")])
@pytest.mark.parametrize("is_paid", [True, False])
async def test_another_amount_changes_nothing_and_alerts(world: World, told: Money, is_paid: bool) -> None:
    payment = await asked(world)
    if is_paid:
        await world.payments.outcomes.apply(payment.id, succeeded())
    before = await Payment.get(id=payment.id).values()
    await send(world, payment.id, succeeded(told))
    await world.run_jobs()

    assert await Payment.get(id=payment.id).values() == before
    assert await states() == {"evt_1": "MISMATCHED"}
    assert world.alerts == ["payment_mismatch"]


async def test_another_providers_word_counts_for_nothing(world: World) -> None:
    quoted = await world.quoted()
    await world.fund(quoted.farmer.user_id, 3_300_000)
    payment_id = await world.intent(quoted, PaymentMethodKind.WALLET, key="w")
    await send(world, payment_id, succeeded())
    await world.run_jobs()

    assert (await Payment.get(id=payment_id)).status is PaymentStatus.REQUIRES_CONFIRMATION
    assert await states() == {"evt_1": "MISMATCHED"}
    assert world.alerts == ["webhook_mismatch"]


@pytest.mark.parametrize(
    ("first", "then"), [(succeeded(), declined()), (declined(), succeeded()), (succeeded(), Pending("late"))]
)
async def test_success_is_never_lowered(world: World, first: Outcome, then: Outcome) -> None:
    payment = await asked(world)
    await send(world, payment.id, first, event_id="evt_1")
    await world.run_jobs()
    await send(world, payment.id, then, event_id="evt_2")
    await world.run_jobs()

    assert (await Payment.get(id=payment.id)).status is PaymentStatus.SUCCEEDED
    assert await states() == {"evt_1": "APPLIED", "evt_2": "APPLIED"}


async def test_a_refund_is_settled_by_its_event(world: World) -> None:
    quoted, payment = await world.paid()
    await world.give_up(quoted)
    await world.database.fetch("DELETE FROM pgqueuer")
    refund = await Refund.get(payment_id=payment.id)
    body = body_of(refund.provider_key, succeeded(NAIRA), subject=Subject.RETURN)

    await world.payments.inbox.receive("sandbox", headers_for(body, world.clock()), body)
    await world.run_jobs()

    assert (await Refund.get(id=refund.id)).status is RefundStatus.SUCCEEDED
    assert world.provider.returns == []


async def test_a_stored_event_is_replayed(world: World) -> None:
    await send(world, uuid7(), succeeded())
    world.clock.advance(timedelta(hours=24))
    await world.run_jobs()
    assert await states() == {"evt_1": "UNMATCHED"}

    assert len(await world.payments.inbox.replay("evt_1")) == 1

    assert await states() == {"evt_1": "WAITING"}
    assert await world.run_jobs() == ["process_webhook_event"]
    with pytest.raises(NotFound):
        await world.payments.inbox.replay("evt_2")


async def test_a_replayed_event_that_was_applied_changes_nothing(world: World) -> None:
    payment = await asked(world)
    await send(world, payment.id, succeeded())
    await world.run_jobs()
    before = await world.balances()

    await world.payments.inbox.replay("evt_1")
    await world.run_jobs()

    assert (await world.balances(), await states()) == (before, {"evt_1": "APPLIED"})


async def test_what_was_said_stays_as_it_was_said(world: World) -> None:
    await send(world, uuid7(), succeeded())

    with pytest.raises(CheckViolationError):
        await world.database.fetch("UPDATE webhook_events SET body = '\\x00'")
    with pytest.raises(RestrictViolationError):
        await world.database.fetch("DELETE FROM webhook_events")
