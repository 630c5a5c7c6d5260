"""Which of some sessions are alive, asked along with something else or by itself."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from uuid_utils.compat import uuid7

from models.enums import Role
from services.auth.validity import Roll
from services.auth.viewer import Viewer
from tests.accounts import Api

SECOND = timedelta(seconds=1)


async def somebody(api: Api) -> Viewer:
    session = await api.services.auth.authenticate_socket((await api.session(await api.person())).tokens.access_token)
    assert session is not None
    return session.viewer


async def by_itself(api: Api, roll: Roll) -> frozenset[Viewer]:
    return await roll.call()


async def along(api: Api, roll: Roll) -> frozenset[Viewer]:
    asked = f"SELECT $1::int, {roll.column(2)}"
    ((number, found),) = await api.services.database.read_often(asked, 7, *roll.values)
    assert number == 7
    return roll.alive(found)


@pytest.mark.parametrize("ask", [by_itself, along])
async def test_those_are_alive_whose_session_account_and_role_are(
    api: Api, ask: Callable[[Api, Roll], Awaitable[frozenset[Viewer]]]
) -> None:
    alive, revoked, ended, suspended = [await somebody(api) for _ in range(4)]
    promoted = replace(alive, role=Role.ADMIN)
    borrowed = replace(alive, user_id=revoked.user_id)
    unknown = replace(alive, session_id=uuid7())
    fetch, now = api.services.database.fetch, api.services.clock()
    await fetch("UPDATE sessions SET revoked_at = $2 WHERE id = $1", revoked.session_id, now)
    await fetch("UPDATE sessions SET expires_at = $2 WHERE id = $1", ended.session_id, now + SECOND)
    await fetch("UPDATE users SET state = 'SUSPENDED' WHERE id = $1", suspended.user_id)
    everybody = [alive, revoked, ended, suspended, promoted, borrowed, unknown]

    api.clock.advance(seconds=1)

    def roll(*viewers: Viewer) -> Roll:
        return Roll(api.services.database, api.services.clock, viewers)

    assert [bool(await ask(api, roll(each))) for each in everybody] == [True, *[False] * 6]
    assert await ask(api, roll(*everybody)) == {alive}
    assert await ask(api, roll()) == frozenset()
    api.clock.advance(days=400)
    assert await ask(api, roll(alive)) == frozenset()
