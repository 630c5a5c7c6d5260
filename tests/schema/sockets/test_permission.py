"""A session that ended is noticed at the next frame, even where nobody was told of its end."""

import pytest

from models.enums import RequestStatus
from models.users import Profile
from services.auth.viewer import Viewer
from services.wiring import Services
from tests.requests.village import Job, Village
from tests.schema.events import events
from tests.schema.live import connected
from tests.schema.sockets.people import token_of

FOLLOW = """subscription ($id: ID!) { requestTracking(requestId: $id) {
    __typename ... on StatusChanged { event { status } } } }"""
RENAME = 'mutation { updateProfile(input: {name: "Eve"}) { __typename } }'
ENDINGS = {
    "revoked": "UPDATE sessions SET revoked_at = now(), revoked_because = 'REVOKED' WHERE user_id = $1",
    "suspended": "UPDATE users SET state = 'SUSPENDED' WHERE id = $1",
    "another role": "UPDATE users SET role = 'TRACTOR_OWNER' WHERE id = $1",
    "over": "UPDATE sessions SET expires_at = now() WHERE user_id = $1",
}


async def end_silently(services: Services, viewer: Viewer, how: str) -> None:
    """As where the process dies between the commit and its word to the others."""
    await services.database.fetch(ENDINGS[how], viewer.user_id)


@pytest.mark.parametrize("how", ENDINGS)
async def test_a_socket_shows_no_further_frame(
    *, port: int, services: Services, village: Village, job: Job, farmer: str, how: str
) -> None:
    async with connected(port) as socket:
        await socket.opened(farmer)
        await socket.send(id="1", type="subscribe", payload={"query": FOLLOW, "variables": {"id": job.shown_id}})
        assert (await socket.receive())["type"] == "next"
        await village.step(job, RequestStatus.EN_ROUTE)
        shown = (await socket.receive())["payload"]["data"]["requestTracking"]
        assert shown["event"] == {"status": "EN_ROUTE"}

        await end_silently(services, job.farmer, how)
        await village.step(job, RequestStatus.ARRIVED)
        assert await socket.rest() == []
        assert await socket.closed() == 4403


@pytest.mark.parametrize("how", ENDINGS)
async def test_an_event_stream_shows_no_further_frame(
    *, port: int, services: Services, village: Village, job: Job, farmer: str, how: str
) -> None:
    async with events(port, FOLLOW, token=farmer, id=job.shown_id) as stream:
        assert (await stream.next())[0] == "next"
        await end_silently(services, job.farmer, how)
        await village.step(job, RequestStatus.EN_ROUTE)
        _, answer = await stream.next()
        assert answer["errors"][0]["message"] == "The session has ended."
        assert await stream.next() == ("complete", None)


async def test_a_token_that_has_run_out_shows_no_further_frame_whatever_the_timers_say(
    port: int, services: Services, village: Village, job: Job, farmer: str
) -> None:
    async with connected(port) as socket:
        await socket.opened(farmer)
        await socket.send(id="1", type="subscribe", payload={"query": FOLLOW, "variables": {"id": job.shown_id}})
        assert (await socket.receive())["type"] == "next"
        # As on a machine that slept.
        later = services.clock() + services.settings.access_token_lifetime
        services.auth.watch._clock = lambda: later
        await village.step(job, RequestStatus.EN_ROUTE)

        assert await socket.rest() == []
        assert await socket.closed() == 4401


async def test_nothing_is_done_for_a_session_that_ended(port: int, services: Services, job: Job) -> None:
    token = await token_of(services, job.farmer)
    async with connected(port) as socket:
        await socket.opened(token)
        await end_silently(services, job.farmer, "revoked")
        await socket.send(id="1", type="subscribe", payload={"query": RENAME})
        assert await socket.rest() == []
        assert await socket.closed() == 4403
    assert (await Profile.get(user_id=job.farmer.user_id)).name == "Ada Obi"


async def test_other_sessions_of_the_same_person_go_on(
    port: int, services: Services, village: Village, job: Job, farmer: str
) -> None:
    other = await token_of(services, job.farmer)
    async with connected(port) as ended, connected(port) as alive:
        for socket, token in ((ended, farmer), (alive, other)):
            await socket.opened(token)
            await socket.send(id="1", type="subscribe", payload={"query": FOLLOW, "variables": {"id": job.shown_id}})
            await socket.receive()
        claims = await services.auth.authenticate(farmer)
        assert claims is not None
        await services.database.fetch(
            "UPDATE sessions SET revoked_at = now(), revoked_because = 'REVOKED' WHERE id = $1", claims.session_id
        )
        await village.step(job, RequestStatus.EN_ROUTE)
        assert (await alive.receive())["type"] == "next"
        assert await ended.closed() == 4403
