"""What lists of jobs and offers will be asked for further down, begun at once, so that it comes with one statement."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from graphql.language import FieldNode, FragmentDefinitionNode, FragmentSpreadNode, InlineFragmentNode, SelectionSetNode

from models import requests as rows
from schema.context import Info
from schema.loaders import Loaders
from schema.loading import Loader, settled

_PLACE = "_names_below"


def names_below(info: Info) -> frozenset[str]:
    """The names of all fields that are selected anywhere below this one."""
    told = info._raw_info  # noqa: SLF001 - the library's own way
    return frozenset[str]().union(*(_names_in(node, told.fragments) for node in told.field_nodes))


def _names_in(node: FieldNode, fragments: Mapping[str, FragmentDefinitionNode]) -> frozenset[str]:
    """Kept with the node, as plans are with an operation's: see docs/decisions/0080."""
    kept = vars(node)
    if _PLACE not in kept:
        kept[_PLACE] = frozenset(_names(node.selection_set, dict(fragments)))
    names: frozenset[str] = kept[_PLACE]
    return names


def _names(selected: SelectionSetNode | None, fragments: dict[str, FragmentDefinitionNode]) -> Iterator[str]:
    """`fragments`: those that nothing was found in yet, since each may spread the next one twice."""
    for each in selected.selections if selected else ():
        if isinstance(each, FieldNode):
            yield each.name.value
        if isinstance(each, FragmentSpreadNode) and each.name.value in fragments:
            yield from _names(fragments.pop(each.name.value).selection_set, fragments)
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
    ahead = _loads(loaders, jobs, offers)
    # In an order of its own, so that the same are asked for in the same statement each time.
    wanted = [load for name, loads in ahead.items() if name in names for load in loads()]
    await settled({batch: None for loader, keys in wanted for batch in loader.begin(filter(None, keys))})


type _Loads = Callable[[], tuple[tuple[Loader[Any, Any], Iterable[Any]], ...]]


def _loads(loaders: Loaders, jobs: Sequence[rows.JobRequest], offers: Sequence[rows.Offer]) -> dict[str, _Loads]:
    """What each field will ask for, by its name. A key that is none asks for nothing."""

    def everybody() -> list[UUID | None]:
        return [person for job in jobs for person in (job.farmer_id, job.owner_id)]

    def tractors() -> list[UUID | None]:
        return [*(job.tractor_id for job in jobs), *(offer.tractor_id for offer in offers)]

    def estimates() -> list[UUID | None]:
        return [*(job.estimate_id for job in jobs), *(offer.estimate_id for offer in offers)]

    ids = [job.id for job in jobs]
    offered = ids if offers else ()
    return {
        "service": lambda: ((loaders.catalogue, [job.service_id for job in jobs]),),
        "farmer": lambda: ((loaders.people, everybody()),),
        "owner": lambda: ((loaders.people, everybody()),),
        "tractor": lambda: ((loaders.tractors, tractors()),),
        "estimate": lambda: ((loaders.estimates, estimates()), (loaders.own_offers, offered)),
        "allowedActions": lambda: ((loaders.own_offers, ids), (loaders.paid, ids), (loaders.reviewed, ids)),
        "eta": lambda: ((loaders.live, ids),),
        "lastPosition": lambda: ((loaders.live, ids),),
        "successor": lambda: ((loaders.successors, ids),),
        "successorOf": lambda: ((loaders.requests, [job.successor_of_id for job in jobs]),),
        "rating": lambda: ((loaders.ratings, everybody()), (loaders.tractor_ratings, tractors())),
        "completedJobs": lambda: ((loaders.completed_jobs, tractors()),),
        "capabilities": lambda: ((loaders.capabilities, tractors()),),
        "weeklyHours": lambda: ((loaders.weekly_hours, tractors()),),
        "documents": lambda: ((loaders.documents_of_tractor, tractors()),),
        "payments": lambda: ((loaders.payments_of_request, ids),),
        "paid": lambda: ((loaders.paid, ids),),
        "timeline": lambda: ((loaders.histories, ids),),
    }
