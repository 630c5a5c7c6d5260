"""An owner's tractors: entered whole, every mistake told at once, and seen by whom they concern."""

from typing import Any

import pytest

from models.tractors import Capability, Tractor, WeeklyHours
from services.platform.ids import Kind, encode
from tests.requests.village import Village

CREATE = """mutation ($input: CreateTractorInput!) { createTractor(input: $input) {
    __typename ... on ValidationError { problems { path code } }
    ... on TractorSuccess { tractor {
        id name make model year powerKw registrationNumber state verified serviceRadiusKm timeZone version completedJobs
        owner { name } baseLocation { latitude longitude } weeklyHours { weekday from to }
        pricing { basis rate { amountMinor currency } travelBase { amountMinor } travelPerKm { amountMinor } freeKm
            minimumCharge { amountMinor } }
        capabilities { service { code } implement workingWidthM speedKmh fieldEfficiency rateOverride { amountMinor } }
    } } } }"""
MINE = """query ($state: TractorState, $first: Int! = 20, $after: Cursor) {
    myTractors(state: $state, first: $first, after: $after) { nodes { id } pageInfo { hasNextPage endCursor } } }"""


def entered(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Red",
        "make": "Massey Ferguson",
        "model": "MF 385",
        "baseLocation": {"latitude": 8.9, "longitude": 7.2},
        "capabilities": [{"serviceCode": "PLOUGHING"}],
        "pricing": {"currency": "NGN", "rateMinor": 1_200_000},
        **changes,
    }


def monday(opens: str = "06:00", closes: str = "18:00") -> dict[str, str]:
    return {"weekday": "MONDAY", "from": opens, "to": closes}


async def test_a_tractor_with_the_least_that_is_needed(village: Village) -> None:
    owner = await village.owner()

    tractor = (await village.ask(owner, CREATE, input=entered())).data["tractor"]

    days = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
    figures = {"implement": None, "workingWidthM": None, "speedKmh": None, "fieldEfficiency": None}
    assert tractor == {
        "id": encode(Kind.TRACTOR, (await Tractor.get()).id),
        "name": "Red",
        "make": "Massey Ferguson",
        "model": "MF 385",
        "year": None,
        "powerKw": None,
        "registrationNumber": None,
        "state": "ACTIVE",
        "verified": False,
        "serviceRadiusKm": 50.0,
        "timeZone": "Africa/Lagos",
        "version": 1,
        "completedJobs": 0,
        "owner": {"name": "Musa Bello"},
        "baseLocation": {"latitude": 8.9, "longitude": 7.2},
        "weeklyHours": [{"weekday": day, "from": "06:00", "to": "18:00"} for day in days],
        "pricing": {
            "basis": "PER_HOUR",
            "rate": {"amountMinor": 1_200_000, "currency": "NGN"},
            "travelBase": {"amountMinor": 0},
            "travelPerKm": {"amountMinor": 0},
            "freeKm": 0.0,
            "minimumCharge": {"amountMinor": 0},
        },
        "capabilities": [{"service": {"code": "PLOUGHING"}, **figures, "rateOverride": None}],
    }


async def test_hours_until_midnight_come_back_as_entered(village: Village) -> None:
    stretches = [
        {"weekday": "MONDAY", "from": "00:00", "to": "06:30"},
        {"weekday": "MONDAY", "from": "18:00", "to": "00:00"},
    ]

    answer = await village.ask(await village.owner(), CREATE, input=entered(weeklyHours=stretches))

    assert answer.data["tractor"]["weeklyHours"] == stretches
    rows = await WeeklyHours.all().order_by("opens_minute").values_list("opens_minute", "closes_minute")
    assert rows == [(0, 390), (1080, 1440)]


WRONG: list[tuple[dict[str, Any], list[list[str]], str]] = [
    ({"name": " "}, [["name"]], "REQUIRED"),
    ({"name": "n" * 101}, [["name"]], "TOO_LONG"),
    ({"make": "a\x00"}, [["make"]], "INVALID_TEXT"),
    ({"registrationNumber": "n" * 33}, [["registrationNumber"]], "TOO_LONG"),
    ({"registrationNumber": "n" * 32 + " "}, [["registrationNumber"]], "TOO_LONG"),
    ({"year": 1899}, [["year"]], "OUT_OF_RANGE"),
    ({"powerKw": 0.0}, [["powerKw"]], "OUT_OF_RANGE"),
    ({"serviceRadiusKm": 0.0}, [["serviceRadiusKm"]], "OUT_OF_RANGE"),
    ({"serviceRadiusKm": 500.1}, [["serviceRadiusKm"]], "OUT_OF_RANGE"),
    ({"baseLocation": {"latitude": 0.0, "longitude": 0.0}}, [["baseLocation"]], "NO_FIX"),
    ({"capabilities": []}, [["capabilities"]], "REQUIRED"),
    ({"capabilities": [{"serviceCode": "DANCING"}]}, [["capabilities", "0", "serviceCode"]], "UNKNOWN_SERVICE"),
    (
        {"capabilities": [{"serviceCode": "HAULAGE", "implement": "i" * 100 + " "}]},
        [["capabilities", "0", "implement"]],
        "TOO_LONG",
    ),
    ({"capabilities": [{"serviceCode": "HAULAGE"}] * 2}, [["capabilities", "1", "serviceCode"]], "REPEATED"),
    (
        {"capabilities": [{"serviceCode": "HAULAGE", "fieldEfficiency": 1.01, "speedKmh": 0.0}]},
        [["capabilities", "0", "speedKmh"], ["capabilities", "0", "fieldEfficiency"]],
        "OUT_OF_RANGE",
    ),
    ({"pricing": {"currency": "XYZ", "rateMinor": 1}}, [["pricing", "currency"]], "UNKNOWN_CURRENCY"),
    ({"pricing": {"currency": "NGN", "rateMinor": 0}}, [["pricing", "rateMinor"]], "OUT_OF_RANGE"),
    (
        {"pricing": {"currency": "NGN", "rateMinor": 1, "travelBaseMinor": -1, "freeKm": -0.1}},
        [["pricing", "travelBaseMinor"], ["pricing", "freeKm"]],
        "OUT_OF_RANGE",
    ),
    (
        {"weeklyHours": [{"weekday": "MONDAY", "from": "18:00", "to": "06:00"}]},
        [["weeklyHours", "0", "to"]],
        "OUT_OF_RANGE",
    ),
    (
        {"weeklyHours": [monday("06:00", "12:00"), monday("11:59", "18:00")]},
        [["weeklyHours", "1"]],
        "OVERLAP",
    ),
]


@pytest.mark.parametrize(("wrong", "paths", "code"), WRONG)
async def test_a_mistake_names_its_field_and_writes_nothing(
    village: Village, wrong: dict[str, Any], paths: list[list[str]], code: str
) -> None:
    owner = await village.owner()
    before = await village.state()

    refused = (await village.ask(owner, CREATE, input=entered(**wrong))).data

    problems = [{"path": ["input", *path], "code": code} for path in paths]
    assert refused == {"__typename": "ValidationError", "problems": problems}
    assert await village.state() == before


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"timeZone": "Mars/Olympus"}, ["input", "timeZone"]),
        (
            {"weeklyHours": [{"weekday": "MOONDAY", "from": "06:00", "to": "18:00"}]},
            ["input", "weeklyHours", "0", "weekday"],
        ),
        (
            {"weeklyHours": [monday("24:00")]},
            ["input", "weeklyHours", "0", "from"],
        ),
        ({"pricing": {"currency": "NGN", "rateMinor": 2**53}}, ["input", "pricing", "rateMinor"]),
        ({"year": 2**31}, ["input", "year"]),
    ],
)
async def test_what_no_type_holds_is_refused_with_its_path(
    village: Village, wrong: dict[str, Any], path: list[str]
) -> None:
    answer = await village.ask(await village.owner(), CREATE, input=entered(**wrong))

    assert answer.codes == ["BAD_USER_INPUT"]
    assert answer.errors[0]["extensions"]["path"] == path
    assert await Tractor.all().count() == await Capability.all().count() == 0


async def test_the_largest_amounts_stay_exact(village: Village) -> None:
    largest = 2**53 - 1
    pricing = {"currency": "NGN", "rateMinor": largest, "minimumChargeMinor": largest}

    tractor = (await village.ask(await village.owner(), CREATE, input=entered(pricing=pricing))).data["tractor"]

    assert tractor["pricing"]["rate"]["amountMinor"] == largest
    assert tractor["pricing"]["minimumCharge"]["amountMinor"] == largest


async def test_an_owner_lists_their_own(village: Village) -> None:
    owner = await village.owner()
    mine = [encode(Kind.TRACTOR, (await village.tractor(owner)).id) for _ in range(3)][::-1]
    await village.tractor()

    async def listed(**narrowed: Any) -> list[str]:
        return [node["id"] for node in (await village.ask(owner, MINE, **narrowed)).data["nodes"]]

    assert await listed() == mine
    first = (await village.ask(owner, MINE, first=2)).data
    assert (first["pageInfo"]["hasNextPage"], [node["id"] for node in first["nodes"]]) == (True, mine[:2])
    assert await listed(after=first["pageInfo"]["endCursor"]) == mine[2:]


async def test_services_are_for_everybody(village: Village) -> None:
    answer = await village.ask(None, "{ services { code name } }")

    assert [row["code"] for row in answer.data] == sorted(
        ["PLOUGHING", "HARROWING", "RIDGING", "PLANTING", "SPRAYING", "HARVESTING", "SHELLING", "HAULAGE"]
    )
