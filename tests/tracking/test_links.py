"""A link shows the way of the tractor and nothing else, until it expires, is revoked or the job ends."""

import re
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from models.enums import RequestStatus
from models.tracking import TrackingLink
from services.auth.viewer import Viewer
from services.platform.ids import Kind, encode
from services.platform.settings import Settings
from services.platform.tokens import digest
from tests.requests.operations import CANCEL
from tests.requests.village import STEPS, Job, Village, founded, fresh_key, north
from tests.tracking.screen import Ended, Screen, subscribed
from tests.tracking.test_feed import ready
from tests.tracking.test_positions import fix, report

SHARE = """mutation ($request: ID!, $hours: Int! = 24) { shareTracking(requestId: $request, hours: $hours) {
    __typename ... on TrackingLinkSuccess { link { url token expiresAt } }
    ... on NotFoundError { path } ... on ValidationError { problems { path code } } } }"""
REVOKE = "mutation ($request: ID!) { revokeTrackingLinks(requestId: $request) }"
PERSON = "{ name phone avatarUrl rating completedJobs }"
SEEN = f"""
    request {{ status notes farmAddress farmLocation {{ latitude }} paid payments {{ id }} estimate {{ id }}
        tractor {{ id }} scheduled {{ from }} timeline {{ status }} allowedActions cancellation {{ by }}
        farmer {PERSON} owner {PERSON} }}
    events {{ status actorName note location {{ latitude }} }}
    eta {{ source }} position {{ point {{ latitude }} }} cursor"""
TRACKING = (
    f"query ($token: String, $request: ID) {{ requestTracking(token: $token, requestId: $request) {{ {SEEN} }} }}"
)
FOLLOW = """subscription ($token: String, $request: ID, $after: Cursor) {
    requestTracking(token: $token, requestId: $request, after: $after) {
        __typename
        ... on StreamOpened { cursor recovered snapshot { request { status } } }
        ... on StatusChanged { cursor event { status note actorName } request { status notes farmer { name phone } } }
        ... on EtaChanged { eta { source } }
        ... on PositionMoved { position { point { latitude } } }
        ... on PaymentChanged { payment { id } } } }"""
SHARED = {"phone": None, "avatarUrl": None, "rating": None, "completedJobs": 0}


@pytest.fixture
async def patient(settings: Settings, clean_database: None, tmp_path: Path) -> AsyncIterator[Village]:
    """Where only a wake-up, or the end of a link, makes a stream look at the database."""
    async with founded(settings, tmp_path, stream_silence=timedelta(hours=300)) as village:
        yield village


async def shared(village: Village, job: Job, hours: int = 24) -> str:
    """The token of a fresh link."""
    answer = await village.ask(job.farmer, SHARE, request=job.shown_id, hours=hours)
    return str(answer.data["link"]["token"])


async def seen(village: Village, token: str | None, viewer: Viewer | None = None, **given: Any) -> Any:
    return (await village.ask(viewer, TRACKING, token=token, **given)).data


async def has_ended(screen: Screen) -> bool:
    """Whether the stream ends without another step."""
    try:
        await screen.until("StatusChanged")
    except Ended:
        return True
    return False


async def test_a_link_is_made_for_a_while(village: Village) -> None:
    job = await ready(village)
    answer = await village.ask(job.farmer, SHARE, request=job.shown_id, hours=5)
    link = answer.data["link"]
    row = await TrackingLink.get(job_request_id=job.request_id)

    assert link["url"] == f"http://127.0.0.1:8000/track?token={link['token']}"
    assert (row.token_hash, row.expires_at) == (digest(link["token"]), village.clock() + timedelta(hours=5))


async def test_a_link_leads_to_the_app(settings: Settings, clean_database: None, tmp_path: Path) -> None:
    urls = {"public_url": "https://api.example.org", "app_url": "https://app.example.org/field/"}
    async with founded(settings, tmp_path, **urls) as village:
        job = await village.accepted()
        link = (await village.ask(job.farmer, SHARE, request=job.shown_id)).data["link"]

    assert link["url"] == f"https://app.example.org/field/track?token={link['token']}"


async def test_the_page_of_the_developer_asks_for_what_a_link_shows(village: Village, root: Path) -> None:
    script = (root / "static/pages/track.js").read_text()
    (query,) = re.findall(r"const query = `([^`]+)`", script)
    job = await village.accepted()

    answer = await village.ask(None, query, token=await shared(village, job))

    assert answer.data["request"] == {"status": "ACCEPTED"}
    assert [event["status"] for event in answer.data["events"]] == ["SENT", "RECEIVED", "ACCEPTED"]
    assert (await village.ask(None, query, token="none")).data is None


@pytest.mark.parametrize("hours", [0, -1, 169])
async def test_it_lasts_from_an_hour_to_a_week(village: Village, hours: int) -> None:
    job = await village.accepted()
    refused = (await village.ask(job.farmer, SHARE, request=job.shown_id, hours=hours)).data

    assert refused["problems"] == [{"path": ["hours"], "code": "OUT_OF_RANGE"}]
    assert await TrackingLink.all().count() == 0


async def test_only_the_farmer_of_the_request_shares_and_revokes(village: Village) -> None:
    job = await village.accepted()
    token, stranger = await shared(village, job), await village.farmer()

    assert (await village.ask(stranger, SHARE, request=job.shown_id)).data["path"] == ["requestId"]
    assert (await village.ask(stranger, REVOKE, request=job.shown_id)).codes == ["NOT_FOUND"]
    assert (await village.ask(job.owner, SHARE, request=job.shown_id)).codes == ["FORBIDDEN"]
    assert await TrackingLink.all().count() == 1
    assert await seen(village, token) is not None


async def test_a_job_that_is_over_is_not_shared(village: Village) -> None:
    job = await village.accepted()
    token = await shared(village, job)
    await village.ask(job.farmer, CANCEL, request=job.shown_id, key=fresh_key())

    refused = (await village.ask(job.farmer, SHARE, request=job.shown_id)).data
    assert refused["problems"] == [{"path": ["requestId"], "code": "OVER"}]
    assert await seen(village, token) is None


async def test_twenty_links_are_enough(village: Village) -> None:
    job = await village.accepted()
    for _ in range(20):
        await shared(village, job)

    refused = (await village.ask(job.farmer, SHARE, request=job.shown_id)).data
    assert refused["problems"] == [{"path": ["requestId"], "code": "TOO_MANY"}]
    assert (await village.ask(job.farmer, REVOKE, request=job.shown_id)).data is True
    assert await shared(village, job)


@pytest.mark.parametrize("who", ["nobody", "a stranger", "the farmer", "an admin"])
async def test_it_shows_the_same_to_everybody(village: Village, who: str) -> None:
    job = await ready(village)
    await village.step(job, RequestStatus.EN_ROUTE, note="Call +2348012345678", location=north(7))
    await report(village, job, fix(village.clock(), north(5)))
    viewers = {"a stranger": await village.farmer(), "the farmer": job.farmer, "an admin": await village.admin()}
    shown = await seen(village, await shared(village, job), viewers.get(who))
    request = shown["request"]

    assert (request.pop("farmer"), request.pop("owner")) == ({"name": "Ada", **SHARED}, {"name": "Musa", **SHARED})
    assert request == {
        "status": "EN_ROUTE",
        "notes": None,
        "farmAddress": "8.9, 7.2",
        "farmLocation": {"latitude": 8.9},
        "paid": False,
        "payments": [],
        "estimate": None,
        "tractor": None,
        "scheduled": None,
        "timeline": [],
        "allowedActions": [],
        "cancellation": None,
    }
    assert [(event["status"], event["actorName"]) for event in shown["events"]] == [
        ("SENT", "Ada"),
        ("RECEIVED", None),
        ("ACCEPTED", "Musa"),
        ("EN_ROUTE", "Musa"),
    ]
    assert {(event["note"], event["location"]) for event in shown["events"]} == {(None, None)}
    assert shown["position"]["point"]["latitude"] == north(5).latitude
    assert shown["eta"] == {"source": "SCHEDULED"}


async def test_without_token_and_session_nothing_is_told(village: Village) -> None:
    job = await village.accepted()

    assert (await village.ask(None, TRACKING, request=job.shown_id)).codes == ["UNAUTHENTICATED"]
    async with subscribed(village, None, FOLLOW, request=job.shown_id) as screen:
        assert await screen.next() == {"refused": "UNAUTHENTICATED"}
    async with subscribed(village, job.farmer, FOLLOW) as screen:
        assert await screen.next() == {"refused": "NOT_FOUND"}


async def test_a_token_opens_its_own_request_only(village: Village) -> None:
    job, other = await village.accepted(), await village.accepted(day=village.day(4))
    token = await shared(village, job)

    assert await seen(village, token, request=job.shown_id) is not None
    for named in (other.shown_id, "req_x"):
        assert await seen(village, token, request=named) is None
    assert await seen(village, "guessed") is None
    async with subscribed(village, None, FOLLOW, token=token, request=other.shown_id) as screen:
        assert await screen.next() == {"refused": "NOT_FOUND"}


async def test_it_is_followed_to_the_last_step(village: Village) -> None:
    job = await ready(village)
    token = await shared(village, job)
    async with subscribed(village, None, FOLLOW, token=token) as screen:
        opened = await screen.next()
        for step in STEPS:
            await village.step(job, step, note="secret")
        statuses = [await screen.until("StatusChanged") for _ in STEPS]

        assert await has_ended(screen)
    assert opened["snapshot"]["request"] == {"status": "ACCEPTED"}
    assert [frame["event"] for frame in statuses] == [
        {"status": step.value, "note": None, "actorName": "Musa"} for step in STEPS
    ]
    assert statuses[0]["request"]["farmer"] == {"name": "Ada", "phone": None}
    async with subscribed(village, None, FOLLOW, token=token, after=opened["cursor"]) as screen:
        assert await screen.next() == {"refused": "NOT_FOUND"}


async def test_it_is_resumed_by_a_cursor_and_tells_of_no_money(village: Village) -> None:
    job = await village.accepted()
    token = await shared(village, job, hours=168)
    async with subscribed(village, None, FOLLOW, token=token) as screen:
        cursor = (await screen.next())["cursor"]
    await village.pay(job)
    await village.at_start(job)
    await village.step(job, STEPS[0])
    async with subscribed(village, None, FOLLOW, token=token, after=cursor) as screen:
        opened = await screen.next()

        assert (opened["recovered"], opened["cursor"]) == (True, cursor)
        assert (await screen.next())["event"]["status"] == "EN_ROUTE"


async def test_revoking_ends_it_at_once(patient: Village) -> None:
    job = await ready(patient)
    token = await shared(patient, job)
    async with subscribed(patient, None, FOLLOW, token=token) as screen:
        await screen.next()
        await patient.ask(job.farmer, REVOKE, request=job.shown_id)

        assert await has_ended(screen)
    assert await seen(patient, token) is None
    assert patient.services.wakeups.channels == 0


async def test_it_ends_when_it_expires(patient: Village) -> None:
    job = await ready(patient)
    token = await shared(patient, job, hours=1)
    patient.clock.advance(seconds=3599.9)
    async with subscribed(patient, None, FOLLOW, token=token) as screen:
        await screen.next()
        patient.clock.advance(seconds=0.1)

        assert await has_ended(screen)
    assert await seen(patient, token) is None


async def test_every_link_of_the_request_is_revoked_and_no_other(village: Village) -> None:
    job, other = await village.accepted(), await village.accepted(day=village.day(4))
    tokens = [await shared(village, job) for _ in range(2)]
    kept = await shared(village, other)
    await village.ask(job.farmer, REVOKE, request=encode(Kind.REQUEST, job.request_id))

    assert [await seen(village, token) for token in tokens] == [None, None]
    assert await seen(village, kept) is not None
