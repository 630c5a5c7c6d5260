"""The kinds of work that tractors do."""

import re
from collections.abc import Sequence

from models.tractors import Service
from services.errors import ValidationFailed
from services.platform.languages import said

_CODE = re.compile(r"[A-Z_]{1,32}")


async def all_services() -> list[Service]:
    return await Service.all().order_by("code")


async def by_code(code: str, *path: str) -> Service:
    """Raises ValidationFailed, with the path of the input, for a code that is not in the catalogue."""
    # A code that is none may hold what PostgreSQL cannot even be asked for.
    service = await Service.get_or_none(code=code) if _CODE.fullmatch(code) else None
    if service is None:
        message = said("There is no service '{code}'.", code=code[:32])
        raise ValidationFailed.of(*path, code="UNKNOWN_SERVICE", message=message)
    return service


async def by_codes(codes: Sequence[str]) -> dict[str, Service]:
    return {row.code: row for row in await Service.where("code = ANY($1)", list(codes))}
