"""Land areas: what a person said, and the same in square metres."""

from dataclasses import dataclass
from decimal import Decimal

from models.enums import AreaUnit
from services.errors import Problem

_SQUARE_METRES = {
    AreaUnit.HECTARE: Decimal(10_000),
    AreaUnit.ACRE: Decimal("4046.8564224"),
    AreaUnit.SQUARE_METRE: Decimal(1),
}
_LARGEST_M2 = Decimal(50_000_000)
_SMALLEST_M2 = Decimal("0.0001")
_STORED = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Area:
    """An area in `unit`."""

    value: Decimal
    unit: AreaUnit

    @property
    def square_metres(self) -> Decimal:
        """To a tenth of a square centimetre, as it is stored."""
        return (self.value * _SQUARE_METRES[self.unit]).quantize(_STORED)

    @property
    def hectares(self) -> Decimal:
        return self.square_metres / _SQUARE_METRES[AreaUnit.HECTARE]


def problems_of(area: Area, *path: str) -> tuple[Problem, ...]:
    """What is wrong with an area that somebody sent: 0 < area ≤ 5,000 ha, at most four decimals."""
    message = "An area is more than 0 and at most 5,000 hectares."
    if not abs(area.value) < Decimal(10**12):
        return (Problem((*path, "value"), "OUT_OF_RANGE", message),)
    if area.value != area.value.quantize(_STORED):
        return (Problem((*path, "value"), "TOO_PRECISE", "An area has at most four decimals."),)
    if not _SMALLEST_M2 <= area.square_metres <= _LARGEST_M2:
        return (Problem((*path, "value"), "OUT_OF_RANGE", message),)
    return ()
