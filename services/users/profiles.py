"""What people tell about themselves, and how they want to be served."""

from collections.abc import Iterable, Sequence
from datetime import time
from typing import Any, TypedDict
from uuid import UUID

from models.enums import AreaUnit
from models.users import Preferences, Profile
from services.auth.accounts import COLUMNS, AccountProfile
from services.auth.viewer import Viewer
from services.errors import Problem, ValidationFailed
from services.notifications import channels
from services.notifications.channels import ChannelChoice
from services.platform import money, people
from services.platform.database import Database


class ProfileChanges(TypedDict, total=False):
    """What is left out stays. None removes the phone, and stands for "as it was" elsewhere."""

    name: str | None
    phone: str | None
    locale: str | None
    time_zone: str | None


class PreferencesChanges(TypedDict, total=False):
    """What is left out stays, also among the notifications. None removes the quiet hours, and else changes nothing.

    Quiet hours are wall-clock times in the person's zone; a start later than the end spans midnight.
    """

    currency: str | None
    area_unit: AreaUnit | None
    quiet_hours_from: time | None
    quiet_hours_to: time | None
    notifications: Sequence[ChannelChoice] | None


_ACCOUNTS = f"""
    SELECT {COLUMNS} FROM users u JOIN profiles p ON p.user_id = u.id WHERE u.id = ANY($1)
"""  # noqa: S608 - the columns are ours


class Profiles:
    """Everyone has one, with preferences, since signing up."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of_users(self, user_ids: Sequence[UUID]) -> dict[UUID, AccountProfile]:
        rows = await self._database.fetch(_ACCOUNTS, list(user_ids))
        return {row["user_id"]: AccountProfile.of(row) for row in rows}

    async def preferences_of(self, user_ids: Sequence[UUID]) -> dict[UUID, Preferences]:
        return {row.user_id: row for row in await Preferences.filter(user_id__in=user_ids)}

    async def update(self, by: Viewer, changes: ProfileChanges) -> None:
        """Raises ValidationFailed."""
        columns = {name: value for name, value in changes.items() if value is not None or name == "phone"}
        problems = tuple(_problems_of_profile(columns))
        if problems:
            raise ValidationFailed(problems)
        if "name" in columns:
            columns["name"] = people.spelled(str(columns["name"]))
        if columns:
            await Profile.filter(user_id=by.user_id).update(**columns)

    async def update_preferences(self, by: Viewer, changes: PreferencesChanges) -> None:
        """Raises ValidationFailed."""
        async with self._database.transaction():
            row = await Preferences.select_for_update().get(user_id=by.user_id)
            currency = changes.get("currency")
            row.currency = row.currency if currency is None else currency
            row.area_unit = changes.get("area_unit") or row.area_unit
            row.quiet_from_minute = _minute(changes, "quiet_hours_from", row.quiet_from_minute)
            row.quiet_to_minute = _minute(changes, "quiet_hours_to", row.quiet_to_minute)
            choices = changes.get("notifications") or ()
            problems = (*_problems_of_preferences(row), *channels.problems_of(choices, "input", "notifications"))
            if problems:
                raise ValidationFailed(problems)
            row.channels = row.channels | channels.stored(choices)
            await row.save()


def clock_time(minute: int | None) -> time | None:
    """A minute of the day as a wall-clock time."""
    return None if minute is None else time(minute // 60, minute % 60)


def _minute(changes: PreferencesChanges, name: str, as_it_was: int | None) -> int | None:
    if name not in changes:
        return as_it_was
    value: Any = changes.get(name)
    return None if value is None else value.hour * 60 + value.minute


def _problems_of_profile(columns: dict[str, Any]) -> Iterable[Problem]:
    if "name" in columns:
        yield from people.problems_of_name(columns["name"], "input", "name")
    if "phone" in columns:
        yield from people.problems_of_phone(columns["phone"], "input", "phone")
    if "locale" in columns:
        yield from people.problems_of_locale(columns["locale"], "input", "locale")
    if "time_zone" in columns:
        yield from people.problems_of_zone(columns["time_zone"], "input", "timeZone")


def _problems_of_preferences(row: Preferences) -> Iterable[Problem]:
    if not money.is_known(row.currency):
        yield Problem(("input", "currency"), "UNKNOWN_CURRENCY", "An ISO 4217 code such as NGN.")
    if (row.quiet_from_minute is None) != (row.quiet_to_minute is None):
        missing = "quietHoursFrom" if row.quiet_from_minute is None else "quietHoursTo"
        yield Problem(("input", missing), "REQUIRED", "Quiet hours have a start and an end.")
