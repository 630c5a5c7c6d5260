"""What lists of jobs and offers will be asked for further down, begun at once, so that it comes with one statement."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from itertools import chain
from typing import Any
from uuid import UUID

from graphql import GraphQLError, get_argument_values
from graphql.execution.values import VariableValues
from graphql.language import FieldNode, FragmentDefinitionNode, FragmentSpreadNode, InlineFragmentNode, SelectionSetNode

from models import requests as rows
from schema.context import Info
from schema.loaders import Loaders
from schema.loading import Loader, settled
from services.errors import ValidationFailed
from services.tractors.calendar import Stretch
from services.tractors.slots import Part, window_of

_PLACE = "_seen_below"
_CALENDAR = "Tractor", "availability"


@dataclass(frozen=True, slots=True)
class Below:
    """What is selected anywhere below a field: the names of all fields, and of those in tractors' calendars.

    `windows` are the parts of the calendars.
    """

    names: frozenset[str]
    booked: frozenset[str]
    windows: Sequence[Stretch]

    @classmethod
    def of(cls, info: Info) -> "Below":
        told = info._raw_info  # noqa: SLF001 - the library's own way
        seen = [_seen_below(node, told.fragments) for node in told.field_nodes]
        names = frozenset[str]().union(*(each.names for each in seen))
        booked = frozenset[str]().union(*(each.booked for each in seen))
        windows = (window for each in seen for node in each.calendars for window in _windows(told, node))
        return cls(names, booked, list(dict.fromkeys(windows)))


@dataclass(frozen=True, slots=True)
class _Seen:
    """Of a document, whatever its variables."""

    names: frozenset[str]
    booked: frozenset[str]
    calendars: Sequence[FieldNode]


def _seen_below(node: FieldNode, fragments: Mapping[str, FragmentDefinitionNode]) -> _Seen:
    """Kept with the node, as plans are with an operation's: see docs/decisions/0080."""
    kept = vars(node)
    if _PLACE not in kept:
        fields = list(_fields(node.selection_set, dict(fragments)))
        calendars = [each for each in fields if each.name.value == _CALENDAR[1]]
        left = dict(fragments)
        booked = (each for calendar in calendars for each in _fields(calendar.selection_set, left))
        kept[_PLACE] = _Seen(_names(fields), _names(booked), calendars)
    seen: _Seen = kept[_PLACE]
    return seen


def _names(fields: Iterable[FieldNode]) -> frozenset[str]:
    return frozenset(each.name.value for each in fields)


def _fields(selected: SelectionSetNode | None, fragments: dict[str, FragmentDefinitionNode]) -> Iterator[FieldNode]:
    """`fragments`: those that nothing was found in yet, since each may spread the next one twice."""
    for each in selected.selections if selected else ():
        if isinstance(each, FieldNode):
            yield each
        if isinstance(each, FragmentSpreadNode) and each.name.value in fragments:
            yield from _fields(fragments.pop(each.name.value).selection_set, fragments)
        elif isinstance(each, FieldNode | InlineFragmentNode):
            yield from _fields(each.selection_set, fragments)


def _windows(told: Any, node: FieldNode) -> list[Stretch]:
    """None where the field will be refused: it is told so when it is asked."""
    kind, name = _CALENDAR
    field = told.schema.get_type(kind).fields[name]
    with suppress(GraphQLError, ValidationFailed):
        # Where it came to a resolver, what its variables are given is a mapping.
        given = get_argument_values(field, node, VariableValues({}, told.variable_values))["range"]
        return [window_of(given["from"], given["to"])]
    return []


@dataclass(frozen=True, slots=True)
class _Listed:
    """The rows of a list, by the keys of what hangs on them. One that is none asks for nothing."""

    jobs: Sequence[rows.JobRequest]
    offers: Sequence[rows.Offer]

    @property
    def ids(self) -> list[UUID]:
        return [job.id for job in self.jobs]

    @property
    def tractors(self) -> list[UUID | None]:
        return [*(job.tractor_id for job in self.jobs), *(offer.tractor_id for offer in self.offers)]

    @property
    def parties(self) -> list[UUID | None]:
        return [person for job in self.jobs for person in (job.farmer_id, job.owner_id)]

    @property
    def everybody(self) -> list[UUID | None]:
        """Also those whose tractors were offered the jobs."""
        return [*self.parties, *(offer.owner_id for offer in self.offers)]

    @property
    def estimates(self) -> list[UUID | None]:
        return [*(job.estimate_id for job in self.jobs), *(offer.estimate_id for offer in self.offers)]

    def calendars(self, windows: Sequence[Stretch]) -> list[Part]:
        return [(tractor, window) for tractor in dict.fromkeys(self.tractors) if tractor for window in windows]


type _Loads = Callable[[], tuple[tuple[Loader[Any, Any], Iterable[Any]], ...]]


async def look_ahead(
    loaders: Loaders, below: Below, *, jobs: Sequence[rows.JobRequest], offers: Sequence[rows.Offer] = ()
) -> None:
    """Nothing is read that is not `below`. Rows that the viewer may not see load as none, as ever.

    When it returns the rows are there, so that nobody further down has to wait. What could not be read, those who ask
    for it are told.
    """
    for job in jobs:
        loaders.requests.prime(job.id, job)
    listed = _Listed(jobs, offers)
    await _read(
        below.names, _of_jobs(loaders, listed.ids) | _of_rows(loaders, listed) | _of_tractors(loaders, listed, below)
    )
    if below.names >= {"capabilities", "service"}:
        for service in chain.from_iterable(loaders.services_of_tractor.known(listed.tractors)):
            loaders.catalogue.prime(service.code, service)
    if "request" in below.booked:
        taken = chain.from_iterable(loaders.taken.known(listed.calendars(below.windows)))
        booked = [each.request_id for each in taken if each.request_id]
        await _read(below.booked, {"request": lambda: ((loaders.requests, booked),), **_of_jobs(loaders, booked)})


async def _read(names: frozenset[str], ahead: Mapping[str, _Loads]) -> None:
    """What each of the fields will ask for, in an order of its own: so that the same come with the same statement."""
    wanted = [load for name, loads in ahead.items() if name in names for load in loads()]
    await settled({batch: None for loader, keys in wanted for batch in loader.begin(filter(None, keys))})


def _of_jobs(loaders: Loaders, ids: Sequence[UUID]) -> dict[str, _Loads]:
    """By the jobs' own ids."""
    return {
        "allowedActions": lambda: ((loaders.own_offers, ids), (loaders.standings, ids), (loaders.reviewed, ids)),
        "eta": lambda: ((loaders.live, ids),),
        "lastPosition": lambda: ((loaders.live, ids),),
        "successor": lambda: ((loaders.successors, ids),),
        "payments": lambda: ((loaders.payments_of_request, ids),),
        "paid": lambda: ((loaders.standings, ids),),
        "timeline": lambda: ((loaders.histories, ids),),
    }


def _of_rows(loaders: Loaders, listed: _Listed) -> dict[str, _Loads]:
    offered = listed.ids if listed.offers else ()
    return {
        "service": lambda: ((loaders.catalogue, [job.service_id for job in listed.jobs]),),
        "farmer": lambda: ((loaders.people, listed.parties),),
        "owner": lambda: ((loaders.people, listed.everybody),),
        "actorName": lambda: ((loaders.people, listed.parties),),
        "estimate": lambda: ((loaders.estimates, listed.estimates), (loaders.own_offers, offered)),
        "successorOf": lambda: ((loaders.requests, [job.successor_of_id for job in listed.jobs]),),
        "rating": lambda: ((loaders.ratings, listed.everybody), (loaders.tractor_ratings, listed.tractors)),
    }


def _of_tractors(loaders: Loaders, listed: _Listed, below: Below) -> dict[str, _Loads]:
    tractors = listed.tractors
    # Of the capabilities, which are read at the same time.
    able = tractors if "service" in below.names else ()
    return {
        "tractor": lambda: ((loaders.tractors, tractors),),
        "completedJobs": lambda: ((loaders.completed_jobs, tractors),),
        "capabilities": lambda: ((loaders.capabilities, tractors), (loaders.services_of_tractor, able)),
        "weeklyHours": lambda: ((loaders.weekly_hours, tractors),),
        "availability": lambda: (
            (loaders.weekly_hours, tractors),
            (loaders.taken, listed.calendars(below.windows)),
        ),
        "documents": lambda: ((loaders.documents_of_tractor, tractors),),
    }
