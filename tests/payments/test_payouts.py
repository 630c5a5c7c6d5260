"""Out of a wallet: held while the provider works, gone where it sent the money, back where it refused."""

import asyncio
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from models.enums import PaymentMethodKind, PayoutStatus, Role
from models.payments import Payout
from services.auth.viewer import Viewer
from services.errors import IdempotencyConflict, ValidationFailed
from services.payments.refusals import InsufficientFunds
from services.payments.wallets import Moved
from services.platform.money import LARGEST_MINOR, Money
from services.providers.payments.port import Outcome, Subject
from services.providers.payments.sandbox import APPROVED_AFTER
from tests.payments.api import Api
from tests.payments.events import body_of, declined, headers_for, states, succeeded
from tests.payments.factories import a_user
from tests.payments.world import World

WITHDRAW = """mutation ($amount: Long!, $currency: String! = "NGN", $to: String! = "bank-1", $key: String! = "k") {
    withdraw(amountMinor: $amount, currency: $currency, destination: $to, idempotencyKey: $key) {
        __typename
        ... on WithdrawalSuccess {
            transaction { kind amount { amountMinor } balanceAfter { amountMinor } request { id } }
            wallet { balances { available { amountMinor } held { amountMinor } } } }
        ... on InsufficientFundsError { available { amountMinor currency } }
        ... on ValidationError { problems { path code } } } }"""


async def rich(world: World, amount_minor: int = 10_000) -> Viewer:
    """An owner who has earned; what is under way of that is forgotten."""
    owner = await a_user(Role.TRACTOR_OWNER)
    await world.fund(owner.user_id, amount_minor)
    await world.database.fetch("DELETE FROM pgqueuer")
    return owner


async def withdraw(
    world: World, by: Viewer, minor: int = 4_000, *, to: str = "bank-1", key: str = "k", currency: str = "NGN"
) -> Moved:
    return await world.payments.payouts.withdraw(by, amount=Money(minor, currency), destination=to, key=key)


async def stands(world: World, owner: Viewer) -> tuple[int, int]:
    """Available and held."""
    balance = await world.payments.wallets.balance(owner.user_id, "NGN")
    return balance.available_minor, balance.held_minor


async def payout() -> tuple[PayoutStatus, str | None]:
    row = await Payout.get()
    return row.status, row.failure_code


async def test_a_withdrawal_is_held_and_then_gone(world: World) -> None:
    owner = await rich(world)

    await withdraw(world, owner)
    assert (await stands(world, owner), await payout()) == ((6_000, 4_000), (PayoutStatus.PENDING, None))
    assert await world.payments.books.broken() == {}

    assert await world.run_jobs() == ["settle_payout"]
    assert (await stands(world, owner), await payout()) == ((6_000, 0), (PayoutStatus.SUCCEEDED, None))
    assert await world.run_jobs() == []
    assert [(each.amount, each.destination) for each in world.provider.transfers] == [(Money(4_000, "NGN"), "bank-1")]


async def test_a_payout_that_fails_comes_back(world: World) -> None:
    owner = await rich(world)

    await withdraw(world, owner, to="bank-1+declined")
    await world.run_jobs()

    assert (await stands(world, owner), await payout()) == ((10_000, 0), (PayoutStatus.FAILED, "insufficient_funds"))


@pytest.mark.parametrize(
    ("tag", "status", "left"),
    [
        ("prompt", PayoutStatus.SUCCEEDED, 6_000),
        ("timeout", PayoutStatus.SUCCEEDED, 6_000),
        ("refused", PayoutStatus.FAILED, 10_000),
    ],
)
async def test_an_answer_may_come_late(world: World, tag: str, status: PayoutStatus, left: int) -> None:
    owner = await rich(world)
    await withdraw(world, owner, to=f"bank-1+{tag}")
    await world.run_jobs()
    assert (await stands(world, owner), (await payout())[0]) == ((6_000, 4_000), PayoutStatus.PENDING)
    world.clock.advance(APPROVED_AFTER)

    await world.run_jobs()

    assert (await stands(world, owner), (await payout())[0]) == ((left, 0), status)
    assert len(world.provider.transfers) == 1


async def test_silence_is_asked_about_for_ever(world: World) -> None:
    owner = await rich(world)
    await withdraw(world, owner, to="bank-1+silent")

    for _ in range(20):
        assert await world.run_jobs() == ["settle_payout"]
        world.clock.advance(timedelta(hours=1))

    assert (await stands(world, owner), (await payout())[0]) == ((6_000, 4_000), PayoutStatus.PENDING)
    assert len(world.provider.transfers) == 1


async def test_two_workers_send_once(world: World) -> None:
    owner = await rich(world)
    await withdraw(world, owner)
    row = await Payout.get()

    await asyncio.gather(*(world.payments.payouts.settle(row.id, 0) for _ in range(10)))

    assert await stands(world, owner) == (6_000, 0)
    assert {each.key for each in world.provider.transfers} == {row.provider_key}


async def tell(world: World, outcome: Outcome, event_id: str) -> str:
    body = body_of((await Payout.get()).provider_key, outcome, event_id=event_id, subject=Subject.PAYOUT)
    await world.payments.inbox.receive("sandbox", headers_for(body, world.clock()), body)
    await world.run_jobs()
    return (await states())[event_id]


async def test_events_settle_it_and_never_turn_it(world: World) -> None:
    owner = await rich(world)
    await withdraw(world, owner, to="bank-1+silent")
    await world.database.fetch("DELETE FROM pgqueuer")

    wrong = await tell(world, succeeded(Money(3_999, "NGN")), "evt_1")
    failed = await tell(world, declined(), "evt_2")
    back = await stands(world, owner)
    after_all = await tell(world, succeeded(Money(4_000, "NGN")), "evt_3")

    assert (wrong, failed, after_all) == ("MISMATCHED", "APPLIED", "MISMATCHED")
    assert world.alerts == ["payout_mismatch", "payout_mismatch"]
    assert (back, await stands(world, owner)) == ((10_000, 0), (10_000, 0))


async def test_a_payout_that_is_said_to_have_come_back_is_for_a_person(world: World) -> None:
    owner = await rich(world)
    await withdraw(world, owner)
    await world.run_jobs()

    assert await tell(world, declined(), "evt_1") == "MISMATCHED"

    assert world.alerts == ["payout_mismatch"]
    assert (await stands(world, owner), await payout()) == ((6_000, 0), (PayoutStatus.SUCCEEDED, None))


async def test_nobody_withdraws_more_than_there_is(world: World) -> None:
    owner = await rich(world)

    with pytest.raises(InsufficientFunds) as refused:
        await withdraw(world, owner, 10_001)

    assert (refused.value.available_minor, refused.value.currency) == (10_000, "NGN")
    assert (await stands(world, owner), await Payout.all().count()) == ((10_000, 0), 0)


async def test_twenty_clients_cannot_withdraw_more_than_there_is(world: World) -> None:
    owner = await rich(world)

    answers = await asyncio.gather(
        *(withdraw(world, owner, 1_500, key=str(number)) for number in range(20)), return_exceptions=True
    )

    assert sum(isinstance(each, Moved) for each in answers) == 6
    assert {type(each) for each in answers} == {Moved, InsufficientFunds}
    assert await stands(world, owner) == (1_000, 9_000)


async def test_a_key_withdraws_once(world: World) -> None:
    owner = await rich(world)

    answers = {await withdraw(world, owner) for _ in range(3)}
    with pytest.raises(IdempotencyConflict):
        await withdraw(world, owner, to="bank-2")

    assert len(answers) == 1
    assert await stands(world, owner) == (6_000, 4_000)


@pytest.mark.parametrize(
    ("given", "problem"),
    [
        ({"minor": 0}, ("amountMinor", "OUT_OF_RANGE")),
        ({"minor": -4_000}, ("amountMinor", "OUT_OF_RANGE")),
        ({"minor": LARGEST_MINOR + 1}, ("amountMinor", "OUT_OF_RANGE")),
        ({"currency": "???"}, ("currency", "UNSUPPORTED_CURRENCY")),
        ({"to": " "}, ("destination", "REQUIRED")),
        ({"to": "x" * 101}, ("destination", "TOO_LONG")),
        ({"to": "a\x00b"}, ("destination", "INVALID_TEXT")),
    ],
)
async def test_what_cannot_be_is_refused(world: World, given: dict[str, Any], problem: tuple[str, str]) -> None:
    owner = await rich(world)

    with pytest.raises(ValidationFailed) as refused:
        await withdraw(world, owner, **given)

    assert [(each.path, each.code) for each in refused.value.problems] == [((problem[0],), problem[1])]
    assert (await stands(world, owner), await Payout.all().count()) == ((10_000, 0), 0)


async def test_owners_withdraw_through_the_schema_and_nobody_else(api: Api) -> None:
    owner = await a_user(Role.TRACTOR_OWNER)
    for who, code in (
        (None, "UNAUTHENTICATED"),
        (await a_user(), "FORBIDDEN"),
        (await a_user(Role.ADMIN), "FORBIDDEN"),
    ):
        assert await api.ask(who, WITHDRAW, amount=1) == code
    assert await api.ask(owner, WITHDRAW, amount=1) == {
        "__typename": "InsufficientFundsError",
        "available": {"amountMinor": 0, "currency": "NGN"},
    }
    assert await Payout.all().count() == 0
    await fill(api, owner, 2_147_483_648)

    assert await api.ask(owner, WITHDRAW, amount=2_147_483_647, key="k2") == {
        "__typename": "WithdrawalSuccess",
        "transaction": {
            "kind": "WITHDRAWAL",
            "amount": {"amountMinor": -2_147_483_647},
            "balanceAfter": {"amountMinor": 1},
            "request": None,
        },
        "wallet": {"balances": [{"available": {"amountMinor": 1}, "held": {"amountMinor": 2_147_483_647}}]},
    }


async def fill(api: Api, user: Viewer, amount_minor: int) -> UUID:
    answer = await api.services.payments.top_ups.top_up(
        user, amount=Money(amount_minor, "NGN"), method=PaymentMethodKind.CARD, key="fill"
    )
    return answer.payment_id
