"""What people may know of each other (semantics, section 11)."""

from dataclasses import dataclass

import pytest

from models.auth import User
from models.enums import RequestStatus, Role
from models.requests import JobRequest, Offer
from models.tractors import Tractor
from services.auth.viewer import Viewer
from services.users.people import Person
from tests.accounts import Api
from tests.payments.factories import NOON, STEPS, a_request, a_tractor, accept, an_estimate, cancel, move


@dataclass
class Deal:
    """A farmer's request that one owner holds an offer for, and a bystander of each role."""

    api: Api
    farmer: User
    owner: User
    request: JobRequest
    tractor: Tractor
    strangers: dict[Role, User]

    async def seen(self, by: User, whom: User) -> Person | None:
        viewer = (await self.api.session(by)).viewer
        return (await self.api.services.users.people.visible(viewer, [whom.id])).get(whom.id)

    async def accept(self) -> None:
        estimate = await an_estimate(self.request, self.tractor)
        await accept(self.api.services.database, self.request, self.tractor, estimate)


@pytest.fixture
async def deal(api: Api) -> Deal:
    farmer = await api.person(Role.FARMER, name="Ada Ngozi Obi", phone="+2348010000001")
    owner = await api.person(Role.TRACTOR_OWNER, name="Bello Musa", phone="+2348010000002")
    strangers = {role: await api.person(role, name="Some Body", phone="+2348010000003") for role in Role}
    request = await a_request(api.services.database, Viewer(farmer.id, Role.FARMER, farmer.id))
    tractor = await a_tractor()
    tractor.owner_id = owner.id
    await tractor.save()
    await Offer.create(
        job_request_id=request.id,
        tractor_id=tractor.id,
        owner_id=owner.id,
        estimate_id=(await an_estimate(request, tractor)).id,
        distance_km=4.0,
        scheduled_from=NOON,
        scheduled_to=NOON.replace(hour=15),
        travel_minutes=20,
        offered_at=NOON,
        expires_at=NOON.replace(minute=30),
    )
    return Deal(api, farmer, owner, request, tractor, strangers)


def known(user: User, name: str, phone: str | None, jobs: int = 0) -> Person:
    return Person(user.id, name, None, phone, jobs)


async def test_with_an_offer_the_owner_sees_a_first_name(deal: Deal) -> None:
    assert await deal.seen(deal.owner, deal.farmer) == known(deal.farmer, "Ada", None)
    assert await deal.seen(deal.farmer, deal.owner) == known(deal.owner, "Bello Musa", None)


async def test_from_accepted_on_both_see_name_and_phone(deal: Deal) -> None:
    await deal.accept()
    for status in (RequestStatus.ACCEPTED, *STEPS):
        if status is not RequestStatus.ACCEPTED:
            await move(deal.api.services.database, deal.request, status)
        jobs = int(status is RequestStatus.COMPLETED)
        farmer = known(deal.farmer, "Ada Ngozi Obi", "+2348010000001", jobs)
        assert await deal.seen(deal.owner, deal.farmer) == farmer
        assert await deal.seen(deal.farmer, deal.owner) == known(deal.owner, "Bello Musa", "+2348010000002", jobs)


async def test_after_a_cancellation_the_phones_are_gone_again(deal: Deal) -> None:
    await deal.accept()
    await cancel(deal.api.services.database, deal.request)
    assert await deal.seen(deal.owner, deal.farmer) == known(deal.farmer, "Ada", None)
    assert await deal.seen(deal.farmer, deal.owner) == known(deal.owner, "Bello Musa", None)


async def test_a_farmer_still_sees_who_offered_when_that_owner_becomes_an_admin(deal: Deal) -> None:
    deal.owner.role = Role.ADMIN
    await deal.owner.save()
    assert await deal.seen(deal.farmer, deal.owner) == known(deal.owner, "Bello Musa", None)


async def test_an_admin_sees_everybody(deal: Deal) -> None:
    admin = deal.strangers[Role.ADMIN]
    assert await deal.seen(admin, deal.farmer) == known(deal.farmer, "Ada Ngozi Obi", "+2348010000001")
    assert await deal.seen(admin, deal.owner) == known(deal.owner, "Bello Musa", "+2348010000002")


@pytest.mark.parametrize("role", [Role.FARMER, Role.TRACTOR_OWNER])
async def test_a_farmer_does_not_exist_for_strangers_even_once_accepted(deal: Deal, role: Role) -> None:
    assert await deal.seen(deal.strangers[role], deal.farmer) is None
    await deal.accept()
    assert await deal.seen(deal.strangers[role], deal.farmer) is None


async def test_an_owner_has_a_name_for_farmers_and_none_for_rivals(deal: Deal) -> None:
    await deal.accept()
    farmer, rival = deal.strangers[Role.FARMER], deal.strangers[Role.TRACTOR_OWNER]
    assert await deal.seen(farmer, deal.owner) == known(deal.owner, "Bello Musa", None)
    assert await deal.seen(rival, deal.owner) is None


async def test_everyone_sees_themselves(deal: Deal) -> None:
    assert await deal.seen(deal.farmer, deal.farmer) == known(deal.farmer, "Ada Ngozi Obi", "+2348010000001")


async def test_a_few_people_are_read_by_a_plan_that_is_kept(deal: Deal) -> None:
    database = deal.api.services.database
    viewer = (await deal.api.session(deal.owner)).viewer
    async with database.transaction():
        for _ in range(8):
            await deal.api.services.users.people.visible(viewer, [deal.farmer.id])
        (row,) = await database.fetch(
            "SELECT custom_plans, generic_plans FROM pg_prepared_statements WHERE statement ~ 'works[_]with'"
        )
    # PostgreSQL always plans the first five anew.
    assert dict(row) == {"custom_plans": 5, "generic_plans": 3}
