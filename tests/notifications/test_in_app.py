"""The list in the app: by key, counted, marked as read, and nobody else's."""

from typing import Any
from uuid import UUID

import pytest
from uuid_utils.compat import uuid7

from models.auth import User
from models.enums import NotificationKind, UserState
from models.notifications import Notification
from models.users import Preferences
from services.auth.viewer import Viewer
from services.notifications.announcing import News
from services.platform.database import NoTransaction
from services.platform.ids import Kind, encode
from tests.notifications.operations import LIST, MARK, UNREAD
from tests.requests.village import Village

ALERT = NotificationKind.SECURITY_ALERT


async def tell(village: Village, who: Viewer, event: str, kind: NotificationKind = ALERT) -> None:
    async with village.services.database.transaction():
        await village.services.notifications.announcements.tell(News(who.user_id, kind, event))


async def ids(who: Viewer) -> list[UUID]:
    """Of somebody's notifications, the newest first."""
    return [row.id for row in await Notification.filter(user_id=who.user_id).order_by("-id")]


async def unread(village: Village, who: Viewer) -> Any:
    return (await village.ask(who, UNREAD)).data["unreadNotifications"]


def shown(*rows: UUID) -> list[str]:
    return [encode(Kind.NOTIFICATION, row) for row in rows]


async def test_pages_by_key(village: Village) -> None:
    farmer = await village.farmer()
    for number in range(3):
        await tell(village, farmer, f"event:{number}")
    third, second, first = await ids(farmer)

    page = (await village.ask(farmer, LIST, first=2)).data
    await tell(village, farmer, "event:later")
    rest = (await village.ask(farmer, LIST, first=2, after=page["pageInfo"]["endCursor"])).data

    assert [node["id"] for node in page["nodes"]] == shown(third, second)
    assert (page["pageInfo"]["hasNextPage"], page["unreadCount"]) == (True, 3)
    assert [node["id"] for node in rest["nodes"]] == shown(first)
    assert (rest["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasPreviousPage"]) == (False, True)
    assert rest["unreadCount"] == 4


async def test_named_ones_are_read(village: Village) -> None:
    farmer = await village.farmer()
    for number in range(3):
        await tell(village, farmer, f"event:{number}")
    third, second, first = await ids(farmer)

    answer = await village.ask(farmer, MARK, ids=shown(second, second))
    left = await village.ask(farmer, LIST, unread=True)

    assert answer.data == {"unreadCount": 2}
    assert [node["id"] for node in left.data["nodes"]] == shown(third, first)
    assert await unread(village, farmer) == 2


async def test_reading_twice_keeps_the_first_time(village: Village) -> None:
    farmer = await village.farmer()
    await tell(village, farmer, "event")
    await village.ask(farmer, MARK, all=True)
    before = await village.state("notifications")
    village.clock.advance(hours=1)

    assert (await village.ask(farmer, MARK, all=True)).data == {"unreadCount": 0}
    assert await village.state("notifications") == before


async def test_all_are_ones_own(village: Village) -> None:
    farmer, other = await village.farmer(), await village.farmer()
    await tell(village, farmer, "event")
    await tell(village, other, "event")

    assert (await village.ask(farmer, MARK, all=True)).data == {"unreadCount": 0}
    assert await unread(village, other) == 1


@pytest.mark.parametrize("role", ["stranger", "admin"])
async def test_a_strangers_id_changes_nothing(village: Village, role: str) -> None:
    farmer = await village.farmer()
    await tell(village, farmer, "event")
    who = await village.admin() if role == "admin" else await village.farmer()
    before = await village.state()

    foreign = [*shown(*await ids(farmer), uuid7()), "ntf_nonsense", encode(Kind.USER, farmer.user_id), ""]
    answer = await village.ask(who, MARK, ids=foreign)

    assert answer.data == {"unreadCount": 0}
    assert (await village.ask(who, LIST)).data["nodes"] == []
    assert await village.state() == before


async def test_nobody_is_shown_nothing(village: Village) -> None:
    assert (await village.ask(None, LIST)).codes == ["UNAUTHENTICATED"]
    assert (await village.ask(None, MARK, all=True)).codes == ["UNAUTHENTICATED"]


@pytest.mark.parametrize("first", [0, 101])
async def test_a_page_has_its_limits(village: Village, first: int) -> None:
    assert (await village.ask(await village.farmer(), LIST, first=first)).codes == ["BAD_USER_INPUT"]


async def test_too_many_ids_at_once_are_refused(village: Village) -> None:
    answer = await village.ask(await village.farmer(), MARK, ids=["ntf_x", *shown(*(uuid7() for _ in range(501)))])

    assert answer.codes == ["BAD_USER_INPUT"]


async def test_an_event_is_told_once(village: Village) -> None:
    farmer = await village.farmer()
    for _ in range(2):
        await tell(village, farmer, "event")

    assert await unread(village, farmer) == 1


async def test_what_is_rolled_back_was_not_told(village: Village) -> None:
    farmer = await village.farmer()
    before = await village.state()

    async def fail() -> None:
        async with village.services.database.transaction():
            await village.services.notifications.announcements.tell(News(farmer.user_id, ALERT, "event"))
            raise LookupError

    with pytest.raises(LookupError):
        await fail()
    with pytest.raises(NoTransaction):
        await village.services.notifications.announcements.tell(News(farmer.user_id, ALERT, "event"))
    assert await village.state() == before


async def test_whoever_does_not_want_it_in_the_app_does_not_find_it_there(village: Village) -> None:
    farmer = await village.farmer()
    choice = {"WORK_STARTED": ["EMAIL"], "TRACTOR_ARRIVED": ["IN_APP"], "SECURITY_ALERT": []}
    await Preferences.filter(user_id=farmer.user_id).update(channels=choice)
    for kind in (NotificationKind.WORK_STARTED, NotificationKind.TRACTOR_ARRIVED, ALERT):
        await tell(village, farmer, f"event:{kind}", kind)

    page = (await village.ask(farmer, LIST)).data

    assert [node["kind"] for node in page["nodes"]] == ["TRACTOR_ARRIVED"]
    assert page["unreadCount"] == 1


async def test_a_suspended_account_is_told_nothing(village: Village) -> None:
    farmer = await village.farmer()
    await User.filter(id=farmer.user_id).update(state=UserState.SUSPENDED)
    await tell(village, farmer, "event")

    assert await ids(farmer) == []
