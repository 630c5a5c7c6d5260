"""What a request's live stream shows. A frame's `memo` keeps what was made of it for all who are shown the same."""

from collections.abc import Hashable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from models.enums import PaymentStatus, RequestStatus
from models.requests import JobRequest, StatusChange
from services.platform import following
from services.platform.streams import Event
from services.tracking.arrival import Eta, Position


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that a tracking screen shows, read at one instant; `sequence` is where the stream stood then."""

    request: JobRequest
    events: list[StatusChange]
    eta: Eta | None
    position: Position | None
    suggested: RequestStatus | None
    sequence: int

    @property
    def live(self) -> "Live":
        return Live.of(self.eta, self.position, self.suggested)


@dataclass(frozen=True, slots=True)
class StatusFrame:
    sequence: int
    event: StatusChange
    request: JobRequest
    memo: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PaymentFrame:
    """A payment as it was when it changed; its row may have gone on since."""

    sequence: int
    request_id: UUID
    payment_id: UUID
    status: PaymentStatus
    refunded_minor: int
    memo: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    @classmethod
    def of(cls, event: Event, request_id: UUID) -> "PaymentFrame":
        facts = event.payload
        return cls(
            event.sequence, request_id, UUID(facts["payment"]), PaymentStatus(facts["status"]), facts["refunded"]
        )


@dataclass(frozen=True, slots=True)
class EtaFrame:
    eta: Eta | None
    memo: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class PositionFrame:
    position: Position
    suggested: RequestStatus | None
    memo: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)


type LaterFrame = StatusFrame | PaymentFrame | EtaFrame | PositionFrame
type Frame = following.Opened[Snapshot] | LaterFrame


@dataclass(frozen=True, slots=True)
class Live:
    """What was last shown of what is not replayed. `suggested` is the step that seems to have been forgotten."""

    eta: EtaFrame
    position: PositionFrame | None
    suggested: RequestStatus | None = None

    @classmethod
    def of(cls, eta: Eta | None, position: Position | None, suggested: RequestStatus | None) -> "Live":
        return cls(EtaFrame(eta), PositionFrame(position, suggested) if position else None, suggested)

    def since(self, shown: "Live") -> list[LaterFrame]:
        """What is new in it."""
        frames: list[LaterFrame] = []
        if _told(self.eta.eta) != _told(shown.eta.eta):
            frames.append(self.eta)
        if self.position is not None and self.position != shown.position:
            frames.append(self.position)
        return frames


def _told(eta: Eta | None) -> tuple[object, ...] | None:
    """What makes an ETA news; the minutes left change by themselves."""
    return None if eta is None else (eta.source, eta.as_of, eta.stale)
