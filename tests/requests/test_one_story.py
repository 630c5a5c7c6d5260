"""A farmer calls a job off that its owner has given up: the farmer sees one story, and it ends."""

import pytest

from models.enums import RequestStatus
from models.requests import JobRequest
from services.platform.ids import Kind, encode
from tests.requests.operations import CANCEL
from tests.requests.test_cancellation import cancel, moved, naira, preview
from tests.requests.test_successors import successor_of
from tests.requests.village import Job, Village, north

WORK = 3_600_000


@pytest.mark.parametrize("who", ["farmer", "admin"])
async def test_calling_off_a_job_that_its_owner_gave_up_ends_its_successor(village: Village, who: str) -> None:
    job = await village.paid()
    await village.at_start(job)
    await cancel(village, job, job.owner, reason="BREAKDOWN")
    by = job.farmer if who == "farmer" else await village.admin()
    given = {"request": job.shown_id, "reason": "CHANGED_MIND", "key": "k"}
    before, told = await village.state(), await preview(village, job, by)
    assert (told["fee"], told["refund"], await village.state()) == (naira(0), naira(WORK), before)

    done = await village.ask(by, CANCEL, **given)

    successor = await successor_of(job)
    assert done.data["__typename"] == "CancelRequestSuccess"
    assert (done.data["request"]["id"], done.data["request"]["status"]) == (
        encode(Kind.REQUEST, successor.id),
        "CANCELLED",
    )
    assert done.data["request"]["cancellation"] == {
        "by": who.upper(),
        "reason": "CHANGED_MIND",
        "note": None,
        "fee": naira(0),
        "refund": naira(WORK),
    }
    assert await preview(village, job, by) is None
    assert await village.ask(by, CANCEL, **given) == done
    assert (await village.ask(by, CANCEL, **given | {"key": "another"})).data == done.data
    assert (await cancel(village, job, job.owner))["request"]["id"] == job.shown_id
    assert await moved(village) == {"ESCROW": 0, "CLEARING": 0}
    assert await JobRequest.all().count() == 2


async def taken_over(village: Village) -> tuple[Job, Job]:
    """A job that was given up, and its successor, an hour before another tractor starts."""
    job = await village.paid()
    await cancel(village, job, job.owner)
    owner = await village.owner("Second Owner")
    await village.tractor(owner, place=north(1))
    successor = await successor_of(job)
    await village.services.requests.matching.run(successor.id)
    (offer,) = await village.offers(successor.id)
    await village.accept(offer, owner)
    second = Job(job.farmer, owner, successor.id, offer.id)
    await village.at_start(second)
    return job, second


async def test_the_fee_is_the_successors_and_has_to_be_agreed_to(village: Village) -> None:
    job, second = await taken_over(village)

    told = await cancel(village, job)
    assert (told["__typename"], told["preview"]["fee"]) == ("CancellationChangedError", naira(WORK // 4))
    shown = await preview(village, job)
    assert (shown["fee"], shown["refund"]) == (naira(WORK // 4), naira(WORK - WORK // 4))
    assert await preview(village, job, job.owner) is None
    done = await cancel(village, job, token=shown["token"])

    assert (done["request"]["id"], done["request"]["cancellation"]["fee"]) == (second.shown_id, naira(WORK // 4))
    assert await moved(village) == {"ESCROW": 0, "CLEARING": -WORK // 4, "WALLET": WORK // 4}


async def test_a_successor_that_is_on_its_way_is_not_called_off(village: Village) -> None:
    job, second = await taken_over(village)
    await village.step(second, RequestStatus.EN_ROUTE)
    before = await village.state()

    assert await preview(village, job) is None
    refused = await cancel(village, job)

    assert refused == {"__typename": "InvalidTransitionError", "from": "EN_ROUTE", "to": "CANCELLED", "allowedNext": []}
    assert await village.state() == before
