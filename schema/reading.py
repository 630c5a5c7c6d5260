"""Operations as HTTP requests carry them: in a body, one or a batch, or in the address."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from strawberry.http import GraphQLRequestData

from schema.refused import Refused

_SHAPES: dict[str, tuple[type, ...]] = {
    "query": (str,),
    "variables": (dict,),
    "operationName": (str,),
    "extensions": (dict,),
    "documentId": (str,),
}


@dataclass
class Asked(GraphQLRequestData):
    """An operation. Its document may be named instead of sent, in `extensions` or by its id."""

    document_id: str | None = None


def read_body(content: bytes, *, most: int) -> GraphQLRequestData | list[GraphQLRequestData]:
    """An object, or an array of at most `most`. Raises Refused for everything else that may be sent."""
    said = _json(content, "body")
    if isinstance(said, list) and all(isinstance(each, dict) for each in said):
        _check_length(said, most)
        return [_operation(each, f"The batch's operation {place}") for place, each in enumerate(said)]
    if not isinstance(said, dict):
        raise Refused(400, "The body is no GraphQL request: it has to be an object.")
    return _operation(said)


def read_address(parameters: Mapping[str, str]) -> Asked:
    """Of a GET, where variables and extensions are JSON. Raises Refused."""
    said: dict[str, Any] = dict(parameters)
    for name in ("variables", "extensions"):
        if name in said:
            said[name] = _json(said[name].encode(errors="replace"), name) if said[name] else None
    return _operation(said)


def _check_length(batch: list[Any], most: int) -> None:
    if not batch:
        raise Refused(400, "The batch is empty.")
    if len(batch) > most:
        raise Refused(400, f"A batch has at most {most} operations; this one has {len(batch)}.")


def _operation(said: dict[str, Any], whose: str = "The request") -> Asked:
    for name, shapes in _SHAPES.items():
        if not isinstance(said.get(name), (*shapes, type(None))):
            raise Refused(400, f"{whose} has no valid {name}.")
    return Asked(
        query=said.get("query"),
        variables=said.get("variables"),
        operation_name=said.get("operationName") or None,
        extensions=said.get("extensions"),
        protocol="http",
        document_id=said.get("documentId"),
    )


def _json(text: bytes, what: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise Refused(400, f"The {what} is not valid JSON.") from error
