"""Ids as people see them: TypeIDs, a prefix that names the kind and a UUIDv7 in base 32."""

from enum import StrEnum
from functools import lru_cache
from typing import Any, cast
from uuid import UUID

from typeid import TypeID
from typeid.errors import TypeIDException

from services.errors import NotFound

_REMEMBERED = 8192
_NIL = UUID(int=0)


class Kind(StrEnum):
    """The prefix of each kind of object."""

    USER = "usr"
    SESSION = "ses"
    ADDRESS = "adr"
    FARM = "frm"
    TRACTOR = "trc"
    DOCUMENT = "doc"
    UPLOAD = "upl"
    REQUEST = "req"
    OFFER = "off"
    ESTIMATE = "est"
    PAYMENT = "pay"
    PAYMENT_METHOD = "pmt"
    REFUND = "ref"
    TRANSACTION = "wtx"
    RECEIPT = "rcp"
    REVIEW = "rev"
    AUDIT_ENTRY = "aud"
    DEAD_JOB = "job"
    NOTIFICATION = "ntf"


# A screen names its people and tractors again and again, and base 32 takes longer than looking it up.
@lru_cache(_REMEMBERED)
def encode(kind: Kind, row_id: UUID) -> str:
    """`req_01j…` for a request's UUID."""
    # The library takes any UUID, although its annotation names the Rust one only.
    return str(TypeID.from_uuid(suffix=cast(Any, row_id), prefix=kind.value))


def decode(kind: Kind, text: str, *path: str) -> UUID:
    """The UUID in `text`. Raises NotFound, with the path of the input, for what is no id of this kind."""
    try:
        parsed = TypeID.from_string(text)
    except TypeIDException:
        raise NotFound(path=path or ("id",)) from None
    if parsed.prefix != kind.value:
        raise NotFound(path=path or ("id",))
    return UUID(bytes=parsed.uuid_bytes)


def decode_or_none(kind: Kind, text: str | None) -> UUID | None:
    """The UUID in `text`, or None for no id of this kind: what is not there cannot be found."""
    try:
        return None if text is None else decode(kind, text)
    except NotFound:
        return None


def decode_or_nil(kind: Kind, text: str | None) -> UUID | None:
    """What a filter goes by: as `decode_or_none`, but the UUID that no row has for what is no id of this kind."""
    return None if text is None else decode_or_none(kind, text) or _NIL


def kind_of(text: str) -> Kind | None:
    """The kind that an id names, or None where it names none."""
    prefix = text.partition("_")[0]
    return Kind(prefix) if prefix in Kind else None


def decode_if_any(kind: Kind, text: str | None, *path: str) -> UUID | None:
    """As `decode`, where the id may be left out."""
    return None if text is None else decode(kind, text, *path)
