"""Every status, every target, everybody: what the table allows happens and nothing else (semantics, section 1)."""

from dataclasses import dataclass
from typing import Any

import pytest
from uuid_utils.compat import uuid7

from models.enums import RequestStatus
from models.requests import JobRequest
from services.auth.viewer import Viewer
from services.platform.ids import Kind, encode
from tests.accounts import Answer
from tests.requests.operations import ACCEPT, CANCEL, UPDATE
from tests.requests.village import STEPS, Job, Village, fresh_key

S = RequestStatus
EVERYBODY = ("farmer", "owner", "admin", "stranger farmer", "stranger owner", "anonymous")
# Semantics, section 1, without the system's own edges: nobody takes those through the API.
ALLOWED: dict[tuple[RequestStatus, RequestStatus], tuple[str, ...]] = {
    (S.RECEIVED, S.ACCEPTED): ("owner",),
    (S.RECEIVED, S.CANCELLED): ("farmer", "admin"),
    (S.ACCEPTED, S.EN_ROUTE): ("owner", "admin"),
    (S.ACCEPTED, S.CANCELLED): ("farmer", "owner", "admin"),
    (S.EN_ROUTE, S.ARRIVED): ("owner", "admin"),
    (S.ARRIVED, S.WORK_STARTED): ("owner", "admin"),
    (S.WORK_STARTED, S.IN_PROGRESS): ("owner", "admin"),
    (S.IN_PROGRESS, S.COMPLETED): ("owner", "admin"),
}
SUCCESSES = ("UpdateStatusSuccess", "AcceptOfferSuccess", "CancelRequestSuccess")


@dataclass
class Scene:
    """A request in one status, with everybody around it."""

    village: Village
    job: Job
    people: dict[str, Viewer | None]

    @classmethod
    async def of(cls, village: Village, status: RequestStatus) -> "Scene":
        job = await _job(village, status)
        stranger = await village.owner("Other Owner")
        people: dict[str, Viewer | None] = {
            "farmer": job.farmer,
            "owner": job.owner,
            "admin": await village.admin(),
            "stranger farmer": await village.farmer("Other Farmer"),
            "stranger owner": stranger,
            "anonymous": None,
        }
        return cls(village, job, people)

    async def try_(self, who: str, to: RequestStatus) -> Answer:
        """By the way that leads to the target."""
        viewer, key = self.people[who], fresh_key()
        if to is S.ACCEPTED:
            offer = encode(Kind.OFFER, self.job.offer_id)
            return await self.village.ask(viewer, ACCEPT, offer=offer, key=key)
        if to is S.CANCELLED:
            weather = {"reason": "WEATHER"}
            return await self.village.ask(viewer, CANCEL, request=self.job.shown_id, key=key, **weather)
        return await self.village.ask(viewer, UPDATE, request=self.job.shown_id, to=to.value, key=key)


async def _job(village: Village, status: RequestStatus) -> Job:
    if status in STEPS:
        return await village.underway(status)
    farmer, owner = await village.farmer(), await village.owner()
    if status is S.SENT:
        return Job(farmer, owner, (await village.request(farmer)).id, uuid7())
    await village.tractor(owner)
    if status is S.RECEIVED:
        request = await village.matched(farmer)
        return Job(farmer, owner, request.id, (await village.offers(request.id))[0].id)
    job = await village.paid(farmer, owner)
    await village.at_start(job)
    if status is S.CANCELLED:
        await village.ask(await village.admin(), CANCEL, request=job.shown_id, key=fresh_key())
    return job


def told(answer: Answer) -> str:
    return str(answer.codes[0] if answer.errors else answer.data["__typename"])


def expected(status: RequestStatus, to: RequestStatus, who: str) -> str:
    """What is told to whom, where the table does not allow the step."""
    if who == "anonymous":
        return "UNAUTHENTICATED"
    is_party = who in ("farmer", "admin") or (who == "owner" and status not in (S.SENT, S.RECEIVED))
    if to is S.ACCEPTED:
        return _of_accepting(status, who)
    if "farmer" in who and to is not S.CANCELLED:
        return "FORBIDDEN"
    if not is_party:
        return "NotFoundError"
    if status is to and to in (*STEPS, S.CANCELLED):
        return "CancelRequestSuccess" if to is S.CANCELLED else "UpdateStatusSuccess"
    return "InvalidTransitionError"


def _of_accepting(status: RequestStatus, who: str) -> str:
    if "owner" not in who:
        return "FORBIDDEN"
    if who == "stranger owner" or status is S.SENT:
        return "NotFoundError"
    # The winner may ask again and again; a job that was called off is theirs no longer.
    return "OfferWithdrawnError" if status is S.CANCELLED else "AcceptOfferSuccess"


@pytest.mark.parametrize("status", list(RequestStatus))
async def test_what_the_table_does_not_allow_changes_nothing(village: Village, status: RequestStatus) -> None:
    scene = await Scene.of(village, status)
    before = await village.state()
    wrong = {}

    for to in RequestStatus:
        for who in EVERYBODY:
            if who not in ALLOWED.get((status, to), ()):
                answer = await scene.try_(who, to)
                if told(answer) != expected(status, to, who):
                    wrong[f"{who} to {to}"] = told(answer)

    assert wrong == {}
    assert await village.state() == before


@pytest.mark.parametrize(
    ("status", "to", "who"), [(status, to, who) for (status, to), allowed in ALLOWED.items() for who in allowed]
)
async def test_an_allowed_step_is_taken_once(
    village: Village, status: RequestStatus, to: RequestStatus, who: str
) -> None:
    scene = await Scene.of(village, status)
    before = await JobRequest.get(id=scene.job.request_id)

    answer = await scene.try_(who, to)

    assert told(answer) in SUCCESSES
    request = await JobRequest.get(id=scene.job.request_id)
    assert (request.status, request.version, request.history_length) == (
        to,
        before.version + 1,
        before.history_length + 1,
    )
    newest = await _newest(village, request)
    viewer = scene.people[who]
    assert viewer is not None
    assert newest == {
        "sequence": request.history_length,
        "from_status": status.value,
        "to_status": to.value,
        "actor": who.upper(),
        "actor_id": viewer.user_id,
        "trace_id": "test",
        "recorded_at": village.clock(),
    }


@pytest.mark.parametrize("status", [S.ACCEPTED, *STEPS, S.CANCELLED])
async def test_the_same_status_again_writes_nothing(village: Village, status: RequestStatus) -> None:
    scene = await Scene.of(village, status)
    before = await village.state()

    for who in ("admin", "owner") if status is not S.ACCEPTED else ("owner",):
        assert told(await scene.try_(who, status)) in SUCCESSES
    assert await village.state() == before


@pytest.mark.parametrize("status", [S.ACCEPTED, *STEPS[:-1]])
async def test_a_refusal_says_what_is_possible(village: Village, status: RequestStatus) -> None:
    scene = await Scene.of(village, status)

    refused = (await scene.try_("owner", S.SENT)).data

    following = STEPS[0] if status is S.ACCEPTED else STEPS[STEPS.index(status) + 1]
    allowed = [following.value, *(["CANCELLED"] if status is S.ACCEPTED else [])]
    assert refused == {
        "__typename": "InvalidTransitionError",
        "from": status.value,
        "to": "SENT",
        "allowedNext": allowed,
    }


async def _newest(village: Village, request: JobRequest) -> dict[str, Any]:
    row = await village.services.database.fetch_one(
        "SELECT sequence, from_status, to_status, actor, actor_id, trace_id, recorded_at "
        "FROM job_request_status_history WHERE request_id = $1 ORDER BY sequence DESC LIMIT 1",
        request.id,
    )
    assert row is not None
    return dict(row)
