"""A payment that its provider takes its time over, and how its payer asks for it."""

import asyncio
from dataclasses import dataclass
from typing import Any

from models.enums import PaymentMethodKind
from models.requests import JobRequest
from services.auth.viewer import Viewer
from services.platform.ids import Kind, encode
from services.providers.payments.port import Charge, Outcome
from services.providers.payments.sandbox import Sandbox
from services.wiring import Services
from tests.requests.village import Village, fresh_key
from tests.schema.live import Socket, connected
from tests.schema.sockets.people import token_of

PAY = """mutation ($payment: ID!, $key: String!) { confirmPayment(paymentId: $payment, idempotencyKey: $key) {
    __typename ... on PaymentSuccess { payment { status } } } }"""
PAID = {"confirmPayment": {"__typename": "PaymentSuccess", "payment": {"status": "SUCCEEDED"}}}
GOING_ON = {"confirmPayment": {"__typename": "IdempotencyInProgressError"}}


class Till(Sandbox):
    """Answers a charge when it is told to."""

    def __init__(self, services: Services) -> None:
        super().__init__(services.settings.data_dir / "sandbox", services.clock)
        self.charges = 0
        self.was_called, self.may_answer = asyncio.Event(), asyncio.Event()
        services.chosen.payments[self.name] = self

    async def charge(self, charge: Charge) -> Outcome:
        self.charges += 1
        self.was_called.set()
        await self.may_answer.wait()
        return await super().charge(charge)


@dataclass(frozen=True, slots=True)
class Bill:
    """A payment for a request, to be confirmed by its payer, always with the same key."""

    request: str
    payer: Viewer
    token: str
    variables: dict[str, Any]

    @property
    def payload(self) -> dict[str, Any]:
        return {"query": PAY, "variables": self.variables}

    async def asked_on(self, socket: Socket, id: str = "1") -> None:
        await socket.send(id=id, type="subscribe", payload=self.payload)


async def billed(village: Village) -> Bill:
    """For a job that an owner has accepted."""
    job = await village.accepted()
    estimate_id = (await JobRequest.get(id=job.request_id)).estimate_id
    assert estimate_id is not None
    intent = await village.services.payments.intents.create(
        job.farmer,
        request_id=job.request_id,
        estimate_id=estimate_id,
        method=PaymentMethodKind.CARD,
        payment_method_id=None,
        key=fresh_key(),
    )
    variables = {"payment": encode(Kind.PAYMENT, intent.payment_id), "key": "the key"}
    return Bill(job.shown_id, job.farmer, await token_of(village.services, job.farmer), variables)


async def answer(port: int, token: str, payload: dict[str, Any]) -> Any:
    """The data of an operation on a socket of its own."""
    async with connected(port) as socket:
        await socket.opened(token)
        await socket.send(id="1", type="subscribe", payload=payload)
        return (await socket.receive())["payload"]["data"]


async def until_answered(services: Services) -> None:
    """The answer to the payment is stored, and nobody asked for it again."""
    async with asyncio.timeout(10):
        while not await services.database.fetch(
            "SELECT FROM idempotency_keys WHERE operation = 'confirmPayment' AND answer IS NOT NULL"
        ):
            await asyncio.sleep(0.01)
