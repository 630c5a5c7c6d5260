"""Whatever prefix of whatever events comes in whatever order, the payment ends the same."""

import asyncio
from collections.abc import Sequence
from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from uuid_utils.compat import uuid7

from models.enums import PaymentMethodKind, PaymentStatus
from models.payments import Payment, WebhookEvent
from services.platform.money import Money
from services.providers.payments.port import Authorized, Declined, Outcome, Pending, Step, StepKind, Succeeded
from tests.payments.events import NAIRA, send
from tests.payments.world import World

STEP = Step(StepKind.AWAIT_PHONE_PROMPT, message="Approve it.")
NEWS: list[Outcome] = [
    Pending("r"),
    Pending("r", STEP),
    Authorized("r"),
    Declined("no", "No."),
    Succeeded("r", NAIRA),
    Succeeded("r", Money(3_299_999, "NGN")),
    Succeeded("r", Money(3_300_000, "KES")),
]
# Events that travel, as the sandbox puts them; the others are what Stripe's say.
TRAVEL = [each for each in NEWS if not isinstance(each, Authorized) and each != Pending("r", STEP)]


@st.composite
def two_orders(draw: st.DrawFn, news: Sequence[Outcome]) -> tuple[list[Outcome], list[Outcome]]:
    prefix = draw(st.lists(st.sampled_from(news), min_size=1, max_size=6))
    return prefix, draw(st.permutations(prefix))


async def asked(world: World) -> UUID:
    quoted = await world.quoted(tag="silent")
    payment_id = await world.intent(quoted, PaymentMethodKind.MOBILE_MONEY)
    await asyncio.gather(world.confirm(quoted, payment_id), return_exceptions=True)
    return payment_id


async def end(world: World, payment_id: UUID) -> tuple[PaymentStatus, int, str | None, Money | None]:
    payment = await Payment.get(id=payment_id)
    assert payment.job_request_id is not None
    held = await world.vault.escrow.held(payment.job_request_id)
    return payment.status, payment.refunded_minor, payment.failure_code, held


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(orders=two_orders(NEWS))
async def test_any_prefix_in_any_order(world: World, orders: tuple[list[Outcome], list[Outcome]]) -> None:
    ends = []
    for order in orders:
        payment_id = await asked(world)
        for outcome in order:
            await world.payments.outcomes.apply(payment_id, outcome)
        ends.append(await end(world, payment_id))

    assert ends[0] == ends[1]
    assert (ends[0][0] is PaymentStatus.SUCCEEDED) == (Succeeded("r", NAIRA) in orders[0])


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(orders=two_orders(TRAVEL))
async def test_any_prefix_in_any_order_by_events_and_all_at_once(
    world: World, orders: tuple[list[Outcome], list[Outcome]]
) -> None:
    ends = []
    for order in orders:
        payment_id = await asked(world)
        for outcome in order:
            await send(world, payment_id, outcome, event_id=str(uuid7()))
        events = await WebhookEvent.filter(state="WAITING")
        await asyncio.gather(*(world.payments.inbox.process(event.id, 0) for event in events))
        ends.append(await end(world, payment_id))

    assert ends[0] == ends[1]
