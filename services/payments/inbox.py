"""What providers say of their own accord: kept as they sent it, answered at once, applied by the worker."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum
from uuid import UUID

import structlog
from uuid_utils.compat import uuid7

from models.enums import PaymentStatus, WebhookState
from models.payments import Payment, Payout, Refund, WebhookEvent
from services.errors import NotFound
from services.jobs.queue import Job, JobQueue
from services.payments.outcomes import Outcomes
from services.payments.payouts import Payouts
from services.payments.providers import Providers
from services.payments.refunds import Refunds, growing_delay
from services.platform.alerts import Alerts
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.money import Money
from services.providers.payments.port import EventSource, Fact, Outcome, Subject, Succeeded, Unreadable, is_plain

log = structlog.get_logger()

PROCESS_EVENT = Job("process_webhook_event")
LONGEST_BODY = 262_144
_LONGEST_ID = 255
_PATIENCE = timedelta(hours=24)
"""How long an event waits for what it is about: a payment may not be committed yet, hardly longer than a moment."""


class Reception(StrEnum):
    """What the sender is told."""

    TAKEN = "TAKEN"
    CLOSED = "CLOSED"
    "There is no such endpoint: no secret is set for it."
    TOO_LONG = "TOO_LONG"
    REFUSED = "REFUSED"
    "Forged, stale, or no event."


class Inbox:
    """Events of all providers."""

    def __init__(
        self,
        *,
        database: Database,
        jobs: JobQueue,
        providers: Providers,
        outcomes: Outcomes,
        refunds: Refunds,
        payouts: Payouts,
        alerts: Alerts,
        clock: Clock,
    ) -> None:
        self._database = database
        self._jobs = jobs
        self._providers = providers
        self._outcomes = outcomes
        self._refunds = refunds
        self._payouts = payouts
        self._alerts = alerts
        self._clock = clock

    def is_open(self, provider: str) -> bool:
        return provider in self._providers.sources

    async def receive(self, provider: str, headers: Mapping[str, str], body: bytes) -> Reception:
        """Keep an event that its provider has signed; one that is there already is taken again and not kept twice."""
        source = self._providers.sources.get(provider)
        if source is None:
            return Reception.CLOSED
        if len(body) > LONGEST_BODY:
            return Reception.TOO_LONG
        if not source.is_genuine(headers, body):
            log.warning("webhook_refused", provider=provider)
            return Reception.REFUSED
        event_id = _event_id(source, body)
        if event_id is None:
            log.warning("webhook_unreadable", provider=provider)
            return Reception.REFUSED
        await self._keep(provider, event_id, body)
        return Reception.TAKEN

    async def _keep(self, provider: str, event_id: str, body: bytes) -> None:
        async with self._database.transaction():
            row = await self._database.fetch_one(
                "INSERT INTO webhook_events (id, provider, event_id, body, state, received_at) "
                "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (provider, event_id) DO NOTHING RETURNING id",
                uuid7(),
                provider,
                event_id,
                body,
                WebhookState.WAITING,
                self._clock(),
            )
            if row is not None:
                await self._later(row["id"], attempt=0)

    async def process(self, row_id: UUID, attempt: int) -> None:
        """Apply an event, once; what it is about may not be there yet, then it comes again."""
        async with self._database.transaction():
            event = await WebhookEvent.select_for_update().get(id=row_id)
            if event.state is not WebhookState.WAITING:
                return
            state = await self._state(event)
            if state is WebhookState.WAITING:
                await self._later(row_id, attempt=attempt + 1)
            else:
                await self._settle(event, state)

    async def _state(self, event: WebhookEvent) -> WebhookState:
        try:
            fact = _fact(self._providers.sources[event.provider], event.body)
        except (KeyError, Unreadable):
            self._alerts.send("webhook_unreadable", provider=event.provider, webhook=event.event_id)
            return WebhookState.IGNORED
        if fact is None:
            return WebhookState.IGNORED
        state = await self._apply(event, fact)
        if state is WebhookState.WAITING and event.received_at + _PATIENCE <= self._clock():
            self._alerts.send("webhook_unmatched", provider=event.provider, webhook=event.event_id)
            return WebhookState.UNMATCHED
        return state

    async def _apply(self, event: WebhookEvent, fact: Fact) -> WebhookState:
        row: Payment | Refund | Payout | None
        match fact.subject:
            case Subject.CHARGE:
                row = await Payment.get_or_none(provider_key=fact.key)
            case Subject.RETURN:
                row = await Refund.get_or_none(provider_key=fact.key).select_related("payment")
            case Subject.PAYOUT:
                row = await Payout.get_or_none(provider_key=fact.key)
        if row is None:
            return WebhookState.WAITING
        provider = row.payment.provider if isinstance(row, Refund) else row.provider
        if provider != event.provider:
            self._alerts.send("webhook_mismatch", provider=event.provider, webhook=event.event_id, ours=provider)
            return WebhookState.MISMATCHED
        return WebhookState.APPLIED if await self._agree(row, fact) else WebhookState.MISMATCHED

    async def _agree(self, row: Payment | Refund | Payout, fact: Fact) -> bool:
        """Apply what is said; False where it cannot be true of this row, which then stays as it is."""
        match row:
            case Payment():
                after = await self._outcomes.apply(row.id, fact.outcome)
                return _is_true_of(after, fact.outcome)
            case Refund():
                return await self._refunds.apply(row.id, fact.outcome)
            case Payout():
                return await self._payouts.apply(row.id, fact.outcome)

    async def _settle(self, event: WebhookEvent, state: WebhookState) -> None:
        event.state, event.settled_at = state, self._clock()
        await event.save(update_fields=["state", "settled_at"])

    async def _later(self, row_id: UUID, *, attempt: int) -> None:
        await self._jobs.enqueue(
            PROCESS_EVENT,
            after=growing_delay(attempt) if attempt else None,
            once=f"{PROCESS_EVENT.name}:{row_id}:{attempt}",
            event=row_id,
            attempt=attempt,
        )

    async def replay(self, event_id: str) -> list[UUID]:
        """Have the events that their providers call so applied anew, as if they had just come. Raises NotFound."""
        if not is_plain(event_id, longest=_LONGEST_ID):
            raise NotFound(path=("event",))
        async with self._database.transaction():
            events = await WebhookEvent.filter(event_id=event_id).select_for_update()
            if not events:
                raise NotFound(path=("event",))
            for event in events:
                event.state, event.settled_at = WebhookState.WAITING, None
                await event.save(update_fields=["state", "settled_at"])
                await self._later(event.id, attempt=0)
        return [event.id for event in events]


def _event_id(source: EventSource, body: bytes) -> str | None:
    """None where the event has none that could be kept."""
    try:
        event_id = source.event_id(body)
    except Unreadable:
        return None
    return event_id if event_id and is_plain(event_id, longest=_LONGEST_ID) else None


def _fact(source: EventSource, body: bytes) -> Fact | None:
    fact = source.read(body)
    if fact is not None and not fact.is_plain():
        raise Unreadable
    return fact


def _is_true_of(payment: Payment, outcome: Outcome) -> bool:
    """False for a success over other money than ours, or of a payment that was called off."""
    if not isinstance(outcome, Succeeded):
        return True
    asked = Money(payment.amount_minor, payment.currency)
    return outcome.amount == asked and payment.status is PaymentStatus.SUCCEEDED
