"""An event is executed and encoded once for all who are shown the same, and never for those who are not."""

import asyncio
from contextlib import AsyncExitStack
from typing import Any

import pytest

from models.enums import RequestStatus
from schema import operations
from schema.sharing import sharing_key
from services.auth.viewer import Viewer
from tests.requests.village import Job, Village
from tests.tracking.screen import Screen, subscribed
from tests.tracking.test_feed import ready
from tests.tracking.test_links import shared

FOLLOW = """subscription ($id: ID, $token: String, $after: Cursor, $money: Boolean = false) {
    requestTracking(requestId: $id, token: $token, after: $after) {
        __typename
        ... on StreamOpened { cursor }
        ... on StatusChanged { event { status actorName } request { farmer { phone } allowedActions
            paid @include(if: $money) } } } }"""


@pytest.fixture
def encodings(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The answers that were encoded."""
    seen: list[Any] = []
    encode = operations.encoded

    def counting(result: Any) -> bytes:
        seen.append(result)
        return encode(result)

    monkeypatch.setattr(operations, "encoded", counting)
    return seen


async def opened(
    stack: AsyncExitStack, village: Village, count: int, viewer: Viewer | None, **variables: Any
) -> tuple[list[Screen], str]:
    """Screens that show where they begin, and the cursor of that place."""
    screens = [await stack.enter_async_context(subscribed(village, viewer, FOLLOW, **variables)) for _ in range(count)]
    return screens, [(await screen.next())["cursor"] for screen in screens][-1]


async def told(village: Village, job: Job, screens: list[Screen], step: RequestStatus) -> list[dict[str, Any]]:
    """The frame of one step on each screen."""
    waiting = [asyncio.create_task(screen.until("StatusChanged")) for screen in screens]
    while village.services.following.places.waiting < len(screens):
        await asyncio.sleep(0.001)
    await village.step(job, step)
    return await asyncio.gather(*waiting)


async def test_all_holders_of_a_link_are_shown_one_encoding(village: Village, encodings: list[Any]) -> None:
    job = await ready(village)
    token = await shared(village, job)
    async with AsyncExitStack() as stack:
        fresh, cursor = await opened(stack, village, 10, None, token=token)
        # Where somebody came back from makes no difference to what comes next.
        returned, _ = await opened(stack, village, 10, None, token=token, after=cursor)
        before = len(encodings)
        frames = await told(village, job, fresh + returned, RequestStatus.EN_ROUTE)

        assert [frame["event"]["status"] for frame in frames] == ["EN_ROUTE"] * 20
    assert len(encodings) - before == 1


async def test_those_who_may_see_different_things_are_shown_different_ones(
    village: Village, encodings: list[Any]
) -> None:
    job = await ready(village)
    token = await shared(village, job)
    async with AsyncExitStack() as stack:
        watching = [
            (await opened(stack, village, 2, viewer, **variables))[0]
            for viewer, variables in (
                (job.farmer, {"id": job.shown_id}),
                (job.owner, {"id": job.shown_id}),
                (None, {"token": token}),
                (job.farmer, {"id": job.shown_id, "money": True}),
            )
        ]
        before = len(encodings)
        frames = await told(village, job, [screen for some in watching for screen in some], RequestStatus.EN_ROUTE)

    farmers, owners, holders, rich = (frames[first : first + 2] for first in range(0, 8, 2))
    for pair in (farmers, owners, holders, rich):
        assert pair[0] == pair[1]
    assert [frame["request"]["farmer"]["phone"] for frame in (farmers[0], owners[0], holders[0])] == [
        "+2348012345678",
        "+2348012345678",
        None,
    ]
    assert farmers[0]["request"]["allowedActions"] != owners[0]["request"]["allowedActions"]
    assert "paid" in rich[0]["request"]
    assert "paid" not in farmers[0]["request"]
    assert len(encodings) - before == 4


def test_a_null_is_not_shown_as_nothing_is() -> None:
    query = "subscription ($money: Boolean = true) { requestTracking { __typename @include(if: $money) } }"
    given: list[Any] = [{}, {"money": None}, {"money": True}, {"after": "x"}, None]
    keys = [sharing_key(query, None, each, None) for each in given]

    assert len(set(keys)) == 3
    assert keys[0] == keys[3] == keys[4]


async def test_one_who_leaves_while_it_is_encoded_takes_it_from_nobody(
    village: Village, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = await ready(village)
    token = await shared(village, job)
    async with AsyncExitStack() as stack:
        screens, _ = await opened(stack, village, 3, None, token=token)
        waiting = [asyncio.create_task(screen.until("StatusChanged")) for screen in screens]
        encode = operations.encoded

        def leave(result: Any) -> bytes:
            monkeypatch.setattr(operations, "encoded", encode)
            raise asyncio.CancelledError

        monkeypatch.setattr(operations, "encoded", leave)
        while village.services.following.places.waiting < 3:
            await asyncio.sleep(0.001)
        await village.step(job, RequestStatus.EN_ROUTE)
        answers = await asyncio.gather(*waiting, return_exceptions=True)

    assert sum(isinstance(answer, asyncio.CancelledError) for answer in answers) == 1
    assert [answer["event"]["status"] for answer in answers if isinstance(answer, dict)] == ["EN_ROUTE"] * 2
