"""What an owner's dashboard can be asked for. Cards and lists share these conditions, so that they agree."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from models.enums import EarningsGroup
from models.requests import JobRequest, Offer
from services.platform.money import Money
from services.platform.pages import Page
from services.requests.state_machine import UNDERWAY

ONGOING = f"status IN ({', '.join(f"'{each}'" for each in sorted(UNDERWAY))})"
UPCOMING = "status = 'ACCEPTED'"
PENDING = "state = 'OFFERED' AND expires_at > now()"


@dataclass(frozen=True, slots=True)
class AsOf:
    """The instant of the snapshot."""


@dataclass(frozen=True, slots=True)
class SummaryAsk:
    """The cards; days and months are those of `zone`."""

    zone: str


@dataclass(frozen=True, slots=True)
class JobsAsk:
    """A page of jobs: those under way, or those to come."""

    ongoing: bool
    first: int
    after: str | None


@dataclass(frozen=True, slots=True)
class OffersAsk:
    """A page of open offers, with the requests that they are about where those are asked for too."""

    first: int
    after: str | None
    with_requests: bool


@dataclass(frozen=True, slots=True)
class EarningsAsk:
    """Earnings on the days from `start` to `end`, both included, in `zone`."""

    zone: str
    start: date
    end: date
    group: EarningsGroup


Ask = AsOf | SummaryAsk | JobsAsk | OffersAsk | EarningsAsk


@dataclass(frozen=True, slots=True)
class Balance:
    """An owner's money: free, held back, and to come, less commission, from jobs that are paid and not yet done."""

    available: Money
    held: Money
    pending: Money


@dataclass(frozen=True, slots=True)
class Summary:
    tractors_total: int
    tractors_active: int
    jobs_today: int
    jobs_ongoing: int
    jobs_upcoming: int
    jobs_completed: int
    pending_offers: int
    hectares_completed: Decimal
    acceptance_rate: float | None
    rating: float | None
    balance: Balance
    earned_this_month: Money


@dataclass(frozen=True, slots=True)
class Bucket:
    """Earnings of one day, week, month, tractor or service. A tractor's key is its id."""

    key: str | UUID
    label: str
    gross: Money
    commission: Money
    refunds: Money
    net: Money
    jobs: int


@dataclass(frozen=True, slots=True)
class Earnings:
    buckets: list[Bucket]
    gross: Money
    commission: Money
    refunds: Money
    net: Money
    jobs: int


@dataclass(frozen=True, slots=True)
class Offers:
    """`requests` are those of the page and maybe one more, where they were asked for."""

    page: Page[Offer]
    requests: list[JobRequest]


Answer = datetime | Summary | Page[JobRequest] | Offers | Earnings
