"""What a viewer may do with a request, from one moment to the next."""

from datetime import timedelta

import pytest

from models.enums import PaymentStatus, RequestStatus, Role
from models.payments import Payment
from models.requests import JobRequest
from services.auth.viewer import Viewer
from services.payments.refusals import PaymentUnknown
from services.platform.ids import Kind, encode
from tests.requests.test_visibility import shown
from tests.requests.village import STEPS, Village


async def test_actions_are_those_of_the_moment(village: Village) -> None:
    job, admin = await village.accepted(), await village.admin()
    request = await JobRequest.get(id=job.request_id)

    async def actions(viewer: Viewer) -> list[str]:
        return list((await shown(village, viewer, request))["allowedActions"])

    start = await village.at_start(job)
    assert await actions(job.farmer) == ["PAY", "CANCEL"]
    assert await actions(job.owner) == await actions(admin) == ["CANCEL"]
    village.clock.now = request.created_at
    await village.pay(job)
    # Paid, but more than a day ahead.
    village.clock.now = start - timedelta(hours=24, seconds=1)
    assert await actions(job.owner) == ["CANCEL"]
    village.clock.now = start - timedelta(hours=24)
    assert await actions(job.owner) == await actions(admin) == ["CANCEL", "ADVANCE"]
    for step in STEPS:
        await village.step(job, step)
        expected = ["REVIEW"] if step is RequestStatus.COMPLETED else ["ADVANCE"]
        assert await actions(job.owner) == expected
        assert await actions(admin) == (["ADVANCE"] if step is not RequestStatus.COMPLETED else [])


async def test_nobody_is_told_to_pay_while_an_attempt_is_unknown(village: Village) -> None:
    """It would be refused, since it could be paid twice."""
    farmer = await village.person(Role.FARMER, tag="silent")
    job = await village.accepted(farmer)
    request, other = await JobRequest.get(id=job.request_id), await village.matched(farmer)
    assert (await shown(village, farmer, request))["allowedActions"] == ["PAY", "CANCEL"]

    with pytest.raises(PaymentUnknown):
        await village.pay(job)

    attempt = await Payment.get(job_request_id=job.request_id)
    with pytest.raises(PaymentUnknown):
        await village.pay(job)
    seen = await shown(village, farmer, request)
    assert (attempt.status, seen["paid"], seen["allowedActions"]) == (PaymentStatus.UNKNOWN, False, ["CANCEL"])
    listed = (await village.ask(farmer, "{ requests { nodes { id paid allowedActions } } }")).data["nodes"]
    assert listed == [
        {"id": encode(Kind.REQUEST, other.id), "paid": False, "allowedActions": ["SEARCH", "PAY", "CANCEL"]},
        {"id": job.shown_id, "paid": False, "allowedActions": ["CANCEL"]},
    ]
    await Payment.filter(id=attempt.id).update(status=PaymentStatus.FAILED)
    assert (await shown(village, farmer, request))["allowedActions"] == ["PAY", "CANCEL"]


async def test_an_offer_whose_time_is_over_offers_nothing(village: Village) -> None:
    owner = await village.owner()
    await village.tractor(owner)
    request = await village.matched()
    assert (await shown(village, owner, request))["allowedActions"] == ["ACCEPT", "DECLINE"]

    village.clock.advance(minutes=31)

    assert (await shown(village, owner, request))["allowedActions"] == []
