"""Whatever is asked beside an owner's dashboard is answered as it is alone, though it is read with it."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from services.auth.viewer import Viewer
from services.platform.gathering import Gathering, _Part
from services.platform.ids import Kind, encode
from services.platform.settings import Settings
from tests.architecture.seeing import Question, everything_asked, of_requests
from tests.architecture.world import World, peopled

POOL, SHALLOW = 2, 3
# Made anew for each answer.
OF_THE_MOMENT = {"asOf", "token", "url", "validUntil"}


@pytest.fixture
async def world(settings: Settings, clean_database: None, tmp_path: Path) -> AsyncIterator[World]:
    async with peopled(settings, tmp_path) as built:
        yield built


@pytest.fixture
def never_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if somebody else asked at each moment at which a dashboard's operation reads."""
    answer = Gathering._answer

    async def with_somebody(gathering: Gathering, parts: list[_Part]) -> None:
        somebody = _Part("SELECT 1 AS x", [], asyncio.get_running_loop().create_future())
        await answer(gathering, [*parts, somebody])
        await somebody.rows

    monkeypatch.setattr(Gathering, "_answer", with_somebody)


@pytest.mark.timeout(180)
@pytest.mark.parametrize("who", ["owner", "bidder", "admin"])
async def test_it_is_answered_as_it_is_alone(world: World, never_alone: None, who: str) -> None:
    viewer = world.people[who]
    for question in of_requests(world, viewer, everything_asked()):
        beside = beside_a_dashboard(world, viewer, question)
        assert await answered(world, viewer, beside) == await answered(world, viewer, question), question.text


@pytest.mark.timeout(180)
@pytest.mark.parametrize("who", ["owner", "admin"])
async def test_a_crowd_that_asks_for_it_does_not_stand_in_its_own_way(
    settings: Settings, clean_database: None, tmp_path: Path, who: str
) -> None:
    """More of them than there are connections, and whatever they ask for may need a second one."""
    few = {"database_pool_size": POOL, "database_patience": timedelta(seconds=5)}
    async with peopled(settings.model_copy(update=few), tmp_path) as world:
        viewer, database = world.people[who], world.village.services.database
        # As where it could not be read at the start.
        world.village.services.streams._epoch = None
        questions = [*of_requests(world, viewer, everything_asked(SHALLOW))]
        asked = [beside_a_dashboard(world, viewer, question) for question in questions]
        alone = [await answered(world, viewer, question) for question in questions]

        for question, answer in zip(asked, alone, strict=True):
            crowd = await asyncio.gather(*(answered(world, viewer, question) for _ in range(3 * POOL)))
            assert crowd == [answer] * (3 * POOL), question.text
        assert await asyncio.gather(*(answered(world, viewer, question) for question in asked)) == alone

        assert database.idle_connections() == database.connections() == POOL


def beside_a_dashboard(world: World, viewer: Viewer, question: Question) -> Question:
    whose = world.owner if viewer is world.admin else viewer
    dashboard = f'dashboard: ownerDashboard(ownerId: "{encode(Kind.USER, whose.user_id)}") {{ asOf }}'
    return replace(question, text=f"{{ {dashboard} {question.text.removeprefix('{')}")


async def answered(world: World, viewer: Viewer, question: Question) -> Any:
    """Without the dashboard beside it."""
    text, variables = question.asked()
    answer = await world.village.ask(viewer, text, **variables)
    data = answer.data
    if isinstance(data, dict) and data.pop("dashboard", None):
        (data,) = data.values()
    return lasting(data), [(error["path"], error["message"], error["extensions"]) for error in answer.errors]


def lasting(answer: Any) -> Any:
    if isinstance(answer, list):
        return [lasting(each) for each in answer]
    if isinstance(answer, dict):
        return {key: lasting(value) for key, value in answer.items() if key not in OF_THE_MOMENT}
    return answer
