"""The local twin of an object store: a folder, and links to it that only our own route serves."""

import asyncio
import hmac
import secrets
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Self
from urllib.parse import urlencode

from services.platform import tokens
from services.platform.clock import Clock
from services.platform.keys import Keys
from services.providers.storage.port import Key, NotStored, SignedRequest, StorageUnavailable, disposition

ROUTE = "/storage"
_PURPOSE = "storage-link"


@dataclass(frozen=True, slots=True)
class Permit:
    """What a link lets its holder do: `size` bytes of a type put, or a file got as that type. `until` is Unix time."""

    method: str
    key: Key
    content_type: str
    size: int
    until: int

    @classmethod
    def read(cls, method: str, key: str, query: Mapping[str, str]) -> Self | None:
        """None for what is no link of ours."""
        parsed = Key.parse(key)
        numbers = [query.get(name, "") for name in ("size", "until")]
        if parsed is None or not all(number.isdecimal() and len(number) < 16 for number in numbers):
            return None
        size, until = map(int, numbers)
        return cls(method, parsed, query.get("type", ""), size, until)

    @property
    def material(self) -> str:
        return "\n".join((self.method, str(self.key), self.content_type, str(self.size), str(self.until)))


@dataclass(frozen=True, slots=True)
class Served:
    """A file as its link serves it."""

    path: Path
    content_type: str
    disposition: str


class Folder:
    """Keeps each file under its key; readers see a whole file or none."""

    def __init__(self, root: Path, *, address: str, keys: Keys, clock: Clock) -> None:
        self._root = root
        self._address = address.rstrip("/")
        self._keys = keys
        self._clock = clock

    def upload_link(self, key: Key, *, content_type: str, size: int, valid_for: timedelta) -> SignedRequest:
        url = self._link(Permit("PUT", key, content_type, size, self._until(valid_for)))
        return SignedRequest("PUT", url, {"Content-Type": content_type})

    def download_link(self, key: Key, *, content_type: str, valid_for: timedelta) -> str:
        return self._link(Permit("GET", key, content_type, 0, self._until(valid_for)))

    async def read(self, key: Key) -> bytes:
        return await asyncio.to_thread(self._read, key)

    async def write(self, key: Key, content: bytes, content_type: str) -> None:  # noqa: ARG002 - a link says the type
        await asyncio.to_thread(self._write, key, content)

    async def delete(self, key: Key) -> None:
        try:
            await asyncio.to_thread(self._path(key).unlink, missing_ok=True)
        except OSError as error:
            raise StorageUnavailable from error

    async def accept(self, key: str, query: Mapping[str, str], content_type: str, chunks: AsyncIterator[bytes]) -> bool:
        """Store what is put through a link. False, and nothing stored, for a link that is not good for this."""
        permit = self._permit("PUT", key, query)
        if permit is None or content_type != permit.content_type:
            return False
        content = bytearray()
        async for chunk in chunks:
            content += chunk
            if len(content) > permit.size:
                return False
        if len(content) < permit.size:
            return False
        await self.write(permit.key, bytes(content), content_type)
        return True

    def serve(self, key: str, query: Mapping[str, str]) -> Served | None:
        """None for a link that is not good for this; the file may be gone."""
        permit = self._permit("GET", key, query)
        if permit is None:
            return None
        return Served(self._path(permit.key), permit.content_type, disposition(permit.content_type))

    def _permit(self, method: str, key: str, query: Mapping[str, str]) -> Permit | None:
        """What a link permits, where we made it and it has not expired."""
        permit = Permit.read(method, key, query)
        if permit is None or permit.until <= self._clock().timestamp():
            return None
        # Compared as bytes: a signature that somebody made up may hold any character.
        shown = query.get("signature", "").encode(errors="surrogatepass")
        return permit if hmac.compare_digest(shown, self._signature(permit).encode()) else None

    def _until(self, valid_for: timedelta) -> int:
        return int((self._clock() + valid_for).timestamp())

    def _link(self, permit: Permit) -> str:
        query = {
            "type": permit.content_type,
            "size": permit.size,
            "until": permit.until,
            "signature": self._signature(permit),
        }
        return f"{self._address}{ROUTE}/{permit.key}?{urlencode(query)}"

    def _signature(self, permit: Permit) -> str:
        return tokens.derive(self._keys.ring().secret, _PURPOSE, permit.material)

    def _path(self, key: Key) -> Path:
        return self._root / key.folder / str(key.id)

    def _read(self, key: Key) -> bytes:
        try:
            return self._path(key).read_bytes()
        except FileNotFoundError:
            raise NotStored from None
        except OSError as error:
            raise StorageUnavailable from error

    def _write(self, key: Key, content: bytes) -> None:
        path = self._path(key)
        unfinished = path.with_name(f"{secrets.token_hex(8)}.part")
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            unfinished.write_bytes(content)
            unfinished.replace(path)
        except OSError as error:
            with suppress(OSError):
                unfinished.unlink(missing_ok=True)
            raise StorageUnavailable from error
