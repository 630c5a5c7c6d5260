"""Payments through the schema: names, unions, roles and whose they are."""

from datetime import timedelta

import pytest
from uuid_utils.compat import uuid7

from models.enums import Role
from models.payments import Payment
from services.payments.auditing import CHECK_BOOKS
from services.platform.ids import Kind, encode
from tests.payments.api import CANCEL, CONFIRM, CREATE, SHOW, Api, shown
from tests.payments.factories import a_user, accept


@pytest.mark.parametrize(
    ("currency", "minor", "exponent"),
    [("NGN", 2_147_483_648, 2), ("UGX", 150_000, 0), ("XOF", 99, 0), ("TND", 1_234_567, 3)],
)
async def test_a_farmer_pays(api: Api, currency: str, minor: int, exponent: int) -> None:
    quoted = await api.quoted(currency=currency, total_minor=minor)
    request_id = shown(Kind.REQUEST, quoted.request.id)

    created = await api.create(quoted)
    payment = created["payment"]
    assert created["__typename"] == "PaymentSuccess"
    assert created["request"] == {"id": request_id, "paid": False}
    assert payment == {
        "id": payment["id"],
        "status": "REQUIRES_CONFIRMATION",
        "method": "CARD",
        "provider": "sandbox",
        "amount": {"amountMinor": minor, "currency": currency, "exponent": exponent},
        "refunded": {"amountMinor": 0},
    }
    confirmed = await api.ask(quoted.farmer, CONFIRM, id=payment["id"])

    assert confirmed == {
        "__typename": "PaymentSuccess",
        "payment": {**payment, "status": "SUCCEEDED"},
        "request": {"id": request_id, "paid": True, "payments": [{"id": payment["id"]}]},
    }
    again = await api.create(quoted, key="again")
    assert again == {"__typename": "AlreadyPaidError", "code": "ALREADY_PAID", "payment": {"id": payment["id"]}}


async def test_a_decline_shows_the_payment(api: Api) -> None:
    quoted = await api.quoted(tag="declined")
    payment_id = await api.intent(quoted)

    declined = await api.ask(quoted.farmer, CONFIRM, id=payment_id)

    assert declined == await api.ask(quoted.farmer, CONFIRM, id=payment_id)
    assert declined == {
        "__typename": "PaymentDeclinedError",
        "code": "PAYMENT_DECLINED",
        "declineCode": "insufficient_funds",
        "payment": {
            "id": payment_id,
            "status": "FAILED",
            "failureCode": "insufficient_funds",
            "failureMessage": "The card has too little money on it.",
        },
    }


async def test_no_answer_shows_the_payment(api: Api) -> None:
    quoted = await api.quoted(tag="silent")
    payment_id = await api.intent(quoted)

    assert await api.ask(quoted.farmer, CONFIRM, id=payment_id) == {
        "__typename": "PaymentUnknownError",
        "code": "PAYMENT_UNKNOWN",
        "payment": {"id": payment_id, "status": "UNKNOWN", "nextAction": None},
    }


async def test_an_empty_wallet_has_nothing_to_pay_with(api: Api) -> None:
    quoted = await api.quoted()
    payment_id = await api.intent(quoted, method="WALLET")

    assert await api.ask(quoted.farmer, CONFIRM, id=payment_id) == {
        "__typename": "InsufficientFundsError",
        "code": "INSUFFICIENT_FUNDS",
        "available": {"amountMinor": 0, "currency": "NGN"},
    }


async def test_a_phone_prompt_is_shown(api: Api) -> None:
    quoted = await api.quoted()
    payment_id = await api.intent(quoted, method="MOBILE_MONEY")
    await api.ask(quoted.farmer, CONFIRM, id=payment_id)

    assert await api.ask(quoted.farmer, SHOW, id=payment_id) == {
        "id": payment_id,
        "status": "REQUIRES_ACTION",
        "failureCode": None,
        "expiresAt": None,
        "nextAction": {"kind": "AWAIT_PHONE_PROMPT", "message": "Approve the payment on your phone."},
        "request": {"id": shown(Kind.REQUEST, quoted.request.id)},
        "refunds": [],
    }


async def test_a_lapsed_price_shows_todays(api: Api) -> None:
    quoted = await api.quoted()
    await accept(api.services.database, quoted.request, quoted.tractor, quoted.estimate)
    api.clock.advance(timedelta(minutes=30))

    refused = await api.create(quoted)

    assert (refused["__typename"], refused["code"]) == ("QuoteExpiredError", "QUOTE_EXPIRED")
    fresh = refused["fresh"]
    assert fresh == {"id": fresh["id"], "kind": "FIRM", "total": {"amountMinor": 3_300_000}}
    assert fresh["id"] != shown(Kind.ESTIMATE, quoted.estimate.id)
    assert (await api.create(quoted, estimate=fresh["id"], key="fresh"))["__typename"] == "PaymentSuccess"


async def test_an_intent_is_cancelled(api: Api) -> None:
    quoted = await api.quoted()
    payment_id = await api.intent(quoted)

    answer = await api.ask(quoted.farmer, CANCEL, id=payment_id)

    assert answer == {"__typename": "PaymentSuccess", "payment": {"status": "CANCELED"}}


@pytest.mark.parametrize(
    ("given", "path"),
    [
        ({"request": "req_nonsense"}, ["requestId"]),
        ({"request": encode(Kind.REQUEST, uuid7())}, ["requestId"]),
        ({"estimate": "x"}, ["estimateId"]),
        ({"estimate": encode(Kind.ESTIMATE, uuid7())}, ["estimateId"]),
        ({"saved": "pm_1"}, ["paymentMethodId"]),
    ],
)
async def test_what_names_nothing_is_not_found_by_its_path(api: Api, given: dict[str, str], path: list[str]) -> None:
    refused = await api.create(await api.quoted(), **given)

    assert refused == {"__typename": "NotFoundError", "code": "NOT_FOUND", "path": path}
    assert await Payment.all().count() == 0


async def test_a_stranger_finds_nothing(api: Api) -> None:
    quoted = await api.quoted()
    payment_id = await api.intent(quoted)
    stranger = await a_user()

    missing = {"__typename": "NotFoundError", "path": ["paymentId"]}
    assert await api.ask(stranger, CANCEL, id=payment_id) == missing
    assert await api.ask(stranger, CONFIRM, id=payment_id) == {**missing, "code": "NOT_FOUND"}
    assert await api.ask(stranger, SHOW, id=payment_id) is None
    assert (await api.ask(quoted.farmer, SHOW, id=payment_id))["status"] == "REQUIRES_CONFIRMATION"


async def test_admins_see_payments_and_owners_do_not(api: Api) -> None:
    payment_id = await api.intent(await api.quoted())

    assert (await api.ask(await a_user(Role.ADMIN), SHOW, id=payment_id))["id"] == payment_id
    assert await api.ask(await a_user(Role.TRACTOR_OWNER), SHOW, id=payment_id) == "FORBIDDEN"
    assert await api.ask(None, SHOW, id=payment_id) == "UNAUTHENTICATED"


@pytest.mark.parametrize("operation", [CREATE, CONFIRM, CANCEL])
async def test_only_farmers_pay(api: Api, operation: str) -> None:
    quoted = await api.quoted()
    given = {
        "request": shown(Kind.REQUEST, quoted.request.id),
        "estimate": shown(Kind.ESTIMATE, quoted.estimate.id),
        "id": await api.intent(quoted),
        "key": "k",
    }
    given = {name: value for name, value in given.items() if f"${name}:" in operation}

    for role, code in ((Role.TRACTOR_OWNER, "FORBIDDEN"), (Role.ADMIN, "FORBIDDEN")):
        assert await api.ask(await a_user(role), operation, **given) == code
    assert await api.ask(None, operation, **given) == "UNAUTHENTICATED"
    assert [row.status for row in await Payment.all()] == ["REQUIRES_CONFIRMATION"]


async def test_the_trial_balance_is_for_admins(api: Api) -> None:
    quoted = await api.quoted()
    await api.ask(quoted.farmer, CONFIRM, id=await api.intent(quoted))
    query = "{ trialBalance { accounts { account balance { amountMinor currency } } imbalance { currency } } }"

    assert await api.ask(quoted.farmer, query) == "FORBIDDEN"
    assert await api.ask(await a_user(Role.ADMIN), query) == {
        "accounts": [
            {"account": "CLEARING sandbox", "balance": {"amountMinor": -3_300_000, "currency": "NGN"}},
            {"account": "ESCROW", "balance": {"amountMinor": 3_300_000, "currency": "NGN"}},
        ],
        "imbalance": [],
    }
    rows = await api.services.database.fetch("SELECT id FROM pgqueuer WHERE entrypoint = $1", CHECK_BOOKS.name)
    assert len(rows) == 1
