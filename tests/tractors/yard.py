"""An owner with a tractor, whose calendar is set by the API."""

from datetime import datetime, timedelta
from typing import Any

from models.enums import SlotKind
from models.tractors import Booking, Tractor
from schema.types.scalars import show_instant
from services.platform.ids import Kind, encode
from tests.requests.village import Village
from tests.tractors.operations import SET

HOUR = timedelta(hours=1)


def span(start: datetime, end: datetime) -> dict[str, str]:
    return {"from": show_instant(start), "to": show_instant(end)}


def blocked(start: datetime, end: datetime, reason: str | None = None) -> dict[str, Any]:
    return {"during": span(start, end), "reason": reason}


class Yard:
    """An owner with a tractor whose calendar starts at `noon` of some day to come."""

    def __init__(self, village: Village, owner: Any, tractor: Tractor) -> None:
        self.village, self.owner, self.tractor = village, owner, tractor
        self.noon = village.clock().replace(hour=11, minute=0, second=0) + timedelta(days=3)
        self.version = 1

    async def set(self, **sent: Any) -> Any:
        answer = await self.village.ask(
            self.owner, SET, id=encode(Kind.TRACTOR, self.tractor.id), version=self.version, **sent
        )
        assert answer.errors == []
        if answer.data["__typename"] == "TractorSuccess":
            self.version = answer.data["tractor"]["version"]
        return answer.data

    async def blocks(self) -> list[tuple[float, float, str | None]]:
        """In hours from noon."""
        rows = await Booking.filter(tractor_id=self.tractor.id, kind=SlotKind.BLOCKED, active=True).order_by(
            "starts_at"
        )
        return [((row.starts_at - self.noon) / HOUR, (row.ends_at - self.noon) / HOUR, row.reason) for row in rows]

    def at(self, hours: float) -> datetime:
        return self.noon + hours * HOUR

    def block(self, start: float, end: float, reason: str | None = None) -> dict[str, Any]:
        return blocked(self.at(start), self.at(end), reason)

    def span(self, start: float, end: float) -> dict[str, str]:
        return span(self.at(start), self.at(end))
