"""Lists by key: newest first, stable while rows are added."""

import base64
import binascii
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from tortoise.models import Model
from tortoise.queryset import QuerySet

from services.errors import ValidationFailed

_MOST = 100


@dataclass(frozen=True, slots=True)
class Page[Row]:
    """Rows in order with what lies before and after them."""

    rows: Sequence[Row]
    has_next: bool
    has_previous: bool
    key: Callable[[Row], UUID]

    def cursor(self, row: Row) -> str:
        return base64.urlsafe_b64encode(self.key(row).bytes).decode()


def checked(first: int) -> int:
    """`first` as a list takes it. Raises ValidationFailed."""
    if not 1 <= first <= _MOST:
        raise ValidationFailed.of("first", code="OUT_OF_RANGE", message=f"A page has between 1 and {_MOST} rows.")
    return first


def read_cursor(cursor: str | None) -> UUID | None:
    """The id that a cursor stands for. Raises ValidationFailed."""
    if cursor is None:
        return None
    try:
        return UUID(bytes=base64.b64decode(cursor, altchars=b"-_", validate=True))
    except (binascii.Error, ValueError):
        raise ValidationFailed.of("after", code="INVALID_CURSOR", message="This cursor is not one of ours.") from None


async def newest_first[Row: Model](rows: QuerySet[Row], *, first: int, after: str | None) -> Page[Row]:
    """A page of rows by descending id, which is descending age. Raises ValidationFailed."""
    last_seen = read_cursor(after)
    wanted = checked(first)
    if last_seen is not None:
        rows = rows.filter(id__lt=last_seen)
    found = await rows.order_by("-id").limit(wanted + 1)
    return Page(found[:wanted], has_next=len(found) > wanted, has_previous=last_seen is not None, key=_id)


def _id(row: Model) -> UUID:
    return UUID(str(row.pk))
