"""Events as the sandbox sends and signs them."""

import asyncio
from datetime import datetime
from uuid import UUID

import orjson

from models.enums import PaymentMethodKind
from models.payments import Payment, WebhookEvent
from services.payments.inbox import Reception
from services.platform.money import Money
from services.providers.payments.port import Declined, Outcome, Subject, Succeeded
from services.providers.payments.sandbox_events import SIGNATURE_HEADER, message_of
from services.providers.payments.signatures import signed
from tests.payments.world import SECRETS, World

NAIRA = Money(3_300_000, "NGN")
PHONE = PaymentMethodKind.MOBILE_MONEY


def succeeded(amount: Money = NAIRA) -> Succeeded:
    return Succeeded("ref", amount)


def declined() -> Declined:
    return Declined("no", "No.")


def body_of(key: str, outcome: Outcome, *, event_id: str = "evt_1", subject: Subject = Subject.CHARGE) -> bytes:
    message = message_of(subject, key, outcome)
    assert message is not None
    facts = {name: getattr(message, name) for name in message.__slots__}
    return orjson.dumps({**facts, "id": event_id})


def headers_for(body: bytes, at: datetime, secret: str = SECRETS[0]) -> dict[str, str]:
    return {SIGNATURE_HEADER: signed(secret, at, body)}


async def send(
    world: World,
    payment_id: UUID,
    outcome: Outcome,
    *,
    event_id: str = "evt_1",
    at: datetime | None = None,
    secret: str = SECRETS[0],
) -> Reception:
    """An event about a payment, whose row need not be there yet."""
    body = body_of(f"charge-{payment_id}", outcome, event_id=event_id)
    headers = headers_for(body, at or world.clock(), secret)
    return await world.payments.inbox.receive("sandbox", headers, body)


async def states() -> dict[str, str]:
    """What became of each event."""
    return {row.event_id: row.state.value for row in await WebhookEvent.all()}


async def key_of(payment_id: UUID) -> str:
    return (await Payment.get(id=payment_id)).provider_key


async def asked(world: World, *, tag: str = "silent") -> Payment:
    """A payment of which the provider has said nothing that matters yet."""
    quoted = await world.quoted(tag=tag)
    payment_id = await world.intent(quoted, PHONE)
    await asyncio.gather(world.confirm(quoted, payment_id), return_exceptions=True)
    await world.database.fetch("DELETE FROM pgqueuer")
    return await Payment.get(id=payment_id)
