"""Several operations in one HTTP request, as batching clients send them: an array, answered by an array."""

from typing import Any

from cross_web import HTTPException

_SHAPES = {
    "query": (str, type(None)),
    "variables": (dict, type(None)),
    "operationName": (str, type(None)),
    "extensions": (dict, type(None)),
}


def check_batch(operations: list[dict[str, Any]], *, most: int) -> None:
    """Raises HTTPException for a batch that is empty, too long, or holds what is no operation; nothing has run then."""
    if not operations:
        raise HTTPException(400, "The batch is empty.")
    if len(operations) > most:
        raise HTTPException(400, f"A batch has at most {most} operations; this one has {len(operations)}.")
    for place, operation in enumerate(operations):
        for name, shapes in _SHAPES.items():
            if not isinstance(operation.get(name), shapes):
                raise HTTPException(400, f"The batch's operation {place} has no valid {name}.")
