"""Keeping files, in our words."""

import re
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol
from uuid import UUID

_KEY = re.compile(r"[a-z]+/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Key:
    """Where a file lies: a folder of ours and an id of ours, never a name that somebody chose."""

    folder: str
    id: UUID

    def __str__(self) -> str:
        return f"{self.folder}/{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Key | None":
        """None for what is no key of ours."""
        if not _KEY.fullmatch(text):
            return None
        folder, _, row_id = text.partition("/")
        return cls(folder, UUID(row_id))


@dataclass(frozen=True, slots=True)
class SignedRequest:
    """A request that whoever holds it can make, with these headers and no others, until it expires."""

    method: str
    url: str
    headers: dict[str, str]


class Storage(Protocol):
    """Methods that wait raise StorageUnavailable where trying again later may help."""

    def upload_link(self, key: Key, *, content_type: str, size: int, valid_for: timedelta) -> SignedRequest:
        """Takes exactly `size` bytes that are announced as `content_type`."""

    def download_link(self, key: Key, *, content_type: str, valid_for: timedelta) -> str:
        """Serves the file as `content_type`: an image to be shown, everything else to be saved."""

    async def read(self, key: Key) -> bytes:
        """Raises NotStored."""

    async def write(self, key: Key, content: bytes, content_type: str) -> None:
        """In place of what was there."""

    async def delete(self, key: Key) -> None:
        """What is not there stays so."""


class NotStored(Exception):
    """Raised for a key that holds nothing."""


class StorageUnavailable(Exception):
    """Raised where the other side gave no answer, or none that makes sense."""


def disposition(content_type: str) -> str:
    """How a browser takes a file: only what was re-encoded is shown in a page."""
    return "inline" if content_type.startswith("image/") else "attachment"
