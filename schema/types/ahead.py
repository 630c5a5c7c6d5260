"""What lists of jobs and offers will be asked for further down, begun at once, so that it comes with one statement."""

from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from strawberry.types.nodes import Selection

from models import requests as rows
from schema.context import Info
from schema.loaders import Loader, Loaders


def names_below(info: Info) -> frozenset[str]:
    """The names of all fields that are selected anywhere below this one."""
    return frozenset(_names(info.selected_fields))


def _names(selections: Iterable[Selection]) -> Iterable[str]:
    for each in selections:
        if hasattr(each, "name"):
            yield each.name
        yield from _names(each.selections)


def look_ahead(
    loaders: Loaders,
    names: frozenset[str],
    *,
    jobs: Sequence[rows.JobRequest],
    offers: Sequence[rows.Offer] = (),
) -> None:
    """Nothing is read that is not among `names`. Rows that the viewer may not see load as none, as ever."""
    for job in jobs:
        loaders.requests.prime(job.id, job)
    everybody = [person for job in jobs for person in (job.farmer_id, job.owner_id)]
    tractors = [*(job.tractor_id for job in jobs), *(offer.tractor_id for offer in offers)]
    estimates = [*(job.estimate_id for job in jobs), *(offer.estimate_id for offer in offers)]
    ahead: dict[str, tuple[tuple[Loader[UUID, Any], Iterable[UUID | None]], ...]] = {
        "farmer": ((loaders.people, everybody),),
        "tractor": ((loaders.tractors, tractors),),
        "estimate": ((loaders.estimates, estimates),),
        "rating": ((loaders.ratings, everybody), (loaders.tractor_ratings, tractors)),
        "completedJobs": ((loaders.completed_jobs, tractors),),
        "capabilities": ((loaders.capabilities, tractors),),
        "weeklyHours": ((loaders.weekly_hours, tractors),),
        "documents": ((loaders.documents_of_tractor, tractors),),
        "payments": ((loaders.payments_of_request, [job.id for job in jobs]),),
        "paid": ((loaders.paid, [job.id for job in jobs]),),
        "timeline": ((loaders.histories, [job.id for job in jobs]),),
    }
    for name in names & ahead.keys():
        for loader, keys in ahead[name]:
            for key in {key for key in keys if key is not None}:
                loader.load(key)
