"""Sending messages: each once as far as a provider's answer can be known, never none; in order; then dead.

Messages for one person about one request stand in line on each channel. Whoever finds an earlier one open steps back;
whoever leaves the line calls up the next one that waits. A lock on the line makes the two exclude each other.
"""

import asyncio
from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, Protocol
from uuid import UUID

from models.enums import Channel, DeliveryState
from services.jobs.handlers import ComeAgain, GivenUp
from services.jobs.queue import Job, JobQueue
from services.notifications.envelopes import JOB_DIED, Envelope, read_envelope
from services.notifications.verdicts import Drop, Go, Hold, Why, is_urgent, verdict
from services.platform.clock import Clock
from services.platform.connections import CONNECTION_LOST
from services.platform.database import Database
from services.platform.settings import Settings
from services.providers.messaging.port import NotSent, Refused, Taken

# Whatever floods in here must leave places free for other work, and be taken after it.
# A place is free again when the end of its job is flushed, every tenth of a second: 16 send more than 100 a second.
_BEHIND, _AT_ONCE = -10, 16
JOBS = {
    Channel.EMAIL: Job("deliver_email", priority=_BEHIND, at_once=_AT_ONCE),
    Channel.SMS: Job("deliver_sms", priority=_BEHIND, at_once=_AT_ONCE),
    Channel.PUSH: Job("deliver_push", priority=_BEHIND, at_once=_AT_ONCE),
}
_TELLINGS, _PAUSE_SECONDS = 4, 0.3
_ENDS = frozenset({DeliveryState.SENT, DeliveryState.SKIPPED, DeliveryState.FAILED})
_LINE = "user_id = $1 AND request_id = $2 AND channel = $3"


class Sender(Protocol):
    """One channel."""

    async def send(self, envelope: Envelope) -> Taken:
        """Compose the message and hand it over. Raises NotSent, Refused."""


class Deliveries:
    """Runs as jobs; any of them may come twice, late, or beside another."""

    def __init__(
        self,
        *,
        database: Database,
        jobs: JobQueue,
        senders: Mapping[Channel, Sender],
        clock: Clock,
        settings: Settings,
    ) -> None:
        self._database = database
        self._jobs = jobs
        self._senders = senders
        self._clock = clock
        self._attempts = settings.delivery_attempts
        self._first_pause = settings.delivery_retry
        self._longest_pause = settings.delivery_retry_longest
        self._answer_within = settings.delivery_answer_within

    async def deliver(self, delivery_id: UUID) -> None:
        """Send it, if it is its turn and still wanted. Raises ComeAgain, and GivenUp after the last attempt."""
        envelope = await self._claim(delivery_id)
        if envelope is None:
            return
        try:
            taken = await self._senders[envelope.channel].send(envelope)
        except NotSent as failure:
            await self._failed(envelope, failure.reason)
        except Refused as refusal:
            await self._finish(envelope, DeliveryState.FAILED, reason=refusal.reason)
        else:
            await self._finish(envelope, DeliveryState.SENT, taken=taken)

    async def give_up(self, delivery_id: UUID) -> None:
        """Its job has died of something else than the provider: let the next one in line go on."""
        async with self._database.transaction():
            envelope = await self._locked(delivery_id)
            if envelope is not None and envelope.state not in _ENDS:
                await self._leave(envelope, DeliveryState.FAILED, reason=JOB_DIED)

    async def _claim(self, delivery_id: UUID) -> Envelope | None:
        """The message, with the attempt on record; None where there is nothing to send now. Raises ComeAgain."""
        async with self._database.transaction():
            envelope = await self._locked(delivery_id)
            if envelope is None or self._is_settled(envelope):
                return None
            now = self._clock()
            self._check_lease(envelope, now)
            match verdict(envelope, now):
                case Go():
                    return None if await self._must_wait(envelope) else await self._begin(envelope, now)
                case Hold(until=until):
                    await self._hold(envelope, until - now)
                case Drop(why=why):
                    await self._leave(envelope, DeliveryState.SKIPPED, reason=why)
            return None

    def _is_settled(self, envelope: Envelope) -> bool:
        """What was given up, and not refused, is tried anew when somebody revives its job."""
        if envelope.state is DeliveryState.FAILED:
            return envelope.attempts < self._attempts and not envelope.has_died
        return envelope.state in _ENDS

    def _check_lease(self, envelope: Envelope, now: datetime) -> None:
        """Raises ComeAgain while another worker may still be waiting for the provider's answer."""
        if envelope.state is DeliveryState.SENDING and envelope.attempted_at is not None:
            left = envelope.attempted_at + 2 * self._answer_within - now
            if left > timedelta():
                raise ComeAgain(left)

    async def _must_wait(self, envelope: Envelope) -> bool:
        """True where an earlier one stands in line; it will call. One that was held until now is called up itself.

        What is urgent passes by those that are held.
        """
        first = await self._database.fetch_one(
            "SELECT e.id, e.state FROM notification_deliveries e JOIN notification_deliveries d ON d.id = $1 "
            "WHERE e.user_id = d.user_id AND e.request_id = d.request_id AND e.channel = d.channel "
            "AND e.place < d.place AND (e.state IN ('QUEUED', 'SENDING') OR (e.state = 'HELD' AND NOT $2)) "
            "ORDER BY e.place LIMIT 1",
            envelope.id,
            is_urgent(envelope),
        )
        if first is None:
            return False
        await self._database.fetch(
            "UPDATE notification_deliveries SET is_blocked = true, state = 'QUEUED', settled_at = NULL WHERE id = $1",
            envelope.id,
        )
        if first["state"] == DeliveryState.HELD:
            await self._jobs.enqueue(JOBS[envelope.channel], delivery=first["id"])
        return True

    async def _begin(self, envelope: Envelope, now: datetime) -> Envelope | None:
        """None where another job of the same message was faster."""
        attempts = 1 if envelope.state is DeliveryState.FAILED else envelope.attempts + 1
        row = await self._database.fetch_one(
            "UPDATE notification_deliveries SET state = 'SENDING', attempts = $2, attempted_at = $3, "
            "is_blocked = false, settled_at = NULL, reason = NULL WHERE id = $1 AND state = $4 AND attempts = $5 "
            "RETURNING id",
            envelope.id,
            attempts,
            now,
            envelope.state.value,
            envelope.attempts,
        )
        return replace(envelope, state=DeliveryState.SENDING, attempts=attempts) if row else None

    async def _hold(self, envelope: Envelope, wait: timedelta) -> None:
        if await self._leave(envelope, DeliveryState.HELD):
            await self._jobs.enqueue(JOBS[envelope.channel], after=wait, delivery=envelope.id)

    async def _failed(self, envelope: Envelope, reason: str) -> None:
        if envelope.attempts >= self._attempts:
            await self._settle(envelope, DeliveryState.FAILED, reason=reason)
            raise GivenUp(reason)
        if await self._settle(envelope, DeliveryState.QUEUED, reason=reason):
            raise ComeAgain(min(self._first_pause * 2 ** (envelope.attempts - 1), self._longest_pause))

    async def _finish(self, envelope: Envelope, state: DeliveryState, **said: Any) -> None:
        """What the provider said is known to us alone: it is written down, be the connection lost on the way."""
        for others in reversed(range(_TELLINGS)):
            try:
                await self._settle(envelope, state, **said)
            except CONNECTION_LOST:
                if not others:
                    raise
                await asyncio.sleep(_PAUSE_SECONDS)
            else:
                return

    async def _settle(
        self, envelope: Envelope, state: DeliveryState, *, taken: Taken | None = None, reason: str | None = None
    ) -> bool:
        """False where another attempt has begun meanwhile, whose end counts."""
        if envelope.request_id is None:
            return await self._leave(envelope, state, taken=taken, reason=reason)
        async with self._database.transaction():
            await self._lock_line(envelope)
            return await self._leave(envelope, state, taken=taken, reason=reason)

    async def _leave(
        self,
        envelope: Envelope,
        state: DeliveryState,
        *,
        taken: Taken | None = None,
        reason: str | Why | None = None,
    ) -> bool:
        """Set the state, and call up the next one that waits; False where the row is not what it was.

        The line is locked.
        """
        is_open = state in (DeliveryState.QUEUED, DeliveryState.HELD)
        row = await self._database.fetch_one(
            "UPDATE notification_deliveries SET state = $2, settled_at = $3, provider = $4, provider_reference = $5, "
            "reason = $6, is_blocked = false WHERE id = $1 AND state = $7 AND attempts = $8 RETURNING id",
            envelope.id,
            state.value,
            None if is_open else self._clock(),
            taken.provider if taken else None,
            taken.reference if taken else None,
            reason,
            envelope.state.value,
            envelope.attempts,
        )
        if row is not None and state is not DeliveryState.QUEUED and envelope.request_id is not None:
            await self._call_next(envelope)
        return row is not None

    async def _call_next(self, envelope: Envelope) -> None:
        row = await self._database.fetch_one(
            f"SELECT id FROM notification_deliveries WHERE {_LINE} "  # noqa: S608 - the condition is written above
            "AND state = 'QUEUED' AND is_blocked ORDER BY place LIMIT 1",
            envelope.user_id,
            envelope.request_id,
            envelope.channel.value,
        )
        if row is not None:
            await self._jobs.enqueue(JOBS[envelope.channel], delivery=row["id"])

    async def _locked(self, delivery_id: UUID) -> Envelope | None:
        """The message, with its line, where it stands in one, locked to the end of the transaction."""
        envelope = await read_envelope(self._database, delivery_id)
        if envelope is None or envelope.request_id is None:
            return envelope
        await self._lock_line(envelope)
        return await read_envelope(self._database, delivery_id)

    async def _lock_line(self, envelope: Envelope) -> None:
        await self._database.fetch(
            "SELECT pg_advisory_xact_lock(hashtextextended($1, 8))",
            f"{envelope.user_id}:{envelope.request_id}:{envelope.channel}",
        )
