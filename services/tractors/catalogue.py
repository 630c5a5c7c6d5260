"""The kinds of work that tractors do."""

from collections.abc import Sequence

from models.tractors import Service
from services.errors import ValidationFailed


async def all_services() -> list[Service]:
    return await Service.all().order_by("code")


async def by_code(code: str, *path: str) -> Service:
    """Raises ValidationFailed, with the path of the input, for a code that is not in the catalogue."""
    service = await Service.get_or_none(code=code)
    if service is None:
        raise ValidationFailed.of(*path, code="UNKNOWN_SERVICE", message=f"There is no service {code[:32]!r}.")
    return service


async def by_codes(codes: Sequence[str]) -> dict[str, Service]:
    return {row.code: row for row in await Service.filter(code__in=list(codes))}
