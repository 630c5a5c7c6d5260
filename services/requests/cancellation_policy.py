"""What cancelling costs (semantics, section 5)."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from models.enums import ActorKind, CancelReason, RequestStatus
from models.requests import Estimate, JobRequest
from services.platform.money import Money, round_minor
from services.platform.settings import Settings

# Nothing was priced and nothing paid: the amounts are zero in whatever currency.
_UNQUOTED = "NGN"


@dataclass(frozen=True, slots=True)
class CancellationPolicy:
    """Fees in per cent of the work amount, for a farmer who cancels after acceptance."""

    grace_minutes: float = 30
    free_hours: float = 48
    late_hours: float = 12
    early_percent: int = 10
    late_percent: int = 25

    @classmethod
    def in_force(cls, settings: Settings) -> "CancellationPolicy":
        """For whatever is accepted from now on."""
        return cls(
            grace_minutes=settings.cancellation_grace / timedelta(minutes=1),
            free_hours=settings.cancellation_free_before / timedelta(hours=1),
            late_hours=settings.cancellation_late_within / timedelta(hours=1),
            early_percent=settings.cancellation_early_percent,
            late_percent=settings.cancellation_late_percent,
        )

    def frozen(self) -> dict[str, Any]:
        """As it is kept with a request that was accepted under it."""
        return asdict(self)

    @classmethod
    def of(cls, request: JobRequest) -> "CancellationPolicy":
        return cls(**request.cancellation_policy) if request.cancellation_policy else cls()

    def percent(self, *, accepted_at: datetime, start: datetime, now: datetime) -> int:
        """The farmer's fee at an instant. Exactly `free_hours` before is free, exactly `late_hours` is not yet late."""
        if now - accepted_at <= timedelta(minutes=self.grace_minutes):
            return 0
        if start - now >= timedelta(hours=self.free_hours):
            return 0
        return self.late_percent if start - now < timedelta(hours=self.late_hours) else self.early_percent


@dataclass(frozen=True, slots=True)
class Cost:
    """What cancelling would cost the farmer, and what comes back to them."""

    fee: Money
    refund: Money
    percent: int

    def at_most(self, fee_minor: int) -> "Cost":
        """The same with a fee that was promised, where that is lower."""
        fee = min(self.fee.amount_minor, fee_minor)
        total = self.fee.amount_minor + self.refund.amount_minor
        return Cost(Money(fee, self.fee.currency), Money(total - fee, self.fee.currency), self.percent)

    @property
    def explanation(self) -> str:
        if not self.fee.amount_minor:
            return "Cancelling is free."
        return f"{self.percent} % of the work amount, for cancelling this close to the start."


def cost(
    request: JobRequest,
    estimate: Estimate | None,
    paid: Money | None,
    *,
    by: ActorKind,
    reason: CancelReason,
    now: datetime,
) -> Cost:
    """Only a farmer who cancels an accepted job, not for the weather, pays a fee, and never more than was paid."""
    quoted = estimate.currency if estimate else _UNQUOTED
    currency = paid.currency if paid else request.currency or quoted
    held = paid.amount_minor if paid else 0
    percent = 0
    charged = by is ActorKind.FARMER and request.status is RequestStatus.ACCEPTED and reason is not CancelReason.WEATHER
    if charged and request.accepted_at and request.scheduled_from:
        policy = CancellationPolicy.of(request)
        percent = policy.percent(accepted_at=request.accepted_at, start=request.scheduled_from, now=now)
    work = estimate.work_minor if estimate else 0
    fee = min(held, round_minor(Decimal(work) * percent / 100))
    # What an owner gives up stays paid: the successor takes the money over.
    refund = 0 if by is ActorKind.OWNER else held - fee
    return Cost(Money(fee, currency), Money(refund, currency), percent)
