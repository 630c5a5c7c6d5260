"""Reviews: by the parties of a completed job, once each, and what becomes of them."""

from typing import Any

import pytest

from models.enums import RequestStatus
from models.requests import Review
from services.auth.viewer import Viewer
from services.platform.ids import Kind, encode
from tests.requests.village import Job, Village

REVIEW = """mutation ($request: ID!, $stars: Int!, $text: String) {
    reviewRequest(requestId: $request, stars: $stars, text: $text) {
        __typename
        ... on ReviewSuccess { review { id stars text author { name } } }
        ... on ValidationError { problems { path code } }
        ... on NotFoundError { path }
        ... on InvalidTransitionError { from to allowedNext } } }"""
RATINGS = """query ($id: ID!) { request(id: $id) {
    allowedActions farmer { rating } owner { rating } tractor { rating } } }"""
SUMMARY = "{ ownerDashboard { summary { rating } } }"


async def review(village: Village, job: Job, by: Viewer | None, stars: int = 4, **given: Any) -> Any:
    return (await village.ask(by, REVIEW, **{"request": job.shown_id, "stars": stars, **given})).data


@pytest.fixture
async def job(village: Village) -> Job:
    return await village.underway(RequestStatus.COMPLETED)


async def test_each_party_reviews_the_other(village: Village, job: Job) -> None:
    by_farmer = await review(village, job, job.farmer, 4, text="On time.")
    by_owner = await review(village, job, job.owner, 5)
    assert by_farmer["review"] | {"id": ""} == {"id": "", "stars": 4, "text": "On time.", "author": {"name": "Ada Obi"}}
    assert by_owner["review"]["author"] == {"name": "Musa Bello"}
    seen = (await village.ask(job.farmer, RATINGS, id=job.shown_id)).data
    assert seen == {
        "allowedActions": [],
        "farmer": {"rating": 5.0},
        "owner": {"rating": 4.0},
        "tractor": {"rating": 4.0},
    }
    assert (await village.ask(job.owner, SUMMARY)).data == {"summary": {"rating": 4.0}}


async def test_nobody_has_a_rating_before_the_first_review(village: Village, job: Job) -> None:
    seen = (await village.ask(job.farmer, RATINGS, id=job.shown_id)).data
    assert seen == {
        "allowedActions": ["REVIEW"],
        "farmer": {"rating": None},
        "owner": {"rating": None},
        "tractor": {"rating": None},
    }


async def test_the_same_review_again_is_the_first_one(village: Village, job: Job) -> None:
    first = await review(village, job, job.farmer, 4, text="On time.")
    assert await review(village, job, job.farmer, 4, text="On time.") == first
    assert await Review.all().count() == 1


async def test_another_opinion_comes_too_late(village: Village, job: Job) -> None:
    await review(village, job, job.farmer, 4)
    before = await village.state("reviews")
    refused = await review(village, job, job.farmer, 1)
    assert refused == {
        "__typename": "ValidationError",
        "problems": [{"path": ["requestId"], "code": "ALREADY_REVIEWED"}],
    }
    assert await village.state("reviews") == before


@pytest.mark.parametrize(
    ("given", "path"),
    [({"stars": 0}, "stars"), ({"stars": 6}, "stars"), ({"text": "x" * 2001}, "text"), ({"text": "a\x00b"}, "text")],
)
async def test_what_is_no_review_is_named(village: Village, job: Job, given: dict[str, Any], path: str) -> None:
    refused = await review(village, job, job.farmer, **given)
    assert [problem["path"] for problem in refused["problems"]] == [[path]]
    assert await Review.all().count() == 0


async def test_a_job_is_reviewed_only_once_it_is_done(village: Village) -> None:
    job = await village.underway(RequestStatus.IN_PROGRESS)
    for party in (job.farmer, job.owner):
        refused = await review(village, job, party)
        assert refused == {
            "__typename": "InvalidTransitionError",
            "from": "IN_PROGRESS",
            "to": "COMPLETED",
            "allowedNext": [],
        }
    assert await Review.all().count() == 0


async def test_for_everybody_else_there_is_nothing_to_review(village: Village, job: Job) -> None:
    not_found = {"__typename": "NotFoundError", "path": ["requestId"]}
    for stranger in (await village.farmer("Eve"), await village.owner("Eve")):
        assert await review(village, job, stranger) == not_found
    unknown = encode(Kind.REQUEST, job.offer_id)
    assert await review(village, job, job.farmer, request=unknown) == not_found
    assert (await village.ask(None, REVIEW, request=job.shown_id, stars=4)).codes == ["UNAUTHENTICATED"]
    admin = await village.admin()
    assert (await village.ask(admin, REVIEW, request=job.shown_id, stars=4)).codes == ["FORBIDDEN"]
    assert await Review.all().count() == 0
