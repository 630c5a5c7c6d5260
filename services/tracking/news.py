"""What is new of a request: one statement for many of them, and the frames of it."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import accumulate, pairwise
from typing import Any, Protocol, cast
from uuid import UUID

import orjson

from models.enums import FrameKind
from models.requests import JobRequest, StatusChange
from models.tracking import LiveState
from services.platform.database import Database
from services.platform.sources import Roll
from services.platform.streams import Event, StreamName
from services.tracking.frames import LaterFrame, Live, PaymentFrame, StatusFrame


class Clockwork(Protocol):
    """Says what a request shows of its tractor now."""

    def live(self, request: JobRequest, state: LiveState | None) -> Live: ...


@dataclass(frozen=True, slots=True)
class RequestNews[Standing]:
    """Events with the steps that they tell of, and the newest of what is not replayed."""

    events: Sequence[Event]
    standing: Standing
    steps: dict[int, StatusChange]
    state: LiveState | None
    _made: dict[Hashable, Any] = field(default_factory=dict, init=False, compare=False, repr=False)

    def once[Made](self, key: Hashable, make: Callable[[], Made]) -> Made:
        """What `make` gave the first follower who asked, for all who were given the same read."""
        if key not in self._made:
            self._made[key] = make()
        return cast(Made, self._made[key])


async def read_news(
    database: Database, asked: Sequence[tuple[UUID, int | None]], roll: Roll, *, limit: int
) -> tuple[list[RequestNews[JobRequest | None]], frozenset[Hashable]]:
    """Of each request after its sequence, or with None no events, and who is alive; all of one instant."""
    rows = await database.read_often(
        _statement(roll.column(_OWN_PARAMETERS + 1)),
        [request for request, _ in asked],
        [StreamName.of_request(request).text for request, _ in asked],
        [after for _, after in asked],
        limit,
        *roll.values,
    )
    found: list[RequestNews[JobRequest | None]] = [RequestNews([], None, {}, None) for _ in asked]
    alive = None
    for row in rows:
        values = tuple(row)
        alive, number = values[0] or alive, values[1] - 1
        if found[number].standing is None:
            found[number] = _begun(values)
        _add(found[number], values)
    return found, roll.alive(alive)


def of_standing[Standing](news: RequestNews[Any], standing: Standing) -> RequestNews[Standing]:
    """The same, for those whose permission hangs on something else."""
    return RequestNews(news.events, standing, news.steps, news.state)


def _begun(values: tuple[Any, ...]) -> RequestNews[JobRequest | None]:
    request, state, _ = _parts()
    return RequestNews([], JobRequest.of_listed(values[request]), {}, LiveState.of_listed(values[state]))


def _add(news: RequestNews[JobRequest | None], values: tuple[Any, ...]) -> None:
    """The event of a row, which has none where nothing is new."""
    sequence, kind, payload = values[2:_BEFORE]
    if sequence is None:
        return
    cast(list[Event], news.events).append(Event(sequence, FrameKind(kind), orjson.loads(payload)))
    step = StatusChange.of_listed(values[_parts()[2]])
    if step is not None:
        news.steps[step.sequence] = step


_OWN_PARAMETERS = 4
_BEFORE = 5
"""Columns of the event, after who is alive and the number of the request."""


@cache
def _parts() -> tuple[slice, slice, slice]:
    """Where in a row the columns of request, live state and step are."""
    widths = [_BEFORE, *(len(model.listed("")) for model in (JobRequest, LiveState, StatusChange))]
    request, state, step = (slice(begin, end) for begin, end in pairwise(accumulate(widths)))
    return request, state, step


@cache
def _statement(alive: str) -> str:
    """Who is `alive` is in one row only: there may be thousands of them.

    Each `OFFSET 0` keeps the plan to looking up by key, however few rows there were when it was made.
    """
    columns = ", ".join([*JobRequest.listed("r"), *LiveState.listed("l"), *StatusChange.listed("h")])
    return f"""SELECT CASE WHEN row_number() OVER () = 1 THEN {alive} END,
            place.number, e.sequence, e.kind, e.payload, {columns}
        FROM unnest($1::uuid[], $2::text[], $3::bigint[]) WITH ORDINALITY AS place (request, stream, after, number)
        JOIN LATERAL (SELECT * FROM job_requests WHERE id = place.request OFFSET 0) r ON true
        LEFT JOIN LATERAL (SELECT * FROM live_states WHERE request_id = r.id OFFSET 0) l ON true
        LEFT JOIN LATERAL (SELECT sequence, kind, payload FROM outbox o
            WHERE o.stream = place.stream AND o.sequence > place.after ORDER BY o.sequence LIMIT $4) e ON true
        LEFT JOIN LATERAL (SELECT * FROM job_request_status_history h WHERE e.kind = 'STATUS'
            AND h.request_id = r.id AND h.sequence = (e.payload ->> 'sequence')::int OFFSET 0) h ON true
        ORDER BY place.number, e.sequence"""  # noqa: S608 - our models' own columns


def shown_frames[Standing](
    found: RequestNews[Standing], request: JobRequest, clockwork: Clockwork, shown: Live, *, sees_money: bool
) -> tuple[list[LaterFrame], Live]:
    """Everything that is new to a follower, the same objects for all with the same read; and what is shown by then."""
    durable = found.once(sees_money, lambda: _durable(found, request, sees_money=sees_money))
    live = found.once("live", lambda: clockwork.live(request, found.state))
    return [*durable, *live.since(shown)], live


def _durable[Standing](found: RequestNews[Standing], request: JobRequest, *, sees_money: bool) -> list[LaterFrame]:
    """Every event that the follower may know of, in order."""
    frames: list[LaterFrame] = []
    for event in found.events:
        if event.kind is FrameKind.STATUS:
            frames.append(StatusFrame(event.sequence, found.steps[event.payload["sequence"]], request))
        elif event.kind is FrameKind.PAYMENT and sees_money:
            frames.append(PaymentFrame.of(event, request.id))
    return frames
