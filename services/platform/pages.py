"""Lists by key: newest first, stable while rows are added."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from tortoise.models import Model
from tortoise.queryset import QuerySet

from models.base import Row
from services.errors import ValidationFailed
from services.platform.languages import said

_MOST = 100
_INSTANT_BYTES = 8
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Page[T]:
    """Rows in order with what lies before and after them."""

    rows: Sequence[T]
    has_next: bool
    has_previous: bool
    key: Callable[[T], UUID]
    instant: Callable[[T], datetime] | None = None

    def cursor(self, row: T) -> str:
        """Its id, after the instant by which the list is ordered, where it is ordered by one."""
        ordered = b"" if self.instant is None else _micros(self.instant(row)).to_bytes(_INSTANT_BYTES, signed=True)
        return base64.urlsafe_b64encode(ordered + self.key(row).bytes).decode()


def checked(first: int) -> int:
    """`first` as a list takes it. Raises ValidationFailed."""
    if not 1 <= first <= _MOST:
        message = said("A page has between 1 and {most} rows.", most=_MOST)
        raise ValidationFailed.of("first", code="OUT_OF_RANGE", message=message)
    return first


def read_cursor(cursor: str | None) -> UUID | None:
    """The id that a cursor stands for. Raises ValidationFailed."""
    if cursor is None:
        return None
    try:
        return UUID(bytes=base64.b64decode(cursor, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        raise _foreign_cursor() from None


def read_timed_cursor(cursor: str | None) -> tuple[datetime, UUID] | None:
    """The instant and the id that the cursor of a list by instants stands for. Raises ValidationFailed."""
    if cursor is None:
        return None
    try:
        raw = base64.b64decode(cursor, altchars=b"-_", validate=True)
        micros = int.from_bytes(raw[:_INSTANT_BYTES], signed=True)
        return _EPOCH + timedelta(microseconds=micros), UUID(bytes=raw[_INSTANT_BYTES:])
    except (binascii.Error, ValueError, OverflowError):
        raise _foreign_cursor() from None


def _micros(instant: datetime) -> int:
    return (instant - _EPOCH) // timedelta(microseconds=1)


def _foreign_cursor() -> ValidationFailed:
    return ValidationFailed.of("after", code="INVALID_CURSOR", message="This cursor is not one of ours.")


async def newest_first[T: Model](rows: QuerySet[T], *, first: int, after: str | None) -> Page[T]:
    """A page of rows by descending id, which is descending age. Raises ValidationFailed."""
    last_seen = read_cursor(after)
    wanted = checked(first)
    if last_seen is not None:
        rows = rows.filter(id__lt=last_seen)
    found = await rows.order_by("-id").limit(wanted + 1)
    return Page(found[:wanted], has_next=len(found) > wanted, has_previous=last_seen is not None, key=_id)


async def newest_where[T: Row](model: type[T], condition: str, *values: Any, first: int, after: str | None) -> Page[T]:
    """As `newest_first`, of the rows for a condition in SQL."""
    last_seen, wanted = read_cursor(after), checked(first)
    values, text = (*values, wanted + 1), f"({condition})"
    limit = f"ORDER BY id DESC LIMIT ${len(values)}"
    if last_seen is not None:
        values, text = (*values, last_seen), f"{text} AND id < ${len(values) + 1}"
    found = await model.where(f"{text} {limit}", *values)
    return Page(found[:wanted], has_next=len(found) > wanted, has_previous=last_seen is not None, key=_id)


def _id(row: Model) -> UUID:
    found: UUID = row.pk
    return found
