"""Files in a bucket of S3, or of anything that speaks like it."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

from services.platform.clock import Clock
from services.providers.storage.port import Key, NotStored, SignedRequest, StorageUnavailable, disposition
from services.providers.storage.signing import Signer


@dataclass(frozen=True, slots=True)
class Bucket:
    """Where it is and how to get in. `endpoint` has no path: https://s3.eu-west-1.amazonaws.com."""

    name: str
    endpoint: str
    region: str
    access_key_id: str
    secret_access_key: str = field(repr=False)


class S3:
    """Addresses the bucket by path, which every server of the kind understands."""

    def __init__(self, bucket: Bucket, clock: Clock) -> None:
        self._clock = clock
        endpoint = bucket.endpoint.rstrip("/")
        self._signer = Signer(
            f"{endpoint}/{bucket.name}", bucket.region, bucket.access_key_id, bucket.secret_access_key
        )
        self._store = S3Store(
            bucket.name,
            endpoint=endpoint,
            region=bucket.region,
            access_key_id=bucket.access_key_id,
            secret_access_key=bucket.secret_access_key,
            virtual_hosted_style_request=False,
            client_options={"allow_http": endpoint.startswith("http://"), "timeout": "20s", "connect_timeout": "5s"},
            retry_config={"max_retries": 2, "retry_timeout": timedelta(seconds=20)},
        )

    def upload_link(self, key: Key, *, content_type: str, size: int, valid_for: timedelta) -> SignedRequest:
        signed = {"content-type": content_type, "content-length": str(size)}
        url = self._signer.link("PUT", str(key), at=self._clock(), valid_for=valid_for, headers=signed, query={})
        # Whoever sends a body sends its length; a browser refuses to be told it.
        return SignedRequest("PUT", url, {"Content-Type": content_type})

    def download_link(self, key: Key, *, content_type: str, valid_for: timedelta) -> str:
        served = {
            "response-content-type": content_type,
            "response-content-disposition": disposition(content_type),
            "response-cache-control": "private, max-age=300",
        }
        return self._signer.link("GET", str(key), at=self._clock(), valid_for=valid_for, headers={}, query=served)

    async def read(self, key: Key) -> bytes:
        return await self._call(lambda: bytes(obstore.get(self._store, str(key)).bytes()))

    async def write(self, key: Key, content: bytes, content_type: str) -> None:
        await self._call(lambda: obstore.put(self._store, str(key), content, attributes={"Content-Type": content_type}))

    async def delete(self, key: Key) -> None:
        try:
            await self._call(lambda: obstore.delete(self._store, str(key)))
        except NotStored:
            return

    async def _call[Answer](self, ask: Callable[[], Answer]) -> Answer:
        """In a thread: obstore's own asynchronous calls can abort the process at its end."""
        try:
            return await asyncio.to_thread(ask)
        except FileNotFoundError:
            raise NotStored from None
        except (BaseError, OSError) as error:
            raise StorageUnavailable from error
