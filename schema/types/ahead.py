"""What lists of jobs and offers will be asked for further down, begun at once, so that it comes with one statement."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from graphql.language import FieldNode, FragmentDefinitionNode, FragmentSpreadNode, InlineFragmentNode, SelectionSetNode

from models import requests as rows
from schema.context import Info
from schema.loaders import Loaders
from schema.loading import Loader

_PLACE = "_names_below"


def names_below(info: Info) -> frozenset[str]:
    """The names of all fields that are selected anywhere below this one."""
    told = info._raw_info  # noqa: SLF001 - the library's own way
    return frozenset[str]().union(*(_names_in(node, told.fragments) for node in told.field_nodes))


def _names_in(node: FieldNode, fragments: Mapping[str, FragmentDefinitionNode]) -> frozenset[str]:
    """Kept with the node, as plans are with an operation's: see docs/decisions/0080."""
    kept = vars(node)
    if _PLACE not in kept:
        kept[_PLACE] = frozenset(_names(node.selection_set, fragments))
    names: frozenset[str] = kept[_PLACE]
    return names


def _names(selected: SelectionSetNode | None, fragments: Mapping[str, FragmentDefinitionNode]) -> Iterator[str]:
    for each in selected.selections if selected else ():
        if isinstance(each, FieldNode):
            yield each.name.value
        if isinstance(each, FragmentSpreadNode):
            yield from _names(fragments[each.name.value].selection_set, fragments)
        elif isinstance(each, FieldNode | InlineFragmentNode):
            yield from _names(each.selection_set, fragments)


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
    wanted: dict[Loader[Any, Any], dict[Any, None]] = {}
    # In an order of their own, so that the same are asked for in the same statement each time.
    for name, loads in _loads(loaders, jobs, offers).items():
        for loader, keys in loads if name in names else ():
            wanted.setdefault(loader, {}).update(dict.fromkeys(filter(None, keys)))
    await asyncio.gather(*(loader.load_many(keys) for loader, keys in wanted.items()), return_exceptions=True)


type _Loads = tuple[tuple[Loader[Any, Any], Iterable[Any]], ...]


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
