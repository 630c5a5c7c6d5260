"""With a bucket in the settings, files of tractors go there and nowhere else."""

from collections.abc import AsyncIterator
from pathlib import Path

import httpx2
import pytest
from pydantic import SecretStr

from services.platform.ids import Kind, decode, encode
from services.platform.settings import Settings
from services.providers.storage.port import NotStored
from services.providers.storage.s3 import S3, Bucket
from services.tractors import files
from tests.providers.seaweed import seaweed
from tests.requests.village import Village, founded
from tests.tractors.files import opened, picture
from tests.tractors.operations import ATTACH, REMOVE, UPLOAD

# A bucket's server may take a while to start, and a second try where a port was taken.
pytestmark = pytest.mark.timeout(180)


@pytest.fixture(scope="module")
async def bucket(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Bucket]:
    async with seaweed(tmp_path_factory.mktemp("seaweed")) as bucket:
        yield bucket


@pytest.fixture
async def village(bucket: Bucket, settings: Settings, clean_database: None, tmp_path: Path) -> AsyncIterator[Village]:
    async with founded(
        settings,
        tmp_path,
        s3_bucket=bucket.name,
        s3_endpoint=bucket.endpoint,
        s3_region=bucket.region,
        s3_access_key_id=bucket.access_key_id,
        s3_secret_access_key=SecretStr(bucket.secret_access_key),
    ) as village:
        yield village


async def test_a_photo_goes_to_the_bucket_and_from_it(village: Village, bucket: Bucket, tmp_path: Path) -> None:
    owner, sent = await village.owner(), picture("WEBP")
    tractor = encode(Kind.TRACTOR, (await village.tractor(owner)).id)
    storage = S3(bucket, village.clock)

    asked = await village.ask(owner, UPLOAD, id=tractor, type="image/webp", bytes=len(sent))
    upload = asked.data["upload"]
    async with httpx2.AsyncClient() as client:
        headers = {header["name"]: header["value"] for header in upload["headers"]}
        put = await client.request(upload["method"], upload["url"], content=sent, headers=headers)
        attached = await village.ask(owner, ATTACH, id=tractor, upload=upload["uploadId"])
        document = attached.data["document"]
        got = await client.get(document["url"])

    assert (put.status_code, got.status_code) == (200, 200)
    assert (got.headers["content-type"], len(got.content)) == ("image/webp", document["bytes"])
    assert opened(got.content).size == (40, 20)
    assert b"secret" not in got.content
    assert not (tmp_path / "storage").exists()
    with pytest.raises(NotStored):
        await storage.read(files.sent(decode(Kind.UPLOAD, upload["uploadId"])))
    await village.ask(owner, REMOVE, id=document["id"])
    await village.run_due_jobs()
    with pytest.raises(NotStored):
        await storage.read(files.kept(decode(Kind.DOCUMENT, document["id"])))
    assert village.services.folder is None
