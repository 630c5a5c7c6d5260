"""Notifications come live, once, in order, to whom they are for, with and without Redis."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from pydantic import RedisDsn

from models.auth import User
from models.enums import NotificationKind, Role, UserState
from models.notifications import Notification
from services.auth.viewer import Viewer
from services.notifications.announcing import News
from services.platform.ids import Kind, encode
from services.platform.settings import Settings
from services.platform.streams import StreamName
from tests.notifications.operations import LIVE
from tests.requests.village import Village, founded
from tests.tracking.screen import Ended, Screen, subscribed


async def tell(village: Village, who: Viewer, *events: str) -> None:
    for event in events:
        async with village.services.database.transaction():
            news = News(who.user_id, NotificationKind.SECURITY_ALERT, event)
            await village.services.notifications.announcements.tell(news)


async def told(who: Viewer) -> list[str]:
    return [encode(Kind.NOTIFICATION, row.id) for row in await Notification.filter(user_id=who.user_id).order_by("id")]


class Phone:
    """Follows its owner's stream; what comes from now on is its to show."""

    def __init__(self, screen: Screen) -> None:
        self._screen = screen
        self._first: asyncio.Task[dict[str, Any]] | None = asyncio.create_task(screen.next())

    async def next(self) -> dict[str, Any]:
        first, self._first = self._first, None
        return await (first or self._screen.next())

    async def hang_up(self) -> None:
        """Whatever came of it."""
        if self._first is not None:
            self._first.cancel()
            await asyncio.wait([self._first])


@asynccontextmanager
async def phone_of(village: Village, who: Viewer) -> AsyncIterator[Phone]:
    """Begins when the stream is followed: after its permission and its first events were read."""
    following = village.services.following
    before = following.reads
    async with subscribed(village, who, LIVE) as screen:
        phone = Phone(screen)
        while following.reads < before + 2:
            await asyncio.sleep(0)
        yield phone
        await phone.hang_up()


async def test_each_comes_once_in_order(village: Village) -> None:
    farmer, other = await village.farmer(), await village.farmer()
    await tell(village, farmer, "before")
    async with phone_of(village, farmer) as phone:
        await tell(village, other, "foreign")
        await tell(village, farmer, "first", "second", "first")
        frames = [await phone.next(), await phone.next()]

    assert [frame["id"] for frame in frames] == (await told(farmer))[1:]
    assert frames[0] == {**frames[0], "kind": "SECURITY_ALERT", "title": "Look after your account", "request": None}


async def test_it_comes_without_redis(settings: Settings, clean_database: None, tmp_path: Path) -> None:
    async with founded(settings, tmp_path, redis_url=RedisDsn("redis://127.0.0.1:1/0")) as village:
        farmer = await village.farmer()
        async with phone_of(village, farmer) as phone:
            await tell(village, farmer, "first", "second")
            frames = [await phone.next(), await phone.next()]

        assert [frame["id"] for frame in frames] == await told(farmer)


@pytest.mark.parametrize("change", [{"state": UserState.SUSPENDED}, {"role": Role.TRACTOR_OWNER}])
async def test_it_ends_with_the_account_or_its_role(village: Village, change: dict[str, Any]) -> None:
    farmer = await village.farmer()
    async with phone_of(village, farmer) as phone:
        await User.filter(id=farmer.user_id).update(**change)
        await village.services.streams.nudge(StreamName.of_user(farmer.user_id))

        with pytest.raises(Ended):
            await phone.next()


async def test_nobody_follows_nothing(village: Village) -> None:
    async with subscribed(village, None, LIVE) as screen:
        assert await screen.next() == {"refused": "UNAUTHENTICATED"}


async def test_the_suspended_follow_nothing(village: Village) -> None:
    farmer = await village.farmer()
    await User.filter(id=farmer.user_id).update(state=UserState.SUSPENDED)
    async with subscribed(village, farmer, LIVE) as screen:
        assert await screen.next() == {"refused": "NOT_FOUND"}
