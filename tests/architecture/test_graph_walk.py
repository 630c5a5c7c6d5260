"""No path through the graph shows what section 11 of the semantics forbids: everybody asks for everything."""

from collections import defaultdict
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from models.requests import Offer
from schema.build import schema
from services.platform.ids import Kind, encode, kind_of
from services.platform.settings import Settings
from tests.architecture import fields_seen
from tests.architecture.everything import Everything, leaves
from tests.architecture.fields_seen import Audience, Field
from tests.architecture.seeing import looked
from tests.architecture.world import AWAY, PLACE, World, peopled


@pytest.fixture
async def world(settings: Settings, clean_database: None, tmp_path: Path) -> AsyncIterator[World]:
    async with peopled(settings, tmp_path) as built:
        yield built


@pytest.mark.timeout(180)
async def test_everybody_sees_what_the_table_says_and_nothing_else(world: World) -> None:
    """One walk, since it asks some thousand questions."""
    sight = await looked(world)
    found = sight.table()

    check_audiences(found)
    check_parts(found)
    check_what_people_see(sight.leaves)
    await check_prices(world, sight.leaves["bidder"])


def check_audiences(found: dict[Field, Audience]) -> None:
    nobody: Audience = (frozenset(), frozenset())
    expected = dict(fields_seen.lines())
    assert {field: found.get(field, nobody) for field in expected} == expected


def check_parts(found: dict[Field, Audience]) -> None:
    """Whoever sees one field of a part sees all of them."""
    holders: dict[str, set[str]] = defaultdict(set)
    for (name, _), (whole, less) in found.items():
        holders[name] |= whole | less
    assert {field: set().union(*found[field]) for field in fields_seen.parts()} == {
        (name, field): holders[name] for name, field in fields_seen.parts()
    }


def check_what_people_see(seen: dict[str, set[Any]]) -> None:
    assert {"Chinedu Okafor", "+2348030000001", PLACE.latitude} <= seen["farmer"]
    assert {"Amina Bello", "+2348030000000", PLACE.latitude} <= seen["owner"]
    # The farmer sees no more of a bidder than their work.
    assert not {"+2348030000002", AWAY.latitude} & seen["farmer"]
    # Whoever holds an offer sees a first name and a rounded place, and nobody else who does.
    assert {"Amina", round(PLACE.latitude, 2)} <= seen["bidder"]
    assert not {"Amina Bello", "+2348030000000", PLACE.latitude, PLACE.longitude} & seen["bidder"]
    assert not {"Chinedu Okafor", "Chinedu", "+2348030000001", "Tunde Ade", "Tunde"} & seen["bidder"]
    for who in ("strange_farmer", "strange_owner"):
        assert not ids_of(seen[who], "req_")
        assert (
            not {"Amina Bello", "Amina", "+2348030000000", "+2348030000001", PLACE.latitude, AWAY.latitude} & seen[who]
        )
    assert "Eve Farmer" not in seen["strange_owner"]
    assert "PLOUGHING" in seen["anonymous"]
    assert not ids_of(seen["anonymous"], "req_", "usr_", "trc_", "pay_")
    assert {"Amina Bello", "+2348030000000", "Chinedu Okafor", PLACE.latitude} <= seen["admin"]


def ids_of(seen: set[Any], *prefixes: str) -> set[str]:
    return {value for value in seen if isinstance(value, str) and value.startswith(prefixes)}


async def check_prices(world: World, seen: set[Any]) -> None:
    """An owner sees the price of nobody else."""
    offers = await Offer.filter(job_request_id=world.open_request.id)
    rivals = [offer for offer in offers if offer.owner_id != world.bidder.user_id]
    assert len(rivals) == 1
    assert not {encode(Kind.ESTIMATE, offer.estimate_id) for offer in rivals} & seen
    assert not {encode(Kind.OFFER, offer.id) for offer in rivals} & seen


async def test_a_link_shows_first_names_and_no_way_further(world: World) -> None:
    ways = dict(Everything(schema._schema, {"token": f'"{world.link}"'}).queries())
    for viewer in (None, world.people["strange_owner"], world.owner, world.farmer):
        answer = await world.village.ask(viewer, ways["requestTracking"])
        seen = set(leaves(answer.data))
        assert answer.errors == []
        assert {"Amina", "Chinedu"} <= seen
        assert not {"Amina Bello", "Chinedu Okafor", PLACE.latitude, "NGN", "Kuje, by the road"} & seen
        assert {kind_of(value) for value in seen if isinstance(value, str)} - {None} == {Kind.REQUEST, Kind.USER}
