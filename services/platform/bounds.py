"""How many rows of a kind there may be, where nothing else bounds them."""

from typing import Any

from tortoise.queryset import QuerySet

from services.errors import ValidationFailed
from services.platform.languages import said


async def refuse_more(rows: QuerySet[Any], most: int, *path: str) -> None:
    """Raises ValidationFailed where there are as many as there may be. A lock keeps others from adding meanwhile."""
    if await rows.count() >= most:
        message = said("There may be at most {most} of them.", most=most)
        raise ValidationFailed.of(*path, code="TOO_MANY", message=message)
