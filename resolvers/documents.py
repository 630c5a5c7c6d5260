"""Tractors' photos and papers."""

import datetime as dt
from uuid import UUID

import strawberry

from models.enums import DocumentKind, DocumentState
from resolvers.origin import doer_of
from schema.context import Info
from schema.types.documents import TractorDocument, TractorDocumentConnection, Upload
from schema.types.scalars import Cursor
from schema.types.tractor_results import TractorDocumentResult, TractorDocumentSuccess, UploadResult, UploadSuccess
from schema.types.tractors import Tractor
from schema.types.users import RemovedResult, RemovedSuccess
from services.platform.ids import Kind, decode


async def create_tractor_upload(
    info: Info, tractor_id: strawberry.ID, kind: DocumentKind, content_type: str, bytes: int
) -> UploadResult:
    """Photos are JPEG, PNG or WebP; documents may be PDF as well."""
    upload = await info.context.services.tractors.uploads.create(
        info.context.signed_in,
        decode(Kind.TRACTOR, tractor_id, "tractorId"),
        kind=kind,
        content_type=content_type,
        size=bytes,
    )
    return UploadSuccess(upload=Upload.of(upload))


async def attach_tractor_document(
    info: Info, tractor_id: strawberry.ID, upload_id: strawberry.ID, expires_on: dt.date | None = None
) -> TractorDocumentResult:
    """What was sent is looked at first: a file that is not what it was announced to be is refused and deleted."""
    document_id = await info.context.services.tractors.documents.attach(
        info.context.signed_in,
        decode(Kind.TRACTOR, tractor_id, "tractorId"),
        decode(Kind.UPLOAD, upload_id, "uploadId"),
        expires_on,
    )
    return await _document(info, document_id)


async def remove_tractor_document(info: Info, id: strawberry.ID) -> RemovedResult:
    """For good. A tractor whose verified registration goes is verified no longer."""
    await info.context.services.tractors.documents.remove(info.context.signed_in, decode(Kind.DOCUMENT, id))
    info.context.forget_rows()
    return RemovedSuccess(id=id)


async def tractor_documents(
    info: Info, state: DocumentState = DocumentState.PENDING, first: int = 20, after: Cursor | None = None
) -> TractorDocumentConnection:
    """Of all tractors, the ones that have waited longest first."""
    page = await info.context.services.tractors.documents.in_state(state, first=first, after=after)
    return TractorDocumentConnection.of(page)


async def decide_tractor_document(
    info: Info, id: strawberry.ID, verified: bool, reason: str | None = None
) -> TractorDocumentResult:
    """A verified registration makes its tractor verified. Written to the audit log."""
    document_id = decode(Kind.DOCUMENT, id)
    state = DocumentState.VERIFIED if verified else DocumentState.REJECTED
    await info.context.services.tractors.documents.decide(document_id, state, reason, by=doer_of(info))
    return await _document(info, document_id)


async def _document(info: Info, document_id: UUID) -> TractorDocumentSuccess:
    """One that the viewer has just touched."""
    info.context.forget_rows()
    document = await TractorDocument.load(info, document_id)
    return TractorDocumentSuccess(document=document, tractor=await Tractor.load(info, document.row.tractor_id))
