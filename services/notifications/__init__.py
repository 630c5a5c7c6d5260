"""People hear of what happens: in the app, live, and on the channels that they chose."""

from collections.abc import Mapping
from dataclasses import dataclass

from models.enums import Channel
from services.jobs.queue import JobQueue
from services.notifications.announcing import Announcements
from services.notifications.browsers import Browsers
from services.notifications.delivering import Deliveries, Sender
from services.notifications.live import LiveNotifications
from services.notifications.mails import Mails
from services.notifications.reading import InApp
from services.notifications.replies import StopWords
from services.notifications.senders import EmailSender, Papers, PushSender, SmsSender
from services.notifications.sweeping import Sweep
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.following import Following
from services.platform.keys import Keys
from services.platform.settings import Settings
from services.platform.streams import Streams
from services.providers.messaging.port import Mailer, Pusher, Replies, Texter


@dataclass(frozen=True, slots=True)
class Notifications:
    """The use cases of the domain."""

    announcements: Announcements
    in_app: InApp
    live: LiveNotifications
    mails: Mails
    deliveries: Deliveries
    sweep: Sweep
    browsers: Browsers
    replies: StopWords


@dataclass(frozen=True, slots=True)
class Ground:
    """What the domain stands on."""

    settings: Settings
    database: Database
    jobs: JobQueue
    streams: Streams
    following: Following
    keys: Keys
    mailer: Mailer
    texter: Texter
    pusher: Pusher
    papers: Papers
    replies: Mapping[str, Replies]
    push_key: str | None
    clock: Clock


def build(on: Ground) -> Notifications:
    """The use cases of the domain."""
    database, jobs, clock = on.database, on.jobs, on.clock
    senders: dict[Channel, Sender] = {
        Channel.EMAIL: EmailSender(on.mailer, on.papers),
        Channel.SMS: SmsSender(on.texter),
        Channel.PUSH: PushSender(on.pusher, clock, on.settings.refresh_token_idle_lifetime),
    }
    deliveries = Deliveries(database=database, jobs=jobs, senders=senders, clock=clock, settings=on.settings)
    return Notifications(
        announcements=Announcements(database, on.streams, jobs, clock),
        in_app=InApp(database, clock),
        live=LiveNotifications(database, on.streams, on.following),
        mails=Mails(database=database, jobs=jobs, mailer=on.mailer, keys=on.keys, clock=clock, settings=on.settings),
        deliveries=deliveries,
        sweep=Sweep(database, jobs, deliveries, clock),
        browsers=Browsers(database, clock, key=on.push_key, most=on.settings.push_subscriptions_per_user),
        replies=StopWords(database, on.replies, clock),
    )
