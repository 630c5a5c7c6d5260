"""A reader that stops reading grows nothing and is closed with 4429; nobody else is held up."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest
from starlette.applications import Starlette
from websockets.frames import Opcode

from models.enums import FrameKind, RequestStatus
from models.tracking import LiveState
from services.platform.streams import StreamName
from services.wiring import Services
from tests.requests.village import Job, Village
from tests.schema.live import Socket, connected
from tests.schema.sockets.raw import RawSocket, raw_socket

FOLLOW = """subscription ($id: ID!, $after: Cursor) { requestTracking(requestId: $id, after: $after) {
    __typename ... on StreamOpened { cursor } ... on PaymentChanged { cursor }
    ... on PositionMoved { position { point { latitude } } } } }"""
# What nobody reads has to be more than the kernel keeps for a reader: each frame repeats this name.
HEAVY = FOLLOW.replace("__typename", f"{'x' * 30_000}: __typename __typename")
EVENTS = 200
BEHIND = timedelta(milliseconds=300)


async def follow(socket: Socket | RawSocket, token: str, query: str, job: Job, after: str | None = None) -> None:
    init = {"type": "connection_init", "payload": {"accessToken": token}}
    variables = {"id": job.shown_id, "after": after}
    subscribe = {"type": "subscribe", "id": "1", "payload": {"query": query, "variables": variables}}
    say = socket.put if isinstance(socket, Socket) else socket.say
    for message in (init, subscribe):
        await say(json.dumps(message))


async def happen(services: Services, job: Job) -> None:
    """Many events at once."""
    stream = StreamName.of_request(job.request_id)
    events = await services.streams.read(stream, after=0, limit=100)
    payment = next(event.payload for event in events if event.kind is FrameKind.PAYMENT)
    async with services.database.transaction():
        for _ in range(EVENTS):
            await services.streams.append(stream, FrameKind.PAYMENT, payment)


async def frames_until_closed(socket: RawSocket) -> list[dict[str, Any]]:
    """Everything that was kept for it."""
    frames: list[dict[str, Any]] = []
    while (frame := await socket.next()).opcode is Opcode.TEXT:
        message = json.loads(bytes(frame.data))
        frames += [message["payload"]["data"]["requestTracking"]] if message["type"] == "next" else []
    return frames


@pytest.mark.parametrize("changes", [{"reader_patience": BEHIND}])
async def test_whoever_stays_behind_is_closed_and_resumes(
    port: int, services: Services, job: Job, farmer: str, changes: dict[str, Any]
) -> None:
    async with connected(port) as quick, raw_socket(port, buffer=4096) as slow:
        await follow(quick, farmer, FOLLOW, job)
        assert [(await quick.receive())["type"] for _ in range(2)] == ["connection_ack", "next"]
        await follow(slow, farmer, HEAVY, job)
        while services.following.places.waiting < 2:
            await asyncio.sleep(0.01)
        await happen(services, job)

        told = [(await quick.receive())["payload"]["data"]["requestTracking"]["cursor"] for _ in range(EVENTS)]
        while services.following.places.followers > 1:
            await asyncio.sleep(0.01)
        kept = await frames_until_closed(slow)

        assert slow.close_code == 4429
        seen = [frame["cursor"] for frame in kept[1:]]
        assert seen == told[: len(seen)]
        assert len(seen) < EVENTS

    async with connected(port) as again:
        await follow(again, farmer, FOLLOW, job, after=seen[-1] if seen else kept[0]["cursor"])
        assert [(await again.receive())["type"] for _ in range(2)] == ["connection_ack", "next"]
        missed = [await again.receive() for _ in range(EVENTS - len(seen))]
    assert [frame["payload"]["data"]["requestTracking"]["cursor"] for frame in missed] == told[len(seen) :]


async def test_a_slow_reader_gets_the_newest_place_and_not_every_one(
    port: int, services: Services, village: Village, job: Job, farmer: str
) -> None:
    await village.step(job, RequestStatus.EN_ROUTE)
    async with connected(port) as quick, raw_socket(port, buffer=4096) as slow:
        await follow(quick, farmer, FOLLOW, job)
        assert [(await quick.receive())["type"] for _ in range(2)] == ["connection_ack", "next"]
        await follow(slow, farmer, HEAVY, job)
        while services.following.places.waiting < 2:
            await asyncio.sleep(0.01)
        for number in range(EVENTS):
            await move(services, job, number / 1000)
            assert latitude(await quick.receive()) == number / 1000

        seen = [-1.0]
        while seen[-1] != (EVENTS - 1) / 1000:
            message = json.loads(bytes((await slow.next()).data))
            if (place := latitude(message)) is not None:
                seen.append(place)
    assert seen == sorted(set(seen))
    assert len(seen) < EVENTS


@pytest.mark.parametrize("changes", [{"reader_patience": timedelta(seconds=1)}])
@pytest.mark.parametrize("how", ["close", "garbage"])
async def test_whoever_says_good_bye_and_reads_no_more_is_cut_off(
    *, port: int, app: Starlette, services: Services, job: Job, farmer: str, changes: dict[str, Any], how: str
) -> None:
    async with raw_socket(port, buffer=4096) as slow:
        await follow(slow, farmer, HEAVY, job)
        while services.following.places.waiting < 1:
            await asyncio.sleep(0.01)
        (connection,) = app.state.connections()
        await happen(services, job)
        while connection.transport.get_write_buffer_size() == 0:
            await asyncio.sleep(0.001)
        await slow.hang_up(how)

        async with asyncio.timeout(10):
            while app.state.connections():
                await asyncio.sleep(0.02)


async def move(services: Services, job: Job, to: float) -> None:
    place: dict[str, Any] = {"latitude": to, "longitude": 7.0, "fixed_at": services.clock()}
    if not await LiveState.filter(job_request_id=job.request_id).update(**place):
        await LiveState.create(job_request_id=job.request_id, **place)
    await services.streams.nudge(StreamName.of_request(job.request_id))


def latitude(message: dict[str, Any]) -> float | None:
    """None for what is no place."""
    frame = message.get("payload", {}).get("data", {}).get("requestTracking", {})
    found: float | None = frame.get("position", {}).get("point", {}).get("latitude")
    return found


@pytest.mark.parametrize("changes", [{"reader_patience": BEHIND, "socket_frames_limit": 1_000_000}])
async def test_pings_whose_answers_are_not_read_pile_up_nowhere(port: int, changes: dict[str, Any]) -> None:
    async with raw_socket(port, buffer=4096) as socket:
        await socket.say('{"type":"connection_init"}')
        for _ in range(20):
            socket.ping(b"x" * 125, times=5_000)
        assert await socket.closed() in {4429, 1006}
