"""Who is asked first: near, cheap, well thought of, reliable, in the neighbourhood anyway (semantics, section 3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from services.platform.database import Database
from services.platform.geography import GeoPoint
from services.tractors.calendar import Stretch

_DISTANCE = 0.50
_PRICE = 0.25
_RATING = 0.10
_RELIABILITY = 0.15
_NEIGHBOUR = 0.10
_MOST_STARS = 5.0
# Newcomers are taken for what most turn out to be.
_UNKNOWN_RATING = 4.0
_REPUTATIONS = """
    SELECT t.id, (SELECT avg(v.stars)::float8 FROM reviews v WHERE v.tractor_id = t.id) AS rating,
           (SELECT count(*) FILTER (WHERE r.cancelled_by = 'OWNER')::float8 / nullif(count(*), 0)
            FROM job_requests r WHERE r.owner_id = t.owner_id) AS given_up,
           EXISTS (SELECT FROM tractor_bookings b JOIN job_requests r ON r.id = b.request_id
                   WHERE b.tractor_id = t.id AND b.active AND b.starts_at < $5 AND b.ends_at > $4
                     AND earth_distance(ll_to_earth(r.farm_latitude, r.farm_longitude), ll_to_earth($2, $3))
                         <= $6::float8 * 1000) AS is_neighbour
    FROM tractors t WHERE t.id = ANY($1)
"""


@dataclass(frozen=True, slots=True)
class Reputation:
    """`rating` is in stars, `given_up` the share of accepted jobs that the owner called off.

    `is_neighbour`: it works nearby on the same day.
    """

    rating: float | None = None
    given_up: float = 0.0
    is_neighbour: bool = False


async def reputations(
    database: Database, ids: Sequence[UUID], *, place: GeoPoint, day: Stretch, nearby_km: float
) -> dict[UUID, Reputation]:
    """What is known of each tractor, for work at a place on a day."""
    rows = await database.fetch(_REPUTATIONS, list(ids), place.latitude, place.longitude, day.start, day.end, nearby_km)
    return {row["id"]: Reputation(row["rating"], row["given_up"] or 0.0, row["is_neighbour"]) for row in rows}


def score(*, distance_share: float, price_share: float, reputation: Reputation) -> float:
    """Lower is better. The shares are of the search radius and of the dearest price among the candidates."""
    rating = _UNKNOWN_RATING if reputation.rating is None else reputation.rating
    return (
        _DISTANCE * distance_share
        + _PRICE * price_share
        + _RATING * (1 - rating / _MOST_STARS)
        + _RELIABILITY * reputation.given_up
        - _NEIGHBOUR * reputation.is_neighbour
    )
