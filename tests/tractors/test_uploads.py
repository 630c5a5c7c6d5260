"""Files on their way in: what is taken, and that what is refused is gone from storage."""

import asyncio
from datetime import timedelta
from typing import Any

import pytest

from models.enums import Role
from models.tractors import Document, Upload
from schema.types.scalars import show_instant
from services.platform.ids import Kind, decode, encode
from services.providers.storage.port import Key, StorageUnavailable
from tests.tractors.desk import TABLES, Desk
from tests.tractors.files import PDF, bomb, opened, picture
from tests.tractors.operations import ATTACH, UPLOAD
from tests.tractors.test_updates import NOT_FOUND, jobs

HTML = b"<html><script>alert(1)</script></html>"


async def test_an_upload_says_how_to_send_it(desk: Desk) -> None:
    now = desk.village.clock()

    upload = await desk.upload(1234)

    assert upload["method"] == "PUT"
    assert upload["headers"] == [{"name": "Content-Type", "value": "image/jpeg"}]
    assert upload["expiresAt"] == show_instant(now + timedelta(minutes=15))
    assert upload["url"].startswith("http://127.0.0.1:8000/storage/uploads/")
    assert await jobs(desk.village) == ["clean_tractor_upload"]


async def test_a_photo_is_kept_without_what_else_was_in_it(desk: Desk) -> None:
    upload_id = await desk.sent(picture(orientation=6))

    attached = await desk.attach(upload_id)

    document = attached["document"]
    kept = await desk.kept(document["id"])
    assert kept is not None
    assert (document["kind"], document["state"], document["contentType"]) == ("PHOTO", "PENDING", "image/jpeg")
    assert (document["bytes"], document["expiresOn"], document["reason"]) == (len(kept), None, None)
    assert document["uploadedAt"] == show_instant(desk.village.clock())
    assert b"secret" not in kept
    assert opened(kept).size == (20, 40)
    assert not await desk.is_sent(upload_id)
    assert [each["id"] for each in await desk.documents()] == [document["id"]]


async def test_a_pdf_is_kept_as_it_is(desk: Desk) -> None:
    attached = await desk.attach(await desk.sent(PDF, "INSURANCE", "application/pdf"), expires="2030-01-31")

    assert attached["document"]["contentType"] == "application/pdf"
    assert attached["document"]["expiresOn"] == "2030-01-31"
    assert await desk.kept(attached["document"]["id"]) == PDF


@pytest.mark.parametrize(
    ("sent", "path", "code"),
    [
        ({"type": "text/html"}, "contentType", "UNSUPPORTED_TYPE"),
        ({"type": "image/svg+xml"}, "contentType", "UNSUPPORTED_TYPE"),
        ({"type": "application/pdf"}, "contentType", "UNSUPPORTED_TYPE"),
        ({"type": "../../etc/passwd", "kind": "OTHER"}, "contentType", "UNSUPPORTED_TYPE"),
        ({"bytes": 0}, "bytes", "OUT_OF_RANGE"),
        ({"bytes": -1}, "bytes", "OUT_OF_RANGE"),
        ({"bytes": 10_485_761}, "bytes", "OUT_OF_RANGE"),
    ],
)
async def test_what_is_not_taken_is_told_before_it_is_sent(
    desk: Desk, sent: dict[str, Any], path: str, code: str
) -> None:
    before = await desk.village.state(*TABLES)

    answer = await desk.village.ask(desk.owner, UPLOAD, id=desk.shown_id, **{"bytes": 9, **sent})

    assert answer.data["problems"] == [{"path": [path], "code": code}]
    assert await desk.village.state(*TABLES) == before


async def test_a_tractor_has_so_many_files_at_most(desk: Desk) -> None:
    settings = desk.village.services.settings
    desk.village.services.tractors.uploads._settings = settings.model_copy(update={"documents_per_tractor": 2})
    await desk.document()
    await desk.upload(9)
    before = await desk.village.state(*TABLES)

    refused = await desk.village.ask(desk.owner, UPLOAD, id=desk.shown_id, bytes=9)

    assert refused.data["problems"] == [{"path": ["tractorId"], "code": "TOO_MANY"}]
    assert await desk.village.state(*TABLES) == before
    desk.village.clock.advance(minutes=16)
    await desk.upload(9)


LIES = [
    (HTML, "image/jpeg", "CONTENT_MISMATCH"),
    (picture("PNG"), "image/jpeg", "CONTENT_MISMATCH"),
    (b"PK\x03\x04" + bytes(60), "image/png", "CONTENT_MISMATCH"),
    (bomb(50_000, 50_000), "image/png", "TOO_MANY_PIXELS"),
    (picture()[:-100], "image/jpeg", "UNREADABLE"),
]


@pytest.mark.parametrize(("content", "announced", "code"), LIES, ids=["html", "png", "zip", "bomb", "half"])
async def test_a_file_that_lies_is_refused_and_gone(desk: Desk, content: bytes, announced: str, code: str) -> None:
    upload_id = await desk.sent(content, content_type=announced)

    refused = await desk.attach(upload_id)

    assert (refused["__typename"], refused["problems"]) == (
        "ValidationError",
        [{"path": ["uploadId"], "code": code}],
    )
    assert not await desk.is_sent(upload_id)
    assert await Document.all().count() == 0
    assert (await desk.attach(upload_id))["problems"] == [{"path": ["uploadId"], "code": "ALREADY_USED"}]


async def test_a_file_of_another_size_than_announced_is_refused_and_gone(desk: Desk) -> None:
    upload_id = await desk.sent(picture())
    await Upload.all().update(bytes=9)

    assert (await desk.attach(upload_id))["problems"] == [{"path": ["uploadId"], "code": "SIZE_MISMATCH"}]

    assert not await desk.is_sent(upload_id)
    assert await Document.all().count() == 0


async def test_an_upload_that_has_not_arrived_can_be_attached_later(desk: Desk) -> None:
    content = picture()
    upload = await desk.upload(len(content))

    early = await desk.attach(upload["uploadId"])
    assert early["problems"] == [{"path": ["uploadId"], "code": "NOT_UPLOADED"}]
    await desk.put(upload, content)

    assert (await desk.attach(upload["uploadId"]))["__typename"] == "TractorDocumentSuccess"


async def test_an_upload_is_attached_once(desk: Desk) -> None:
    upload_id = await desk.sent(picture())

    answers = await asyncio.gather(*(desk.attach(upload_id) for _ in range(4)))

    kinds = sorted(answer["__typename"] for answer in answers)
    assert kinds == ["TractorDocumentSuccess", "ValidationError", "ValidationError", "ValidationError"]
    refused = next(answer for answer in answers if answer["__typename"] == "ValidationError")
    assert refused["problems"] == [{"path": ["uploadId"], "code": "ALREADY_USED"}]
    (document,) = await desk.documents()
    assert await desk.kept(document["id"]) is not None


async def test_an_upload_that_has_expired_is_refused_and_gone(desk: Desk) -> None:
    content = picture()
    upload = await desk.upload(len(content))
    await desk.put(upload, content)
    desk.village.clock.advance(minutes=15)

    assert (await desk.attach(upload["uploadId"]))["problems"] == [{"path": ["uploadId"], "code": "EXPIRED"}]

    assert not await desk.is_sent(upload["uploadId"])
    assert not await desk.put(upload, content)
    assert await Document.all().count() == 0


async def test_another_users_upload_is_refused_and_gone(desk: Desk) -> None:
    stranger = await desk.village.owner()
    other = Desk(desk.village, stranger, await desk.village.tractor(stranger))
    upload_id = await desk.sent(picture())

    assert await other.attach(upload_id) == {**NOT_FOUND, "path": ["uploadId"]}

    assert not await desk.is_sent(upload_id)
    assert await Document.all().count() == 0
    assert (await desk.attach(upload_id))["problems"] == [{"path": ["uploadId"], "code": "ALREADY_USED"}]


async def test_what_was_attached_stays_whoever_presents_its_upload(desk: Desk) -> None:
    stranger = await desk.village.owner()
    other = Desk(desk.village, stranger, await desk.village.tractor(stranger))
    upload_id = await desk.sent(picture())
    document = (await desk.attach(upload_id))["document"]

    assert await other.attach(upload_id) == {**NOT_FOUND, "path": ["uploadId"]}

    assert await desk.kept(document["id"]) is not None


async def test_an_upload_is_for_one_tractor(desk: Desk) -> None:
    other = Desk(desk.village, desk.owner, await desk.village.tractor(desk.owner))
    upload_id = await desk.sent(picture())

    assert await other.attach(upload_id) == {**NOT_FOUND, "path": ["uploadId"]}
    assert (await desk.attach(upload_id))["__typename"] == "TractorDocumentSuccess"


@pytest.mark.parametrize("text", ["", "../../keys/keys.json", "upl_nonsense", "doc_01h455vb4pex5vsknk084sn02q", "\x00"])
async def test_a_path_is_no_upload(desk: Desk, text: str) -> None:
    before = await desk.village.state(*TABLES)

    assert await desk.attach(text) == {**NOT_FOUND, "path": ["uploadId"]}

    assert await desk.village.state(*TABLES) == before


@pytest.mark.parametrize("expires", ["2001-01-01", "9999-12-31"])
async def test_a_day_that_is_over_is_refused_and_the_upload_kept(desk: Desk, expires: str) -> None:
    upload_id = await desk.sent(picture())

    refused = await desk.attach(upload_id, expires=expires)

    assert refused["problems"] == [{"path": ["expiresOn"], "code": "OUT_OF_RANGE"}]
    assert await desk.is_sent(upload_id)
    assert (await desk.attach(upload_id))["__typename"] == "TractorDocumentSuccess"


class Away:
    """A storage that gives no answer."""

    async def read(self, _key: Key) -> bytes:
        raise StorageUnavailable


async def test_a_storage_that_is_away_costs_nobody_an_upload(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    upload_id = await desk.sent(picture())
    documents = desk.village.services.tractors.documents

    with monkeypatch.context() as away:
        away.setattr(documents, "_storage", Away())
        with pytest.raises(StorageUnavailable):
            await documents.attach(desk.owner, desk.tractor.id, decode(Kind.UPLOAD, upload_id), None)

    assert (await desk.attach(upload_id))["__typename"] == "TractorDocumentSuccess"


async def test_what_was_never_attached_goes(desk: Desk) -> None:
    uploads = desk.village.services.tractors.uploads
    orphan, attached = await desk.sent(picture()), await desk.sent(picture())
    document = (await desk.attach(attached))["document"]
    rows = await Upload.all()
    cut_short = next(row for row in rows if row.taken_at is None)
    await desk.folder.write(Key("documents", cut_short.id), b"half", "image/jpeg")

    for row in rows * 2:
        await uploads.clean(row.id)

    assert not await desk.is_sent(orphan)
    assert await desk.kept(encode(Kind.DOCUMENT, cut_short.id)) is None
    assert await desk.kept(document["id"]) is not None
    assert (await desk.attach(orphan))["problems"] == [{"path": ["uploadId"], "code": "ALREADY_USED"}]


async def test_files_are_their_owners(desk: Desk) -> None:
    village = desk.village
    upload_id = await desk.sent(picture())
    before = await village.state(*TABLES)
    operations: list[tuple[str, dict[str, Any]]] = [(UPLOAD, {"bytes": 9}), (ATTACH, {"upload": "upl_1"})]

    for operation, sent in operations:
        assert (await village.ask(None, operation, id=desk.shown_id, **sent)).codes == ["UNAUTHENTICATED"]
        for role in (Role.FARMER, Role.ADMIN):
            answer = await village.ask(await village.person(role), operation, id=desk.shown_id, **sent)
            assert answer.codes == ["FORBIDDEN"]
    stranger = await village.ask(await village.owner(), UPLOAD, id=desk.shown_id, bytes=9)

    assert stranger.data == {**NOT_FOUND, "path": ["tractorId"]}
    assert await village.state(*TABLES) == before
    assert await desk.is_sent(upload_id)


async def test_an_archived_tractor_gets_no_more_files(desk: Desk) -> None:
    upload_id = await desk.sent(picture())
    await desk.village.services.tractors.updates.archive(desk.owner, desk.tractor.id)
    archived = [{"path": ["tractorId"], "code": "ARCHIVED"}]

    assert (await desk.village.ask(desk.owner, UPLOAD, id=desk.shown_id, bytes=9)).data["problems"] == archived
    assert (await desk.attach(upload_id))["problems"] == archived
    assert await Document.all().count() == 0
