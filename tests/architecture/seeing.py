"""Who sees a value of which field: everybody asks for everything, and each value is put down to the thing it is of."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from schema.build import schema
from services.auth.viewer import Viewer
from services.platform.ids import Kind, encode
from tests.architecture.everything import Everything, leaves
from tests.architecture.fields_seen import Audience, Field
from tests.architecture.relations import ADMINS, ANONYMOUS, LINK, Standings, all_standings, word_of
from tests.architecture.world import PLACE, World

_UNASKED = {"INTERNAL", "COMPLEXITY_LIMIT"}
_DEEP, _SHALLOW = 5, 3
# Nobody looks at the world as these.
_EXTRAS = {"rival", "neighbour"}
# Each is told what is so for them.
_OWN_ANSWERS = {("JobRequest", "allowedActions"), ("CancellationPreview", "token")}
# As which types `node(id:)` shows what an id of a kind names; a person is of three.
_NODES = {
    Kind.USER: ("Person", "Viewer", "AdminUser"),
    Kind.SESSION: ("Session",),
    Kind.ADDRESS: ("Address",),
    Kind.FARM: ("Farm",),
    Kind.TRACTOR: ("Tractor",),
    Kind.DOCUMENT: ("TractorDocument",),
    Kind.REQUEST: ("JobRequest",),
    Kind.OFFER: ("Offer",),
    Kind.ESTIMATE: ("Estimate",),
    Kind.PAYMENT: ("Payment",),
    Kind.PAYMENT_METHOD: ("PaymentMethod",),
    Kind.REFUND: ("Refund",),
    Kind.TRANSACTION: ("WalletTransaction",),
    Kind.RECEIPT: ("Receipt",),
    Kind.REVIEW: ("Review",),
    Kind.AUDIT_ENTRY: ("AuditEntry",),
    Kind.DEAD_JOB: ("DeadJob",),
    Kind.NOTIFICATION: ("Notification",),
}

# What an id of it can be given to, but for `node`.
_ROOTS = {
    "Tractor": {"tractor"},
    "Payment": {"payment"},
    "JobRequest": {"request", "requestEstimate", "cancellationPreview", "requestTracking", "receipt"},
}
_ARGUMENTS = {
    "requestId": "$id",
    "id": "$id",
    "location": "$place",
    "serviceCode": "$service",
    "date": "$date",
    "reason": "CHANGED_MIND",
    "DateRangeInput": "$days",
    "DateTimeRangeInput": "$hours",
}
_VARIABLES = {
    "id": "ID!",
    "place": "GeoPointInput!",
    "service": "String!",
    "date": "Date!",
    "days": "DateRangeInput!",
    "hours": "DateTimeRangeInput!",
    "owner": "ID!",
}

type Thing = tuple[str, str | None]
"""A type and a public id."""


@dataclass
class Sight:
    """What was shown: of each thing and field, to whom, and the values."""

    standings: Standings
    values: dict[tuple[Thing, Field], dict[str, set[str]]] = field(default_factory=lambda: defaultdict(dict))
    """By the thing and its field: by the word for those who were shown it, all that they were shown."""
    leaves: dict[str, set[Any]] = field(default_factory=lambda: defaultdict(set))
    """By a person's name in the world: every value."""

    def note(self, viewer: Viewer | None, answer: Any, about: str | None, *, word: str | None = None) -> None:
        """`about` is the id of what the question was about; `word` is for whoever came by another way."""
        for holder, where, value in _found(answer, ("", about)):
            seen = word or word_of(viewer, *holder, self.standings)
            self.values[holder, where].setdefault(seen, set()).add(value)

    def table(self) -> dict[Field, Audience]:
        """Of each field of which anybody saw a value."""
        found: dict[Field, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
        for (_, where), shown in self.values.items():
            whole = None if where in _OWN_ANSWERS else shown.get(ADMINS)
            for word, values in shown.items():
                found[where][0 if whole is None or values & whole else 1].add(word)
        return {where: (frozenset(whole), frozenset(less - whole)) for where, (whole, less) in found.items()}


def _found(answer: Any, holder: Thing) -> Iterator[tuple[Thing, Field, str]]:
    """Every value that is there, with the thing that it is of: the nearest around it that has an id."""
    if isinstance(answer, list):
        for each in answer:
            yield from _found(each, holder)
    elif isinstance(answer, dict) and "__typename" in answer:
        name = answer["__typename"]
        holder = (name, answer["id"]) if "id" in answer else holder
        for key, value in answer.items():
            if key != "__typename" and value not in (None, []):
                yield holder, (name, key), json.dumps(_flat(value), sort_keys=True)
                yield from _found(value, holder)


def _flat(value: Any) -> Any:
    """With the id in the place of whatever has one."""
    if isinstance(value, list):
        return [_flat(each) for each in value]
    if isinstance(value, dict):
        return value["id"] if "id" in value else {key: _flat(each) for key, each in value.items()}
    return value


@dataclass(frozen=True, slots=True)
class Question:
    """`about` is the id of the thing that it is about. Variables that the text does not name are left out."""

    about: str | None
    text: str
    variables: dict[str, Any]

    def asked(self) -> tuple[str, dict[str, Any]]:
        used = {name: value for name, value in self.variables.items() if f"${name}" in self.text}
        declared = ", ".join(f"${name}: {_VARIABLES[name]}" for name in used)
        return f"query ({declared}) {self.text}" if used else self.text, used


async def looked(world: World) -> Sight:
    """Everybody asks for everything that they can name."""
    sight = Sight(await all_standings(world.village.services.admin.dead_jobs))
    everything = everything_asked()
    viewers = {who: viewer for who, viewer in world.people.items() if who not in _EXTRAS}
    for who, viewer in {ANONYMOUS: None, **viewers}.items():
        asked: set[str] = set()
        for question in [*of_requests(world, viewer, everything), *_of_things(sight.standings)]:
            text, variables = question.asked()
            if (key := f"{text}{variables}") in asked:
                continue
            asked.add(key)
            answer = await world.village.ask(viewer, text, **variables)
            assert all(error["extensions"]["code"] not in _UNASKED for error in answer.errors), answer.errors
            sight.note(viewer, answer.data, question.about)
            sight.leaves[who].update(leaves(answer.data))
    way = dict(Everything(schema._schema, {"token": f'"{world.link}"'}).queries())["requestTracking"]
    sight.note(None, (await world.village.ask(None, way)).data, world.job.shown_id, word=LINK)
    return sight


def everything_asked(deepest: int = _DEEP) -> list[tuple[str, str]]:
    """From every root, with and without naming an owner."""
    found = list(Everything(schema._schema, _ARGUMENTS, deepest=deepest).queries())
    return [*found, *Everything(schema._schema, _ARGUMENTS | {"ownerId": "$owner"}, deepest=deepest).queries()]


def of_requests(world: World, viewer: Viewer | None, everything: Iterable[tuple[str, str]]) -> Iterator[Question]:
    own = None if viewer is None else encode(Kind.USER, viewer.user_id)
    first, day, last = (world.village.day(ahead) for ahead in (-6, 3, 6))
    for who, request_id, service in (
        ("owner", world.job.shown_id, "HARROWING"),
        ("bidder", encode(Kind.REQUEST, world.open_request.id), "PLOUGHING"),
    ):
        owner = encode(Kind.USER, world.people[who].user_id)
        variables = {
            "id": request_id,
            "place": {"latitude": PLACE.latitude, "longitude": PLACE.longitude},
            "service": service,
            "date": f"{day}",
            "days": {"from": f"{first}", "to": f"{last}"},
            "hours": {"from": f"{first}T00:00:00Z", "to": f"{last}T23:00:00Z"},
            "owner": owner,
        }
        for name, text in everything:
            about = {"me": own, "requests": own, "myTractors": own, "notifications": own, "ownerDashboard": own}
            yield Question(owner if "$owner" in text else about.get(name, request_id), text, variables)


def _of_things(standings: Standings) -> Iterator[Question]:
    """By their ids."""
    ways = {node: _ways_to(node) for nodes in _NODES.values() for node in nodes}
    for shown in standings:
        for node in _NODES[Kind(shown.split("_")[0])]:
            for text in ways[node]:
                yield Question(shown, text, {"id": shown})


def _ways_to(node: str) -> list[str]:
    roots = {"node"} | _ROOTS.get(node, set())
    arguments = {"id": "$id", "requestId": "$id", "reason": "CHANGED_MIND"}
    found = Everything(schema._schema, arguments, node=node, deepest=_SHALLOW).queries()
    return [text for name, text in found if name in roots]
