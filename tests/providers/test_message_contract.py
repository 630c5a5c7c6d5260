"""What everyone who carries messages has to do, be it the twin or a vendor."""

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from services.platform.clock import utc_now
from services.providers.messaging.outbox import Outbox
from services.providers.messaging.port import Mail, NotSent, Push, Refused, Sms, Taken
from services.providers.messaging.smtp import Server, Smtp
from tests.loopback import Asked, loopback
from tests.providers.postbox import Postbox, serving
from tests.providers.push_service import Browser, push_service, pusher, write_certificate
from tests.providers.sms_vendors import VENDORS

TO = {"mail": "ada@farm.test", "sms": "+2348012345678", "push": "https://push.example/v1/abc"}
TEXT = "Le tracteur est arrivé"
PATIENCE_SECONDS = 0.3
TWINS = ("outbox-mail", "outbox-sms", "outbox-push")


class Mood(StrEnum):
    """How the other side answers."""

    FINE = "fine"
    BUSY = "busy"
    NEVER = "never"
    SILENT = "silent"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Peer:
    """A carrier: `send` hands it the message with a number, `arrived` counts those that the other side has kept."""

    name: str
    send: Callable[[int], Awaitable[Taken]]
    arrived: Callable[[], Awaitable[int]]


type Opening = Callable[[Mood], Awaitable[Peer]]


def mail(number: int) -> Mail:
    return Mail(f"key-{number}", TO["mail"], f"Subject {number}", TEXT)


def sms(number: int) -> Sms:
    return Sms(f"key-{number}", TO["sms"], f"{TEXT} {number}")


def push(number: int) -> Push:
    return Push(f"key-{number}", TO["push"], "", "", f"{TEXT} {number}".encode(), f"topic-{number}", 3600)


def twin(name: str, folder: Path, mood: Mood) -> Peer:
    """Its only trouble is a folder that cannot be written."""
    if mood is not Mood.FINE:
        folder.write_text("")
    outbox = Outbox(folder, utc_now)
    ways: dict[str, Callable[[int], Awaitable[Taken]]] = {
        "outbox-mail": lambda number: outbox.mails.send(mail(number)),
        "outbox-sms": lambda number: outbox.texts.send(sms(number)),
        "outbox-push": lambda number: outbox.pushes.send(push(number)),
    }

    async def arrived() -> int:
        return len(await outbox.sent())

    return Peer(name, ways[name], arrived)


async def mail_server(stack: AsyncExitStack, mood: Mood) -> Peer:
    postbox = Postbox()
    postbox.answers = {Mood.BUSY: {"DATA": "451 Later"}, Mood.NEVER: {"RCPT": "550 No such user"}}.get(mood, {})
    postbox.silent_seconds = 2 * PATIENCE_SECONDS if mood is Mood.SILENT else 0
    within = PATIENCE_SECONDS if mood is Mood.SILENT else 5
    smtp = await stack.enter_async_context(serving(postbox, within=within))
    if mood is Mood.AWAY:
        smtp = Smtp(Server("127.0.0.1", 1, "none", None, None, "no-reply@spitractors.test"), utc_now, answer_within=5)

    async def arrived() -> int:
        return len(postbox.mails)

    return Peer("smtp", lambda number: smtp.send(mail(number)), arrived)


async def sms_vendor(stack: AsyncExitStack, name: str, mood: Mood) -> Peer:
    make, answers = VENDORS[name]
    kept: list[Asked] = []
    says = {Mood.BUSY: "busy", Mood.NEVER: "bad number"}.get(mood, "taken")

    def answer(asked: Asked) -> tuple[int, Any]:
        if mood is Mood.SILENT:
            time.sleep(2 * PATIENCE_SECONDS)
        elif says == "taken":
            kept.append(asked)
        return answers[says]

    url = "http://127.0.0.1:1" if mood is Mood.AWAY else stack.enter_context(loopback(answer)).url
    texter = make(url, within=PATIENCE_SECONDS if mood is Mood.SILENT else 5)

    async def arrived() -> int:
        return len(kept)

    return Peer(name, lambda number: texter.send(sms(number)), arrived)


async def browser_push(stack: AsyncExitStack, folder: Path, mood: Mood) -> Peer:
    service = await stack.enter_async_context(push_service(write_certificate(folder)))
    service.status = {Mood.BUSY: 503, Mood.NEVER: 400}.get(mood, 201)
    service.silent_seconds = 2 * PATIENCE_SECONDS if mood is Mood.SILENT else 0
    sender = pusher(service, within=PATIENCE_SECONDS if mood is Mood.SILENT else 5)
    endpoint = "https://push.example:1/v1/abc" if mood is Mood.AWAY else service.endpoint
    browser = Browser()

    async def arrived() -> int:
        payloads = {browser.read(body) for _, body in service.asked}
        return len(payloads) if service.status == 201 and mood is Mood.FINE else 0

    return Peer("web_push", lambda number: sender.send(browser.push(endpoint, f"{TEXT} {number}".encode())), arrived)


@pytest.fixture(params=[*TWINS, "smtp", "twilio", "africas_talking", "web_push"])
async def opening(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Opening]:
    """Opens the carrier whose other side is in a mood."""
    name: str = request.param
    async with AsyncExitStack() as stack:

        async def opened(mood: Mood) -> Peer:
            match name:
                case "smtp":
                    return await mail_server(stack, mood)
                case "web_push":
                    return await browser_push(stack, tmp_path, mood)
                case "twilio" | "africas_talking":
                    return await sms_vendor(stack, name, mood)
                case _:
                    return twin(name, tmp_path / "outbox", mood)

        yield opened


async def failure(peer: Peer) -> NotSent | Refused:
    """What it raises. It names nobody, and nothing has arrived."""
    with pytest.raises((NotSent, Refused)) as raised:
        await peer.send(1)
    said = f"{raised.value!r} {raised.value.__cause__!r}"
    assert not [address for address in TO.values() if address in said]
    assert TEXT not in said
    assert await peer.arrived() == 0
    error = raised.value
    assert isinstance(error, NotSent | Refused)
    return error


async def test_what_is_taken_has_arrived(opening: Opening) -> None:
    peer = await opening(Mood.FINE)

    taken = await peer.send(1)

    assert taken.provider == peer.name.partition("-")[0]
    assert taken.reference
    assert len(taken.reference) <= 128
    assert await peer.arrived() == 1


async def test_messages_at_once_arrive_each(opening: Opening) -> None:
    peer = await opening(Mood.FINE)

    taken = await asyncio.gather(*(peer.send(number) for number in range(4)))

    assert {each.provider for each in taken} == {peer.name.partition("-")[0]}
    assert await peer.arrived() == 4


async def test_a_busy_carrier_has_surely_not_taken_it(opening: Opening) -> None:
    error = await failure(await opening(Mood.BUSY))

    assert isinstance(error, NotSent)
    assert error.is_known


async def test_a_carrier_that_is_away_has_surely_not_taken_it(opening: Opening) -> None:
    error = await failure(await opening(Mood.AWAY))

    assert isinstance(error, NotSent)
    assert error.is_known


async def test_what_is_refused_is_not_tried_again(opening: Opening) -> None:
    peer = await opening(Mood.NEVER)

    error = await failure(peer)

    # A twin refuses nobody: a folder that cannot be written may be put right.
    assert type(error) is (NotSent if peer.name in TWINS else Refused)


async def test_whoever_stays_silent_may_have_taken_it(opening: Opening) -> None:
    peer = await opening(Mood.SILENT)

    error = await failure(peer)

    assert isinstance(error, NotSent)
    assert error.is_known is (peer.name in TWINS)
