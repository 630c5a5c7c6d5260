"""An account that changes its role leaves nothing behind that nobody can reach."""

import asyncio
from typing import Any

import pytest

from models.auth import User
from models.enums import OfferState, Role
from models.requests import JobRequest
from services.auth.origin import Origin
from services.auth.viewer import Viewer
from services.errors import Forbidden, ValidationFailed
from services.platform.audit import Doer
from services.platform.ids import Kind, encode
from services.platform.money import Money
from services.requests.refusals import OfferWithdrawn
from tests.auth.operations import ASSIGN_ROLE
from tests.requests.operations import CANCEL
from tests.requests.village import STATE, Job, Village, fresh_key

EVERYTHING = (*STATE, "users", "sessions", "audit_log")


async def assign(village: Village, whom: Viewer, role: Role) -> Any:
    answer = await village.ask(await village.admin(), ASSIGN_ROLE, id=encode(Kind.USER, whom.user_id), role=role)
    return answer.data


async def given_money(village: Village, whom: Viewer) -> None:
    admin = await village.admin()
    await village.services.payments.corrections.adjust(
        admin,
        user_id=whom.user_id,
        amount=Money(50_000, "NGN"),
        reason="A gift.",
        key=fresh_key(),
        doer=Doer(admin.user_id, Role.ADMIN),
    )


def whose(job: Job, role: Role) -> Viewer:
    return job.farmer if role is Role.FARMER else job.owner


@pytest.mark.parametrize(("role", "other"), [(Role.FARMER, Role.TRACTOR_OWNER), (Role.TRACTOR_OWNER, Role.FARMER)])
async def test_open_jobs_come_first(village: Village, role: Role, other: Role) -> None:
    job = await village.paid()
    await village.admin()
    before = await village.state(*STATE, "sessions", "audit_log")

    for new in (other, Role.ADMIN):
        answer = await assign(village, whose(job, role), new)
        assert answer == {
            "__typename": "ValidationError",
            "problems": [{"path": ["userId"], "code": "OPEN_JOBS"}],
        }
    assert await village.state(*STATE, "sessions", "audit_log") == before
    assert (await User.get(id=whose(job, role).user_id)).role is role


async def test_after_the_job_is_cancelled_the_role_changes(village: Village) -> None:
    farmer = await village.farmer()
    request = await village.matched(farmer)
    await village.ask(farmer, CANCEL, request=encode(Kind.REQUEST, request.id), key=fresh_key())

    assert (await assign(village, farmer, Role.TRACTOR_OWNER))["user"]["role"] == "TRACTOR_OWNER"


async def test_money_that_the_new_role_cannot_take_out_comes_first(village: Village) -> None:
    owner = await village.owner()
    await given_money(village, owner)
    before = await village.state(*STATE, "sessions", "ledger_accounts")

    for new in (Role.FARMER, Role.ADMIN):
        answer = await assign(village, owner, new)
        assert answer["problems"] == [{"path": ["userId"], "code": "MONEY_LEFT"}]
    assert await village.state(*STATE, "sessions", "ledger_accounts") == before
    assert (await User.get(id=owner.user_id)).role is Role.TRACTOR_OWNER


async def test_who_becomes_an_owner_takes_the_money_along(village: Village) -> None:
    farmer = await village.farmer()
    await given_money(village, farmer)

    assert (await assign(village, farmer, Role.TRACTOR_OWNER))["user"]["role"] == "TRACTOR_OWNER"


async def test_what_an_owner_was_offered_goes_on_to_others(village: Village) -> None:
    owner, other = await village.owner(), await village.owner()
    await village.tractor(owner)
    request = await village.matched()
    await village.tractor(other)

    await assign(village, owner, Role.FARMER)
    (offer,) = await village.offers(request.id)
    with pytest.raises(OfferWithdrawn):
        await village.accept(offer, owner)
    await village.run_due_jobs()
    await village.run_due_jobs()

    assert [(each.owner_id, each.state) for each in await village.offers(request.id)] == [
        (owner.user_id, OfferState.WITHDRAWN),
        (other.user_id, OfferState.OFFERED),
    ]


@pytest.mark.parametrize("turn", range(4))
async def test_a_job_that_begins_meanwhile_is_seen_or_refused(village: Village, turn: int) -> None:
    farmer, admin = await village.farmer(), await village.admin()

    results = await asyncio.gather(
        village.request(farmer),
        village.services.admin.roles.assign(admin, farmer.user_id, Role.TRACTOR_OWNER, origin=Origin(None)),
        return_exceptions=True,
    )

    asked, changed = (not isinstance(each, BaseException) for each in results)
    assert asked is not changed
    assert {type(each) for each in results if isinstance(each, Exception)} <= {Forbidden, ValidationFailed}
    assert await JobRequest.all().count() == int(asked)
    assert (await User.get(id=farmer.user_id)).role is (Role.TRACTOR_OWNER if changed else Role.FARMER)
