"""An owner with a tractor, who sends its photos and papers."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from models.tractors import Tractor
from services.auth.viewer import Viewer
from services.platform.ids import Kind, decode, encode
from services.providers.storage.folder import Folder
from services.providers.storage.port import NotStored
from services.tractors import files
from tests.requests.village import Village
from tests.tractors.files import picture
from tests.tractors.operations import ATTACH, DECIDE, DOCUMENTS, UPLOAD

# Whatever a refused call must leave as it was.
TABLES = ("tractors", "tractor_documents", "tractor_uploads", "audit_log", "pgqueuer")


async def chunks(content: bytes) -> AsyncIterator[bytes]:
    yield content[: len(content) // 2]
    yield content[len(content) // 2 :]


@dataclass
class Desk:
    village: Village
    owner: Viewer
    tractor: Tractor

    @property
    def shown_id(self) -> str:
        return encode(Kind.TRACTOR, self.tractor.id)

    @property
    def folder(self) -> Folder:
        assert self.village.services.folder is not None
        return self.village.services.folder

    async def upload(self, size: int, kind: str = "PHOTO", content_type: str = "image/jpeg") -> dict[str, Any]:
        """What createTractorUpload answers."""
        answer = await self.village.ask(self.owner, UPLOAD, id=self.shown_id, kind=kind, type=content_type, bytes=size)
        upload: dict[str, Any] = answer.data["upload"]
        return upload

    async def put(self, upload: dict[str, Any], content: bytes) -> bool:
        """As a client does with an upload's link."""
        link = urlsplit(upload["url"])
        (header,) = upload["headers"]
        key = link.path.removeprefix("/storage/")
        return await self.folder.accept(key, dict(parse_qsl(link.query)), header["value"], chunks(content))

    async def sent(self, content: bytes, kind: str = "PHOTO", content_type: str = "image/jpeg") -> str:
        """The id of an upload whose file has arrived."""
        upload = await self.upload(len(content), kind, content_type)
        assert await self.put(upload, content)
        return str(upload["uploadId"])

    async def attach(self, upload_id: str, *, by: Viewer | None = None, expires: str | None = None) -> Any:
        """What attachTractorDocument answers."""
        answer = await self.village.ask(by or self.owner, ATTACH, id=self.shown_id, upload=upload_id, expires=expires)
        assert answer.errors == []
        return answer.data

    async def document(self, kind: str = "PHOTO", *, expires: str | None = None) -> dict[str, Any]:
        """One that was attached."""
        attached = await self.attach(await self.sent(picture(), kind), expires=expires)
        document: dict[str, Any] = attached["document"]
        return document

    async def decide(self, document: dict[str, Any], **said: Any) -> Any:
        """By an admin."""
        return (await self.village.ask(await self.village.admin(), DECIDE, id=document["id"], **said)).data

    async def documents(self, viewer: Viewer | None = None) -> list[dict[str, Any]]:
        """As somebody sees them."""
        answer = await self.village.ask(viewer or self.owner, DOCUMENTS, id=self.shown_id)
        found: list[dict[str, Any]] = answer.data["documents"]
        return found

    async def is_sent(self, upload_id: str) -> bool:
        """Whether storage still has what was sent."""
        try:
            await self.folder.read(files.sent(decode(Kind.UPLOAD, upload_id)))
        except NotStored:
            return False
        return True

    async def kept(self, document_id: str) -> bytes | None:
        """What storage keeps of a document."""
        try:
            return await self.folder.read(files.kept(decode(Kind.DOCUMENT, document_id)))
        except NotStored:
            return None
