"""The viewer's profile and preferences."""

import unicodedata
from typing import Any

import pytest

from models.enums import NotificationKind
from tests.accounts import Api
from tests.users.operations import CHANNELS, ME, PREFER, UPDATE


async def profile(api: Api, token: str) -> Any:
    return (await api.ask(ME, token=token)).data


async def test_nobody_is_null(api: Api) -> None:
    answer = await api.ask(ME)
    assert (answer.data, answer.errors) == (None, [])


async def test_what_is_left_out_stays_and_a_null_phone_goes(api: Api) -> None:
    _, token = await api.signed_in()
    changes = {"name": " Ada Eze ", "phone": "+234 801 234 5678", "locale": "en-NG", "timeZone": "Africa/Accra"}
    changed = {"name": "Ada Eze", "phone": "+2348012345678", "locale": "en-NG", "timeZone": "Africa/Accra"}
    assert (await api.ask(UPDATE, token=token, input=changes)).data["viewer"] == changed
    assert (await api.ask(UPDATE, token=token, input={})).data["viewer"] == changed
    nulls = {"name": None, "phone": None, "locale": None, "timeZone": None}
    assert (await api.ask(UPDATE, token=token, input=nulls)).data["viewer"] == changed | {"phone": None}


async def test_a_name_is_kept_in_one_spelling(api: Api) -> None:
    _, token = await api.signed_in()
    answer = await api.ask(UPDATE, token=token, input={"name": unicodedata.normalize("NFD", "Ṣẹgun Adé")})
    assert answer.data["viewer"]["name"] == unicodedata.normalize("NFC", "Ṣẹgun Adé")


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"name": ""}, "name", "REQUIRED"),
        ({"name": "x" * 101}, "name", "TOO_LONG"),
        # Letters that are two characters in the spelling that is kept.
        ({"name": "\u0958" * 51}, "name", "TOO_LONG"),
        ({"name": "\x00"}, "name", "INVALID_TEXT"),
        ({"locale": "xx-nonsense"}, "locale", "UNKNOWN_LOCALE"),
        ({"locale": "en@\x00"}, "locale", "UNKNOWN_LOCALE"),
    ],
)
async def test_a_profile_that_is_refused_stays(api: Api, changes: dict[str, str], field: str, code: str) -> None:
    _, token = await api.signed_in()
    before = await api.rows("profiles")
    answer = await api.ask(UPDATE, token=token, input={"timeZone": "Africa/Accra", **changes})
    assert answer.data == {"__typename": "ValidationError", "problems": [{"path": ["input", field], "code": code}]}
    assert await api.rows("profiles") == before


async def test_a_change_touches_no_other_profile(api: Api) -> None:
    stranger = await api.person()
    before = [row for row in await api.rows("profiles") if row["user_id"] == stranger.id]
    _, token = await api.signed_in()
    await api.ask(UPDATE, token=token, input={"name": "Somebody Else"})
    assert [row for row in await api.rows("profiles") if row["user_id"] == stranger.id] == before


async def test_preferences_change_one_by_one(api: Api) -> None:
    _, token = await api.signed_in()
    fresh = {"currency": "NGN", "areaUnit": "HECTARE", "quietHoursFrom": None, "quietHoursTo": None}
    assert (await profile(api, token))["preferences"] == fresh
    quiet = {"quietHoursFrom": "21:30", "quietHoursTo": "06:00"}
    for changes, expected in (
        (quiet, fresh | quiet),
        ({"currency": "KES"}, fresh | quiet | {"currency": "KES"}),
        ({"areaUnit": "ACRE", "currency": None}, fresh | quiet | {"currency": "KES", "areaUnit": "ACRE"}),
        (
            {"quietHoursFrom": None, "quietHoursTo": None},
            fresh | {"currency": "KES", "areaUnit": "ACRE"},
        ),
    ):
        answer = await api.ask(PREFER, token=token, input=changes)
        assert answer.data["viewer"]["preferences"] == expected


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"currency": "XYZ"}, "currency", "UNKNOWN_CURRENCY"),
        ({"currency": ""}, "currency", "UNKNOWN_CURRENCY"),
        ({"currency": "ngn"}, "currency", "UNKNOWN_CURRENCY"),
        ({"quietHoursFrom": "22:00"}, "quietHoursTo", "REQUIRED"),
        ({"quietHoursTo": "22:00"}, "quietHoursFrom", "REQUIRED"),
    ],
)
async def test_preferences_that_are_refused_stay(api: Api, changes: dict[str, str], field: str, code: str) -> None:
    _, token = await api.signed_in()
    before = await api.rows("preferences")
    answer = await api.ask(PREFER, token=token, input={"areaUnit": "ACRE", **changes})
    assert answer.data == {"__typename": "ValidationError", "problems": [{"path": ["input", field], "code": code}]}
    assert await api.rows("preferences") == before


async def channels(api: Api, token: str) -> dict[str, list[str]]:
    answer = await api.ask(CHANNELS, token=token)
    return {each["event"]: each["channels"] for each in answer.data["preferences"]["notifications"]}


async def test_channels_are_set_by_kind_and_the_others_stay(api: Api) -> None:
    _, token = await api.signed_in()
    before = await channels(api, token)
    assert before.keys() == {each.value for each in NotificationKind}
    chosen = [
        {"event": "WORK_STARTED", "channels": []},
        {"event": "OFFER_RECEIVED", "channels": ["PUSH", "SMS", "SMS"]},
    ]
    await api.ask(PREFER, token=token, input={"notifications": chosen})
    await api.ask(PREFER, token=token, input={"currency": "KES"})
    await api.ask(PREFER, token=token, input={"notifications": None})
    assert await channels(api, token) == before | {"WORK_STARTED": [], "OFFER_RECEIVED": ["SMS", "PUSH"]}


@pytest.mark.parametrize(
    ("chosen", "path", "code"),
    [
        ([{"event": "SECURITY_ALERT", "channels": ["SMS"]}], ["0", "channels"], "REQUIRED"),
        ([{"event": "WORK_STARTED", "channels": []}] * 2, ["1", "event"], "REPEATED"),
    ],
)
async def test_channels_that_are_refused_stay(
    api: Api, chosen: list[dict[str, object]], path: list[str], code: str
) -> None:
    _, token = await api.signed_in()
    before = await api.rows("preferences")
    answer = await api.ask(PREFER, token=token, input={"notifications": chosen})
    problem = {"path": ["input", "notifications", *path], "code": code}
    assert answer.data == {"__typename": "ValidationError", "problems": [problem]}
    assert await api.rows("preferences") == before


@pytest.mark.parametrize("operation", [UPDATE, PREFER])
async def test_nobody_changes_anything_without_signing_in(api: Api, operation: str) -> None:
    await api.person()
    before = [await api.rows("profiles"), await api.rows("preferences")]
    assert (await api.ask(operation, input={})).codes == ["UNAUTHENTICATED"]
    assert [await api.rows("profiles"), await api.rows("preferences")] == before
