"""An account that is closed, and opened again: sessions, offers and tractors."""

import asyncio
from typing import Any

import pytest

from models.admin import AuditEntry
from models.auth import Session, User
from models.enums import MatchState, OfferState, RequestStatus, Role, TractorState, UserState
from models.requests import JobRequest, Offer
from models.tractors import Tractor
from services.auth.origin import Origin
from services.auth.viewer import Viewer
from services.errors import Forbidden, NotFound, ValidationFailed
from services.platform.ids import Kind, encode
from services.requests.refusals import OfferWithdrawn
from tests.admin.operations import REINSTATE, SUSPEND
from tests.requests.village import STATE, Village, fresh_key, north

EVERYTHING = (*STATE, "users", "sessions", "audit_log")
HERE = Origin("192.0.2.7", trace_id="trace")


def shown(viewer: Viewer) -> str:
    return encode(Kind.USER, viewer.user_id)


async def states(owner: Viewer) -> list[str]:
    """Of the owner's tractors, the oldest first."""
    return [tractor.state for tractor in await Tractor.filter(owner_id=owner.user_id).order_by("id")]


async def signed_in(village: Village, viewer: Viewer) -> Viewer:
    async with village.services.database.transaction():
        return (await village.services.auth.sessions.open(viewer.user_id, HERE)).viewer


async def suspend(village: Village, by: Viewer, whom: Viewer) -> None:
    await village.services.admin.suspension.suspend(by, whom.user_id, "Fraud.", origin=HERE)


async def test_all_that_an_owner_has_stands_still(village: Village) -> None:
    admin, owner, other = await village.admin(), await village.owner(), await village.owner()
    red, blue, old = [await village.tractor(owner, place=north(n)) for n in range(3)]
    await Tractor.filter(id=blue.id).update(state=TractorState.OFFLINE)
    await Tractor.filter(id=old.id).update(state=TractorState.ARCHIVED)
    standing = await village.accepted(owner=owner, day=village.day(6))
    request = await village.matched(day=village.day(3))
    session = await signed_in(village, owner)

    answer = await village.ask(admin, SUSPEND, id=shown(owner), reason=" Took money, call 08012345678. ")

    assert answer.data == {"__typename": "AdminUserSuccess", "user": {"id": shown(owner), "state": "SUSPENDED"}}
    assert await states(owner) == ["OFFLINE", "OFFLINE", "ARCHIVED"]
    assert [offer.state for offer in await village.offers(request.id)] == [OfferState.WITHDRAWN]
    assert not await village.services.auth.still_valid(session)
    assert (await Session.get(id=session.session_id)).revoked_because == "SUSPENDED"
    (entry,) = await AuditEntry.filter(action="USER_SUSPENDED")
    assert (entry.actor_id, entry.subject_id, entry.before) == (admin.user_id, shown(owner), {"state": "ACTIVE"})
    assert entry.after == {
        "state": "SUSPENDED",
        "reason": "Took money, call […].",
        "offersWithdrawn": 1,
        "tractorsPaused": 2,
    }
    # The job that was accepted stands, and the request that was not goes on to others.
    assert (await JobRequest.get(id=standing.request_id)).status is RequestStatus.ACCEPTED
    await village.tractor(other, place=north(1))
    await village.run_due_jobs()
    assert [offer.owner_id for offer in await village.offers(request.id)] == [owner.user_id, other.user_id]
    assert (await Tractor.get(id=red.id)).paused_from is TractorState.ACTIVE


async def test_afterwards_the_tractors_are_what_they_were(village: Village) -> None:
    admin, owner = await village.admin(), await village.owner()
    red, blue = [await village.tractor(owner, place=north(n)) for n in range(2)]
    await Tractor.filter(id=blue.id).update(state=TractorState.OFFLINE)
    await suspend(village, admin, owner)
    request = await village.request()
    await village.services.requests.matching.run(request.id)
    assert await village.offers(request.id) == []

    answer = await village.ask(admin, REINSTATE, id=shown(owner))
    await village.run_due_jobs()

    assert answer.data["user"] == {"id": shown(owner), "state": "ACTIVE"}
    assert await states(owner) == ["ACTIVE", "OFFLINE"]
    assert [offer.tractor_id for offer in await village.offers(request.id)] == [red.id]
    (entry,) = await AuditEntry.filter(action="USER_REINSTATED")
    assert (entry.before, entry.after) == ({"state": "SUSPENDED"}, {"state": "ACTIVE", "tractorsResumed": 2})
    assert await Tractor.filter(paused_from__isnull=False).count() == 0


async def test_a_tractor_that_is_back_wakes_who_waits(village: Village) -> None:
    admin, owner = await village.admin(), await village.owner()
    tractor = await village.tractor(owner)
    await suspend(village, admin, owner)
    request = await village.matched()
    while await village.run_due_jobs():
        pass
    assert (await JobRequest.get(id=request.id)).match_state is MatchState.WAITLISTED

    await village.services.admin.suspension.reinstate(admin, owner.user_id, origin=HERE)

    assert [await village.run_due_jobs() for _ in range(2)] == [["tractor_freed"], ["match_request"]]
    assert [offer.tractor_id for offer in await village.offers(request.id)] == [tractor.id]


async def test_a_change_that_was_under_way_starts_no_tractor(village: Village) -> None:
    admin, owner = await village.admin(), await village.owner()
    tractor = await village.tractor(owner)
    await suspend(village, admin, owner)

    with pytest.raises(ValidationFailed) as refused:
        await village.services.tractors.updates.update(
            owner, tractor.id, {"state": TractorState.ACTIVE}, expected_version=2
        )

    assert [problem.code for problem in refused.value.problems] == ["PAUSED"]
    assert await states(owner) == ["OFFLINE"]


async def test_twice_is_once(village: Village) -> None:
    admin, owner = await village.admin(), await village.owner()
    await village.tractor(owner)
    for operation in (SUSPEND, REINSTATE):
        first = await village.ask(admin, operation, id=shown(owner))
        before = await village.state(*EVERYTHING)
        assert (await village.ask(admin, operation, id=shown(owner))).data == first.data
        assert await village.state(*EVERYTHING) == before


async def test_a_search_that_was_under_way_sends_no_offer(village: Village) -> None:
    """What was found before the suspension is looked at again under the lock."""
    admin, owner = await village.admin(), await village.owner()
    await village.tractor(owner)
    request = await village.request()
    matching = village.services.requests.matching
    assert await matching._receive(request.id)
    find = matching._candidates.find

    async def find_late(*given: Any, **more: Any) -> Any:
        found = await find(*given, **more)
        await suspend(village, admin, owner)
        return found

    matching._candidates.find = find_late  # type: ignore[method-assign]
    await matching.run(request.id)

    assert await village.offers(request.id) == []


async def test_an_offer_that_slipped_through_cannot_be_accepted_and_goes(village: Village) -> None:
    admin, owner = await village.admin(), await village.owner()
    await village.tractor(owner)
    request = await village.matched()
    await User.filter(id=owner.user_id).update(state=UserState.SUSPENDED)
    (offer,) = await village.offers(request.id)

    with pytest.raises(OfferWithdrawn):
        await village.accept(offer, owner)
    await village.services.requests.withdrawing.withdraw_late(owner.user_id)
    await village.services.requests.withdrawing.withdraw_late(owner.user_id)

    assert (await Offer.get(id=offer.id)).state is OfferState.WITHDRAWN
    assert admin.is_admin


async def test_the_late_job_leaves_the_offers_of_a_reinstated_owner(village: Village) -> None:
    owner = await village.owner()
    await village.tractor(owner)
    request = await village.matched()
    await village.services.requests.withdrawing.withdraw_late(owner.user_id)
    assert [offer.state for offer in await village.offers(request.id)] == [OfferState.OFFERED]


@pytest.mark.parametrize("turn", range(4))
async def test_suspending_and_accepting_at_once_end_in_one_order(village: Village, turn: int) -> None:
    admin, owner = await village.admin(), await village.owner()
    tractors = [await village.tractor(owner, place=north(n)) for n in range(2)]
    requests = [await village.matched(day=village.day(3 + n)) for n in range(3)]
    offers = [(await village.offers(request.id))[0] for request in requests]

    results = await asyncio.gather(
        *(village.services.requests.offers.accept(owner, offer_id=o.id, key=fresh_key(), trace_id="t") for o in offers),
        suspend(village, admin, owner),
        return_exceptions=True,
    )

    assert {type(each) for each in results if isinstance(each, Exception)} <= {OfferWithdrawn}
    won = [offer.id for offer, result in zip(offers, results, strict=False) if not isinstance(result, Exception)]
    for request, offer in zip(requests, offers, strict=True):
        stored, now = await Offer.get(id=offer.id), await JobRequest.get(id=request.id)
        expected = (OfferState.ACCEPTED, RequestStatus.ACCEPTED), (OfferState.WITHDRAWN, RequestStatus.RECEIVED)
        assert (stored.state, now.status) == expected[offer.id not in won]
    assert await states(owner) == ["OFFLINE"] * len(tractors)
    assert (await User.get(id=owner.user_id)).state is UserState.SUSPENDED


async def test_of_two_admins_who_suspend_or_demote_each_other_one_remains(village: Village) -> None:
    for other_deed in ("suspend", "demote"):
        first, second = await village.admin(), await village.admin()
        demote = village.services.admin.roles.assign(second, first.user_id, Role.FARMER, origin=HERE)
        if other_deed == "suspend":
            demote.close()
        results = await asyncio.gather(
            suspend(village, first, second),
            demote if other_deed == "demote" else suspend(village, second, first),
            return_exceptions=True,
        )
        assert [type(each) for each in results if each] == [Forbidden]
        rows = await User.filter(id__in=[first.user_id, second.user_id], role=Role.ADMIN, state=UserState.ACTIVE)
        assert len(rows) == 1


async def test_what_makes_no_sense_changes_nothing(village: Village) -> None:
    admin, owner = await village.admin(), await village.owner()
    await village.tractor(owner)
    await village.matched()
    before = await village.state(*EVERYTHING)
    suspension = village.services.admin.suspension

    for reason, code in ((" ", "REQUIRED"), ("x" * 501, "TOO_LONG")):
        answer = await village.ask(admin, SUSPEND, id=shown(owner), reason=reason)
        assert answer.data["problems"] == [{"path": ["reason"], "code": code}]
    own = await village.ask(admin, SUSPEND, id=shown(admin))
    assert own.data["problems"] == [{"path": ["userId"], "code": "OWN_ACCOUNT"}]
    for unknown in ("usr_x", encode(Kind.USER, admin.session_id), encode(Kind.TRACTOR, owner.user_id)):
        for operation in (SUSPEND, REINSTATE):
            assert (await village.ask(admin, operation, id=unknown)).data == {"__typename": "NotFoundError"}
    with pytest.raises(Forbidden):
        await suspension.reinstate(owner, owner.user_id, origin=HERE)
    with pytest.raises((NotFound, ValidationFailed)):
        await suspension.suspend(admin, admin.user_id, "Fraud.", origin=HERE)

    assert await village.state(*EVERYTHING) == before


@pytest.mark.parametrize("operation", [SUSPEND, REINSTATE], ids=["suspendUser", "reinstateUser"])
async def test_nobody_else_closes_or_opens_an_account(village: Village, operation: str) -> None:
    owner = await village.owner()
    await village.tractor(owner)
    before = await village.state(*EVERYTHING, "profiles")
    for viewer, code in ((None, "UNAUTHENTICATED"), (owner, "FORBIDDEN")):
        answer = await village.ask(viewer, operation, id=shown(owner))
        assert (answer.data, answer.codes) == (None, [code])
    assert await village.state(*EVERYTHING, "profiles") == before
    assert (await village.ask(await village.farmer(), operation, id=shown(owner))).codes == ["FORBIDDEN"]
