"""From nothing to a tracked, paid and completed job, over the sockets of a running server."""

import os
import signal
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.journeys.client import Frames, key
from tests.journeys.people import ELDORET, REFRESH, Newcomer, create_tractor, save_farm, sign_up
from tests.runs import Run, Runs

pytestmark = pytest.mark.timeout(180)

STEPS = ["EN_ROUTE", "ARRIVED", "WORK_STARTED", "IN_PROGRESS", "COMPLETED"]
STORY = ["SENT", "RECEIVED", "ACCEPTED", *STEPS]

CREATE_REQUEST = """mutation ($input: CreateRequestInput!, $key: String!) {
    createRequest(input: $input, idempotencyKey: $key) {
        __typename ... on CreateRequestSuccess { request { id status publicCode } } } }"""
REQUEST = "query ($id: ID!) { request(id: $id) { id status matchState } }"
NEARBY = """query ($place: GeoPointInput!, $date: Date!) {
    nearbyTractors(location: $place, serviceCode: "PLOUGHING", date: $date) { id name } }"""
ESTIMATE = """query ($request: ID!, $tractor: ID) { requestEstimate(requestId: $request, tractorId: $tractor) {
    id kind formula total { amountMinor currency } workAmount { amountMinor } tractor { id } } }"""
CREATE_INTENT = """mutation ($request: ID!, $estimate: ID!, $key: String!) {
    createPaymentIntent(requestId: $request, estimateId: $estimate, method: CARD, idempotencyKey: $key) {
        __typename ... on PaymentSuccess { payment { id status amount { amountMinor currency } } } } }"""
CONFIRM = """mutation ($payment: ID!, $key: String!) { confirmPayment(paymentId: $payment, idempotencyKey: $key) {
    __typename ... on PaymentSuccess { payment { id status } request { paid } } } }"""
OFFERS = """{ ownerDashboard { summary { pendingOffers }
    jobRequests { nodes { id request { id farmer { name phone } } estimate { total { amountMinor } } } } } }"""
ACCEPT = """mutation ($offer: ID!, $key: String!) { acceptOffer(offerId: $offer, idempotencyKey: $key) {
    __typename ... on AcceptOfferSuccess { request { id status farmer { name } } offer { state } } } }"""
STEP = """mutation ($request: ID!, $to: RequestStatus!, $key: String!) {
    updateRequestStatus(requestId: $request, to: $to, idempotencyKey: $key) {
        __typename ... on UpdateStatusSuccess { request { status } event { sequence status } } } }"""
REPORT = """mutation ($request: ID!, $positions: [PositionInput!]!) {
    reportPositions(requestId: $request, positions: $positions) {
        __typename ... on ReportPositionsSuccess { accepted rejected } } }"""
TRACK = """subscription ($request: ID!, $after: Cursor) { requestTracking(requestId: $request, after: $after) {
    __typename
    ... on StreamOpened { cursor recovered snapshot { events { status } request { status } } }
    ... on StatusChanged { cursor event { sequence status } request { status } }
    ... on EtaChanged { eta { minutes source stale } }
    ... on PositionMoved { position { point { latitude longitude } stale } }
    ... on PaymentChanged { cursor payment { status } } } }"""
EARNINGS = """query ($range: DateRangeInput!) { ownerDashboard {
    summary { jobsCompleted jobsOngoing earnedThisMonth { amountMinor currency } balance { available { amountMinor } } }
    earnings(range: $range, groupBy: TRACTOR) {
        jobs net { amountMinor } commission { amountMinor } buckets { label } } } }"""


@pytest.fixture
async def run(runs: Runs, tmp_path: Path) -> Run:
    started = runs.start(tmp_path / "data")
    started.port()
    return started


@pytest.fixture
async def farmer(run: Run) -> AsyncIterator[Newcomer]:
    newcomer = await sign_up(run.port(), "FARMER", "Wanjiru Kamau")
    yield newcomer
    await newcomer.client.close()


@pytest.fixture
async def owner(run: Run) -> AsyncIterator[Newcomer]:
    newcomer = await sign_up(run.port(), "TRACTOR_OWNER", "Kiprop Cheruiyot")
    yield newcomer
    await newcomer.client.close()


async def ask_for_work(farmer: Newcomer) -> str:
    """The request, once an offer is out."""
    soon = datetime.now(ZoneInfo("Africa/Nairobi")) + timedelta(hours=4)
    wanted = {
        "farmId": await save_farm(farmer),
        "serviceCode": "PLOUGHING",
        "preferredDate": soon.date().isoformat(),
    }
    created = await farmer.client.ask(CREATE_REQUEST, input=wanted, key=key())
    assert created["request"]["status"] == "SENT"
    request_id = str(created["request"]["id"])
    await farmer.client.until(
        lambda: farmer.client.ask(REQUEST, id=request_id), lambda request: request["matchState"] == "OFFERED"
    )
    return request_id


async def pay(farmer: Newcomer, request_id: str, tractor_id: str) -> int:
    """What was paid, in minor units, for the firm price of a tractor."""
    indicative = await farmer.client.ask(ESTIMATE, request=request_id)
    assert indicative["kind"] == "INDICATIVE"
    assert indicative["tractor"] == {"id": tractor_id}
    firm = await farmer.client.ask(ESTIMATE, request=request_id, tractor=tractor_id)
    assert firm["kind"] == "FIRM"
    assert firm["total"] == indicative["total"]
    intent = await farmer.client.ask(CREATE_INTENT, request=request_id, estimate=firm["id"], key=key())
    assert intent["payment"]["amount"] == firm["total"]
    paid = await farmer.client.ask(CONFIRM, payment=intent["payment"]["id"], key=key())
    assert paid["payment"]["status"] == "SUCCEEDED"
    assert paid["request"] == {"paid": True}
    return int(firm["total"]["amountMinor"])


async def accept(owner: Newcomer, request_id: str) -> None:
    board = await owner.client.until(
        lambda: owner.client.ask(OFFERS), lambda board: board["summary"]["pendingOffers"] == 1
    )
    (offer,) = board["jobRequests"]["nodes"]
    assert offer["request"]["id"] == request_id
    assert offer["request"]["farmer"] == {"name": "Wanjiru", "phone": None}
    once = key()
    for _ in range(2):
        accepted = await owner.client.ask(ACCEPT, offer=offer["id"], key=once)
        assert accepted["request"] == {"id": request_id, "status": "ACCEPTED", "farmer": {"name": "Wanjiru Kamau"}}


async def step(owner: Newcomer, request_id: str, to: str) -> None:
    taken = await owner.client.ask(STEP, request=request_id, to=to, key=key())
    assert taken["event"]["status"] == to


async def drive(owner: Newcomer, request_id: str) -> None:
    fix = {"point": ELDORET, "recordedAt": datetime.now(UTC).isoformat(), "accuracyM": 5.0}
    reported = await owner.client.ask(REPORT, request=request_id, positions=[fix])
    assert reported == {"__typename": "ReportPositionsSuccess", "accepted": 1, "rejected": 0}


async def watch_the_job(owner: Newcomer, request_id: str, frames: Frames) -> None:
    """Every step is seen before the next one is taken."""
    for to in STEPS:
        await step(owner, request_id, to)
        await frames.until(partial(_is_step, to))
        if to == "EN_ROUTE":
            eta = await frames.until(lambda frame: frame["__typename"] == "EtaChanged")
            assert eta["eta"]["source"] == "STRAIGHT_LINE"
            await drive(owner, request_id)
            moved = await frames.until(lambda frame: frame["__typename"] == "PositionMoved")
            assert moved["position"] == {"point": ELDORET, "stale": False}


def _is_step(to: str, frame: dict[str, Any]) -> bool:
    return _status(frame) == to


def _status(frame: dict[str, Any]) -> str | None:
    return str(frame["event"]["status"]) if frame["__typename"] == "StatusChanged" else None


async def check_earnings(owner: Newcomer, total: int) -> None:
    today = datetime.now(ZoneInfo("Africa/Nairobi")).date()
    days = {"from": (today - timedelta(days=1)).isoformat(), "to": (today + timedelta(days=1)).isoformat()}
    board = await owner.client.ask(EARNINGS, range=days)
    net = total - round(total / 10)
    assert board["earnings"]["jobs"] == 1
    assert board["earnings"]["net"] == {"amountMinor": net}
    assert board["earnings"]["commission"] == {"amountMinor": total - net}
    assert board["earnings"]["buckets"] == [{"label": "Simba"}]
    assert board["summary"]["jobsCompleted"] == 1
    assert board["summary"]["earnedThisMonth"] == {"amountMinor": net, "currency": "KES"}
    assert board["summary"]["balance"] == {"available": {"amountMinor": net}}


async def test_a_newcomer_gets_a_tracked_paid_and_completed_job(farmer: Newcomer, owner: Newcomer) -> None:
    tractor_id = await create_tractor(owner)
    request_id = await ask_for_work(farmer)
    async with farmer.client.subscribed(TRACK, request=request_id) as frames:
        opened = await frames.next()
        assert opened["recovered"] is False
        assert [event["status"] for event in opened["snapshot"]["events"]] == ["SENT", "RECEIVED"]
        total = await pay(farmer, request_id, tractor_id)
        await accept(owner, request_id)
        await watch_the_job(owner, request_id, frames)
        assert frames.statuses() == STORY[2:]
        assert "SUCCEEDED" in [frame["payment"]["status"] for frame in frames.seen if "payment" in frame]
    await check_earnings(owner, total)


async def test_losing_redis_in_the_middle_changes_nothing_that_the_farmer_sees(
    run: Run, farmer: Newcomer, owner: Newcomer
) -> None:
    tractor_id = await create_tractor(owner)
    request_id = await ask_for_work(farmer)
    async with farmer.client.subscribed(TRACK, request=request_id) as frames:
        await frames.next()
        total = await pay(farmer, request_id, tractor_id)
        os.kill(run.parts()["redis"], signal.SIGKILL)
        await accept(owner, request_id)
        await watch_the_job(owner, request_id, frames)
        assert frames.statuses() == STORY[2:]
    await check_earnings(owner, total)


async def test_a_phone_that_was_away_catches_up_from_its_cursor(farmer: Newcomer, owner: Newcomer) -> None:
    tractor_id = await create_tractor(owner)
    request_id = await ask_for_work(farmer)
    async with farmer.client.subscribed(TRACK, request=request_id) as frames:
        cursor = (await frames.next())["cursor"]
    await pay(farmer, request_id, tractor_id)
    await accept(owner, request_id)
    await step(owner, request_id, "EN_ROUTE")
    async with farmer.client.subscribed(TRACK, request=request_id, after=cursor) as frames:
        assert (await frames.next())["recovered"] is True
        await frames.until(lambda frame: _status(frame) == "EN_ROUTE")
        assert frames.statuses() == ["ACCEPTED", "EN_ROUTE"]


async def test_a_request_that_waits_finds_the_tractor_that_comes_later(farmer: Newcomer, owner: Newcomer) -> None:
    soon = datetime.now(ZoneInfo("Africa/Nairobi")) + timedelta(hours=4)
    wanted = {
        "farmId": await save_farm(farmer),
        "serviceCode": "PLOUGHING",
        "preferredDate": soon.date().isoformat(),
    }
    created = await farmer.client.ask(CREATE_REQUEST, input=wanted, key=key())

    async def seen() -> Any:
        return await farmer.client.ask(REQUEST, id=created["request"]["id"])

    await farmer.client.until(seen, lambda request: request["matchState"] == "WAITLISTED")
    await create_tractor(owner)
    offered = await farmer.client.until(seen, lambda request: request["matchState"] == "OFFERED")
    assert offered["status"] == "RECEIVED"


async def test_a_refreshed_session_goes_on(farmer: Newcomer) -> None:
    renewed = await farmer.client.ask(REFRESH, token=farmer.refresh_token)
    again = await farmer.client.ask(REFRESH, token=farmer.refresh_token)
    assert again["tokens"]["refreshToken"] == renewed["tokens"]["refreshToken"]
    farmer.client.token = renewed["tokens"]["accessToken"]
    assert await farmer.client.ask("{ me { email } }") == {"email": farmer.email}
