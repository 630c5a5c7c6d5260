"""The API on a database of the test, without sockets."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from schema.build import schema
from schema.context import Context
from services.auth.viewer import Viewer
from services.platform.ids import Kind, encode
from services.wiring import Services
from tests.payments.factories import a_request, a_tractor, a_user, an_estimate
from tests.payments.world import Hands, Quoted

_PAYMENT = "payment { id status method provider amount { amountMinor currency exponent } refunded { amountMinor } }"
CREATE = f"""mutation ($request: ID!, $estimate: ID!, $method: PaymentMethodKind! = CARD, $saved: ID, $key: String!) {{
    createPaymentIntent(requestId: $request, estimateId: $estimate, method: $method, paymentMethodId: $saved,
            idempotencyKey: $key) {{
        __typename
        ... on PaymentSuccess {{ {_PAYMENT} request {{ id paid }} }}
        ... on QuoteExpiredError {{ code fresh {{ id kind total {{ amountMinor }} }} }}
        ... on AlreadyPaidError {{ code payment {{ id }} }}
        ... on NotFoundError {{ code path }}
        ... on ValidationError {{ problems {{ path code }} }}
        ... on InvalidTransitionError {{ from to allowedNext }} }} }}"""
CONFIRM = f"""mutation ($id: ID!, $key: String! = "c") {{ confirmPayment(paymentId: $id, idempotencyKey: $key) {{
    __typename
    ... on PaymentSuccess {{ {_PAYMENT} request {{ id paid payments {{ id }} }} }}
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
