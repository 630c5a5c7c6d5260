"""Refresh tokens: one successor each, a grace for lost answers, and the end of a family that is used twice."""

import asyncio
from typing import Any

import pytest

from models.enums import UserState
from services.auth.origin import Origin
from tests.accounts import Api
from tests.auth.operations import ME, REFRESH

ORIGIN = Origin("192.0.2.1")


async def refresh(api: Api, token: str) -> Any:
    return (await api.ask(REFRESH, refresh=token)).data


async def is_alive(api: Api, access_token: str) -> bool:
    return (await api.ask(ME, token=access_token)).data is not None


async def test_a_refresh_gives_the_next_pair(api: Api) -> None:
    first = (await api.session(await api.person())).tokens
    api.clock.advance(minutes=9)
    pair = (await refresh(api, first.refresh_token))["tokens"]
    assert pair["refreshToken"] != first.refresh_token
    assert pair["accessToken"] != first.access_token
    assert pair["accessExpiresAt"] == "2026-03-02T08:19:00Z"
    assert pair["refreshExpiresAt"] == "2026-04-01T08:09:00Z"
    assert await is_alive(api, pair["accessToken"])


async def test_fifty_refreshes_at_once_give_one_successor(api: Api) -> None:
    user = await api.person()
    first = (await api.session(user)).tokens
    answers = await asyncio.gather(*(api.services.auth.refresh(first.refresh_token, origin=ORIGIN) for _ in range(50)))
    assert len(set(answers)) == 1
    assert [row["generation"] for row in await api.rows("refresh_tokens")] == [1, 2]


@pytest.mark.parametrize("seconds", [0, 90, 120])
async def test_a_lost_answer_is_given_again(api: Api, seconds: int) -> None:
    first = (await api.session(await api.person())).tokens
    answer = await refresh(api, first.refresh_token)
    api.clock.advance(seconds=seconds)
    rows = await api.rows("refresh_tokens")
    assert await refresh(api, first.refresh_token) == answer
    assert await api.rows("refresh_tokens") == rows


async def test_after_the_grace_an_old_token_ends_its_family_and_no_other(api: Api) -> None:
    user = await api.person()
    other = (await api.session(user)).tokens
    first = (await api.session(user)).tokens
    second = (await refresh(api, first.refresh_token))["tokens"]
    api.clock.advance(seconds=121)
    assert await refresh(api, first.refresh_token) == {"__typename": "SessionReuseError"}
    assert not await is_alive(api, second["accessToken"])
    assert await refresh(api, second["refreshToken"]) == {"__typename": "InvalidTokenError"}
    assert await refresh(api, first.refresh_token) == {"__typename": "InvalidTokenError"}
    assert await is_alive(api, other.access_token)
    await api.run_mail_jobs()
    assert [mail.subject for mail in await api.services.outbox.sent(user.email)] == ["We closed one of your sessions"]


@pytest.mark.parametrize("days", [9, 10, 30])
async def test_a_used_token_ends_its_family_however_old_it_is(api: Api, days: int) -> None:
    """It would have ended by itself, had it not been used, after 30 days."""
    user = await api.person()
    first = (await api.session(user)).tokens
    second = (await refresh(api, first.refresh_token))["tokens"]
    api.clock.advance(days=20)
    third = (await refresh(api, second["refreshToken"]))["tokens"]
    api.clock.advance(days=days)
    assert await refresh(api, first.refresh_token) == {"__typename": "SessionReuseError"}
    assert await refresh(api, third["refreshToken"]) == {"__typename": "InvalidTokenError"}
    assert [row["revoked_because"] for row in await api.rows("sessions")] == ["REUSED"]
    await api.run_mail_jobs()
    assert [mail.subject for mail in await api.services.outbox.sent(user.email)] == ["We closed one of your sessions"]


async def test_a_used_token_of_a_session_that_is_over_is_invalid(api: Api) -> None:
    token = (await api.session(await api.person())).tokens.refresh_token
    await refresh(api, token)
    api.clock.advance(days=180)
    before = await api.rows("sessions")
    assert await refresh(api, token) == {"__typename": "InvalidTokenError"}
    assert await api.rows("sessions") == before


async def test_within_the_grace_a_used_successor_ends_the_family(api: Api) -> None:
    first = (await api.session(await api.person())).tokens
    second = (await refresh(api, first.refresh_token))["tokens"]
    third = (await refresh(api, second["refreshToken"]))["tokens"]
    assert await refresh(api, first.refresh_token) == {"__typename": "SessionReuseError"}
    assert await refresh(api, third["refreshToken"]) == {"__typename": "InvalidTokenError"}
    assert [row["revoked_because"] for row in await api.rows("sessions")] == ["REUSED"]


async def test_thirty_days_idle_end_a_session(api: Api) -> None:
    first = (await api.session(await api.person())).tokens
    api.clock.advance(days=30)
    assert await refresh(api, first.refresh_token) == {"__typename": "InvalidTokenError"}


async def test_no_session_outlives_half_a_year(api: Api) -> None:
    token = (await api.session(await api.person())).tokens.refresh_token
    ends = ""
    for _ in range(8):
        api.clock.advance(days=20)
        pair = (await refresh(api, token))["tokens"]
        token, ends = pair["refreshToken"], pair["refreshExpiresAt"]
    assert ends == "2026-08-29T08:00:00Z"
    api.clock.advance(days=20)
    assert await refresh(api, token) == {"__typename": "InvalidTokenError"}


async def test_a_suspended_account_refreshes_nothing(api: Api) -> None:
    user = await api.person()
    first = (await api.session(user)).tokens
    user.state = UserState.SUSPENDED
    await user.save()
    rows = await api.rows("refresh_tokens")
    assert await refresh(api, first.refresh_token) == {"__typename": "InvalidTokenError"}
    assert await api.rows("refresh_tokens") == rows


@pytest.mark.parametrize("token", ["", "x", "é" * 43, "\ud800", "A" * 43, "a\x00b"])
async def test_an_unknown_token_is_invalid(api: Api, token: str) -> None:
    assert await refresh(api, token) == {"__typename": "InvalidTokenError"}


async def test_an_access_token_refreshes_nothing(api: Api) -> None:
    pair = (await api.session(await api.person())).tokens
    assert await refresh(api, pair.access_token) == {"__typename": "InvalidTokenError"}


async def test_only_hashes_are_stored(api: Api) -> None:
    first = (await api.session(await api.person())).tokens
    second = (await refresh(api, first.refresh_token))["tokens"]
    stored = repr(await api.rows("refresh_tokens")) + repr(await api.rows("sessions"))
    assert first.refresh_token not in stored
    assert second["refreshToken"] not in stored
