"""A process that dies by SIGKILL at a chosen point of a message: `python -m tests.notifications.doomed …`."""

import asyncio
import os
import signal
import sys
from enum import StrEnum
from typing import Any
from unittest.mock import patch
from uuid import UUID

from models.enums import DeliveryState, NotificationKind
from services import wiring
from services.notifications.announcing import News
from services.notifications.delivering import Deliveries
from services.notifications.envelopes import Envelope
from services.notifications.facts import Facts
from services.notifications.senders import EmailSender
from services.platform.settings import Settings
from services.platform.streams import Streams


class Point(StrEnum):
    """Where it dies."""

    BEFORE_THE_COMMIT = "before the commit"
    AFTER_THE_COMMIT = "after the commit, before anybody is woken"
    BEFORE_THE_CALL = "with the attempt on record, before the carrier is called"
    AFTER_THE_CALL = "after the carrier has taken it"
    BEFORE_THE_END = "before the end is committed"
    AFTER_THE_END = "after the end was committed, before the queue hears of it"


def die(*_: object, **__: object) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def doom(point: Point) -> None:
    """Make the step that follows the point the end of this process."""
    send, leave = EmailSender.send, Deliveries._leave

    async def sent_and_gone(self: EmailSender, envelope: Envelope) -> None:
        await send(self, envelope)
        die()

    async def left_and_gone(self: Deliveries, envelope: Envelope, state: DeliveryState, **named: Any) -> None:
        await leave(self, envelope, state, **named)
        die()

    match point:
        case Point.AFTER_THE_COMMIT:
            patch.object(Streams, "_announce", die).start()
        case Point.BEFORE_THE_CALL:
            patch.object(EmailSender, "send", die).start()
        case Point.AFTER_THE_CALL:
            patch.object(EmailSender, "send", sent_and_gone).start()
        case Point.BEFORE_THE_END:
            patch.object(Deliveries, "_leave", left_and_gone).start()


async def main(user: str, request: str, point: Point) -> None:
    services = wiring.build(Settings(_env_file=None))
    await wiring.start(services)
    doom(point)
    async with services.database.transaction():
        news = News(UUID(user), NotificationKind.RECEIPT_ISSUED, "event", Facts(number="7"), UUID(request))
        await services.notifications.announcements.tell(news)
        if point is Point.BEFORE_THE_COMMIT:
            die()
    row = await services.database.fetch_one("SELECT id FROM notification_deliveries")
    assert row is not None
    await services.notifications.deliveries.deliver(row["id"])
    die()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], Point(sys.argv[3])))
