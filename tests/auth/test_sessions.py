"""Ending sessions."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Collection
from contextlib import asynccontextmanager

import pytest

from services.auth.access import SocketSession
from services.auth.validity import Validity
from services.auth.viewer import Viewer
from services.auth.watch import SocketEnd
from services.platform.embedded import EmbeddedServers
from services.platform.ids import Kind, encode
from tests.accounts import PASSWORD, Api
from tests.auth.operations import CHANGE, LOG_OUT, LOG_OUT_EVERYWHERE, ME, REFRESH, REVOKE, SESSIONS

OPERATIONS = {
    "logOut": (LOG_OUT, {}),
    "logOutEverywhere": (LOG_OUT_EVERYWHERE, {}),
    "revokeSession": (REVOKE, {"id": "ses_01jqz0000000000000000000aa"}),
    "changePassword": (CHANGE, {"current": "x", "new": "y"}),
}


async def alive(api: Api, *tokens: str) -> list[bool]:
    return [(await api.ask(ME, token=token)).data is not None for token in tokens]


@pytest.mark.parametrize("operation", OPERATIONS)
async def test_nobody_ends_anything_without_signing_in(api: Api, operation: str) -> None:
    await api.session(await api.person())
    before = await api.rows("sessions")
    text, variables = OPERATIONS[operation]
    answer = await api.ask(text, **variables)
    assert (answer.data, answer.codes) == (None, ["UNAUTHENTICATED"])
    assert await api.rows("sessions") == before


async def test_logging_out_ends_this_session_at_once_and_no_other(api: Api) -> None:
    user = await api.person()
    here, there = [(await api.session(user)).tokens for _ in range(2)]
    assert (await api.ask(LOG_OUT, token=here.access_token)).data is True
    assert await alive(api, here.access_token, there.access_token) == [False, True]
    refreshed = await api.ask(REFRESH, refresh=here.refresh_token)
    assert refreshed.data == {"__typename": "InvalidTokenError"}


async def test_logging_out_everywhere_ends_ones_own_sessions_only(api: Api) -> None:
    user, stranger = await api.person(), await api.person()
    first, second = [(await api.session(user)).tokens.access_token for _ in range(2)]
    other = (await api.session(stranger)).tokens.access_token
    assert (await api.ask(LOG_OUT_EVERYWHERE, token=first)).data == 2
    assert await alive(api, first, second, other) == [False, False, True]


async def test_an_own_session_can_be_revoked_once(api: Api) -> None:
    user = await api.person()
    here, there = [await api.session(user) for _ in range(2)]
    session_id = encode(Kind.SESSION, there.viewer.session_id)
    answer = await api.ask(REVOKE, token=here.tokens.access_token, id=session_id)
    assert answer.data == {"__typename": "RemovedSuccess", "id": session_id}
    assert await alive(api, here.tokens.access_token, there.tokens.access_token) == [True, False]
    again = await api.ask(REVOKE, token=here.tokens.access_token, id=session_id)
    assert again.data == {"__typename": "NotFoundError"}


async def test_a_strangers_session_does_not_exist(api: Api) -> None:
    stranger = await api.session(await api.person())
    _, token = await api.signed_in()
    before = await api.rows("sessions")
    for session_id in (
        encode(Kind.SESSION, stranger.viewer.session_id),
        encode(Kind.USER, stranger.viewer.session_id),
        "nonsense",
        "\ud800",
    ):
        answer = await api.ask(REVOKE, token=token, id=session_id)
        assert answer.data == {"__typename": "NotFoundError"}
    assert await api.rows("sessions") == before


async def test_the_list_has_the_live_sessions_and_marks_this_one(api: Api) -> None:
    user = await api.person()
    await api.session(user)
    api.clock.advance(days=30)
    there = await api.session(user)
    api.clock.advance(minutes=1)
    here = await api.session(user)
    await api.session(await api.person())
    assert (await api.ask(SESSIONS, token=here.tokens.access_token)).data == {
        "sessions": [
            {"id": encode(Kind.SESSION, here.viewer.session_id), "current": True},
            {"id": encode(Kind.SESSION, there.viewer.session_id), "current": False},
        ]
    }


@pytest.mark.parametrize("days", [30, 180])
async def test_a_session_that_is_over_by_itself_is_neither_shown_nor_found_nor_counted(api: Api, days: int) -> None:
    user = await api.person()
    gone = await api.session(user)
    api.clock.advance(days=days)
    await api.session(user)
    token = (await api.session(user)).tokens.access_token
    shown = (await api.ask(SESSIONS, token=token)).data["sessions"]
    before = await api.rows("sessions")

    revoked = await api.ask(REVOKE, token=token, id=encode(Kind.SESSION, gone.viewer.session_id))
    assert (revoked.data, await api.rows("sessions")) == ({"__typename": "NotFoundError"}, before)
    assert (await api.ask(LOG_OUT_EVERYWHERE, token=token)).data == len(shown) == 2
    # It is ended for good, all the same.
    assert {row["revoked_because"] for row in await api.rows("sessions")} == {"LOGGED_OUT"}


async def test_a_changed_password_counts_the_sessions_that_are_shown(api: Api) -> None:
    user = await api.person()
    await api.session(user)
    api.clock.advance(days=30)
    token = (await api.session(user)).tokens.access_token

    changed = await api.ask(CHANGE, token=token, current=PASSWORD, new="another fine password")

    assert changed.data == {"__typename": "ChangePasswordSuccess", "sessionsRevoked": 1}


class Socket:
    """One that waits for the end of its session."""

    def __init__(self, api: Api, session: SocketSession) -> None:
        self._watch = api.services.auth.watch
        self._end: asyncio.Future[SocketEnd] = asyncio.get_running_loop().create_future()
        self._watched = self._watch.begin(session, self._end.set_result)

    async def end(self) -> SocketEnd:
        async with asyncio.timeout(10):
            return await self._end

    async def leave(self) -> None:
        await self._watch.release(self._watched)


@asynccontextmanager
async def opened(
    api: Api, token: str, *, later: Callable[[], Awaitable[object]] | None = None
) -> AsyncIterator[Socket]:
    """A socket with the token, opened after what happens `later` than its authentication."""
    session = await api.services.auth.authenticate_socket(token)
    assert session is not None
    if later is not None:
        await later()
    socket = Socket(api, session)
    try:
        yield socket
    finally:
        await socket.leave()
        assert api.services.wakeups.channels == 0


async def until_it_listens(api: Api) -> None:
    async with asyncio.timeout(10):
        while not api.services.wakeups.channels or api.services.auth.watch.is_looking:
            await asyncio.sleep(0.001)


async def test_a_socket_hears_at_once_that_its_session_has_ended(api: Api) -> None:
    token = (await api.session(await api.person())).tokens.access_token
    async with opened(api, token) as socket:
        await until_it_listens(api)
        await api.ask(LOG_OUT, token=token)
        assert await socket.end() is SocketEnd.REVOKED


async def test_a_socket_ends_with_its_token(api: Api) -> None:
    token = (await api.session(await api.person())).tokens.access_token

    async def time_passes() -> None:
        api.clock.advance(minutes=10)

    async with opened(api, token, later=time_passes) as socket:
        assert await socket.end() is SocketEnd.EXPIRED


async def test_a_socket_of_a_session_that_is_over_ends_at_once(api: Api) -> None:
    token = (await api.session(await api.person())).tokens.access_token
    async with opened(api, token, later=lambda: api.ask(LOG_OUT_EVERYWHERE, token=token)) as socket:
        assert await socket.end() is SocketEnd.REVOKED


async def test_a_socket_hears_of_the_end_without_redis(api: Api, servers: EmbeddedServers) -> None:
    token = (await api.session(await api.person())).tokens.access_token
    async with opened(api, token) as socket:
        await until_it_listens(api)
        servers.kill_redis()
        try:
            await api.ask(LOG_OUT, token=token)
            assert await socket.end() is SocketEnd.REVOKED
        finally:
            servers.restart_redis()


async def test_a_database_that_is_away_ends_no_socket_and_is_asked_again(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = (await api.session(await api.person())).tokens.access_token
    watch = api.services.auth.watch
    asked: list[int] = []
    living = watch._validity.living

    async def away_once(viewers: Collection[Viewer]) -> frozenset[Viewer]:
        asked.append(len(viewers))
        if len(asked) == 1:
            raise ConnectionRefusedError
        return await living(viewers)

    monkeypatch.setattr(Validity, "living", lambda _, viewers: away_once(viewers))
    async with opened(api, token, later=lambda: api.ask(LOG_OUT_EVERYWHERE, token=token)) as socket:
        assert await socket.end() is SocketEnd.REVOKED
    assert asked == [1, 1]


async def test_a_socket_that_comes_while_the_last_one_goes_is_watched(
    api: Api, monkeypatch: pytest.MonkeyPatch
) -> None:
    user = await api.person()
    tokens = [(await api.session(user)).tokens.access_token for _ in range(2)]
    sessions = [await api.services.auth.authenticate_socket(token) for token in tokens]
    assert sessions[0] is not None
    assert sessions[1] is not None
    living, has_asked = Validity.living, asyncio.Event()

    async def slowly_called_off(self: Validity, viewers: Collection[Viewer]) -> frozenset[Viewer]:
        if has_asked.is_set():
            return await living(self, viewers)
        has_asked.set()
        try:
            await asyncio.Event().wait()
        finally:
            # As the driver, which tells the server.
            await asyncio.sleep(0.01)
        return frozenset()

    monkeypatch.setattr(Validity, "living", slowly_called_off)
    going = Socket(api, sessions[0])
    await has_asked.wait()
    leaving = asyncio.create_task(going.leave())
    await asyncio.sleep(0)
    coming = Socket(api, sessions[1])
    await leaving
    await until_it_listens(api)
    await api.ask(LOG_OUT_EVERYWHERE, token=tokens[0])

    assert await coming.end() is SocketEnd.REVOKED
    await coming.leave()
    assert api.services.auth.watch._timer is None


async def test_the_last_socket_that_closes_leaves_no_listener_and_no_task(api: Api) -> None:
    before = asyncio.all_tasks()
    tokens = [(await api.session(await api.person())).tokens.access_token for _ in range(3)]
    async with opened(api, tokens[0]):
        for token in tokens[1:]:
            session = await api.services.auth.authenticate_socket(token)
            assert session is not None
            await Socket(api, session).leave()
    assert asyncio.all_tasks() == before
