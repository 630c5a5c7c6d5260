"""What a carrier has answered is known to one process alone: it outlives the connection to the database."""

from typing import Any

import asyncpg
import pytest

from services.providers.messaging.port import Refused
from tests.notifications.post import Post


def lose(post: Post, monkeypatch: pytest.MonkeyPatch, times: int, *, is_said: bool) -> None:
    """The connection is lost so often when an end is written, before it was said or after."""
    deliveries = post.notifications.deliveries
    settle, losses = deliveries._settle, iter(range(times))

    async def lost(*arguments: Any, **named: Any) -> bool:
        if next(losses, None) is None:
            return await settle(*arguments, **named)
        if is_said:
            await settle(*arguments, **named)
        raise asyncpg.ConnectionDoesNotExistError

    monkeypatch.setattr(deliveries, "_settle", lost)


@pytest.mark.parametrize("is_said", [False, True])
async def test_what_was_taken_is_not_sent_again(post: Post, monkeypatch: pytest.MonkeyPatch, is_said: bool) -> None:
    ada = await post.person()
    await post.tell(ada)
    lose(post, monkeypatch, 2, is_said=is_said)

    assert await post.run() == ["done"]
    assert await post.states(ada) == [("SENT", None)]
    assert len(post.mails.asked) == 1


async def test_what_was_refused_stays_so(post: Post, monkeypatch: pytest.MonkeyPatch) -> None:
    ada = await post.person()
    await post.tell(ada)
    post.mails.answers = [Refused("SMTP_550")]
    lose(post, monkeypatch, 1, is_said=False)

    assert await post.run() == ["done"]
    assert await post.states(ada) == [("FAILED", "SMTP_550")]


async def test_a_database_that_stays_away_is_left_to_the_next_attempt(
    post: Post, monkeypatch: pytest.MonkeyPatch
) -> None:
    ada = await post.person()
    await post.tell(ada)
    lose(post, monkeypatch, 99, is_said=False)

    with pytest.raises(asyncpg.ConnectionDoesNotExistError):
        await post.run()
    assert await post.states(ada) == [("SENDING", None)]
