"""What every storage does, the local folder and a real S3 server alike."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import httpx2
import pytest
from starlette.applications import Starlette
from starlette.routing import Route

from resolvers.storage import stored_file
from services.platform.keys import Keys
from services.platform.settings import Settings
from services.providers.storage.folder import Folder
from services.providers.storage.port import Key, NotStored, SignedRequest, Storage, StorageUnavailable
from services.providers.storage.s3 import S3, Bucket
from tests.accounts import SetClock
from tests.providers.seaweed import seaweed

# A bucket's server may take a while to start, and a second try where a port was taken.
pytestmark = pytest.mark.timeout(180)

ADDRESS = "http://api.test"
MINUTE = timedelta(minutes=1)
TYPE = "image/png"


@dataclass
class Bench:
    """A storage, a client for its links, and the clock that they are made by."""

    storage: Storage
    http: httpx2.AsyncClient
    clock: SetClock

    def upload(self, key: Key, size: int = 5) -> SignedRequest:
        return self.storage.upload_link(key, content_type=TYPE, size=size, valid_for=MINUTE)

    async def put(self, link: SignedRequest, content: bytes, **headers: str) -> int:
        sent = link.headers | {name.replace("_", "-"): value for name, value in headers.items()}
        return (await self.http.request(link.method, link.url, content=content, headers=sent)).status_code

    async def get(self, url: str) -> httpx2.Response:
        return await self.http.get(url)


def fresh_key() -> Key:
    return Key("uploads", uuid4())


def right_now() -> SetClock:
    """A server has a clock of its own, so that links have to be made by the real time."""
    clock = SetClock()
    clock.now = datetime.now(UTC)
    return clock


@asynccontextmanager
async def served(folder: Folder) -> AsyncIterator[httpx2.AsyncClient]:
    """A client of the route behind its links."""
    app = Starlette(routes=[Route("/storage/{key:path}", stored_file, methods=["GET", "PUT"])])
    app.state.services = SimpleNamespace(folder=folder)
    async with httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url=ADDRESS) as http:
        yield http


@pytest.fixture(scope="module")
async def bucket(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Bucket]:
    async with seaweed(tmp_path_factory.mktemp("seaweed")) as bucket:
        yield bucket


@pytest.fixture(params=["folder", "s3"])
async def bench(request: pytest.FixtureRequest, bucket: Bucket, tmp_path: Path) -> AsyncIterator[Bench]:
    clock = right_now()
    if request.param == "s3":
        async with httpx2.AsyncClient() as http:
            yield Bench(S3(bucket, clock), http, clock)
        return
    keys = Keys.kept_in(None, tmp_path, clock)
    folder = Folder(tmp_path / "storage", address=ADDRESS, keys=keys, clock=clock)
    async with served(folder) as http:
        yield Bench(folder, http, clock)


async def test_what_is_put_through_a_link_can_be_read(bench: Bench) -> None:
    key = fresh_key()

    assert await bench.put(bench.upload(key), b"12345") == 200

    assert await bench.storage.read(key) == b"12345"


async def test_more_than_a_body_may_else_have(bench: Bench) -> None:
    key, content = fresh_key(), bytes(3_000_000)

    assert await bench.put(bench.upload(key, len(content)), content) == 200

    assert await bench.storage.read(key) == content


@pytest.mark.parametrize("content", [b"", b"1234", b"123456"])
async def test_another_size_is_refused(bench: Bench, content: bytes) -> None:
    key = fresh_key()

    assert await bench.put(bench.upload(key), content) == 403

    with pytest.raises(NotStored):
        await bench.storage.read(key)


async def test_another_type_is_refused(bench: Bench) -> None:
    key = fresh_key()

    assert await bench.put(bench.upload(key), b"12345", Content_Type="text/html") == 403

    with pytest.raises(NotStored):
        await bench.storage.read(key)


async def test_a_link_is_for_one_key_and_one_method(bench: Bench) -> None:
    key, other = fresh_key(), fresh_key()
    link = bench.upload(key)
    moved = SignedRequest(link.method, link.url.replace(str(key.id), str(other.id)), link.headers)

    assert await bench.put(moved, b"12345") == 403
    assert (await bench.get(link.url)).status_code == 403
    assert (await bench.get(link.url.partition("?")[0])).status_code == 403
    with pytest.raises(NotStored):
        await bench.storage.read(other)


async def test_a_link_expires(bench: Bench) -> None:
    key = fresh_key()
    await bench.storage.write(key, b"12345", TYPE)
    bench.clock.advance(minutes=-2)
    put = bench.upload(key)
    get = bench.storage.download_link(key, content_type=TYPE, valid_for=MINUTE)
    bench.clock.advance(minutes=2)

    assert await bench.put(put, b"54321") == 403
    assert (await bench.get(get)).status_code == 403
    assert await bench.storage.read(key) == b"12345"


@pytest.mark.parametrize(("served_as", "shown"), [(TYPE, "inline"), ("application/pdf", "attachment")])
async def test_a_file_is_served_as_its_link_says(bench: Bench, served_as: str, shown: str) -> None:
    key = fresh_key()
    await bench.storage.write(key, b"12345", served_as)

    answer = await bench.get(bench.storage.download_link(key, content_type=served_as, valid_for=MINUTE))

    assert (answer.status_code, answer.content) == (200, b"12345")
    assert answer.headers["content-type"] == served_as
    assert answer.headers["content-disposition"] == shown
    assert answer.headers["cache-control"] == "private, max-age=300"


async def test_nobody_is_served_another_type_than_the_link_says(bench: Bench) -> None:
    key = fresh_key()
    await bench.storage.write(key, b"<script>", TYPE)
    link = bench.storage.download_link(key, content_type=TYPE, valid_for=MINUTE)

    assert (await bench.get(link.replace("image%2Fpng", "text%2Fhtml"))).status_code == 403


async def test_writing_replaces_and_deleting_twice_is_deleting_once(bench: Bench) -> None:
    key = fresh_key()
    await bench.storage.write(key, b"old", TYPE)
    await bench.storage.write(key, b"new", TYPE)
    assert await bench.storage.read(key) == b"new"

    await bench.storage.delete(key)
    await bench.storage.delete(key)

    with pytest.raises(NotStored):
        await bench.storage.read(key)
    link = bench.storage.download_link(key, content_type=TYPE, valid_for=MINUTE)
    assert (await bench.get(link)).status_code == 404


async def test_a_server_that_is_away_is_told_from_a_file_that_is() -> None:
    nowhere = S3(Bucket("tractors", "http://127.0.0.1:1", "eu-west-1", "k", "s"), right_now())

    with pytest.raises(StorageUnavailable):
        await nowhere.read(fresh_key())
    with pytest.raises(StorageUnavailable):
        await nowhere.delete(fresh_key())


async def test_keys_that_do_not_open_the_bucket(bucket: Bucket) -> None:
    stranger = S3(Bucket(bucket.name, bucket.endpoint, bucket.region, "tester", "a guess"), right_now())

    with pytest.raises(StorageUnavailable):
        await stranger.write(fresh_key(), b"12345", TYPE)


@pytest.mark.parametrize(
    "path",
    [
        "uploads/../../secrets",
        "uploads/%2e%2e/secrets",
        "uploads/x",
        "",
        "UPLOADS/01900000-0000-7000-8000-000000000000",
    ],
)
async def test_a_path_is_no_key(tmp_path: Path, path: str) -> None:
    clock = right_now()
    keys = Keys.kept_in(None, tmp_path / "keys", clock)
    folder = Folder(tmp_path / "storage" / "files", address=ADDRESS, keys=keys, clock=clock)
    query: dict[str, Any] = {"type": TYPE, "size": "5", "until": "9999999999", "signature": "é"}

    async with served(folder) as http:
        statuses = {
            (await http.request(method, f"/storage/{path}", params=query, content=b"12345")).status_code
            for method in ("GET", "PUT")
        }

    assert statuses <= {403, 404}
    assert not (tmp_path / "storage").exists()


def test_a_bucket_without_its_keys_is_no_setting() -> None:
    with pytest.raises(ValueError, match="S3_BUCKET: it needs"):
        Settings(_env_file=None, s3_bucket="tractors")
