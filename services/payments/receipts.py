"""Receipts: one for each job that was paid for and done, numbered without gaps, never changed."""

import hmac
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from uuid_utils.compat import uuid7

from models.enums import PricingBasis
from models.payments import Receipt
from models.requests import Estimate, JobRequest
from models.tractors import Service
from services.auth.viewer import Viewer
from services.payments.reading import visible_to
from services.payments.telling import Telling
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.ids import Kind, decode_or_none, encode
from services.platform.keys import Keys
from services.platform.money import Money, written
from services.platform.tokens import derive

_PURPOSE = "receipt-link"
_SQUARE_METRES = 10_000


@dataclass(frozen=True, slots=True)
class Line:
    """An amount and what it is for."""

    text: str
    minor: int


class Receipts:
    """Writes them in the transaction in which the job is completed."""

    def __init__(self, database: Database, telling: Telling, clock: Clock, issuer: str) -> None:
        self._database = database
        self._telling = telling
        self._clock = clock
        self._issuer = issuer

    def issue_last(self, request: JobRequest, paid: Money) -> None:
        """At the very end of the open transaction: whoever issues waits for all who did before, so shortly."""
        self._database.current().before_commit.append((f"receipt:{self._issuer}", lambda: self._issue(request, paid)))

    async def _issue(self, request: JobRequest, paid: Money) -> None:
        lines = await _lines(request, paid)
        raw = self._database.current().raw
        # The next statement sees what was committed before this lock was given: no number is missed, none is double.
        await raw.execute("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", f"receipts of {self._issuer}")
        row = await raw.fetchrow(
            "INSERT INTO receipts (id, issuer, number, request_id, user_id, currency, total_minor, lines, issued_at) "
            "SELECT $1, $2::varchar, coalesce(max(number), 0) + 1, $3, $4, $5, $6, $7, $8 "
            "FROM receipts WHERE issuer = $2::varchar "
            "ON CONFLICT (request_id) DO NOTHING RETURNING id, number",
            uuid7(),
            self._issuer,
            request.id,
            request.farmer_id,
            paid.currency,
            paid.amount_minor,
            orjson.dumps([{"text": line.text, "minor": line.minor} for line in lines]).decode(),
            self._clock(),
        )
        if row is not None:
            await self._telling.receipt_issued(request, row["id"], _printed(self._issuer, row["number"]), paid)

    async def of_request(self, viewer: Viewer, request_id: UUID | None) -> Receipt | None:
        """None before the job is done, and for who may not see it."""
        return await Receipt.filter(visible_to(viewer), job_request_id=request_id).first()


def number_of(receipt: Receipt) -> str:
    """As it is printed, such as SPT-000042."""
    return _printed(receipt.issuer, receipt.number)


def _printed(issuer: str, number: int) -> str:
    return f"{issuer}-{number:06d}"


class ReceiptLinks:
    """Links to the PDF that open without a log-in, for a short while."""

    def __init__(self, keys: Keys, clock: Clock, *, address: str, lifetime: timedelta) -> None:
        self._keys = keys
        self._clock = clock
        self._address = address.rstrip("/")
        self._lifetime = lifetime

    def link(self, receipt_id: UUID) -> str:
        name = encode(Kind.RECEIPT, receipt_id)
        until = int((self._clock() + self._lifetime).timestamp())
        return f"{self._address}/receipts/{name}.pdf?until={until}&signature={self._signature(name, str(until))}"

    async def open(self, name: str, until: str, signature: str) -> Receipt | None:
        """The receipt that a link leads to; None where we have not made it, or its time is over."""
        expected = self._signature(name, until)
        if not hmac.compare_digest(signature.encode(errors="replace"), expected.encode()):
            return None
        if datetime.fromtimestamp(int(until), UTC) <= self._clock():
            return None
        return await Receipt.get_or_none(id=decode_or_none(Kind.RECEIPT, name)).select_related("job_request")

    def _signature(self, name: str, until: str) -> str:
        return derive(self._keys.ring().secret, _PURPOSE, f"{name}.{until}")


async def _lines(request: JobRequest, paid: Money) -> list[Line]:
    estimate = await Estimate.get(id=request.estimate_id)
    service = await Service.get(code=request.service_id)
    lines = [
        Line(f"{service.name}, {_quantity(request, estimate)}", estimate.work_minor),
        Line(f"Travel, {estimate.travel_km:.1f} km", estimate.travel_fee_minor),
    ]
    rest = paid.amount_minor - sum(line.minor for line in lines)
    lines.append(Line("Given back before the work was done" if rest < 0 else "Paid beyond the price", rest))
    return [line for line in lines if line.minor]


def _quantity(request: JobRequest, estimate: Estimate) -> str:
    rate = written(Money(estimate.rate_minor, estimate.currency))
    if estimate.basis is PricingBasis.PER_HECTARE:
        return f"{request.area_m2 / _SQUARE_METRES:.2f} ha at {rate}"
    return f"{estimate.hours.normalize():f} h at {rate}"


def lines_of(receipt: Receipt) -> list[Line]:
    return [_line(each) for each in receipt.lines]


def _line(stored: dict[str, Any]) -> Line:
    return Line(stored["text"], stored["minor"])
