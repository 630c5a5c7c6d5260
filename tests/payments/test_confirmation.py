"""From intent to paid, by card and by phone, with providers that refuse, stall and lose things."""

from datetime import timedelta

import pytest

from models.enums import PaymentMethodKind, PaymentStatus
from models.payments import Payment
from models.requests import JobRequest
from models.users import PaymentMethod
from services.errors import IdempotencyConflict, NotFound
from services.payments.refusals import (
    PaymentDeclined,
    PaymentUnknown,
    QuoteExpired,
)
from services.platform.money import Money
from services.providers.payments.sandbox import APPROVED_AFTER
from tests.payments.factories import a_payment_method, a_user
from tests.payments.world import World

PHONE = PaymentMethodKind.MOBILE_MONEY


async def test_a_card_that_works_secures_the_job(world: World) -> None:
    quoted, payment = await world.paid()

    assert payment.status is PaymentStatus.SUCCEEDED
    assert (payment.amount_minor, payment.currency, payment.provider) == (3_300_000, "NGN", "sandbox")
    assert payment.expires_at is None
    assert await world.balances() == {"CLEARING": -3_300_000, "ESCROW": 3_300_000}
    assert await world.vault.escrow.held(quoted.request.id) == Money(3_300_000, "NGN")
    assert await world.told(quoted.request) == [("REQUIRES_CONFIRMATION", 0), ("PROCESSING", 0), ("SUCCEEDED", 0)]
    request = await JobRequest.get(id=quoted.request.id)
    assert (request.price_ceiling_minor, request.currency) == (3_300_000, "NGN")


async def test_the_provider_gets_a_key_of_ours_and_the_payer(world: World) -> None:
    quoted, payment = await world.paid(tag="succeeds")

    (charge,) = world.provider.charges
    assert charge.key == f"charge-{payment.id}" == payment.provider_key
    assert charge.amount == Money(3_300_000, "NGN")
    assert charge.payer_email == f"{quoted.farmer.user_id}+succeeds@demo.test"


@pytest.mark.parametrize(
    ("currency", "minor"), [("NGN", 2**31), ("UGX", 150_000), ("XOF", 2**31), ("TND", 1_234_567), ("NGN", 2**53 - 1)]
)
async def test_amounts_of_any_size_and_exponent_go_through(world: World, currency: str, minor: int) -> None:
    quoted, payment = await world.paid(currency=currency, total_minor=minor)

    assert (payment.amount_minor, payment.currency) == (minor, currency)
    assert await world.vault.escrow.held(quoted.request.id) == Money(minor, currency)


async def test_a_card_that_was_removed_meanwhile_is_not_charged(world: World) -> None:
    quoted = await world.quoted()
    card, other = await a_payment_method(quoted.farmer), await a_payment_method(quoted.farmer)
    payment_id = await world.intent(quoted, payment_method_id=card.id)
    await PaymentMethod.filter(id=card.id).update(removed_at=world.clock())

    for key in ("c", "c", "again"):
        with pytest.raises(PaymentDeclined) as refused:
            await world.confirm(quoted, payment_id, key=key)
        assert refused.value.decline_code == "payment_method_removed"

    assert (world.provider.charges, await world.balances()) == ([], {})
    second = await world.intent(quoted, key="i2", payment_method_id=other.id)
    assert (await world.confirm(quoted, second, key="c2")).status is PaymentStatus.SUCCEEDED
    assert [charge.means for charge in world.provider.charges] == [other.provider_reference]


async def test_a_declined_card_is_declined_again_for_the_same_key_without_another_charge(world: World) -> None:
    quoted = await world.quoted(tag="declined")
    payment_id = await world.intent(quoted)

    for _ in range(2):
        with pytest.raises(PaymentDeclined) as refused:
            await world.confirm(quoted, payment_id)
        assert (refused.value.decline_code, refused.value.payment_id) == ("insufficient_funds", payment_id)

    payment = await Payment.get(id=payment_id)
    assert (payment.status, payment.failure_code) == (PaymentStatus.FAILED, "insufficient_funds")
    assert len(world.provider.charges) == 1
    assert await world.balances() == {}


async def test_after_a_decline_a_new_intent_may_be_paid(world: World) -> None:
    quoted = await world.quoted(tag="declined")
    first = await world.intent(quoted, key="i1")
    with pytest.raises(PaymentDeclined):
        await world.confirm(quoted, first)

    second = await world.intent(quoted, key="i2")

    assert second != first
    assert (await Payment.get(id=second)).status is PaymentStatus.REQUIRES_CONFIRMATION


async def test_a_card_that_needs_a_step_waits_for_it(world: World) -> None:
    quoted = await world.quoted(tag="step")

    payment = await world.confirm(quoted, await world.intent(quoted))

    assert payment.status is PaymentStatus.REQUIRES_ACTION
    assert payment.next_action == {
        "kind": "CLIENT_SECRET",
        "url": None,
        "client_secret": payment.provider_reference,
        "message": None,
    }
    world.clock.advance(APPROVED_AFTER)
    await world.run_jobs()
    payment = await Payment.get(id=payment.id)
    assert (payment.status, payment.next_action) == (PaymentStatus.SUCCEEDED, None)


async def test_a_phone_is_prompted_and_asked_about_until_it_is_approved(world: World) -> None:
    quoted = await world.quoted()
    payment = await world.confirm(quoted, await world.intent(quoted, PHONE))
    assert payment.status is PaymentStatus.REQUIRES_ACTION
    assert payment.next_action is not None
    assert payment.next_action["kind"] == "AWAIT_PHONE_PROMPT"

    assert await world.run_jobs() == ["expire_intent", "reconcile_payment"]
    assert (await Payment.get(id=payment.id)).status is PaymentStatus.REQUIRES_ACTION
    world.clock.advance(APPROVED_AFTER)
    await world.run_jobs()

    assert (await Payment.get(id=payment.id)).status is PaymentStatus.SUCCEEDED
    assert await world.run_jobs() == []
    assert await world.told(quoted.request) == [
        ("REQUIRES_CONFIRMATION", 0),
        ("PROCESSING", 0),
        ("REQUIRES_ACTION", 0),
        ("SUCCEEDED", 0),
    ]


async def test_a_prompt_that_is_refused_fails_the_payment(world: World) -> None:
    quoted = await world.quoted(tag="refused")
    payment = await world.confirm(quoted, await world.intent(quoted, PHONE))
    world.clock.advance(APPROVED_AFTER)
    await world.run_jobs()

    with pytest.raises(PaymentDeclined) as refused:
        await world.confirm(quoted, payment.id, key="again")

    assert refused.value.decline_code == "prompt_refused"
    assert await world.balances() == {}


async def test_no_answer_is_unknown_and_asked_about_for_the_same_key(world: World) -> None:
    quoted = await world.quoted(tag="timeout")
    payment_id = await world.intent(quoted)
    with pytest.raises(PaymentUnknown) as refused:
        await world.confirm(quoted, payment_id)
    assert refused.value.payment_id == payment_id
    assert (await Payment.get(id=payment_id)).status is PaymentStatus.UNKNOWN

    world.clock.advance(APPROVED_AFTER)
    payment = await world.confirm(quoted, payment_id)

    assert payment.status is PaymentStatus.SUCCEEDED
    assert len(world.provider.charges) == 1
    assert await world.balances() == {"CLEARING": -3_300_000, "ESCROW": 3_300_000}


async def test_while_it_is_unknown_nothing_else_can_be_paid_or_cancelled(world: World) -> None:
    quoted = await world.quoted(tag="silent")
    payment_id = await world.intent(quoted)
    with pytest.raises(PaymentUnknown):
        await world.confirm(quoted, payment_id)

    with pytest.raises(PaymentUnknown):
        await world.intent(quoted, key="another")
    with pytest.raises(PaymentUnknown):
        await world.payments.calling_off.cancel(quoted.farmer, payment_id=payment_id)
    for _ in range(8):
        await world.run_jobs()

    assert (await Payment.get(id=payment_id)).status is PaymentStatus.UNKNOWN
    assert await world.run_jobs() == ["reconcile_payment"]


async def test_a_charge_that_never_arrived_fails_once_it_cannot_be_on_its_way(world: World) -> None:
    quoted = await world.quoted(tag="lost")
    payment_id = await world.intent(quoted)
    with pytest.raises(PaymentUnknown):
        await world.confirm(quoted, payment_id)

    for _ in range(4):
        await world.run_jobs()
    assert (await Payment.get(id=payment_id)).status is PaymentStatus.UNKNOWN
    await world.run_jobs()

    payment = await Payment.get(id=payment_id)
    assert (payment.status, payment.failure_code) == (PaymentStatus.FAILED, "not_attempted")
    assert await world.run_jobs() == []


async def test_an_intent_that_waited_too_long_is_cancelled_and_a_fresh_price_shown(world: World) -> None:
    quoted = await world.quoted()
    payment_id = await world.intent(quoted)
    world.clock.advance(timedelta(minutes=15))

    with pytest.raises(QuoteExpired) as refused:
        await world.confirm(quoted, payment_id)

    assert refused.value.fresh is not None
    assert (await Payment.get(id=payment_id)).status is PaymentStatus.CANCELED
    assert world.provider.charges == []
    with pytest.raises(QuoteExpired) as again:
        await world.confirm(quoted, payment_id)
    assert again.value.fresh == refused.value.fresh


async def test_a_key_is_for_one_payment(world: World) -> None:
    quoted, payment = await world.paid()
    other = await world.quoted()
    other.farmer = quoted.farmer
    await JobRequest.filter(id=other.request.id).update(farmer_id=quoted.farmer.user_id)
    second = await world.intent(other, key="i2")

    with pytest.raises(IdempotencyConflict):
        await world.confirm(quoted, second)

    assert (await Payment.get(id=second)).status is PaymentStatus.REQUIRES_CONFIRMATION
    assert (await world.confirm(quoted, payment.id)).id == payment.id


async def test_a_stranger_finds_no_payment(world: World) -> None:
    quoted = await world.quoted()
    payment_id = await world.intent(quoted)
    stranger = await a_user()

    with pytest.raises(NotFound) as refused:
        await world.payments.confirmation.confirm(stranger, payment_id=payment_id, key="c")

    assert refused.value.path == ("paymentId",)
    assert (await Payment.get(id=payment_id)).status is PaymentStatus.REQUIRES_CONFIRMATION
