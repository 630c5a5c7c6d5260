"""What a client may say, and nothing else."""

from dataclasses import dataclass
from typing import Any

import orjson

from schema.bearer import bearer_token
from schema.operations import Operation
from schema.sockets.closing import Closing, Code


@dataclass(frozen=True, slots=True)
class Init:
    token: str | None


@dataclass(frozen=True, slots=True)
class Ping:
    payload: dict[str, Any] | None


@dataclass(frozen=True, slots=True)
class Pong:
    """Nothing follows from it."""


@dataclass(frozen=True, slots=True)
class Subscribe:
    id: str
    operation: Operation


@dataclass(frozen=True, slots=True)
class Complete:
    id: str


type Message = Init | Ping | Pong | Subscribe | Complete


def read(text: str) -> Message:
    """Raises Closing, with 4400, for whatever is no message of the protocol."""
    try:
        said = orjson.loads(text)
    except orjson.JSONDecodeError:
        raise _bad("The message is not valid JSON.") from None
    if not isinstance(said, dict):
        raise _bad("A message has to be an object.")
    match said.get("type"):
        case "connection_init":
            return Init(_token(_object(said, "payload") or {}))
        case "ping":
            return Ping(_object(said, "payload"))
        case "pong":
            _object(said, "payload")
            return Pong()
        case "subscribe":
            return Subscribe(_id(said), _operation(said.get("payload")))
        case "complete":
            return Complete(_id(said))
        case str(other):
            raise _bad(f"There is no message of the type {other}.")
        case _:
            raise _bad("A message needs a type.")


def _token(payload: dict[str, Any]) -> str | None:
    """The access token of a `connection_init`: `Authorization: Bearer …`, or `accessToken`."""
    shown = [payload.get(name) for name in ("Authorization", "authorization", "accessToken")]
    if not all(isinstance(each, str | None) for each in shown):
        raise _bad("The Authorization and the accessToken have to be texts, where there are any.")
    header, lower_case, token = (each or "" for each in shown)
    return bearer_token(header or lower_case) or token.strip() or None


def _id(said: dict[str, Any]) -> str:
    found = said.get("id")
    if not isinstance(found, str) or not found:
        raise _bad("The id has to be a text that is not empty.")
    return found


def _operation(payload: Any) -> Operation:
    if not isinstance(payload, dict):
        raise _bad("The payload of subscribe has to be an object.")
    query, name, document_id = (payload.get(each) for each in ("query", "operationName", "documentId"))
    extensions = _object(payload, "extensions")
    is_named = document_id is not None or "persistedQuery" in (extensions or {})
    if not isinstance(query, str) and not (query is None and is_named):
        raise _bad("The query has to be a text.")
    if not isinstance(name, str | None) or not isinstance(document_id, str | None):
        raise _bad("The operationName and the documentId have to be texts, where there are any.")
    return Operation(query, _object(payload, "variables"), name or None, extensions, document_id)


def _object(said: dict[str, Any], name: str) -> dict[str, Any] | None:
    found = said.get(name)
    if not isinstance(found, dict | None):
        raise _bad(f"The {name} has to be an object, where there is one.")
    return found


def _bad(reason: str) -> Closing:
    return Closing(Code.BAD_MESSAGE, reason)
