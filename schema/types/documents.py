"""A tractor's photos and papers, and how they are sent."""

import datetime as dt
from typing import TYPE_CHECKING, Annotated, Self
from uuid import UUID

import strawberry

from models import tractors as rows
from models.enums import DocumentKind, DocumentState
from schema.context import Info
from schema.types.connections import page_info
from schema.types.scalars import Cursor
from schema.types.shared import Node, PageInfo
from services.platform.ids import Kind, encode
from services.platform.pages import Page
from services.tractors.uploads import OpenUpload

if TYPE_CHECKING:
    from schema.types.tractors import Tractor


@strawberry.type
class TractorDocument(Node):
    row: strawberry.Private[rows.Document]
    shown_by: strawberry.Private[rows.Tractor | None] = None
    kind: DocumentKind
    state: DocumentState
    content_type: str
    bytes: int = strawberry.field(description="Of the file that is kept: images are encoded anew.")
    expires_on: dt.date | None = strawberry.field(description="It is good through this day, in the tractor's zone.")
    uploaded_at: dt.datetime
    reason: str | None = strawberry.field(description="What the admin said who decided on it.")

    @strawberry.field(description="Signed and short-lived.")
    def url(self, info: Info) -> str:
        return info.context.services.tractors.documents.link(self.row)

    @strawberry.field
    async def tractor(self, info: Info) -> Annotated["Tractor", strawberry.lazy("schema.types.tractors")]:
        from schema.types.tractors import Tractor  # noqa: PLC0415 - the two types show each other

        return Tractor.of(self.shown_by) if self.shown_by else await Tractor.load(info, self.row.tractor_id)

    @classmethod
    async def load(cls, info: Info, document_id: UUID) -> Self:
        """A document that the viewer has just been allowed to touch. Raises LookupError where there is none."""
        found = await cls.load_if_visible(info, document_id)
        if found is None:
            raise LookupError(document_id)
        return found

    @classmethod
    async def load_if_visible(cls, info: Info, document_id: UUID) -> Self | None:
        row = await info.context.loaders.documents.load(document_id)
        return cls.of(row) if row else None

    @classmethod
    def of(cls, row: rows.Document, *, shown_by: rows.Tractor | None = None) -> Self:
        """`shown_by` is the tractor that led to it, which not every farmer who finds it nearby may ask for by id."""
        return cls(
            id=strawberry.ID(encode(Kind.DOCUMENT, row.id)),
            row=row,
            shown_by=shown_by,
            kind=row.kind,
            state=row.state,
            content_type=row.content_type,
            bytes=row.bytes,
            expires_on=row.expires_on,
            uploaded_at=row.uploaded_at,
            reason=row.reason,
        )


@strawberry.type
class TractorDocumentEdge:
    cursor: Cursor
    node: TractorDocument


@strawberry.type
class TractorDocumentConnection:
    edges: list[TractorDocumentEdge]
    nodes: list[TractorDocument]
    page_info: PageInfo

    @classmethod
    def of(cls, page: Page[rows.Document]) -> Self:
        edges = [
            TractorDocumentEdge(cursor=Cursor(page.cursor(row)), node=TractorDocument.of(row)) for row in page.rows
        ]
        return cls(edges=edges, nodes=[edge.node for edge in edges], page_info=page_info(page))


@strawberry.type
class Header:
    name: str
    value: str


@strawberry.type(
    description="PUT the bytes to `url` with these headers, then call attachTractorDocument with `uploadId`. "
    "Exactly the size and the type that were announced are taken."
)
class Upload:
    upload_id: strawberry.ID
    url: str
    method: str
    headers: list[Header]
    expires_at: dt.datetime

    @classmethod
    def of(cls, upload: OpenUpload) -> Self:
        return cls(
            upload_id=strawberry.ID(encode(Kind.UPLOAD, upload.row.id)),
            url=upload.request.url,
            method=upload.request.method,
            headers=[Header(name=name, value=value) for name, value in upload.request.headers.items()],
            expires_at=upload.row.expires_at,
        )
