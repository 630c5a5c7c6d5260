"""Payments through the schema: names, unions, roles and whose they are."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from models.enums import Role
from models.payments import Payment
from schema.build import schema
from schema.context import Context
from services import wiring
from services.auth.viewer import Viewer
from services.platform.ids import Kind, encode
from services.platform.settings import Settings
from services.wiring import Services
from tests.payments.factories import a_request, a_tractor, a_user, accept, an_estimate
from tests.payments.world import Hands, Quoted

PAYMENT = "payment { id status method provider amount { amountMinor currency exponent } refunded { amountMinor } }"
CREATE = f"""mutation ($request: ID!, $estimate: ID!, $method: PaymentMethodKind! = CARD, $saved: ID, $key: String!) {{
    createPaymentIntent(requestId: $request, estimateId: $estimate, method: $method, paymentMethodId: $saved,
            idempotencyKey: $key) {{
        __typename
        ... on PaymentSuccess {{ {PAYMENT} request {{ id paid }} }}
        ... on QuoteExpiredError {{ code fresh {{ id kind total {{ amountMinor }} }} }}
        ... on AlreadyPaidError {{ code payment {{ id }} }}
        ... on NotFoundError {{ code path }}
        ... on ValidationError {{ problems {{ path code }} }}
        ... on InvalidTransitionError {{ from to allowedNext }} }} }}"""
CONFIRM = f"""mutation ($id: ID!, $key: String! = "c") {{ confirmPayment(paymentId: $id, idempotencyKey: $key) {{
    __typename
    ... on PaymentSuccess {{ {PAYMENT} request {{ id paid payments {{ id }} }} }}
    ... on PaymentDeclinedError {{ code declineCode payment {{ id status failureCode failureMessage }} }}
    ... on PaymentUnknownError {{ code payment {{ id status nextAction {{ kind }} }} }}
    ... on InsufficientFundsError {{ code available {{ amountMinor currency }} }}
    ... on NotFoundError {{ code path }} }} }}"""
CANCEL = """mutation ($id: ID!) { cancelPaymentIntent(paymentId: $id) {
    __typename ... on PaymentSuccess { payment { status } } ... on NotFoundError { path } } }"""
SHOW = """query ($id: ID!) { payment(id: $id) {
    id status failureCode expiresAt nextAction { kind message } request { id }
    refunds { amount { amountMinor } status } } }"""


@dataclass
class Api:
    """Executes operations as the view does once it knows who asks."""

    services: Services
    clock: Hands

    async def ask(self, viewer: Viewer | None, operation: str, **variables: Any) -> Any:
        """The only field's answer; for a refused operation, the code of its error."""
        context = Context(self.services, viewer=viewer, client_address=None, trace_id="test")
        result = await schema.execute(operation, variable_values=variables, context_value=context)
        if result.errors:
            return (result.errors[0].extensions or {})["code"]
        return next(iter((result.data or {}).values()))

    async def quoted(self, *, tag: str = "", currency: str = "NGN", total_minor: int = 3_300_000) -> Quoted:
        farmer, tractor = await a_user(tag=tag), await a_tractor(currency=currency)
        request = await a_request(self.services.database, farmer)
        return Quoted(farmer, request, tractor, await an_estimate(request, tractor, total_minor=total_minor))

    async def create(self, quoted: Quoted, **variables: Any) -> Any:
        given = {
            "request": shown(Kind.REQUEST, quoted.request.id),
            "estimate": shown(Kind.ESTIMATE, quoted.estimate.id),
        }
        return await self.ask(quoted.farmer, CREATE, **{**given, "key": "i", **variables})

    async def intent(self, quoted: Quoted, **variables: Any) -> str:
        return str((await self.create(quoted, **variables))["payment"]["id"])


def shown(kind: Kind, row_id: UUID) -> str:
    return encode(kind, row_id)


@pytest.fixture
async def api(settings: Settings, clean_database: None, tmp_path: Path) -> AsyncIterator[Api]:
    clock = Hands()
    services = wiring.build(settings.model_copy(update={"data_dir": tmp_path}), clock=clock)
    await wiring.start(services)
    yield Api(services, clock)
    assert await services.payments.books.broken() == {}
    await wiring.stop(services)


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
