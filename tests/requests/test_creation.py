"""Asking for work: from a farm, from a place, and with everything wrong."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from models.enums import AreaUnit
from models.requests import JobRequest
from services.auth.viewer import Viewer
from services.platform.area import Area
from services.platform.ids import Kind, encode
from services.users.farms import FarmDraft
from tests.requests.operations import CREATE
from tests.requests.village import KUJE, Village

HERE = {"latitude": KUJE.latitude, "longitude": KUJE.longitude}
AUCKLAND = {"latitude": -36.85, "longitude": 174.76}
HONOLULU = {"latitude": 21.31, "longitude": -157.86}


def asked(village: Village, **changes: Any) -> dict[str, Any]:
    """What a farmer sends who makes no mistake; a None leaves the field out."""
    whole = {
        "serviceCode": "PLOUGHING",
        "preferredDate": village.day().isoformat(),
        "farmAddress": "Kuje, by the road",
        "farmLocation": HERE,
        "farmSize": {"value": "2.5", "unit": "ACRE"},
        **changes,
    }
    return {name: value for name, value in whole.items() if value is not None}


async def a_farm(village: Village, farmer: Viewer) -> str:
    area = Area(Decimal("1.5"), AreaUnit.HECTARE)
    draft = FarmDraft(name="Kuje farm", address="Kuje, by the river", location=KUJE, area=area)
    farm = await village.services.users.farms.save(farmer, draft, farm_id=None)
    return encode(Kind.FARM, farm.id)


async def test_a_place_and_a_size_are_enough(village: Village) -> None:
    farmer = await village.farmer()

    answer = await village.ask(farmer, CREATE, input=asked(village, notes="Mind the well."), key="k")

    request = answer.data["request"]
    row = await JobRequest.get(farmer_id=farmer.user_id)
    assert answer.data["__typename"] == "CreateRequestSuccess"
    assert request == {
        "id": encode(Kind.REQUEST, row.id),
        "publicCode": row.public_code,
        "status": "SENT",
        "matchState": "SEARCHING",
        "farmAddress": "Kuje, by the road",
        "farmTimeZone": "Africa/Lagos",
        "farmLocation": HERE,
        "preferredDate": village.day().isoformat(),
        "notes": "Mind the well.",
        "version": 1,
        "paid": False,
        "area": {"value": "2.5", "unit": "ACRE", "squareMetres": "10117.1411", "hectares": "1.01171411"},
        "service": {"code": "PLOUGHING"},
        "timeline": [{"sequence": 1, "status": "SENT", "actor": "FARMER"}],
    }


async def test_a_farm_brings_its_own_place_and_size(village: Village) -> None:
    farmer = await village.farmer()
    farm = await a_farm(village, farmer)
    place = {"farmAddress": None, "farmLocation": None, "farmSize": None}

    answer = await village.ask(farmer, CREATE, input=asked(village, farmId=farm, **place), key="k")

    request = answer.data["request"]
    assert (request["farmAddress"], request["farmLocation"]) == ("Kuje, by the river", HERE)
    assert request["area"] == {"value": "1.5", "unit": "HECTARE", "squareMetres": "15000", "hectares": "1.5"}


async def test_matching_and_the_end_of_the_day_wait_in_the_queue(village: Village) -> None:
    request = await village.request()

    rows = await village.services.database.fetch("SELECT entrypoint, payload FROM pgqueuer ORDER BY entrypoint")

    payload = f'{{"request":"{request.id}"}}'.encode()
    assert [tuple(row) for row in rows] == [("expire_request", payload), ("match_request", payload)]


LONG = "n" * 10_240
WRONG: list[tuple[dict[str, Any], list[str], str]] = [
    ({"farmSize": {"value": "-1"}}, ["input", "farmSize", "value"], "OUT_OF_RANGE"),
    ({"farmSize": {"value": "0"}}, ["input", "farmSize", "value"], "OUT_OF_RANGE"),
    ({"farmSize": {"value": "5000.0001"}}, ["input", "farmSize", "value"], "OUT_OF_RANGE"),
    ({"farmSize": {"value": "1e30"}}, ["input", "farmSize", "value"], "OUT_OF_RANGE"),
    ({"farmSize": {"value": "12355.5", "unit": "ACRE"}}, ["input", "farmSize", "value"], "OUT_OF_RANGE"),
    ({"farmSize": {"value": "0.00001"}}, ["input", "farmSize", "value"], "TOO_PRECISE"),
    ({"farmSize": None}, ["input", "farmSize"], "REQUIRED"),
    ({"farmAddress": None}, ["input", "farmAddress"], "REQUIRED"),
    ({"farmAddress": " "}, ["input", "farmAddress"], "REQUIRED"),
    ({"farmAddress": LONG}, ["input", "farmAddress"], "TOO_LONG"),
    ({"farmAddress": "a\x00b"}, ["input", "farmAddress"], "INVALID_TEXT"),
    ({"farmLocation": None}, ["input", "farmLocation"], "REQUIRED"),
    ({"farmLocation": {"latitude": 0.0, "longitude": 0.0}}, ["input", "farmLocation"], "NO_FIX"),
    ({"farmLocation": {"latitude": 90.1, "longitude": 7.0}}, ["input", "farmLocation", "latitude"], "OUT_OF_RANGE"),
    ({"farmLocation": {"latitude": 9.0, "longitude": -181.0}}, ["input", "farmLocation", "longitude"], "OUT_OF_RANGE"),
    ({"serviceCode": "DANCING"}, ["input", "serviceCode"], "UNKNOWN_SERVICE"),
    ({"serviceCode": ""}, ["input", "serviceCode"], "UNKNOWN_SERVICE"),
    ({"serviceCode": "P\x00"}, ["input", "serviceCode"], "UNKNOWN_SERVICE"),
    ({"notes": LONG}, ["input", "notes"], "TOO_LONG"),
    ({"notes": "n" * 2000 + " "}, ["input", "notes"], "TOO_LONG"),
    ({"notes": "a\x00b"}, ["input", "notes"], "INVALID_TEXT"),
    ({"notes": "\ud800"}, ["input", "notes"], "INVALID_TEXT"),
    ({"preferredDate": "1999-12-31"}, ["input", "preferredDate"], "OUT_OF_RANGE"),
    ({"preferredDate": "9999-12-31"}, ["input", "preferredDate"], "OUT_OF_RANGE"),
]


@pytest.mark.parametrize(("wrong", "path", "code"), WRONG)
async def test_what_the_domain_refuses_names_the_field(
    village: Village, wrong: dict[str, Any], path: list[str], code: str
) -> None:
    farmer = await village.farmer()
    before = await village.state()

    answer = await village.ask(farmer, CREATE, input=asked(village, **wrong), key="k")

    assert answer.errors == []
    assert answer.data == {"__typename": "ValidationError", "problems": [{"path": path, "code": code}]}
    assert await village.state() == before


@pytest.mark.parametrize(
    ("wrong", "path"),
    [
        ({"preferredDate": "2026-02-30"}, ["input", "preferredDate"]),
        ({"preferredDate": "tomorrow"}, ["input", "preferredDate"]),
        ({"preferredDate": 20260301}, ["input", "preferredDate"]),
        ({"farmSize": {"value": "NaN"}}, ["input", "farmSize", "value"]),
        ({"farmSize": {"value": "two"}}, ["input", "farmSize", "value"]),
        ({"farmSize": {"value": True}}, ["input", "farmSize", "value"]),
        ({"farmSize": {"value": "1", "unit": "FOOTBALL_FIELD"}}, ["input", "farmSize", "unit"]),
        ({"farmLocation": {"latitude": "north", "longitude": 7.0}}, ["input", "farmLocation", "latitude"]),
        ({"farmLocation": {"latitude": float("nan"), "longitude": 7.0}}, ["input", "farmLocation", "latitude"]),
        ({"farmLocation": {"latitude": 9.0}}, ["input", "farmLocation"]),
        ({"serviceCode": None}, ["input"]),
        ({"colour": "red"}, ["input"]),
        ({"notes": 7}, ["input", "notes"]),
    ],
)
async def test_what_the_types_refuse_names_the_field_as_well(
    village: Village, wrong: dict[str, Any], path: list[str]
) -> None:
    farmer = await village.farmer()
    before = await village.state()

    answer = await village.ask(farmer, CREATE, input=asked(village, **wrong), key="k")

    assert answer.codes == ["BAD_USER_INPUT"]
    assert answer.errors[0]["extensions"]["path"] == path
    assert await village.state() == before


async def test_several_mistakes_are_told_at_once(village: Village) -> None:
    wrong = {"farmAddress": "", "farmLocation": {"latitude": 91.0, "longitude": 181.0}, "farmSize": {"value": "0"}}

    answer = await village.ask(await village.farmer(), CREATE, input=asked(village, **wrong), key="k")

    assert [problem["path"][1:] for problem in answer.data["problems"]] == [
        ["farmAddress"],
        ["farmLocation", "latitude"],
        ["farmLocation", "longitude"],
        ["farmSize", "value"],
    ]


UNKNOWN = ("frm_01h455vb4pex5vsknk084sn02q", "usr_01h455vb4pex5vsknk084sn02q")


@pytest.mark.parametrize("text", ["", "frm_nonsense", "42", *UNKNOWN])
async def test_a_farm_that_is_none_is_not_found(village: Village, text: str) -> None:
    farmer = await village.farmer()
    before = await village.state()

    answer = await village.ask(farmer, CREATE, input=asked(village, farmId=text), key="k")

    assert answer.data == {"__typename": "NotFoundError", "path": ["input", "farmId"]}
    assert await village.state() == before


async def test_another_farmers_farm_and_a_removed_one_are_as_if_unknown(village: Village) -> None:
    farmer, stranger = await village.farmer(), await village.farmer()
    farm = await a_farm(village, farmer)
    missing = {"__typename": "NotFoundError", "path": ["input", "farmId"]}

    assert (await village.ask(stranger, CREATE, input=asked(village, farmId=farm), key="k")).data == missing
    await village.services.database.fetch("UPDATE farms SET removed_at = now()")
    assert (await village.ask(farmer, CREATE, input=asked(village, farmId=farm), key="k")).data == missing
    assert await JobRequest.all().count() == 0


@pytest.mark.parametrize(
    ("place", "now", "today"),
    [
        # Auckland is a day ahead of UTC in the evening, Honolulu a day behind in the morning.
        (AUCKLAND, datetime(2026, 3, 10, 20, 0, tzinfo=UTC), date(2026, 3, 11)),
        (HONOLULU, datetime(2026, 3, 10, 9, 0, tzinfo=UTC), date(2026, 3, 9)),
        (HERE, datetime(2026, 3, 10, 22, 59, tzinfo=UTC), date(2026, 3, 10)),
        (HERE, datetime(2026, 3, 10, 23, 0, tzinfo=UTC), date(2026, 3, 11)),
    ],
)
async def test_today_is_the_farms_today(village: Village, place: dict[str, float], now: datetime, today: date) -> None:
    farmer = await village.farmer()
    village.clock.now = now

    async def told(day: date) -> str:
        wanted = asked(village, farmLocation=place, preferredDate=day.isoformat())
        return str((await village.ask(farmer, CREATE, input=wanted, key=day.isoformat())).data["__typename"])

    assert await told(today - timedelta(days=1)) == "ValidationError"
    assert await told(today) == "CreateRequestSuccess"
    assert await told(today + timedelta(days=366)) == "CreateRequestSuccess"
    assert await told(today + timedelta(days=367)) == "ValidationError"
    assert await JobRequest.all().count() == 2


async def test_a_repeated_call_makes_one_request(village: Village) -> None:
    farmer = await village.farmer()

    first = await village.ask(farmer, CREATE, input=asked(village), key="k")
    again = await village.ask(farmer, CREATE, input=asked(village), key="k")
    other = await village.ask(farmer, CREATE, input=asked(village, notes="And now?"), key="k")

    assert again.data == first.data
    assert other.data == {"__typename": "IdempotencyConflictError"}
    assert await JobRequest.all().count() == 1


async def test_keys_of_two_farmers_are_apart(village: Village) -> None:
    for _ in range(2):
        await village.ask(await village.farmer(), CREATE, input=asked(village), key="k")

    assert await JobRequest.all().count() == 2
