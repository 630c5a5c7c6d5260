"""Money into one's own wallet."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from models.enums import PaymentMethodKind, PaymentStatus, Role
from models.payments import Payment
from services.errors import IdempotencyConflict, ValidationFailed
from services.payments.intents import PaymentAnswer
from services.payments.refusals import PaymentDeclined
from services.platform.money import LARGEST_MINOR, Money
from services.providers.payments.sandbox import APPROVED_AFTER
from tests.dying import Died, die
from tests.payments.api import Api
from tests.payments.events import send, states, succeeded
from tests.payments.factories import a_user
from tests.payments.world import World

CARD, PHONE, WALLET = PaymentMethodKind.CARD, PaymentMethodKind.MOBILE_MONEY, PaymentMethodKind.WALLET
TOP_UP = """mutation (
        $amount: Long!, $currency: String! = "NGN", $method: PaymentMethodKind! = CARD, $key: String! = "k") {
    topUpWallet(amountMinor: $amount, currency: $currency, method: $method, idempotencyKey: $key) {
        __typename
        ... on PaymentSuccess { payment { status provider amount { amountMinor currency exponent } } request { id } }
        ... on PaymentDeclinedError { declineCode payment { status } }
        ... on ValidationError { problems { path code } } } }"""


async def top_up(world: World, by: Any, amount: Money, method: PaymentMethodKind = CARD, key: str = "k") -> Payment:
    answer = await world.payments.top_ups.top_up(by, amount=amount, method=method, key=key)
    return await Payment.get(id=answer.payment_id)


async def test_a_card_fills_the_wallet_once(world: World) -> None:
    user = await a_user()

    payments = [await top_up(world, user, Money(5_000, "KES")) for _ in range(3)]

    assert {(each.id, each.status) for each in payments} == {(payments[0].id, PaymentStatus.SUCCEEDED)}
    assert len(world.provider.charges) == 1
    assert await world.balances() == {"CLEARING": -5_000, "WALLET": 5_000}
    rows = await world.database.fetch("SELECT business_key FROM ledger_journals")
    assert [row["business_key"] for row in rows] == [f"topup:{payments[0].id}"]


async def test_twenty_at_once_with_one_key_charge_once(world: World) -> None:
    user = await a_user()

    answers = await asyncio.gather(
        *(world.payments.top_ups.top_up(user, amount=Money(5_000, "NGN"), method=CARD, key="k") for _ in range(20)),
        return_exceptions=True,
    )

    assert len({each.payment_id for each in answers if isinstance(each, PaymentAnswer)}) == 1
    assert await world.balances() == {"CLEARING": -5_000, "WALLET": 5_000}


async def test_a_phone_fills_it_once_it_has_approved(world: World) -> None:
    user = await a_user()
    payment = await top_up(world, user, Money(5_000, "NGN"), PHONE)
    assert (payment.status, await world.balances()) == (PaymentStatus.REQUIRES_ACTION, {})
    world.clock.advance(APPROVED_AFTER)

    await world.run_jobs()
    await send(world, payment.id, succeeded(Money(5_000, "NGN")))
    await world.run_jobs()

    assert (await Payment.get(id=payment.id)).status is PaymentStatus.SUCCEEDED
    assert await states() == {"evt_1": "APPLIED"}
    assert await world.balances() == {"CLEARING": -5_000, "WALLET": 5_000}


async def test_a_decline_is_the_answer_again(world: World) -> None:
    user = await a_user(tag="declined")

    for _ in range(2):
        with pytest.raises(PaymentDeclined) as refused:
            await top_up(world, user, Money(5_000, "NGN"))
        assert refused.value.decline_code == "insufficient_funds"

    assert (len(world.provider.charges), await world.balances()) == (1, {})


async def test_no_answer_is_told_as_it_is(world: World) -> None:
    payment = await top_up(world, await a_user(tag="silent"), Money(5_000, "NGN"))

    assert (payment.status, await world.balances()) == (PaymentStatus.UNKNOWN, {})


async def test_whoever_takes_over_from_a_process_that_died_does_not_charge_again(world: World) -> None:
    user = await a_user()

    world.provider.meanwhile = die
    with pytest.raises(Died):
        await top_up(world, user, Money(5_000, "NGN"))
    world.provider.meanwhile = None
    world.clock.advance(timedelta(seconds=60))

    payment = await top_up(world, user, Money(5_000, "NGN"))

    assert (payment.status, len(world.provider.charges)) == (PaymentStatus.SUCCEEDED, 1)
    assert await Payment.all().count() == 1
    assert await world.balances() == {"CLEARING": -5_000, "WALLET": 5_000}


async def test_a_key_belongs_to_its_input(world: World) -> None:
    user = await a_user()
    await top_up(world, user, Money(5_000, "NGN"))

    with pytest.raises(IdempotencyConflict):
        await top_up(world, user, Money(5_001, "NGN"))

    assert await world.balances() == {"CLEARING": -5_000, "WALLET": 5_000}


@pytest.mark.parametrize(
    ("amount", "method", "problem"),
    [
        (Money(0, "NGN"), CARD, ("amountMinor", "OUT_OF_RANGE")),
        (Money(-1, "NGN"), CARD, ("amountMinor", "OUT_OF_RANGE")),
        (Money(LARGEST_MINOR + 1, "NGN"), CARD, ("amountMinor", "OUT_OF_RANGE")),
        (Money(5_000, "XXA"), CARD, ("currency", "UNSUPPORTED_CURRENCY")),
        (Money(5_000, "ngn"), CARD, ("currency", "UNSUPPORTED_CURRENCY")),
        (Money(5_000, "NGN"), WALLET, ("method", "OWN_WALLET")),
    ],
)
async def test_what_cannot_be_is_refused_before_anything_is_written(
    world: World, amount: Money, method: PaymentMethodKind, problem: tuple[str, str]
) -> None:
    with pytest.raises(ValidationFailed) as refused:
        await top_up(world, await a_user(), amount, method)

    assert [(each.path, each.code) for each in refused.value.problems] == [((problem[0],), problem[1])]
    assert (await Payment.all().count(), await world.balances()) == (0, {})


@pytest.mark.parametrize(
    ("currency", "minor", "exponent"), [("NGN", 2_147_483_648, 2), ("UGX", 150_000, 0), ("XOF", 99, 0), ("TND", 7, 3)]
)
@pytest.mark.parametrize("role", Role)
async def test_everybody_may_fill_a_wallet_in_any_currency(
    api: Api, role: Role, currency: str, minor: int, exponent: int
) -> None:
    assert await api.ask(await a_user(role), TOP_UP, amount=minor, currency=currency) == {
        "__typename": "PaymentSuccess",
        "payment": {
            "status": "SUCCEEDED",
            "provider": "sandbox",
            "amount": {"amountMinor": minor, "currency": currency, "exponent": exponent},
        },
        "request": None,
    }


async def test_nobody_fills_nobodys_wallet(api: Api) -> None:
    assert await api.ask(None, TOP_UP, amount=5) == "UNAUTHENTICATED"
    assert await Payment.all().count() == 0


async def test_refusals_through_the_schema(api: Api) -> None:
    user = await a_user(tag="declined")

    assert await api.ask(user, TOP_UP, amount=0) == {
        "__typename": "ValidationError",
        "problems": [{"path": ["amountMinor"], "code": "OUT_OF_RANGE"}],
    }
    assert await api.ask(user, TOP_UP, amount=5) == {
        "__typename": "PaymentDeclinedError",
        "declineCode": "insufficient_funds",
        "payment": {"status": "FAILED"},
    }
