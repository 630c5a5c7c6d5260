"""People hear of what happens: in the app, live, and on the channels that they chose."""

from dataclasses import dataclass

from services.notifications.announcing import Announcements
from services.notifications.live import LiveNotifications
from services.notifications.reading import InApp
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.following import Following
from services.platform.streams import Streams


@dataclass(frozen=True, slots=True)
class Notifications:
    """The use cases of the domain."""

    announcements: Announcements
    in_app: InApp
    live: LiveNotifications


def build(*, database: Database, streams: Streams, following: Following, clock: Clock) -> Notifications:
    """The domain, on what it stands on."""
    return Notifications(
        announcements=Announcements(database, streams, clock),
        in_app=InApp(database, clock),
        live=LiveNotifications(database, streams, following),
    )
