"""How people want to be served."""

import datetime as dt
from typing import Self, cast

import strawberry

from models import users as rows
from models.enums import AreaUnit, Channel, NotificationKind
from schema.types.given import given
from services.notifications.channels import ChannelChoice, all_choices
from services.users.profiles import PreferencesChanges, clock_time


@strawberry.type
class ChannelPreference:
    event: NotificationKind
    channels: list[Channel]

    @classmethod
    def of(cls, choice: ChannelChoice) -> Self:
        return cls(event=choice.event, channels=list(choice.channels))


@strawberry.type
class Preferences:
    currency: str
    area_unit: AreaUnit
    quiet_hours_from: dt.time | None
    quiet_hours_to: dt.time | None
    notifications: list[ChannelPreference] = strawberry.field(
        description="Every kind of notification, with what was set or else the default."
    )

    @classmethod
    def of(cls, row: rows.Preferences) -> Self:
        return cls(
            currency=row.currency,
            area_unit=row.area_unit,
            quiet_hours_from=clock_time(row.quiet_from_minute),
            quiet_hours_to=clock_time(row.quiet_to_minute),
            notifications=[ChannelPreference.of(choice) for choice in all_choices(row.channels)],
        )


@strawberry.input
class ChannelPreferenceInput:
    event: NotificationKind
    channels: list[Channel]


@strawberry.input
class PreferencesInput:
    currency: str | None = strawberry.UNSET
    area_unit: AreaUnit | None = strawberry.UNSET
    quiet_hours_from: dt.time | None = strawberry.UNSET
    quiet_hours_to: dt.time | None = strawberry.UNSET
    notifications: list[ChannelPreferenceInput] | None = strawberry.UNSET

    def changes(self) -> PreferencesChanges:
        choices = [ChannelChoice(each.event, each.channels) for each in self.notifications or ()]
        return cast(PreferencesChanges, given(self) | {"notifications": choices})
