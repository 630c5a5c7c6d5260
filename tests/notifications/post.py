"""A post office: people with every channel, carriers that do as a test says, and the jobs of deliveries."""

from dataclasses import dataclass, field
from typing import Any, cast
from uuid import UUID

import orjson
from uuid_utils.compat import uuid7

from models.enums import Channel, NotificationKind, RequestStatus, Role
from models.notifications import Delivery
from models.requests import JobRequest
from services import notifications
from services.auth.viewer import Viewer
from services.jobs.handlers import ComeAgain, GivenUp
from services.notifications import Notifications, jobs
from services.notifications.announcing import News
from services.notifications.facts import Facts
from services.payments.papers import ReceiptPapers
from services.providers.messaging.port import NotSent, Refused, Taken
from tests.requests.village import Village


@dataclass
class Carrier:
    """Takes messages of any channel, unless it was told what else to do with the next ones."""

    name: str = "carrier"
    taken: list[Any] = field(default_factory=list)
    asked: list[Any] = field(default_factory=list)
    answers: list[NotSent | Refused] = field(default_factory=list)

    async def send(self, message: Any) -> Taken:
        self.asked.append(message)
        if self.answers:
            raise self.answers.pop(0)
        self.taken.append(message)
        return Taken(self.name, f"ref-{len(self.taken)}")

    @property
    def subjects(self) -> list[str]:
        return [each.subject for each in self.taken]


@dataclass
class Post:
    """Everybody in the village is served by these carriers."""

    village: Village
    mails: Carrier
    texts: Carrier
    pushes: Carrier
    notifications: Notifications

    async def person(self, role: Role = Role.FARMER, **profile: Any) -> Viewer:
        return await self.village.person(role, **profile)

    async def tell(
        self,
        to: Viewer,
        kind: NotificationKind = NotificationKind.SECURITY_ALERT,
        *,
        event: str | None = None,
        request_id: UUID | None = None,
        **facts: Any,
    ) -> None:
        news = News(to.user_id, kind, event or f"event:{uuid7()}", cast(Facts, facts), request_id)
        async with self.village.services.database.transaction():
            await self.notifications.announcements.tell(news)

    async def forget(self) -> None:
        """What is on its way already."""
        await self.village.services.database.fetch("DELETE FROM pgqueuer")
        await Delivery.all().delete()

    async def run(self) -> list[str]:
        """Every delivery that is due by the village's clock, once, in the order of the queue; what became of the jobs.

        A job that wants to come again is queued for later, and one that is dead is gone.
        """
        rows = await self.village.services.database.fetch(
            "DELETE FROM pgqueuer WHERE entrypoint LIKE 'deliver_%' AND execute_after <= clock_timestamp() "
            "RETURNING id, entrypoint, payload"
        )
        in_order = sorted(rows, key=lambda row: int(row["id"]))
        return [await self.run_job(row["entrypoint"], orjson.loads(row["payload"])) for row in in_order]

    async def run_job(self, name: str, payload: dict[str, Any]) -> str:
        try:
            await jobs.handlers(self.notifications)[name](payload)
        except ComeAgain as wish:
            return f"again in {wish.after.total_seconds():g} s"
        except GivenUp as given_up:
            return f"dead: {given_up.reason}"
        return "done"

    async def deliver(self, to: Viewer, channel: Channel = Channel.EMAIL) -> str:
        """Run the job of somebody's newest message on a channel."""
        delivery = await Delivery.filter(user_id=to.user_id, channel=channel).order_by("-id").first()
        assert delivery is not None
        return await self.run_job(f"deliver_{channel.lower()}", {"delivery": str(delivery.id)})

    async def states(self, to: Viewer, channel: Channel = Channel.EMAIL) -> list[tuple[str, str | None]]:
        """State and reason of somebody's messages on a channel, the oldest first."""
        rows = await self.village.services.database.fetch(
            "SELECT state, reason FROM notification_deliveries WHERE user_id = $1 AND channel = $2 ORDER BY place",
            to.user_id,
            channel.value,
        )
        return [(row["state"], row["reason"]) for row in rows]

    async def set_status(self, request_id: UUID, status: str) -> None:
        """Whatever the edges say."""
        async with self.village.services.database.transaction() as transaction:
            await transaction.raw.execute("SET LOCAL session_replication_role = replica")
            changes: dict[str, Any] = {"status": status}
            if status == RequestStatus.CANCELLED:
                changes |= {"cancelled_by": "ADMIN", "cancel_reason": "OTHER", "cancelled_at": self.village.clock()}
            await JobRequest.filter(id=request_id).update(**changes)


def opened(village: Village) -> Post:
    """Beside the village's own services, on the same database."""
    mails, texts, pushes = Carrier("mails"), Carrier("texts"), Carrier("pushes")
    services = village.services
    built = notifications.build(
        notifications.Ground(
            settings=services.settings,
            database=services.database,
            jobs=services.jobs,
            streams=services.streams,
            following=services.following,
            keys=services.auth.keys,
            mailer=mails,
            texter=texts,
            pusher=pushes,
            papers=ReceiptPapers(),
            replies={},
            push_key=None,
            clock=village.clock,
        )
    )
    return Post(village, mails, texts, pushes, built)
