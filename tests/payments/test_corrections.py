"""What admins put right: refunds by hand and adjusted wallets."""

import asyncio
from contextvars import copy_context
from datetime import timedelta
from typing import Any

import pytest
from uuid_utils.compat import uuid7

from models.admin import AuditEntry
from models.enums import PaymentMethodKind, Role
from models.payments import Payment, Refund, WalletAdjustment
from services.auth.viewer import Viewer
from services.platform.ids import Kind, decode, encode
from services.platform.money import LARGEST_MINOR, Money
from tests.payments.api import CONFIRM, Api, shown
from tests.payments.factories import STEPS, a_user, accept
from tests.payments.test_wallet_api import STEP
from tests.payments.world import Quoted
from tests.platform.test_streams import waiting_for_a_row

REFUND = """mutation ($id: ID!, $amount: Long!, $reason: String! = "Rain.", $key: String! = "k") {
    refundPayment(paymentId: $id, amountMinor: $amount, reason: $reason, idempotencyKey: $key) {
        __typename
        ... on RefundSuccess {
            refund { amount { amountMinor currency } reason status }
            payment { id refunded { amountMinor } refunds { amount { amountMinor } } } }
        ... on RefundExceedsPaymentError { code refundable { amountMinor currency } }
        ... on NotFoundError { path }
        ... on ValidationError { problems { path code } } } }"""
ADJUST = """mutation (
        $user: ID!, $amount: Long!, $currency: String! = "NGN", $reason: String! = "Sorry.", $key: String! = "k") {
    adjustWallet(userId: $user, amountMinor: $amount, currency: $currency, reason: $reason, idempotencyKey: $key) {
        __typename
        ... on AdjustWalletSuccess { transaction { kind amount { amountMinor currency } balanceAfter { amountMinor } } }
        ... on InsufficientFundsError { available { amountMinor currency } }
        ... on NotFoundError { path }
        ... on ValidationError { problems { path code } } } }"""
PAYMENTS = """query ($status: PaymentStatus, $user: ID, $in: DateTimeRangeInput, $first: Int! = 20, $after: Cursor) {
    payments(status: $status, userId: $user, createdIn: $in, first: $first, after: $after) {
        nodes { id status } pageInfo { hasNextPage endCursor } } }"""


async def paid(api: Api) -> tuple[Quoted, str]:
    quoted = await api.quoted()
    payment_id = await api.intent(quoted)
    await api.ask(quoted.farmer, CONFIRM, id=payment_id)
    return quoted, payment_id


async def test_a_part_goes_back_and_the_rest_too_and_no_more(api: Api) -> None:
    _, payment_id = await paid(api)
    admin = await a_user(Role.ADMIN)

    first = await api.ask(admin, REFUND, id=payment_id, amount=300_000, key="k1")
    again = await api.ask(admin, REFUND, id=payment_id, amount=300_000, key="k1")
    too_much = await api.ask(admin, REFUND, id=payment_id, amount=3_000_001, key="k2")
    rest = await api.ask(admin, REFUND, id=payment_id, amount=3_000_000, key="k3")
    nothing_left = await api.ask(admin, REFUND, id=payment_id, amount=1, key="k4")

    assert first == again
    assert first == {
        "__typename": "RefundSuccess",
        "refund": {"amount": {"amountMinor": 300_000, "currency": "NGN"}, "reason": "Rain.", "status": "PENDING"},
        "payment": {
            "id": payment_id,
            "refunded": {"amountMinor": 300_000},
            "refunds": [{"amount": {"amountMinor": 300_000}}],
        },
    }
    assert [each["refundable"]["amountMinor"] for each in (too_much, nothing_left)] == [3_000_000, 0]
    assert rest["payment"]["refunded"] == {"amountMinor": 3_300_000}
    entries = await AuditEntry.filter(action="PAYMENT_REFUNDED").order_by("id")
    assert [(each.actor, each.actor_id, each.subject_id, each.before, each.after) for each in entries] == [
        ("ADMIN", admin.user_id, payment_id, kept(0), kept(300_000, reason="Rain.")),
        ("ADMIN", admin.user_id, payment_id, kept(300_000), kept(3_300_000, reason="Rain.")),
    ]


def kept(refunded: int, **more: str) -> dict[str, Any]:
    """As the audit log has it."""
    return {"refundedMinor": refunded, "currency": "NGN", **more}


async def test_twenty_refunds_at_once_give_back_no_more_than_was_paid(api: Api) -> None:
    _, payment_id = await paid(api)
    admin = await a_user(Role.ADMIN)

    answers = await asyncio.gather(
        *(api.ask(admin, REFUND, id=payment_id, amount=500_000, key=str(number)) for number in range(20))
    )

    kinds = [each["__typename"] for each in answers]
    assert (kinds.count("RefundSuccess"), kinds.count("RefundExceedsPaymentError")) == (6, 14)
    assert (await Payment.get()).refunded_minor == 3_000_000


async def test_after_the_job_we_pay_for_it_ourselves(api: Api) -> None:
    quoted, payment_id = await paid(api)
    owner = Viewer(quoted.tractor.owner_id, Role.TRACTOR_OWNER, uuid7())
    await accept(api.services.database, quoted.request, quoted.tractor, quoted.estimate)
    for step in STEPS:
        await api.ask(owner, STEP, request=shown(Kind.REQUEST, quoted.request.id), to=step.name, key=step.name)

    answer = await api.ask(await a_user(Role.ADMIN), REFUND, id=payment_id, amount=400_000)

    assert answer["__typename"] == "RefundSuccess"
    rows = await api.services.database.fetch("SELECT kind, balance_minor FROM ledger_accounts ORDER BY kind")
    assert {row["kind"]: row["balance_minor"] for row in rows} == {
        "CLEARING": -2_900_000,
        "ESCROW": 0,
        "REVENUE": -70_000,
        "WALLET": 2_970_000,
    }


async def test_a_top_up_goes_back_as_far_as_it_is_still_there(api: Api) -> None:
    user, admin = await a_user(), await a_user(Role.ADMIN)
    answer = await api.services.payments.top_ups.top_up(
        user, amount=Money(10_000, "NGN"), method=PaymentMethodKind.CARD, key="k"
    )
    payment_id = shown(Kind.PAYMENT, answer.payment_id)
    await api.ask(admin, ADJUST, user=shown(Kind.USER, user.user_id), amount=-4_000)

    too_much = await api.ask(admin, REFUND, id=payment_id, amount=6_001)
    assert too_much["refundable"] == {"amountMinor": 6_000, "currency": "NGN"}
    assert (await api.ask(admin, REFUND, id=payment_id, amount=6_000, key="k2"))["__typename"] == "RefundSuccess"


async def test_a_top_up_that_is_spent_while_it_is_to_go_back_stays_spent(api: Api) -> None:
    user, admin = await a_user(), await a_user(Role.ADMIN)
    amount, payments = Money(10_000, "NGN"), api.services.payments
    answer = await payments.top_ups.top_up(user, amount=amount, method=PaymentMethodKind.CARD, key="k")
    # A task begins in the context of its maker; one that is made now has no transaction open in it.
    outside = copy_context()

    async with api.services.database.transaction():
        await payments.payouts.withdraw(user, amount=Money(7_000, "NGN"), destination="bank", key="w")
        refunding = asyncio.create_task(
            api.ask(admin, REFUND, id=shown(Kind.PAYMENT, answer.payment_id), amount=10_000), context=outside
        )
        await waiting_for_a_row(api.services.database)

    assert await refunding == {
        "__typename": "RefundExceedsPaymentError",
        "code": "REFUND_EXCEEDS_PAYMENT",
        "refundable": {"amountMinor": 3_000, "currency": "NGN"},
    }
    assert (await Payment.get()).refunded_minor == await Refund.all().count() == await AuditEntry.all().count() == 0


async def test_what_was_never_paid_is_not_refunded(api: Api) -> None:
    payment_id = await api.intent(await api.quoted())

    refused = await api.ask(await a_user(Role.ADMIN), REFUND, id=payment_id, amount=1)

    assert refused == {
        "__typename": "RefundExceedsPaymentError",
        "code": "REFUND_EXCEEDS_PAYMENT",
        "refundable": {"amountMinor": 0, "currency": "NGN"},
    }
    assert await Refund.all().count() == 0


@pytest.mark.parametrize("given", [{"amount": 0}, {"amount": -1}, {"reason": " "}, {"reason": "x" * 201}])
async def test_a_refund_has_an_amount_and_a_reason(api: Api, given: dict[str, Any]) -> None:
    _, payment_id = await paid(api)

    answer = await api.ask(await a_user(Role.ADMIN), REFUND, **{"id": payment_id, "amount": 5, **given})

    assert answer["__typename"] == "ValidationError"
    assert await Refund.all().count() == 0


async def test_a_payment_that_is_not_there_is_not_found(api: Api) -> None:
    admin = await a_user(Role.ADMIN)

    for payment_id in (shown(Kind.PAYMENT, uuid7()), "pay_nonsense"):
        answer = await api.ask(admin, REFUND, id=payment_id, amount=5)
        assert answer == {"__typename": "NotFoundError", "path": ["paymentId"]}


async def test_a_wallet_is_adjusted_both_ways(api: Api) -> None:
    user, admin = await a_user(), await a_user(Role.ADMIN)
    given = {"user": shown(Kind.USER, user.user_id)}

    more = await api.ask(admin, ADJUST, **given, amount=2_147_483_648)
    again = await api.ask(admin, ADJUST, **given, amount=2_147_483_648)
    less = await api.ask(admin, ADJUST, **given, amount=-48, reason="Too much.", key="k2")
    too_little = await api.ask(admin, ADJUST, **given, amount=-2_147_483_601, key="k3")

    assert more == again
    assert more == {
        "__typename": "AdjustWalletSuccess",
        "transaction": {
            "kind": "ADJUSTMENT",
            "amount": {"amountMinor": 2_147_483_648, "currency": "NGN"},
            "balanceAfter": {"amountMinor": 2_147_483_648},
        },
    }
    assert less["transaction"]["balanceAfter"] == {"amountMinor": 2_147_483_600}
    assert too_little == {
        "__typename": "InsufficientFundsError",
        "available": {"amountMinor": 2_147_483_600, "currency": "NGN"},
    }
    assert [row.after for row in await AuditEntry.filter(action="WALLET_ADJUSTED").order_by("id")] == [
        {"amountMinor": 2_147_483_648, "currency": "NGN", "reason": "Sorry."},
        {"amountMinor": -48, "currency": "NGN", "reason": "Too much."},
    ]


@pytest.mark.parametrize(
    "given",
    [
        {"amount": 0},
        {"amount": LARGEST_MINOR + 1},
        {"amount": -LARGEST_MINOR - 1},
        {"currency": "NAIRA"},
        {"reason": ""},
    ],
)
async def test_an_adjustment_that_makes_no_sense_changes_nothing(api: Api, given: dict[str, Any]) -> None:
    user = shown(Kind.USER, (await a_user()).user_id)

    answer = await api.ask(await a_user(Role.ADMIN), ADJUST, **{"user": user, "amount": 5, **given})

    assert answer["__typename"] == "ValidationError"
    assert await WalletAdjustment.all().count() == 0


async def test_nobody_is_not_found(api: Api) -> None:
    answer = await api.ask(await a_user(Role.ADMIN), ADJUST, user=shown(Kind.USER, uuid7()), amount=5)

    assert answer == {"__typename": "NotFoundError", "path": ["userId"]}


@pytest.mark.parametrize("operation", [REFUND, ADJUST, PAYMENTS])
async def test_only_admins_put_right(api: Api, operation: str) -> None:
    quoted, payment_id = await paid(api)
    given = {"id": payment_id, "user": shown(Kind.USER, quoted.farmer.user_id), "amount": 5}
    given = {name: value for name, value in given.items() if f"${name}:" in operation}

    assert await api.ask(None, operation, **given) == "UNAUTHENTICATED"
    for viewer in (quoted.farmer, await a_user(), await a_user(Role.TRACTOR_OWNER)):
        assert await api.ask(viewer, operation, **given) == "FORBIDDEN"
    counts = (await Refund.all().count(), await WalletAdjustment.all().count(), await AuditEntry.all().count())
    assert counts == (0, 0, 0)


async def test_admins_list_payments_by_status(api: Api) -> None:
    admin = await a_user(Role.ADMIN)
    done = [(await paid(api))[1] for _ in range(3)]
    waiting = await api.intent(await api.quoted())

    assert [each["id"] for each in (await api.ask(admin, PAYMENTS))["nodes"]] == [waiting, *reversed(done)]
    page = await api.ask(admin, PAYMENTS, status="SUCCEEDED", first=2)
    assert ([each["id"] for each in page["nodes"]], page["pageInfo"]["hasNextPage"]) == ([done[2], done[1]], True)
    last = await api.ask(admin, PAYMENTS, status="SUCCEEDED", first=2, after=page["pageInfo"]["endCursor"])
    assert ([each["id"] for each in last["nodes"]], last["pageInfo"]["hasNextPage"]) == ([done[0]], False)
    assert await api.ask(admin, PAYMENTS, first=0) == "BAD_USER_INPUT"


async def test_admins_list_payments_of_somebody_and_of_a_time(api: Api) -> None:
    admin = await a_user(Role.ADMIN)
    (quoted, payment_id), _ = await paid(api), await paid(api)
    made = (await Payment.get(id=decode(Kind.PAYMENT, payment_id))).created_at
    earlier, later = ((made + timedelta(microseconds=shift)).isoformat() for shift in (-1, 1))
    payer = {"user": encode(Kind.USER, quoted.farmer.user_id)}

    async def listed(**asked: Any) -> list[str]:
        return [each["id"] for each in (await api.ask(admin, PAYMENTS, **asked))["nodes"]]

    assert await listed(**payer) == [payment_id]
    assert await listed(**payer, status="FAILED") == []
    assert await listed(**payer, **{"in": {"from": made.isoformat(), "to": later}}) == [payment_id]
    assert await listed(**payer, **{"in": {"from": earlier, "to": made.isoformat()}}) == []
    assert await listed(user="usr_x") == []
