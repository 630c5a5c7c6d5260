"""What was under way when an account was suspended, or lost its role: it comes before that, or it is refused."""

import asyncio
from collections.abc import Coroutine
from contextvars import Context, copy_context
from typing import Any

import pytest

from models.auth import User
from models.enums import OfferState, Role, TractorState, UserState
from models.tractors import Tractor
from services.errors import Forbidden
from services.platform.audit import Doer
from services.platform.money import Money
from tests.admin.test_changing_roles import given_money
from tests.admin.test_suspension import HERE, states, suspend
from tests.platform.test_streams import waiting_for_a_row
from tests.requests.village import STATE, Village, fresh_key, north

GONE = [{"state": UserState.SUSPENDED}, {"role": Role.FARMER}]


@pytest.fixture
def outside() -> Context:
    """A task begins in the context of its maker; in this one no transaction is open."""
    return copy_context()


async def refused(village: Village, deed: Coroutine[Any, Any, object]) -> bool:
    """Whether it was, and has changed nothing."""
    before = await village.state(*STATE, "payouts", "audit_log", "idempotency_keys")
    with pytest.raises(Forbidden):
        await deed
    return await village.state(*STATE, "payouts", "audit_log", "idempotency_keys") == before


@pytest.mark.parametrize("gone", GONE, ids=["suspended", "another role"])
async def test_whoever_is_no_owner_any_longer_gets_no_tractor(village: Village, gone: dict[str, Any]) -> None:
    owner = await village.owner()
    await User.filter(id=owner.user_id).update(**gone)

    assert await refused(village, village.tractor(owner))


@pytest.mark.parametrize("gone", GONE, ids=["suspended", "another role"])
async def test_whoever_is_no_owner_any_longer_withdraws_nothing(village: Village, gone: dict[str, Any]) -> None:
    owner = await village.owner()
    await given_money(village, owner)
    await User.filter(id=owner.user_id).update(**gone)
    payouts = village.services.payments.payouts

    deed = payouts.withdraw(owner, amount=Money(1_000, "NGN"), destination="bank", key=fresh_key())

    assert await refused(village, deed)


@pytest.mark.parametrize("gone", GONE, ids=["suspended", "another role"])
async def test_whoever_is_no_admin_any_longer_moves_no_money(village: Village, gone: dict[str, Any]) -> None:
    admin, job = await village.admin(), await village.accepted()
    payment_id = await village.pay(job)
    await User.filter(id=admin.user_id).update(**gone)
    corrections, doer = village.services.payments.corrections, Doer(admin.user_id, Role.ADMIN)
    said: dict[str, Any] = {"reason": "Why not.", "doer": doer}

    refund = corrections.refund(admin, payment_id=payment_id, amount_minor=1_000, key="r", **said)
    gift = corrections.adjust(admin, user_id=job.owner.user_id, amount=Money(1_000, "NGN"), key="g", **said)

    assert await refused(village, refund)
    assert await refused(village, gift)


async def test_a_tractor_that_is_created_first_is_paused_a_moment_later(village: Village, outside: Context) -> None:
    admin, owner = await village.admin(), await village.owner()
    await village.tractor(owner)

    async with village.services.database.transaction():
        await village.tractor(owner, place=north(1))
        suspending = asyncio.create_task(suspend(village, admin, owner), context=outside)
        await waiting_for_a_row(village.services.database)
    await suspending
    await village.run_due_jobs()

    assert await states(owner) == ["OFFLINE", "OFFLINE"]
    assert [tractor.paused_from for tractor in await Tractor.all()] == [TractorState.ACTIVE] * 2
    await village.services.admin.suspension.reinstate(admin, owner.user_id, origin=HERE)
    assert await states(owner) == ["ACTIVE", "ACTIVE"]


async def test_a_tractor_that_comes_second_is_refused(village: Village, outside: Context) -> None:
    admin, owner = await village.admin(), await village.owner()

    async with village.services.database.transaction():
        await suspend(village, admin, owner)
        creating = asyncio.create_task(village.tractor(owner), context=outside)
        await waiting_for_a_row(village.services.database)

    with pytest.raises(Forbidden):
        await creating
    assert await states(owner) == []


async def test_the_late_job_leaves_the_tractors_of_a_reinstated_owner(village: Village) -> None:
    admin, owner = await village.admin(), await village.owner()
    await suspend(village, admin, owner)
    await village.services.admin.suspension.reinstate(admin, owner.user_id, origin=HERE)
    await village.tractor(owner)

    await village.run_due_jobs()

    assert await states(owner) == ["ACTIVE"]


async def test_a_search_that_sends_offers_goes_on_while_the_owner_is_suspended(
    village: Village, outside: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It holds the owner's account, and its offers name tractors that the suspension holds."""
    admin, owner = await village.admin(), await village.owner()
    await village.tractor(owner)
    request = await village.request()
    suspending: list[asyncio.Task[None]] = []
    matching = village.services.requests.matching
    estimate = matching._estimates.indicative

    async def while_suspending(*given: Any) -> Any:
        suspending.append(asyncio.create_task(suspend(village, admin, owner), context=outside))
        await waiting_for_a_row(village.services.database)
        return await estimate(*given)

    monkeypatch.setattr(matching._estimates, "indicative", while_suspending)
    await matching.run(request.id)
    await asyncio.gather(*suspending)
    await village.services.requests.withdrawing.withdraw_late(owner.user_id)

    assert [offer.state for offer in await village.offers(request.id)] == [OfferState.WITHDRAWN]
    assert await states(owner) == ["OFFLINE"]
