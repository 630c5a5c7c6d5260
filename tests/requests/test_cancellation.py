"""What cancelling costs, what was promised, and where the money goes (semantics, section 5)."""

from datetime import datetime, timedelta
from typing import Any

import pytest

from models.enums import CancelReason, OfferState, RequestStatus
from models.payments import Payment
from models.requests import JobRequest, Offer
from models.tractors import Booking
from schema.types.scalars import show_instant
from services.auth.viewer import Viewer
from services.requests.cancellation_policy import CancellationPolicy
from tests.requests.operations import CANCEL, PREVIEW
from tests.requests.village import Job, Village, fresh_key

HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
WORK = 3_600_000


def naira(amount_minor: int) -> dict[str, object]:
    return {"amountMinor": amount_minor, "currency": "NGN"}


async def preview(village: Village, job: Job, by: Viewer | None = None, **given: Any) -> Any:
    return (await village.ask(by or job.farmer, PREVIEW, request=job.shown_id, **given)).data


async def cancel(village: Village, job: Job, by: Viewer | None = None, **given: Any) -> Any:
    variables = {"request": job.shown_id, "key": fresh_key(), **given}
    return (await village.ask(by or job.farmer, CANCEL, **variables)).data


async def a_week_ahead(village: Village) -> tuple[Job, datetime]:
    """Accepted and paid long before its start; the clock is past the half hour in which cancelling is free."""
    job = await village.paid(day=village.day(7))
    request = await JobRequest.get(id=job.request_id)
    assert request.scheduled_from is not None
    village.clock.advance(minutes=31)
    return job, request.scheduled_from


@pytest.fixture
async def ahead(village: Village) -> tuple[Job, datetime]:
    return await a_week_ahead(village)


@pytest.mark.parametrize(
    ("left", "percent"),
    [
        (49 * HOUR, 0),
        (48 * HOUR, 0),
        (48 * HOUR - SECOND, 10),
        (12 * HOUR, 10),
        (12 * HOUR - SECOND, 25),
        (SECOND, 25),
        (-HOUR, 25),
    ],
)
async def test_the_fee_grows_as_the_start_comes_nearer(
    village: Village, ahead: tuple[Job, datetime], left: timedelta, percent: int
) -> None:
    job, start = ahead
    village.clock.now = start - left
    fee = WORK * percent // 100

    shown = await preview(village, job)
    done = await cancel(village, job, token=shown["token"])

    assert (shown["fee"], shown["refund"]) == (naira(fee), naira(WORK - fee))
    assert done["request"]["cancellation"] == {
        "by": "FARMER",
        "reason": "CHANGED_MIND",
        "note": None,
        "fee": naira(fee),
        "refund": naira(WORK - fee),
    }
    assert await moved(village) == {"ESCROW": 0, "CLEARING": -fee, **({"WALLET": fee} if fee else {})}


async def moved(village: Village) -> dict[str, int]:
    rows = await village.services.database.fetch(
        "SELECT kind, sum(balance_minor)::bigint AS sum FROM ledger_accounts GROUP BY kind"
    )
    return {row["kind"]: row["sum"] for row in rows}


@pytest.mark.parametrize(("minutes", "percent"), [(0, 0), (30, 0), (30.02, 25)])
async def test_half_an_hour_after_accepting_is_free(village: Village, minutes: float, percent: int) -> None:
    job = await village.paid(day=village.day(7))
    request = await JobRequest.get(id=job.request_id)
    assert request.scheduled_from is not None
    village.clock.now = request.scheduled_from - HOUR
    await JobRequest.filter(id=job.request_id).update(accepted_at=village.clock() - timedelta(minutes=minutes))

    assert (await preview(village, job))["fee"] == naira(WORK * percent // 100)


async def test_the_weather_costs_nothing(village: Village, ahead: tuple[Job, datetime]) -> None:
    job, start = ahead
    village.clock.now = start - HOUR

    assert (await preview(village, job, reason="WEATHER"))["fee"] == naira(0)
    done = await cancel(village, job, reason="WEATHER")

    assert done["request"]["cancellation"]["refund"] == naira(WORK)


async def test_every_other_reason_costs_the_same(village: Village, ahead: tuple[Job, datetime]) -> None:
    job, start = ahead
    village.clock.now = start - HOUR

    fees = {reason: (await preview(village, job, reason=reason.value))["fee"] for reason in CancelReason}

    assert fees == {reason: naira(0 if reason is CancelReason.WEATHER else WORK // 4) for reason in CancelReason}


async def test_before_anyone_accepts_it_is_free(village: Village) -> None:
    farmer = await village.farmer()
    await village.tractor()
    request = await village.matched(farmer)
    (offer,) = await village.offers(request.id)
    await village.pay_for(farmer, request.id, offer.estimate_id)
    job = Job(farmer, await village.owner(), request.id, offer.id)

    done = await cancel(village, job, note="It rained already.")

    assert (done["request"]["status"], done["request"]["matchState"]) == ("CANCELLED", "CLOSED")
    assert done["request"]["cancellation"] == {
        "by": "FARMER",
        "reason": "CHANGED_MIND",
        "note": "It rained already.",
        "fee": naira(0),
        "refund": naira(WORK),
    }
    assert (await Offer.get(id=offer.id)).state is OfferState.WITHDRAWN


async def test_what_was_never_paid_has_no_fee(village: Village) -> None:
    job = await village.accepted()
    await village.at_start(job)

    assert (await preview(village, job))["fee"] == naira(0)
    assert (await cancel(village, job))["request"]["status"] == "CANCELLED"


async def test_a_preview_fixes_the_fee_for_five_minutes(village: Village, ahead: tuple[Job, datetime]) -> None:
    job, start = ahead
    village.clock.now = start - 48 * HOUR - timedelta(minutes=4)
    shown = await preview(village, job)
    assert (shown["fee"], shown["validUntil"]) == (naira(0), show_instant(village.clock() + timedelta(minutes=5)))

    village.clock.advance(minutes=5, seconds=-1)
    done = await cancel(village, job, token=shown["token"])

    assert done["request"]["cancellation"]["fee"] == naira(0)


async def test_another_preview_under_the_same_key_is_another_call(
    village: Village, ahead: tuple[Job, datetime]
) -> None:
    job, _ = ahead
    shown, key = await preview(village, job), fresh_key()
    first = await cancel(village, job, token=shown["token"], key=key)
    assert first["__typename"] == "CancelRequestSuccess"

    assert await cancel(village, job, token=shown["token"], key=key) == first
    for token in (None, "another", "\ud800"):
        assert (await cancel(village, job, token=token, key=key))["__typename"] == "IdempotencyConflictError"


async def test_a_higher_fee_than_shown_cancels_nothing(village: Village, ahead: tuple[Job, datetime]) -> None:
    job, start = ahead
    village.clock.now = start - 48 * HOUR - timedelta(minutes=1)
    shown = await preview(village, job)
    village.clock.advance(minutes=6)
    before = await village.state()

    for token in (shown["token"], None, "", "nonsense", shown["token"][:-1], "0.9999999999." + "a" * 43, "\ud800"):
        refused = await cancel(village, job, token=token)
        assert (refused["__typename"], refused["code"]) == ("CancellationChangedError", "CANCELLATION_CHANGED")
        assert refused["preview"]["fee"] == naira(WORK // 10)
        assert refused["preview"]["refund"] == naira(WORK - WORK // 10)
    assert await village.state() == before
    agreed = await cancel(village, job, token=(await preview(village, job))["token"])
    assert agreed["request"]["cancellation"]["fee"] == naira(WORK // 10)


async def test_a_preview_is_for_its_request_and_its_reason(village: Village, ahead: tuple[Job, datetime]) -> None:
    job, start = ahead
    village.clock.now = start - HOUR
    other = await village.accepted(job.farmer, day=village.day(3))

    for token in (
        (await preview(village, job, reason="WEATHER"))["token"],
        (await preview(village, other))["token"],
    ):
        assert (await cancel(village, job, token=token))["__typename"] == "CancellationChangedError"


async def test_a_lapsed_preview_whose_fee_did_not_rise_will_do(village: Village, ahead: tuple[Job, datetime]) -> None:
    job, start = ahead
    village.clock.now = start - 40 * HOUR
    shown = await preview(village, job)
    village.clock.advance(hours=2)

    done = await cancel(village, job, token=shown["token"])

    assert done["request"]["cancellation"]["fee"] == naira(WORK // 10)


async def test_cancelling_frees_the_calendar_and_pays_back(village: Village, ahead: tuple[Job, datetime]) -> None:
    job, _ = ahead

    await cancel(village, job)

    assert [row.active for row in await Booking.filter(request_id=job.request_id)] == [False]
    (payment,) = await Payment.filter(job_request_id=job.request_id)
    assert payment.refunded_minor == WORK
    await village.run_due_jobs()
    refunds = await village.services.database.fetch("SELECT amount_minor, status FROM refunds")
    assert [tuple(row) for row in refunds] == [(WORK, "SUCCEEDED")]


async def test_an_admin_costs_the_farmer_nothing(village: Village, ahead: tuple[Job, datetime]) -> None:
    job, start = ahead
    village.clock.now = start - HOUR
    admin = await village.admin()

    assert (await preview(village, job, admin))["fee"] == naira(0)
    done = await cancel(village, job, admin, reason="SAFETY")

    assert (done["request"]["cancellation"]["by"], done["request"]["successor"]) == ("ADMIN", None)
    assert done["request"]["cancellation"]["refund"] == naira(WORK)


async def test_the_policy_is_the_one_of_the_acceptance(village: Village, ahead: tuple[Job, datetime]) -> None:
    job, start = ahead
    old = {**CancellationPolicy().frozen(), "late_percent": 40}
    await JobRequest.filter(id=job.request_id).update(cancellation_policy=old)
    village.clock.now = start - HOUR

    assert (await preview(village, job))["fee"] == naira(WORK * 40 // 100)


BAD_NOTES = [
    ("n" * 2001, "TOO_LONG"),
    ("n" * 2000 + " ", "TOO_LONG"),
    ("a\x00", "INVALID_TEXT"),
    ("\ud800", "INVALID_TEXT"),
]


@pytest.mark.parametrize(("note", "code"), BAD_NOTES, ids=["long", "blank", "nul", "surrogate"])
async def test_a_note_that_cannot_be_kept_is_refused(village: Village, note: str, code: str) -> None:
    job = await village.accepted()
    before = await village.state()

    refused = await cancel(village, job, note=note)

    assert refused == {"__typename": "ValidationError", "problems": [{"path": ["note"], "code": code}]}
    assert await village.state() == before


async def test_once_the_tractor_drives_there_is_no_preview(village: Village) -> None:
    job = await village.underway(RequestStatus.EN_ROUTE)

    assert await preview(village, job) is None
