"""Places on the Earth. Degrees are WGS 84; distances are in kilometres."""

import math
from dataclasses import dataclass

import tzfpy

from services.errors import Problem

_EARTH_RADIUS_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class GeoPoint:
    latitude: float
    longitude: float


def problems_of(point: GeoPoint, *path: str) -> tuple[Problem, ...]:
    """What is wrong with a place that somebody sent. (0, 0) is what a phone without a fix says."""
    found = []
    if not -90 <= point.latitude <= 90:
        found.append(Problem((*path, "latitude"), "OUT_OF_RANGE", "A latitude lies between -90 and 90."))
    if not -180 <= point.longitude <= 180:
        found.append(Problem((*path, "longitude"), "OUT_OF_RANGE", "A longitude lies between -180 and 180."))
    if not found and (point.latitude, point.longitude) == (0, 0):
        found.append(Problem(path, "NO_FIX", "The location is missing: (0, 0) is no farm."))
    return tuple(found)


def great_circle_km(start: GeoPoint, end: GeoPoint) -> float:
    """The haversine distance on a sphere of the Earth's mean radius."""
    start_lat, end_lat = math.radians(start.latitude), math.radians(end.latitude)
    half_lat = (end_lat - start_lat) / 2
    half_lon = math.radians(end.longitude - start.longitude) / 2
    chord = math.sin(half_lat) ** 2 + math.cos(start_lat) * math.cos(end_lat) * math.sin(half_lon) ** 2
    return 2 * _EARTH_RADIUS_KM * math.asin(math.sqrt(min(1.0, chord)))


def zone_at(point: GeoPoint) -> str:
    """The IANA zone of a place; UTC at sea where no zone is drawn."""
    return tzfpy.get_tz(point.longitude, point.latitude) or "UTC"


def rounded(point: GeoPoint) -> GeoPoint:
    """The place to about a kilometre, for those who may not know it exactly."""
    return GeoPoint(round(point.latitude, 2), round(point.longitude, 2))
