"""Whether a tractor counts as verified: while an admin's word for its registration stands."""

from models.enums import DocumentKind, DocumentState, TractorState
from models.tractors import Document, Tractor
from services.jobs.queue import JobQueue
from services.tractors.fleet import TRACTOR_FREED


async def review_verified(tractor: Tractor, jobs: JobQueue) -> None:
    """After any change of its documents, under its lock; a tractor that becomes verified looks for who waits."""
    is_verified = await Document.filter(
        tractor_id=tractor.id,
        kind=DocumentKind.REGISTRATION,
        state=DocumentState.VERIFIED,
        removed_at__isnull=True,
    ).exists()
    if is_verified == tractor.verified:
        return
    tractor.verified = is_verified
    await tractor.save(update_fields=["verified"])
    if is_verified and tractor.state is TractorState.ACTIVE:
        await jobs.enqueue(TRACTOR_FREED, tractor=tractor.id)


async def doubt_registration(tractor: Tractor, jobs: JobQueue) -> None:
    """The tractor has another registration number: what was verified was about the old one. Under its lock."""
    await Document.filter(
        tractor_id=tractor.id,
        kind=DocumentKind.REGISTRATION,
        state=DocumentState.VERIFIED,
        removed_at__isnull=True,
    ).update(state=DocumentState.PENDING, decided_at=None, reason=None)
    await review_verified(tractor, jobs)
