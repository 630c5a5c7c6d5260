"""What lists of jobs and offers will be asked for further down, begun at once, so that it comes with one statement."""

import asyncio
from collections.abc import Iterable, Sequence
from typing import Any

from strawberry.dataloader import DataLoader
from strawberry.types.nodes import Selection

from models import requests as rows
from schema.context import Info
from schema.loaders import Loaders


def names_below(info: Info) -> frozenset[str]:
    """The names of all fields that are selected anywhere below this one."""
    return frozenset(_names(info.selected_fields))


def _names(selections: Iterable[Selection]) -> Iterable[str]:
    for each in selections:
        if hasattr(each, "name"):
            yield each.name
        yield from _names(each.selections)


async def look_ahead(
    loaders: Loaders,
    names: frozenset[str],
    *,
    jobs: Sequence[rows.JobRequest],
    offers: Sequence[rows.Offer] = (),
) -> None:
    """Nothing is read that is not among `names`. Rows that the viewer may not see load as none, as ever.

    When it returns the rows are there, so that nobody further down has to wait. What could not be read, those who ask
    for it are told.
    """
    for job in jobs:
        loaders.requests.prime(job.id, job)
    ahead = _loads(loaders, jobs, offers)
    wanted = {(loader, key) for name in names & ahead.keys() for loader, keys in ahead[name] for key in keys if key}
    await asyncio.gather(*(loader.load(key) for loader, key in wanted), return_exceptions=True)


type _Loads = tuple[tuple[DataLoader[Any, Any], Iterable[Any]], ...]


def _loads(loaders: Loaders, jobs: Sequence[rows.JobRequest], offers: Sequence[rows.Offer]) -> dict[str, _Loads]:
    """What each field will ask for, by its name. A key that is none asks for nothing."""
    everybody = [person for job in jobs for person in (job.farmer_id, job.owner_id)]
    tractors = [*(job.tractor_id for job in jobs), *(offer.tractor_id for offer in offers)]
    estimates = [*(job.estimate_id for job in jobs), *(offer.estimate_id for offer in offers)]
    ids = [job.id for job in jobs]
    offered = ids if offers else ()
    return {
        "service": ((loaders.catalogue, [job.service_id for job in jobs]),),
        "farmer": ((loaders.people, everybody),),
        "owner": ((loaders.people, everybody),),
        "tractor": ((loaders.tractors, tractors),),
        "estimate": ((loaders.estimates, estimates), (loaders.own_offers, offered)),
        "allowedActions": ((loaders.own_offers, ids), (loaders.paid, ids), (loaders.reviewed, ids)),
        "eta": ((loaders.live, ids),),
        "lastPosition": ((loaders.live, ids),),
        "successor": ((loaders.successors, ids),),
        "successorOf": ((loaders.requests, [job.successor_of_id for job in jobs]),),
        "rating": ((loaders.ratings, everybody), (loaders.tractor_ratings, tractors)),
        "completedJobs": ((loaders.completed_jobs, tractors),),
        "capabilities": ((loaders.capabilities, tractors),),
        "weeklyHours": ((loaders.weekly_hours, tractors),),
        "documents": ((loaders.documents_of_tractor, tractors),),
        "payments": ((loaders.payments_of_request, ids),),
        "paid": ((loaders.paid, ids),),
        "timeline": ((loaders.histories, ids),),
    }
