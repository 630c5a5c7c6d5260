"""Addresses: one's own, and nobody else's."""

import asyncio
from typing import Any

import pytest

from models.enums import Role
from models.users import Address
from tests.accounts import Api
from tests.users.operations import ADDRESSES, REMOVE_ADDRESS, SAVE_ADDRESS, address


async def saved(api: Api, token: str, **changes: object) -> Any:
    return (await api.ask(SAVE_ADDRESS, token=token, input=address(**changes))).data["address"]


async def test_an_address_is_as_entered(api: Api) -> None:
    _, token = await api.signed_in()
    made = await saved(api, token)
    nothing = dict.fromkeys(("line2", "city", "region", "location"))
    assert made == {"id": made["id"], "label": "Office", "line1": "12 Bompai Road", "country": "NG", **nothing}
    assert made["id"].startswith("adr_")
    more = {"line2": " 2nd floor ", "city": "Kano", "region": "", "location": {"latitude": 12.0, "longitude": 8.5}}
    full = await saved(api, token, **more)
    assert full == {**made, **more, "id": full["id"], "line2": "2nd floor", "region": None}


@pytest.mark.parametrize("country", ["PN", "AQ", "BV", "GS", "HM", "TF", "UM"])
async def test_a_country_without_telephones_is_one(api: Api, country: str) -> None:
    _, token = await api.signed_in()
    assert (await saved(api, token, country=country))["country"] == country


async def test_an_own_address_is_changed_in_place_and_removed_for_good(api: Api) -> None:
    _, token = await api.signed_in()
    made = await saved(api, token)
    answer = await api.ask(SAVE_ADDRESS, token=token, id=made["id"], input=address(label="Home"))
    assert answer.data["address"] == made | {"label": "Home"}
    assert (await api.ask(ADDRESSES, token=token)).data == {"addresses": [{"id": made["id"], "label": "Home"}]}
    removed = {"__typename": "RemovedSuccess", "id": made["id"]}
    assert (await api.ask(REMOVE_ADDRESS, token=token, id=made["id"])).data == removed
    assert (await api.ask(REMOVE_ADDRESS, token=token, id=made["id"])).data == {"__typename": "NotFoundError"}
    assert await api.rows("addresses") == []


@pytest.mark.parametrize("role", Role)
async def test_a_strangers_address_does_not_exist(api: Api, role: Role) -> None:
    _, owner = await api.signed_in()
    made = await saved(api, owner)
    _, stranger = await api.signed_in(role)
    before = await api.rows("addresses")
    for address_id in (made["id"], "nonsense"):
        answer = await api.ask(SAVE_ADDRESS, token=stranger, id=address_id, input=address(label="Mine now"))
        assert answer.data == {"__typename": "NotFoundError"}
        removal = await api.ask(REMOVE_ADDRESS, token=stranger, id=address_id)
        assert removal.data == {"__typename": "NotFoundError"}
    assert (await api.ask(ADDRESSES, token=stranger)).data == {"addresses": []}
    assert await api.rows("addresses") == before


async def test_nobody_saves_an_address_without_signing_in(api: Api) -> None:
    assert (await api.ask(SAVE_ADDRESS, input=address())).codes == ["UNAUTHENTICATED"]
    assert (await api.ask(REMOVE_ADDRESS, id="adr_01jqz0000000000000000000aa")).codes == ["UNAUTHENTICATED"]
    assert await api.rows("addresses") == []


@pytest.mark.parametrize(
    ("changes", "path", "code"),
    [
        ({"label": ""}, ["label"], "REQUIRED"),
        ({"label": "x" * 51}, ["label"], "TOO_LONG"),
        ({"line1": " "}, ["line1"], "REQUIRED"),
        ({"line1": "x" * 201}, ["line1"], "TOO_LONG"),
        ({"line2": "x" * 201}, ["line2"], "TOO_LONG"),
        ({"city": "x" * 101}, ["city"], "TOO_LONG"),
        ({"region": "\x00"}, ["region"], "INVALID_TEXT"),
        ({"country": "NGA"}, ["country"], "UNKNOWN_COUNTRY"),
        ({"country": "XK"}, ["country"], "UNKNOWN_COUNTRY"),
        ({"country": "AC"}, ["country"], "UNKNOWN_COUNTRY"),
        ({"country": "ng"}, ["country"], "UNKNOWN_COUNTRY"),
        ({"country": ""}, ["country"], "UNKNOWN_COUNTRY"),
        ({"location": {"latitude": 0, "longitude": 0}}, ["location"], "NO_FIX"),
    ],
)
async def test_what_is_wrong_is_told_and_nothing_is_written(
    api: Api, changes: dict[str, object], path: list[str], code: str
) -> None:
    _, token = await api.signed_in()
    answer = await api.ask(SAVE_ADDRESS, token=token, input=address(**changes))
    assert answer.data == {"__typename": "ValidationError", "problems": [{"path": ["input", *path], "code": code}]}
    assert await api.rows("addresses") == []


async def test_there_is_a_bound_that_many_at_once_do_not_pass(api: Api) -> None:
    user, token = await api.signed_in()
    await Address.bulk_create(
        [Address(user_id=user.id, label="Home", line1="1", country="NG", created_at=api.clock.now) for _ in range(48)]
    )

    answers = await asyncio.gather(*(api.ask(SAVE_ADDRESS, token=token, input=address()) for _ in range(5)))

    made = [answer.data["address"]["id"] for answer in answers if "address" in answer.data]
    refused = [answer.data for answer in answers if "address" not in answer.data]
    assert len(made) == 2
    problem = {"path": ["input"], "code": "TOO_MANY"}
    assert refused == [{"__typename": "ValidationError", "problems": [problem]}] * 3
    assert len(await api.rows("addresses")) == 50
    changed = await api.ask(SAVE_ADDRESS, token=token, id=made[0], input=address())
    assert changed.data["__typename"] == "AddressSuccess"
    await api.ask(REMOVE_ADDRESS, token=token, id=made[0])
    assert (await saved(api, token))["id"] not in made
