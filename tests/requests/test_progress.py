"""The guards of each step, what is kept of it, and its repetitions (semantics, sections 1 and 4)."""

from datetime import timedelta
from typing import Any

import pytest

from models.enums import PaymentStatus, RequestStatus
from models.payments import Payment
from models.requests import JobRequest, StatusChange
from schema.types.scalars import show_instant
from services.auth.viewer import Viewer
from tests.requests.operations import UPDATE
from tests.requests.test_crossings import intended
from tests.requests.village import STEPS, Job, Village, fresh_key

MINUTE = timedelta(minutes=1)
THE_PRICE = {"amountMinor": 3_600_000, "currency": "NGN"}


async def update(village: Village, job: Job, to: str = "EN_ROUTE", by: Viewer | None = None, **given: Any) -> Any:
    variables = {"request": job.shown_id, "to": to, "key": fresh_key(), **given}
    return (await village.ask(by or job.owner, UPDATE, **variables)).data


async def test_nobody_sets_off_before_the_money_is_secured(village: Village) -> None:
    job = await village.accepted()
    await village.at_start(job)
    before = await village.state()

    refused = await update(village, job, "EN_ROUTE", key="k")

    assert refused == {"__typename": "PaymentRequiredError", "code": "PAYMENT_REQUIRED", "amountDue": THE_PRICE}
    assert await village.state() == before


async def test_money_that_is_only_reserved_is_not_paid(village: Village) -> None:
    job = await village.accepted()
    request = await JobRequest.get(id=job.request_id)
    assert request.estimate_id is not None
    payment_id = await intended(village, job.farmer, job.request_id, request.estimate_id)
    await Payment.filter(id=payment_id).update(status=PaymentStatus.AUTHORIZED)
    await village.at_start(job)

    seen = await village.ask(
        job.owner, "query ($id: ID!) { request(id: $id) { paid allowedActions } }", id=job.shown_id
    )

    assert seen.data == {"paid": False, "allowedActions": ["CANCEL"]}
    assert (await update(village, job))["__typename"] == "PaymentRequiredError"


async def test_the_same_key_goes_through_once_the_money_is_there(village: Village) -> None:
    job = await village.accepted()
    await update(village, job, "EN_ROUTE", key="k")
    await village.pay(job)
    await village.at_start(job)

    assert (await update(village, job, "EN_ROUTE", key="k"))["__typename"] == "UpdateStatusSuccess"


async def test_an_admin_waits_for_the_money_as_well(village: Village) -> None:
    job = await village.accepted()
    await village.at_start(job)

    refused = await update(village, job, "EN_ROUTE", await village.admin())

    assert refused["__typename"] == "PaymentRequiredError"


async def test_nobody_sets_off_more_than_a_day_before(village: Village) -> None:
    job = await village.paid()
    start = await village.at_start(job)
    village.clock.now = start - timedelta(hours=24, seconds=1)
    before = await village.state()

    refused = await update(village, job, "EN_ROUTE")

    assert refused == {"__typename": "ValidationError", "problems": [{"path": ["to"], "code": "TOO_EARLY"}]}
    assert await village.state() == before
    village.clock.now = start - timedelta(hours=24)
    assert (await update(village, job, "EN_ROUTE"))["request"]["status"] == "EN_ROUTE"


async def test_a_step_keeps_what_was_said_of_it(village: Village) -> None:
    job = await village.paid()
    await village.at_start(job)
    happened = village.clock() - 5 * MINUTE
    before = await JobRequest.get(id=job.request_id)
    place = {"latitude": 8.95, "longitude": 7.25}

    taken = await update(
        village, job, "EN_ROUTE", note="On the way.", location=place, occurredAt=show_instant(happened)
    )

    assert taken == {
        "__typename": "UpdateStatusSuccess",
        "request": {"id": job.shown_id, "status": "EN_ROUTE", "version": before.version + 1},
        "event": {
            "sequence": 4,
            "status": "EN_ROUTE",
            "actor": "OWNER",
            "actorName": "Musa Bello",
            "note": "On the way.",
            "location": place,
            "occurredAt": show_instant(happened),
            "recordedAt": show_instant(village.clock()),
        },
    }
    event = await StatusChange.get(job_request_id=job.request_id, sequence=4)
    assert (event.clamped, event.actor_id, event.trace_id) == (False, job.owner.user_id, "test")


async def test_a_claim_from_before_the_previous_event_is_held_to_it(village: Village) -> None:
    job = await village.paid()
    await village.at_start(job)
    previous = await StatusChange.get(job_request_id=job.request_id, sequence=3)

    taken = await update(village, job, "EN_ROUTE", occurredAt=show_instant(previous.occurred_at - MINUTE))

    assert taken["event"]["occurredAt"] == show_instant(previous.occurred_at)
    assert (await StatusChange.get(job_request_id=job.request_id, sequence=4)).clamped


@pytest.mark.parametrize(("ahead", "kept", "clamped"), [(60, 60, False), (61, 60, True), (86_400, 60, True)])
async def test_a_claim_from_the_future_is_held_to_a_minute_from_now(
    village: Village, ahead: int, kept: int, clamped: bool
) -> None:
    job = await village.paid()
    await village.at_start(job)
    claim = village.clock() + timedelta(seconds=ahead)

    taken = await update(village, job, "EN_ROUTE", occurredAt=show_instant(claim))

    assert taken["event"]["occurredAt"] == show_instant(village.clock() + timedelta(seconds=kept))
    assert (await StatusChange.get(job_request_id=job.request_id, sequence=4)).clamped is clamped


async def test_whoever_saw_an_older_version_looks_again(village: Village) -> None:
    job = await village.paid()
    await village.at_start(job)
    version = (await JobRequest.get(id=job.request_id)).version
    before = await village.state()

    refused = await update(village, job, "EN_ROUTE", version=version - 1)

    assert refused == {"__typename": "StaleVersionError", "currentVersion": version}
    assert await village.state() == before
    assert (await update(village, job, "EN_ROUTE", version=version))["request"]["version"] == version + 1


async def test_a_repeated_step_is_answered_as_the_first_time(village: Village) -> None:
    job = await village.paid()
    await village.at_start(job)
    first = await update(village, job, "EN_ROUTE", key="k", note="On the way.")
    await village.step(job, STEPS[1])
    before = await village.state()

    again = await update(village, job, "EN_ROUTE", key="k", note="On the way.")

    # The event is the one of that call; the request is shown as it is now.
    assert again["event"] == first["event"]
    assert again["request"]["status"] == "ARRIVED"
    assert await village.state() == before


@pytest.mark.parametrize(
    "other",
    [
        {"to": "ARRIVED"},
        {"note": "Another."},
        {"version": 3},
        {"location": {"latitude": 1.0, "longitude": 1.0}},
        {"occurredAt": "2026-01-01T00:00:00Z"},
    ],
)
async def test_the_same_key_for_something_else_is_a_conflict(village: Village, other: dict[str, Any]) -> None:
    job = await village.paid()
    await village.at_start(job)
    await update(village, job, "EN_ROUTE", key="k")
    before = await village.state()

    refused = await update(village, job, **{"to": "EN_ROUTE", "key": "k", **other})

    assert refused == {"__typename": "IdempotencyConflictError"}
    assert await village.state() == before


@pytest.mark.parametrize(
    ("given", "path", "code"),
    [
        ({"note": "n" * 2001}, ["note"], "TOO_LONG"),
        ({"note": "n" * 2000 + " "}, ["note"], "TOO_LONG"),
        ({"note": "a\x00b"}, ["note"], "INVALID_TEXT"),
        ({"location": {"latitude": 91.0, "longitude": 7.0}}, ["location", "latitude"], "OUT_OF_RANGE"),
        ({"location": {"latitude": 0.0, "longitude": 0.0}}, ["location"], "NO_FIX"),
        ({"key": ""}, ["idempotencyKey"], "INVALID_KEY"),
        ({"key": "k" * 256}, ["idempotencyKey"], "INVALID_KEY"),
    ],
)
async def test_bad_input_names_its_field(village: Village, given: dict[str, Any], path: list[str], code: str) -> None:
    job = await village.paid()
    await village.at_start(job)
    before = await village.state()

    refused = await update(village, job, "EN_ROUTE", **given)

    assert refused == {"__typename": "ValidationError", "problems": [{"path": path, "code": code}]}
    assert await village.state() == before


async def test_finishing_pays_the_owner_once(village: Village) -> None:
    job = await village.underway(RequestStatus.COMPLETED)

    await village.step(job, RequestStatus.COMPLETED)

    rows = await village.services.database.fetch(
        "SELECT kind, sum(balance_minor)::bigint AS sum FROM ledger_accounts GROUP BY kind ORDER BY kind"
    )
    assert {row["kind"]: row["sum"] for row in rows} == {
        "CLEARING": -3_600_000,
        "ESCROW": 0,
        "REVENUE": 360_000,
        "WALLET": 3_240_000,
    }
    assert (await JobRequest.get(id=job.request_id)).completed_at == village.clock()
