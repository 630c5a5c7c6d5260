"""Farms: one's own, and nobody else's."""

import asyncio
from typing import Any

import pytest

from models.enums import AreaUnit, Role
from models.users import Farm
from tests.accounts import Api
from tests.users.operations import ME, REMOVE_FARM, SAVE_FARM, farm


async def saved(api: Api, token: str, **changes: object) -> Any:
    return (await api.ask(SAVE_FARM, token=token, input=farm(**changes))).data["farm"]


async def test_a_farm_is_as_entered_in_the_zone_of_its_place(api: Api) -> None:
    _, token = await api.signed_in()
    made = await saved(api, token, name="  Home ", accessNote=" ")
    assert made == {
        "id": made["id"],
        "name": "Home",
        "address": "Gezawa Road, Kano",
        "timeZone": "Africa/Lagos",
        "accessNote": None,
        "location": {"latitude": 12.05, "longitude": 8.6},
        "area": {"value": "10", "unit": "ACRE", "squareMetres": "40468.5642", "hectares": "4.04685642"},
    }
    assert made["id"].startswith("frm_")
    nairobi = {"latitude": -1.29, "longitude": 36.82}
    assert (await saved(api, token, location=nairobi))["timeZone"] == "Africa/Nairobi"
    assert (await saved(api, token, location=nairobi, timeZone="Africa/Cairo"))["timeZone"] == "Africa/Cairo"


async def test_an_own_farm_is_changed_in_place(api: Api) -> None:
    _, token = await api.signed_in()
    made = await saved(api, token)
    answer = await api.ask(SAVE_FARM, token=token, id=made["id"], input=farm(name="North field"))
    assert answer.data["farm"] == made | {"name": "North field"}
    assert len(await api.rows("farms")) == 1


async def test_a_removed_farm_is_gone_and_its_row_stays(api: Api) -> None:
    _, token = await api.signed_in()
    made = await saved(api, token)
    assert (await api.ask(REMOVE_FARM, token=token, id=made["id"])).data == {
        "__typename": "RemovedSuccess",
        "id": made["id"],
    }
    assert (await api.ask(ME, token=token)).data["farms"] == []
    assert (await api.ask(REMOVE_FARM, token=token, id=made["id"])).data == {"__typename": "NotFoundError"}
    answer = await api.ask(SAVE_FARM, token=token, id=made["id"], input=farm())
    assert answer.data == {"__typename": "NotFoundError"}
    assert [row["removed_at"] for row in await api.rows("farms")] == [api.clock.now]


@pytest.mark.parametrize("role", Role)
async def test_a_strangers_farm_does_not_exist(api: Api, role: Role) -> None:
    _, owner = await api.signed_in()
    made = await saved(api, owner)
    _, stranger = await api.signed_in(role)
    before = await api.rows("farms")
    for farm_id in (made["id"], made["id"].replace("frm_", "usr_"), "nonsense", ""):
        answer = await api.ask(SAVE_FARM, token=stranger, id=farm_id, input=farm(name="Mine now"))
        assert answer.data == {"__typename": "NotFoundError"}
        assert (await api.ask(REMOVE_FARM, token=stranger, id=farm_id)).data == {"__typename": "NotFoundError"}
    assert (await api.ask(ME, token=stranger)).data["farms"] == []
    assert await api.rows("farms") == before


async def test_nobody_saves_a_farm_without_signing_in(api: Api) -> None:
    assert (await api.ask(SAVE_FARM, input=farm())).codes == ["UNAUTHENTICATED"]
    assert (await api.ask(REMOVE_FARM, id="frm_01jqz0000000000000000000aa")).codes == ["UNAUTHENTICATED"]
    assert await api.rows("farms") == []


@pytest.mark.parametrize(
    ("changes", "path", "code"),
    [
        ({"name": ""}, ["name"], "REQUIRED"),
        ({"name": "x" * 101}, ["name"], "TOO_LONG"),
        ({"address": " "}, ["address"], "REQUIRED"),
        ({"address": "x" * 301}, ["address"], "TOO_LONG"),
        ({"accessNote": "x" * 501}, ["accessNote"], "TOO_LONG"),
        ({"accessNote": "\x00"}, ["accessNote"], "INVALID_TEXT"),
        ({"location": {"latitude": 91, "longitude": 8}}, ["location", "latitude"], "OUT_OF_RANGE"),
        ({"location": {"latitude": 12, "longitude": -181}}, ["location", "longitude"], "OUT_OF_RANGE"),
        ({"location": {"latitude": 0, "longitude": 0}}, ["location"], "NO_FIX"),
        ({"area": {"value": "0"}}, ["area", "value"], "OUT_OF_RANGE"),
        ({"area": {"value": "-1"}}, ["area", "value"], "OUT_OF_RANGE"),
        ({"area": {"value": "5000.1"}}, ["area", "value"], "OUT_OF_RANGE"),
        ({"area": {"value": "1e30"}}, ["area", "value"], "OUT_OF_RANGE"),
        ({"area": {"value": "1.00001"}}, ["area", "value"], "TOO_PRECISE"),
    ],
)
async def test_what_is_wrong_is_told_and_nothing_is_written(
    api: Api, changes: dict[str, object], path: list[str], code: str
) -> None:
    _, token = await api.signed_in()
    answer = await api.ask(SAVE_FARM, token=token, input=farm(**changes))
    assert answer.data == {"__typename": "ValidationError", "problems": [{"path": ["input", *path], "code": code}]}
    assert await api.rows("farms") == []


@pytest.mark.parametrize(
    "changes",
    [{"timeZone": "Mars/Olympus"}, {"area": {"value": "x"}}, {"area": {"value": "1", "unit": "MILE"}}, {"id": "x"}],
)
async def test_what_the_types_forbid_is_refused(api: Api, changes: dict[str, object]) -> None:
    _, token = await api.signed_in()
    assert (await api.ask(SAVE_FARM, token=token, input=farm(**changes))).codes == ["BAD_USER_INPUT"]
    assert await api.rows("farms") == []


async def test_there_is_a_bound_that_many_at_once_do_not_pass(api: Api) -> None:
    user, token = await api.signed_in()
    await Farm.bulk_create(
        [
            Farm(
                user_id=user.id,
                name="Home",
                address="Kano",
                latitude=12,
                longitude=8,
                area_value=1,
                area_unit=AreaUnit.HECTARE,
                area_m2=10_000,
                time_zone="Africa/Lagos",
                created_at=api.clock.now,
            )
            for _ in range(98)
        ]
    )

    answers = await asyncio.gather(*(api.ask(SAVE_FARM, token=token, input=farm()) for _ in range(5)))

    made = [answer.data["farm"]["id"] for answer in answers if "farm" in answer.data]
    refused = [answer.data for answer in answers if "farm" not in answer.data]
    assert len(made) == 2
    problem = {"path": ["input"], "code": "TOO_MANY"}
    assert refused == [{"__typename": "ValidationError", "problems": [problem]}] * 3
    assert len(await api.rows("farms")) == 100
    changed = await api.ask(SAVE_FARM, token=token, id=made[0], input=farm())
    assert changed.data["__typename"] == "FarmSuccess"
    await api.ask(REMOVE_FARM, token=token, id=made[0])
    assert (await saved(api, token))["id"] not in made
