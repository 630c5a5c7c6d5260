"""Photos and papers of tractors: attached, decided on, removed, and shown to whom they concern."""

import asyncio
from collections.abc import Sequence
from datetime import date
from uuid import UUID

from models.enums import DocumentKind, DocumentState
from models.tractors import Document, Tractor, Upload
from services.auth.viewer import Viewer
from services.errors import NotFound, ValidationFailed
from services.jobs.queue import JobQueue
from services.platform.audit import AuditLog, Doer
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.ids import Kind, encode
from services.platform.pages import Page, checked, read_cursor
from services.platform.settings import Settings
from services.platform.texts import kept
from services.platform.texts import problems_of as text_problems
from services.providers.storage.port import NotStored, Storage
from services.tractors import files
from services.tractors.contents import Unsuitable, cleaned
from services.tractors.expiry import Expiry
from services.tractors.files import DELETE_FILE
from services.tractors.fleet import visible_tractors
from services.tractors.locks import lock_in_use, lock_own
from services.tractors.uploads import Uploads
from services.tractors.verification import review_verified

DOCUMENT_DECIDED = "TRACTOR_DOCUMENT_DECIDED"

_LONGEST_REASON = 500
_FOR_ALL = (DocumentState.PENDING, DocumentState.VERIFIED)
# Each may hold a decoded picture of a hundred megabytes.
_AT_ONCE = 2


class Documents:
    """A document has the id of its upload, so that an attempt that was cut short leaves nothing that is not found."""

    def __init__(
        self,
        *,
        database: Database,
        jobs: JobQueue,
        storage: Storage,
        uploads: Uploads,
        expiry: Expiry,
        audit: AuditLog,
        settings: Settings,
        clock: Clock,
    ) -> None:
        self._database = database
        self._jobs = jobs
        self._storage = storage
        self._uploads = uploads
        self._expiry = expiry
        self._audit = audit
        self._settings = settings
        self._clock = clock
        self._room = asyncio.Semaphore(_AT_ONCE)

    async def attach(self, by: Viewer, tractor_id: UUID, upload_id: UUID, expires_on: date | None) -> UUID:
        """The document's id. A file that is refused is gone from storage. Raises NotFound and ValidationFailed."""
        await self._uploads.refuse_strangers(by, upload_id)
        async with self._database.transaction():
            tractor = await lock_in_use(by, tractor_id, "tractorId")
            self._expiry.check(tractor, expires_on)
            upload = await self._uploads.take(tractor, upload_id)
        size = await self._keep(upload)
        await self._insert(tractor, upload, size, expires_on)
        await self._storage.delete(files.sent(upload.id))
        return upload.id

    async def remove(self, by: Viewer, document_id: UUID) -> None:
        """The row stays, the file goes. Raises NotFound."""
        async with self._database.transaction():
            seen = await _standing(document_id)
            tractor = await lock_own(by, seen.tractor_id)
            if not await Document.filter(id=document_id, removed_at__isnull=True).update(removed_at=self._clock()):
                raise NotFound
            await review_verified(tractor, self._jobs)
            await self._jobs.enqueue(DELETE_FILE, document=document_id)

    async def decide(self, document_id: UUID, state: DocumentState, reason: str | None, *, by: Doer) -> None:
        """An admin's word, VERIFIED or REJECTED; the same word again changes nothing.

        Raises NotFound, and ValidationFailed for a document that has expired.
        """
        problems = text_problems(reason or "", "reason", longest=_LONGEST_REASON, required=False)
        if problems:
            raise ValidationFailed(problems=problems)
        reason = kept(reason)
        async with self._database.transaction():
            seen = await _standing(document_id)
            tractor = await Tractor.select_for_update().get(id=seen.tractor_id)
            document = await _standing(document_id)
            if document.state is DocumentState.EXPIRED:
                raise ValidationFailed.of("id", code="EXPIRED", message="This document has expired.")
            if (document.state, document.reason) == (state, reason):
                return
            subject, was = encode(Kind.DOCUMENT, document.id), document.state
            before, after = _verdict(was, document.reason), _verdict(state, reason)
            await self._audit.write(DOCUMENT_DECIDED, subject, by=by, before=before, after=after)
            document.update_from_dict({"state": state, "reason": reason, "decided_at": self._clock()})
            await document.save(update_fields=["state", "reason", "decided_at"])
            await review_verified(tractor, self._jobs)

    async def delete_file(self, document_id: UUID) -> None:
        """Run the job. Raises StorageUnavailable."""
        await self._storage.delete(files.kept(document_id))

    async def of_tractors(self, viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, list[Document]]:
        """Newest first. Owner and admins: all. Others: the photos that no admin has rejected."""
        found: dict[UUID, list[Document]] = {}
        rows = Document.filter(tractor_id__in=list(ids), removed_at__isnull=True).order_by("-id")
        for row in await rows.select_related("tractor"):
            if _is_shown(viewer, row):
                found.setdefault(row.tractor_id, []).append(row)
        return found

    async def visible(self, viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, Document]:
        """Those of the documents that the viewer may see, by id: of tractors that they may see, as in `of_tractors`."""
        rows = await Document.filter(id__in=list(ids), removed_at__isnull=True).select_related("tractor")
        seen = await visible_tractors(viewer, [row.tractor_id for row in rows])
        return {row.id: row for row in rows if row.tractor_id in seen and _is_shown(viewer, row)}

    async def in_state(self, state: DocumentState, *, first: int, after: str | None) -> Page[Document]:
        """For admins: those of all tractors, the ones that have waited longest first. Raises ValidationFailed."""
        last_seen, wanted = read_cursor(after), checked(first)
        rows = Document.filter(state=state, removed_at__isnull=True)
        if last_seen is not None:
            rows = rows.filter(id__gt=last_seen)
        found = await rows.order_by("id").limit(wanted + 1)
        return Page(found[:wanted], len(found) > wanted, last_seen is not None, key=lambda row: row.id)

    def link(self, document: Document) -> str:
        """To its file, for a short while."""
        return self._storage.download_link(
            files.kept(document.id),
            content_type=document.content_type,
            valid_for=self._settings.document_link_lifetime,
        )

    async def _keep(self, upload: Upload) -> int:
        """Store what is worth keeping of what was sent; answers its size. Raises ValidationFailed."""
        try:
            async with self._room:
                content = await self._inspected(upload)
            await self._storage.write(files.kept(upload.id), content, upload.content_type)
            return len(content)
        except NotStored:
            await self._uploads.give_back(upload)
            message = "Nothing has arrived yet: send the file first."
            raise ValidationFailed.of("uploadId", code="NOT_UPLOADED", message=message) from None
        except Unsuitable as refused:
            await self._storage.delete(files.sent(upload.id))
            raise ValidationFailed.of("uploadId", code=refused.code, message=refused.message) from None
        except BaseException:
            await self._uploads.give_back(upload)
            raise

    async def _inspected(self, upload: Upload) -> bytes:
        """Raises Unsuitable, NotStored and StorageUnavailable."""
        if upload.expires_at <= self._clock():
            raise Unsuitable("EXPIRED", "This upload has expired. Start another one.")
        content = await self._storage.read(files.sent(upload.id))
        if len(content) != upload.bytes:
            raise Unsuitable("SIZE_MISMATCH", "This file is not of the size that was announced.")
        most = self._settings.image_pixel_limit
        return await asyncio.to_thread(cleaned, content, upload.content_type, most_pixels=most)

    async def _insert(self, tractor: Tractor, upload: Upload, size: int, expires_on: date | None) -> None:
        async with self._database.transaction():
            # The row's foreign keys would lock the upload first, and whoever tries the same upload has the tractor.
            tractor = await Tractor.select_for_update().get(id=tractor.id)
            document = await Document.create(
                id=upload.id,
                tractor_id=tractor.id,
                kind=upload.kind,
                content_type=upload.content_type,
                bytes=size,
                expires_on=expires_on,
                uploaded_at=self._clock(),
            )
            await self._expiry.schedule(document, tractor)


async def _standing(document_id: UUID) -> Document:
    """Raises NotFound for one that was removed, too."""
    document = await Document.get_or_none(id=document_id, removed_at__isnull=True)
    if document is None:
        raise NotFound
    return document


def _verdict(state: DocumentState, reason: str | None) -> dict[str, str | None]:
    """As the audit log has it."""
    return {"state": state.value, "reason": reason}


def _is_shown(viewer: Viewer, document: Document) -> bool:
    """Of a tractor that the viewer sees, which comes with the document."""
    is_for_all = document.kind is DocumentKind.PHOTO and document.state in _FOR_ALL
    return viewer.is_admin or viewer.user_id == document.tractor.owner_id or is_for_all
