"""A message on its way, with all that is known at the moment of sending."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import cast
from uuid import UUID

import asyncpg
import orjson

from models.enums import (
    Channel,
    DeliveryState,
    DocumentState,
    NotificationKind,
    OfferState,
    RequestStatus,
    UserState,
)
from services.notifications.facts import Facts
from services.notifications.quiet_hours import QuietHours
from services.notifications.texts import Reader
from services.platform.database import Database

JOB_DIED = "JOB_DIED"
_READ = """
    SELECT d.id, d.notification_id, d.user_id, d.request_id, d.channel, d.state, d.attempts, d.attempted_at, d.reason,
           n.kind, n.facts, n.created_at, u.email, u.state AS account, p.phone, p.locale, p.time_zone,
           s.phone IS NOT NULL AS is_stopped, f.channels, f.quiet_from_minute, f.quiet_to_minute,
           r.status AS request_status,
           m.state AS offer_state, m.expires_at AS offer_expires_at, t.state AS document_state, t.removed_at
    FROM notification_deliveries d
    JOIN notifications n ON n.id = d.notification_id
    JOIN users u ON u.id = d.user_id
    JOIN profiles p ON p.user_id = d.user_id
    JOIN preferences f ON f.user_id = d.user_id
    LEFT JOIN sms_stops s ON s.phone = p.phone
    LEFT JOIN job_requests r ON r.id = d.request_id
    LEFT JOIN request_matches m ON m.id = (n.facts ->> 'offer')::uuid
    LEFT JOIN tractor_documents t ON t.id = (n.facts ->> 'paper')::uuid
    WHERE d.id = $1
"""


@dataclass(frozen=True, slots=True)
class Envelope:
    """`key` names the message to providers, however often it is handed to them."""

    id: UUID
    notification_id: UUID
    user_id: UUID
    request_id: UUID | None
    channel: Channel
    state: DeliveryState
    attempts: int
    attempted_at: datetime | None
    has_died: bool
    kind: NotificationKind
    facts: Facts
    reader: Reader
    email: str
    phone: str | None
    is_active: bool
    is_stopped: bool
    choices: Mapping[str, list[str]]
    quiet: QuietHours | None
    request_status: RequestStatus | None
    offer_state: OfferState | None
    offer_expires_at: datetime | None
    is_document_good: bool

    @property
    def key(self) -> str:
        return str(self.id)


async def read_envelope(database: Database, delivery_id: UUID) -> Envelope | None:
    """None where there is no such delivery (any more)."""
    row = await database.fetch_one(_READ, delivery_id)
    return _envelope(row) if row else None


def _envelope(row: asyncpg.Record) -> Envelope:
    document = DocumentState(row["document_state"]) if row["document_state"] else None
    return Envelope(
        id=row["id"],
        notification_id=row["notification_id"],
        user_id=row["user_id"],
        request_id=row["request_id"],
        channel=Channel(row["channel"]),
        state=DeliveryState(row["state"]),
        attempts=row["attempts"],
        attempted_at=row["attempted_at"],
        has_died=row["reason"] == JOB_DIED,
        kind=NotificationKind(row["kind"]),
        facts=cast(Facts, orjson.loads(row["facts"])),
        reader=Reader(row["locale"], row["time_zone"]),
        email=row["email"],
        phone=row["phone"],
        is_active=row["account"] == UserState.ACTIVE,
        is_stopped=row["is_stopped"],
        choices=orjson.loads(row["channels"]),
        quiet=_quiet(row),
        request_status=RequestStatus(row["request_status"]) if row["request_status"] else None,
        offer_state=OfferState(row["offer_state"]) if row["offer_state"] else None,
        offer_expires_at=row["offer_expires_at"],
        is_document_good=row["removed_at"] is None and document in (DocumentState.PENDING, DocumentState.VERIFIED),
    )


def _quiet(row: asyncpg.Record) -> QuietHours | None:
    if row["quiet_from_minute"] is None or row["quiet_to_minute"] is None:
        return None
    return QuietHours(row["quiet_from_minute"], row["quiet_to_minute"], row["time_zone"])
