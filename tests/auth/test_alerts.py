"""Whoever's account is touched finds an alert in the app."""

from models.auth import User
from tests.accounts import PASSWORD, Api
from tests.auth.operations import CHANGE, REFRESH
from tests.notifications.operations import LIST


async def titles(api: Api, user: User) -> list[str]:
    """Of what is found after a new log-in."""
    token = (await api.session(user)).tokens.access_token
    return [node["title"] for node in (await api.ask(LIST, token=token)).data["nodes"]]


async def test_a_token_that_is_used_again(api: Api) -> None:
    user, other = await api.person(), await api.person()
    first = (await api.session(user)).tokens
    await api.ask(REFRESH, refresh=first.refresh_token)
    api.clock.advance(seconds=121)
    for _ in range(2):
        await api.ask(REFRESH, refresh=first.refresh_token)

    assert await titles(api, user) == ["We closed one of your sessions"]
    assert await titles(api, other) == []


async def test_a_new_password(api: Api) -> None:
    user, token = await api.signed_in()
    answer = await api.ask(CHANGE, token=token, current=PASSWORD, new="another plough for the fields")

    assert answer.data["sessionsRevoked"] == 1
    assert await titles(api, user) == ["Your password was changed"]
