"""No path through the graph shows what section 11 of the semantics forbids: everything is asked for, as everybody."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from models.enums import RequestStatus
from models.requests import JobRequest, Offer
from models.users import Profile
from schema.build import schema
from services.auth.viewer import Viewer
from services.platform.geography import GeoPoint
from services.platform.ids import Kind, encode, kind_of
from services.platform.settings import Settings
from tests.architecture.everything import Everything, leaves
from tests.requests.village import Job, Village, founded, north

PLACE = GeoPoint(8.91234, 7.23456)
AWAY = GeoPoint(8.95678, 7.28765)
# Everything at once is more than one document may ask for.
WITHOUT_LIMITS = {
    f"document_{what}": 10**12 for what in ("tokens", "definitions", "depth", "aliases", "directives", "cost")
}


_UNASKED = {"INTERNAL", "COMPLEXITY_LIMIT"}


@dataclass
class World:
    """A job that is under way, and another request of the same farmer that owners only hold offers for."""

    village: Village
    job: Job
    open_request: JobRequest
    farmer: Viewer
    owner: Viewer
    bidder: Viewer
    admin: Viewer
    strange_farmer: Viewer
    strange_owner: Viewer

    async def seen(self, viewer: Viewer | None) -> set[Any]:
        """Every value that any query shows to a viewer, whichever of the requests is named."""
        shown: set[Any] = set()
        for arguments in [self._arguments(request_id) for request_id in (self.job.request_id, self.open_request.id)]:
            for _, operation in Everything(schema._schema, arguments).queries():
                answer = await self.village.ask(viewer, operation)
                assert all(error["extensions"]["code"] not in _UNASKED for error in answer.errors), answer.errors
                shown |= set(leaves(answer.data))
        return shown

    def _arguments(self, request_id: Any) -> dict[str, str]:
        shown = f'"{encode(Kind.REQUEST, request_id)}"'
        place = f"{{latitude: {PLACE.latitude}, longitude: {PLACE.longitude}}}"
        day = self.village.day(3).isoformat()
        return {
            "requestId": shown,
            "id": shown,
            "location": place,
            "serviceCode": '"PLOUGHING"',
            "date": f'"{day}"',
            "reason": "CHANGED_MIND",
            "DateRangeInput": f'{{from: "{day}", to: "{day}"}}',
            "DateTimeRangeInput": f'{{from: "{day}T00:00:00Z", to: "{day}T23:00:00Z"}}',
        }


async def _known_as(viewer: Viewer, name: str, phone: str) -> None:
    await Profile.filter(user_id=viewer.user_id).update(name=name, phone=phone)


@pytest.fixture
async def world(settings: Settings, clean_database: None, tmp_path: Path) -> AsyncIterator[World]:
    async with founded(settings.model_copy(update=WITHOUT_LIMITS), tmp_path) as village:
        farmer, owner, bidder = await village.farmer(), await village.owner(), await village.owner()
        await village.tractor(owner, place=AWAY)
        await village.tractor(bidder, place=north(3, AWAY))
        job = await village.paid(farmer, owner, place=PLACE, day=village.day(1))
        await village.at_start(job)
        await village.step(job, RequestStatus.EN_ROUTE)
        open_request = await village.matched(farmer, place=PLACE, day=village.day(3))
        built = World(
            village,
            job,
            open_request,
            farmer,
            owner,
            bidder,
            await village.admin(),
            await village.farmer(),
            await village.owner(),
        )
        for number, (viewer, name) in enumerate(
            (
                (farmer, "Amina Bello"),
                (owner, "Chinedu Okafor"),
                (bidder, "Musa Ibrahim"),
                (built.strange_farmer, "Eve Farmer"),
                (built.strange_owner, "Eve Owner"),
            )
        ):
            await _known_as(viewer, name, f"+23480300000{number:02}")
        yield built


async def test_the_farmer_and_the_accepted_owner_know_each_other(world: World) -> None:
    farmer, owner = await world.seen(world.farmer), await world.seen(world.owner)
    assert {"Chinedu Okafor", "+2348030000001", PLACE.latitude} <= farmer
    assert {"Amina Bello", "+2348030000000", PLACE.latitude} <= owner


async def test_the_farmer_never_sees_more_of_an_owner_than_their_work(world: World) -> None:
    seen = await world.seen(world.farmer)
    assert "+2348030000002" not in seen
    assert AWAY.latitude not in seen


async def test_an_owner_with_an_offer_sees_a_first_name_and_a_rounded_place(world: World) -> None:
    seen = await world.seen(world.bidder)
    assert {"Amina", round(PLACE.latitude, 2)} <= seen
    assert not {"Amina Bello", "+2348030000000", PLACE.latitude, PLACE.longitude} & seen
    assert not {"Chinedu Okafor", "Chinedu", "+2348030000001"} & seen


async def test_an_owner_sees_the_price_of_nobody_else(world: World) -> None:
    seen = await world.seen(world.bidder)
    others = await Offer.filter(job_request_id=world.open_request.id).exclude(owner_id=world.bidder.user_id)
    assert others
    assert not {encode(Kind.ESTIMATE, offer.estimate_id) for offer in others} & seen
    assert not {encode(Kind.OFFER, offer.id) for offer in others} & seen


@pytest.mark.parametrize("who", ["strange_farmer", "strange_owner"])
async def test_strangers_see_nobody(world: World, who: str) -> None:
    seen = await world.seen(getattr(world, who))
    own = {"Eve Farmer", "Eve Owner"}
    assert not {value for value in seen if isinstance(value, str) and value.startswith("req_")}
    assert not {"Amina Bello", "Amina", "+2348030000000", "+2348030000001", PLACE.latitude, AWAY.latitude} & seen
    assert len(own & seen) == 1


async def test_nobody_sees_nothing_but_the_services(world: World) -> None:
    seen = await world.seen(None)
    assert "PLOUGHING" in seen
    assert not {value for value in seen if isinstance(value, str) and value[:4] in {"req_", "usr_", "trc_", "pay_"}}


async def test_a_link_shows_first_names_and_no_way_further(world: World) -> None:
    links = world.village.services.tracking.links
    link = await links.share(world.farmer, request_id=world.job.request_id, hours=1)
    ways = dict(Everything(schema._schema, {"token": f'"{link.token}"'}).queries())
    for viewer in (None, world.strange_owner, world.owner, world.farmer):
        answer = await world.village.ask(viewer, ways["requestTracking"])
        seen = set(leaves(answer.data))
        assert answer.errors == []
        assert {"Amina", "Chinedu"} <= seen
        assert not {"Amina Bello", "Chinedu Okafor", PLACE.latitude, "NGN", "Kuje, by the road"} & seen
        assert {kind_of(value) for value in seen if isinstance(value, str)} - {None} == {Kind.REQUEST, Kind.USER}


async def test_an_admin_sees_it_all(world: World) -> None:
    seen = await world.seen(world.admin)
    assert {"Amina Bello", "+2348030000000", "Chinedu Okafor", PLACE.latitude} <= seen
