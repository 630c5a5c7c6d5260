"""Files on their way in: who may send what, and what becomes of what was never attached."""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from models.enums import DocumentKind
from models.tractors import Document, Tractor, Upload
from services.auth.viewer import Viewer
from services.errors import NotFound, ValidationFailed
from services.jobs.queue import JobQueue
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.languages import said
from services.platform.settings import Settings
from services.providers.storage.port import SignedRequest, Storage
from services.tractors import files
from services.tractors.contents import IMAGES, PDF
from services.tractors.files import CLEAN_UPLOAD
from services.tractors.locks import lock_in_use

# A file that was begun to be put just before its link expired has arrived by then.
_LATEST_ARRIVAL = timedelta(hours=1)


@dataclass(frozen=True, slots=True)
class OpenUpload:
    """An upload, and the request that sends it."""

    row: Upload
    request: SignedRequest


class Uploads:
    """Each is for one file of one tractor, and can be taken once."""

    def __init__(
        self, *, database: Database, jobs: JobQueue, storage: Storage, settings: Settings, clock: Clock
    ) -> None:
        self._database = database
        self._jobs = jobs
        self._storage = storage
        self._settings = settings
        self._clock = clock

    async def create(
        self, by: Viewer, tractor_id: UUID, *, kind: DocumentKind, content_type: str, size: int
    ) -> OpenUpload:
        """`size` in bytes. Raises NotFound and ValidationFailed."""
        self._check(kind, content_type, size)
        lifetime = self._settings.upload_lifetime
        async with self._database.transaction():
            tractor = await lock_in_use(by, tractor_id, "tractorId")
            await self._check_room(tractor)
            now = self._clock()
            row = await Upload.create(
                tractor_id=tractor.id,
                kind=kind,
                content_type=content_type,
                bytes=size,
                expires_at=now + lifetime,
                created_at=now,
            )
            await self._jobs.enqueue(CLEAN_UPLOAD, after=lifetime + _LATEST_ARRIVAL, upload=row.id)
        request = self._storage.upload_link(
            files.sent(row.id), content_type=content_type, size=size, valid_for=lifetime
        )
        return OpenUpload(row, request)

    async def take(self, tractor: Tractor, upload_id: UUID) -> Upload:
        """The upload, which nobody can take again. In a transaction, under the tractor's lock.

        Raises NotFound and ValidationFailed.
        """
        upload = await Upload.select_for_update().get_or_none(id=upload_id, tractor_id=tractor.id)
        if upload is None:
            raise NotFound(path=("uploadId",))
        if upload.taken_at is not None:
            message = "This upload was attached already, or refused. Start another one."
            raise ValidationFailed.of("uploadId", code="ALREADY_USED", message=message)
        upload.taken_at = self._clock()
        await upload.save(update_fields=["taken_at"])
        return upload

    async def give_back(self, upload: Upload) -> None:
        """So that it can be taken again: nothing was found wrong with it."""
        await Upload.filter(id=upload.id).update(taken_at=None)

    async def refuse_strangers(self, by: Viewer, upload_id: UUID) -> None:
        """An upload whose id somebody else presents is no secret any more: it goes, and its owner starts another one.

        Raises NotFound.
        """
        upload = await Upload.get_or_none(id=upload_id).select_related("tractor")
        if upload is None or upload.tractor.owner_id == by.user_id:
            return
        if await Upload.filter(id=upload_id, taken_at__isnull=True).update(taken_at=self._clock()):
            await self._storage.delete(files.sent(upload_id))
        raise NotFound(path=("uploadId",))

    async def clean(self, upload_id: UUID) -> None:
        """Run the job: what came too late, or was never attached, goes. Raises StorageUnavailable."""
        await Upload.filter(id=upload_id, taken_at__isnull=True).update(taken_at=self._clock())
        await self._storage.delete(files.sent(upload_id))
        if not await Document.filter(id=upload_id, removed_at__isnull=True).exists():
            await self._storage.delete(files.kept(upload_id))

    def _check(self, kind: DocumentKind, content_type: str, size: int) -> None:
        allowed = tuple(IMAGES) if kind is DocumentKind.PHOTO else (*IMAGES, PDF)
        if content_type not in allowed:
            message = said("One of {allowed}.", allowed=", ".join(allowed))
            raise ValidationFailed.of("contentType", code="UNSUPPORTED_TYPE", message=message)
        if not 0 < size <= self._settings.upload_limit_bytes:
            message = said("More than 0 and at most {most} bytes.", most=self._settings.upload_limit_bytes)
            raise ValidationFailed.of("bytes", code="OUT_OF_RANGE", message=message)

    async def _check_room(self, tractor: Tractor) -> None:
        """Raises ValidationFailed for a tractor that has enough files. Uploads that may still come count, too."""
        kept = await Document.filter(tractor_id=tractor.id, removed_at__isnull=True).count()
        coming = await Upload.filter(tractor_id=tractor.id, taken_at__isnull=True, expires_at__gt=self._clock()).count()
        if kept + coming >= self._settings.documents_per_tractor:
            message = said(
                "A tractor has at most {most} photos and documents.", most=self._settings.documents_per_tractor
            )
            raise ValidationFailed.of("tractorId", code="TOO_MANY", message=message)
