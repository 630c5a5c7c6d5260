"""The steps of a job, each as a frontend takes it."""

from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from tests.journeys.client import Frames, key
from tests.journeys.people import HOME, Newcomer, Place, save_farm

STEPS = ["EN_ROUTE", "ARRIVED", "WORK_STARTED", "IN_PROGRESS", "COMPLETED"]
STORY = ["SENT", "RECEIVED", "ACCEPTED", *STEPS]

CREATE_REQUEST = """mutation ($input: CreateRequestInput!, $key: String!) {
    createRequest(input: $input, idempotencyKey: $key) {
        __typename ... on CreateRequestSuccess { request { id status publicCode } } } }"""
REQUEST = "query ($id: ID!) { request(id: $id) { id status matchState } }"
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


async def create_request(farmer: Newcomer, at: Place = HOME) -> str:
    """For today, or for tomorrow where today is nearly over. The worker may be faster than the answer."""
    soon = datetime.now(ZoneInfo("Africa/Nairobi")) + timedelta(hours=4)
    wanted = {
        "farmId": await save_farm(farmer, at),
        "serviceCode": "PLOUGHING",
        "preferredDate": soon.date().isoformat(),
    }
    created = await farmer.client.ask(CREATE_REQUEST, input=wanted, key=key())
    assert created["request"]["status"] in ("SENT", "RECEIVED")
    return str(created["request"]["id"])


async def match_state(farmer: Newcomer, request_id: str, wanted: str) -> str:
    """Waits until the search has come that far; the request's status then."""
    seen = await farmer.client.until(
        lambda: farmer.client.ask(REQUEST, id=request_id), lambda request: request["matchState"] == wanted
    )
    return str(seen["status"])


async def ask_for_work(farmer: Newcomer, at: Place = HOME) -> str:
    """The request, once an offer is out."""
    request_id = await create_request(farmer, at)
    assert await match_state(farmer, request_id, "OFFERED") == "RECEIVED"
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


async def accept(owner: Newcomer, request_id: str) -> dict[str, Any]:
    """Twice with one key, as a phone does that lost the answer. What the offer showed of the farmer before."""
    board = await owner.client.until(
        lambda: owner.client.ask(OFFERS), lambda board: board["summary"]["pendingOffers"] == 1
    )
    (offer,) = board["jobRequests"]["nodes"]
    assert offer["request"]["id"] == request_id
    once = key()
    for _ in range(2):
        accepted = await owner.client.ask(ACCEPT, offer=offer["id"], key=once)
        assert accepted["__typename"] == "AcceptOfferSuccess", accepted
        assert accepted["request"] == {"id": request_id, "status": "ACCEPTED", "farmer": {"name": "Wanjiru Kamau"}}
    return dict(offer["request"]["farmer"])


async def step(owner: Newcomer, request_id: str, to: str) -> None:
    taken = await owner.client.ask(STEP, request=request_id, to=to, key=key())
    assert taken["event"]["status"] == to


async def drive(owner: Newcomer, request_id: str) -> None:
    fix = {"point": HOME.tractor, "recordedAt": datetime.now(UTC).isoformat(), "accuracyM": 5.0}
    reported = await owner.client.ask(REPORT, request=request_id, positions=[fix])
    assert reported == {"__typename": "ReportPositionsSuccess", "accepted": 1, "rejected": 0}


async def watch_the_job(owner: Newcomer, request_id: str, frames: Frames) -> None:
    """Every step is seen before the next one is taken."""
    for to in STEPS:
        await step(owner, request_id, to)
        await frames.until(partial(is_step, to))
        if to == "EN_ROUTE":
            await frames.until(lambda frame: (frame.get("eta") or {}).get("source") == "STRAIGHT_LINE")
            await drive(owner, request_id)
            moved = await frames.until(lambda frame: frame["__typename"] == "PositionMoved")
            assert moved["position"] == {"point": HOME.tractor, "stale": False}


def is_step(to: str, frame: dict[str, Any]) -> bool:
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
