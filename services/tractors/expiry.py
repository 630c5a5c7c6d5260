"""Documents that are good until a day."""

from datetime import date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from models.enums import DocumentState, NotificationKind
from models.tractors import Document, Tractor
from services.errors import ValidationFailed
from services.jobs.queue import Job, JobQueue
from services.notifications.announcing import Announcements, News
from services.notifications.facts import Facts
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.languages import said
from services.tractors.calendar import day_in
from services.tractors.verification import review_verified

EXPIRE_DOCUMENT = Job("expire_tractor_document")
WARN_OF_EXPIRY = Job("warn_of_document_expiry")

_FURTHEST = timedelta(days=100 * 366)


class Expiry:
    """A document is good through its day, as days are counted in the tractor's zone."""

    def __init__(
        self,
        *,
        database: Database,
        jobs: JobQueue,
        announcements: Announcements,
        warning: timedelta,
        clock: Clock,
    ) -> None:
        self._database = database
        self._jobs = jobs
        self._announcements = announcements
        self._warning = warning
        self._clock = clock

    def check(self, tractor: Tractor, expires_on: date | None) -> None:
        """Raises ValidationFailed for a day that is over."""
        today = self._clock().astimezone(ZoneInfo(tractor.time_zone)).date()
        if expires_on is not None and not today <= expires_on <= today + _FURTHEST:
            message = said("A day from {day} on, within a hundred years.", day=today)
            raise ValidationFailed.of("expiresOn", code="OUT_OF_RANGE", message=message)

    async def schedule(self, document: Document, tractor: Tractor) -> None:
        """With the open transaction: its end, and before that the warning, at once where little time is left."""
        if document.expires_on is None:
            return
        left = _end(document.expires_on, tractor) - self._clock()
        await self._jobs.enqueue(EXPIRE_DOCUMENT, after=left, document=document.id)
        await self._jobs.enqueue(WARN_OF_EXPIRY, after=max(left - self._warning, timedelta()), document=document.id)

    async def expire(self, document_id: UUID) -> None:
        """Run the job. Where the tractor has moved to a zone in which the day still lasts, come again."""
        async with self._database.transaction():
            found = await _locked(document_id)
            if found is None:
                return
            document, tractor, expires_on = found
            left = _end(expires_on, tractor) - self._clock()
            if left > timedelta():
                await self._jobs.enqueue(EXPIRE_DOCUMENT, after=left, document=document.id)
                return
            document.state = DocumentState.EXPIRED
            await document.save(update_fields=["state"])
            await review_verified(tractor, self._jobs)

    async def warn(self, document_id: UUID) -> None:
        """Run the job: tell the owner."""
        async with self._database.transaction():
            found = await _locked(document_id)
            if found is None:
                return
            document, tractor, expires_on = found
            facts = Facts(
                tractor=tractor.name,
                document=document.kind,
                paper=str(document.id),
                expires_on=expires_on.isoformat(),
            )
            event = f"document:{document.id}:{expires_on}"
            await self._announcements.tell(News(tractor.owner_id, NotificationKind.DOCUMENT_EXPIRING, event, facts))


async def _locked(document_id: UUID) -> tuple[Document, Tractor, date] | None:
    """None where there is nothing left to expire."""
    seen = await Document.get_or_none(id=document_id)
    if seen is None:
        return None
    tractor = await Tractor.select_for_update().get(id=seen.tractor_id)
    document = await Document.get(id=document_id)
    is_good = document.state in (DocumentState.PENDING, DocumentState.VERIFIED) and document.removed_at is None
    return (document, tractor, document.expires_on) if is_good and document.expires_on else None


def _end(expires_on: date, tractor: Tractor) -> datetime:
    return day_in(tractor.time_zone, expires_on).end
