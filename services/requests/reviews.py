"""What the parties of a completed job say of each other."""

from collections.abc import Sequence
from uuid import UUID

from tortoise.exceptions import IntegrityError

from models.enums import RequestStatus
from models.requests import JobRequest, Review
from services.auth.viewer import Viewer
from services.errors import NotFound, Problem, ValidationFailed
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.languages import said
from services.platform.texts import kept
from services.platform.texts import problems_of as text_problems
from services.requests.reading import visible_request
from services.requests.refusals import InvalidTransition

_LONGEST = 2000
_MOST_STARS = 5
_RATINGS = "SELECT subject_id AS id, avg(stars)::float8 AS rating FROM reviews WHERE subject_id = ANY($1) GROUP BY 1"
_TRACTOR_RATINGS = (
    "SELECT tractor_id AS id, avg(stars)::float8 AS rating FROM reviews WHERE tractor_id = ANY($1) GROUP BY 1"
)


class Reviews:
    """Written once by each party, and never changed."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def write(self, by: Viewer, *, request_id: UUID, stars: int, text: str | None) -> Review:
        """A review of the other party; the same one again is answered with the first.

        Raises NotFound, ValidationFailed, and InvalidTransition before the job is completed.
        """
        request = await visible_request(by, request_id)
        if by.user_id not in (request.farmer_id, request.owner_id):
            raise NotFound(path=("requestId",))
        if request.status is not RequestStatus.COMPLETED:
            raise InvalidTransition(request.status, RequestStatus.COMPLETED, [])
        _check(stars, text)
        review = self._review(by, request, stars, text)
        try:
            async with self._database.transaction():
                await review.save()
        except IntegrityError:
            return await _same_again(review)
        return review

    def _review(self, by: Viewer, request: JobRequest, stars: int, text: str | None) -> Review:
        is_farmer = by.user_id == request.farmer_id
        return Review(
            job_request_id=request.id,
            author_id=by.user_id,
            subject_id=request.owner_id if is_farmer else request.farmer_id,
            tractor_id=request.tractor_id if is_farmer else None,
            stars=stars,
            text=kept(text),
            created_at=self._clock(),
        )

    async def ratings_of_people(self, ids: Sequence[UUID]) -> dict[UUID, float]:
        """The mean of the stars that each was given; who has none is left out."""
        return {row["id"]: row["rating"] for row in await self._database.fetch(_RATINGS, list(ids))}

    async def ratings_of_tractors(self, ids: Sequence[UUID]) -> dict[UUID, float]:
        """The mean of the stars that farmers gave for each tractor's work."""
        return {row["id"]: row["rating"] for row in await self._database.fetch(_TRACTOR_RATINGS, list(ids))}

    async def visible(self, viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, Review]:
        """For whoever wrote them, whoever they are about, and admins."""
        rows = await Review.filter(id__in=list(ids))
        return {row.id: row for row in rows if viewer.is_admin or viewer.user_id in (row.author_id, row.subject_id)}

    async def reviewed(self, by: Viewer, ids: Sequence[UUID]) -> dict[UUID, bool]:
        """Those of the requests that the viewer has reviewed."""
        rows = await Review.filter(job_request_id__in=list(ids), author_id=by.user_id)
        return {row.job_request_id: True for row in rows}


def _check(stars: int, text: str | None) -> None:
    problems = text_problems(text or "", "text", longest=_LONGEST, required=False)
    if not 1 <= stars <= _MOST_STARS:
        problems += (Problem(("stars",), "OUT_OF_RANGE", said("Between 1 and {most} stars.", most=_MOST_STARS)),)
    if problems:
        raise ValidationFailed(problems=problems)


async def _same_again(review: Review) -> Review:
    """The first one, where its answer was lost; another opinion comes too late."""
    first = await Review.get(job_request_id=review.job_request_id, author_id=review.author_id)
    if (first.stars, first.text) != (review.stars, review.text):
        raise ValidationFailed.of("requestId", code="ALREADY_REVIEWED", message="You have reviewed this job.")
    return first
