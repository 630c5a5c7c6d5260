"""What an owner says of a tractor, checked as a whole so that every mistake is told at once."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import time
from typing import Any, TypedDict

from models.enums import PricingBasis, TractorState
from models.tractors import Service
from services.errors import Problem
from services.platform.geography import GeoPoint, problems_of
from services.platform.languages import said
from services.platform.money import is_known
from services.platform.texts import problems_of as text_problems

_LONGEST_NAME = 100
_LARGEST_RADIUS_KM = 500
_LARGEST_MINOR = 2**53 - 1
_DAY = 24 * 60
_MOST_A_DAY = 8


@dataclass(frozen=True, slots=True)
class CapabilityDraft:
    service_code: str
    implement: str | None = None
    working_width_m: float | None = None
    speed_kmh: float | None = None
    field_efficiency: float | None = None
    rate_override_minor: int | None = None


@dataclass(frozen=True, slots=True)
class PricingDraft:
    """Amounts in minor units of `currency`."""

    currency: str
    rate_minor: int
    basis: PricingBasis = PricingBasis.PER_HOUR
    travel_base_minor: int = 0
    travel_per_km_minor: int = 0
    free_km: float = 0.0
    minimum_charge_minor: int = 0


@dataclass(frozen=True, slots=True)
class HoursDraft:
    """A stretch of a weekday (Monday is 0); a `closes` of 00:00 is the end of the day."""

    weekday: int
    opens: time
    closes: time

    @property
    def minutes(self) -> tuple[int, int]:
        closes = self.closes.hour * 60 + self.closes.minute
        return self.opens.hour * 60 + self.opens.minute, closes or _DAY


EVERY_DAY = tuple(HoursDraft(weekday, time(6), time(18)) for weekday in range(7))


@dataclass(frozen=True, slots=True)
class TractorDraft:
    name: str
    make: str
    model: str
    base: GeoPoint
    capabilities: tuple[CapabilityDraft, ...]
    pricing: PricingDraft
    year: int | None = None
    power_kw: float | None = None
    registration_number: str | None = None
    service_radius_km: float = 50.0
    time_zone: str | None = None
    weekly_hours: tuple[HoursDraft, ...] = field(default=EVERY_DAY)


class TractorChanges(TypedDict, total=False):
    """What is left out stays. None removes a year, a power or a registration number, lets the zone follow the base,
    and stands for "as it was" elsewhere. Capabilities and pricing are replaced as a whole."""

    name: str | None
    make: str | None
    model: str | None
    year: int | None
    power_kw: float | None
    registration_number: str | None
    base: GeoPoint | None
    service_radius_km: float | None
    time_zone: str | None
    capabilities: tuple[CapabilityDraft, ...] | None
    pricing: PricingDraft | None
    state: TractorState | None


def problems(draft: TractorDraft, catalogue: Iterable[Service]) -> tuple[Problem, ...]:
    """All that is wrong with a draft, in the order of the input."""
    given = {each.name: getattr(draft, each.name) for each in fields(draft)}
    return (*problems_of_changes(given, catalogue), *problems_of_hours(draft.weekly_hours, "input", "weeklyHours"))


def problems_of_changes(given: Mapping[str, Any], catalogue: Iterable[Service]) -> tuple[Problem, ...]:
    """All that is wrong with the fields that were given, in the order of the input."""
    found = [*_texts(given), *_figures(given)]
    if "base" in given:
        found.extend(problems_of(given["base"], "input", "baseLocation"))
    if "capabilities" in given:
        found.extend(_capabilities(given["capabilities"], {service.code for service in catalogue}))
    if "pricing" in given:
        found.extend(_pricing(given["pricing"]))
    if given.get("state") is TractorState.ARCHIVED:
        found.append(Problem(("input", "state"), "NOT_HERE", "A tractor is archived by archiveTractor."))
    return tuple(found)


def _texts(given: Mapping[str, Any]) -> Iterable[Problem]:
    for name in ("name", "make", "model"):
        if name in given:
            yield from text_problems(given[name], "input", name, longest=_LONGEST_NAME)
    if given.get("registration_number") is not None:
        yield from text_problems(given["registration_number"], "input", "registrationNumber", longest=32)


def _figures(given: Mapping[str, Any]) -> Iterable[Problem]:
    radius, year, power = (given.get(name) for name in ("service_radius_km", "year", "power_kw"))
    if radius is not None and not 0 < radius <= _LARGEST_RADIUS_KM:
        message = said("More than 0 and at most {most} km.", most=_LARGEST_RADIUS_KM)
        yield Problem(("input", "serviceRadiusKm"), "OUT_OF_RANGE", message)
    if year is not None and not 1900 <= year <= 2100:
        yield Problem(("input", "year"), "OUT_OF_RANGE", "A year such as 2015.")
    if power is not None and not 0 < power <= 1000:
        yield Problem(("input", "powerKw"), "OUT_OF_RANGE", "More than 0 and at most 1,000 kW.")


def _capabilities(drafts: tuple[CapabilityDraft, ...], known: set[str]) -> Iterable[Problem]:
    if not drafts:
        yield Problem(("input", "capabilities"), "REQUIRED", "A tractor does at least one service.")
    seen: set[str] = set()
    for index, draft in enumerate(drafts):
        path = ("input", "capabilities", str(index))
        if draft.service_code not in known:
            yield Problem((*path, "serviceCode"), "UNKNOWN_SERVICE", "There is no such service.")
        if draft.service_code in seen:
            yield Problem((*path, "serviceCode"), "REPEATED", "Each service once.")
        seen.add(draft.service_code)
        yield from _capability_figures(draft, path)


def _capability_figures(draft: CapabilityDraft, path: tuple[str, ...]) -> Iterable[Problem]:
    limits: tuple[tuple[str, float | None, float, float], ...] = (
        ("workingWidthM", draft.working_width_m, 0.1, 100),
        ("speedKmh", draft.speed_kmh, 0.5, 60),
        ("fieldEfficiency", draft.field_efficiency, 0.1, 1),
        ("rateOverrideMinor", draft.rate_override_minor, 1, _LARGEST_MINOR),
    )
    for name, value, least, most in limits:
        if value is not None and not least <= value <= most:
            message = said("Between {least} and {most}.", least=least, most=most)
            yield Problem((*path, name), "OUT_OF_RANGE", message)
    if draft.implement is not None:
        yield from text_problems(draft.implement, *path, "implement", longest=_LONGEST_NAME)


def _pricing(draft: PricingDraft) -> Iterable[Problem]:
    path = ("input", "pricing")
    if not is_known(draft.currency):
        yield Problem((*path, "currency"), "UNKNOWN_CURRENCY", "An ISO 4217 code such as NGN.")
    if not 0 < draft.rate_minor <= _LARGEST_MINOR:
        yield Problem((*path, "rateMinor"), "OUT_OF_RANGE", "A rate is more than 0.")
    for name, value in (
        ("travelBaseMinor", draft.travel_base_minor),
        ("travelPerKmMinor", draft.travel_per_km_minor),
        ("freeKm", draft.free_km),
        ("minimumChargeMinor", draft.minimum_charge_minor),
    ):
        if not 0 <= value <= _LARGEST_MINOR:
            yield Problem((*path, name), "OUT_OF_RANGE", "Not less than 0, and not absurdly much.")


def problems_of_hours(drafts: tuple[HoursDraft, ...], *path: str) -> Iterable[Problem]:
    """What is wrong with weekly hours that came in an input at `path`. Of too many, nothing else is told."""
    if max(Counter(draft.weekday for draft in drafts).values(), default=0) > _MOST_A_DAY:
        yield Problem(path, "TOO_MANY", said("At most {most} stretches on one weekday.", most=_MOST_A_DAY))
        return
    taken: dict[int, list[tuple[int, int]]] = {}
    for index, draft in enumerate(drafts):
        opens, closes = draft.minutes
        if opens >= closes:
            yield Problem((*path, str(index), "to"), "OUT_OF_RANGE", "The end is after the start.")
            continue
        if any(
            opens < other_closes and other_opens < closes for other_opens, other_closes in taken.get(draft.weekday, [])
        ):
            yield Problem((*path, str(index)), "OVERLAP", "Hours of one day do not overlap.")
        taken.setdefault(draft.weekday, []).append((opens, closes))
