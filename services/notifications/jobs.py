"""What the worker does about messages. Every job may run twice."""

from typing import Any
from uuid import UUID

from services.jobs.handlers import Handler
from services.notifications import Notifications
from services.notifications.delivering import JOBS
from services.notifications.mails import SEND_MAIL
from services.notifications.sweeping import SWEEP_DELIVERIES

AT_ONCE = {job.name: job.at_once for job in JOBS.values()}
"""How many of a kind run beside each other."""


def handlers(notifications: Notifications) -> dict[str, Handler]:
    """By the name of their job."""

    async def deliver(ids: dict[str, Any]) -> None:
        await notifications.deliveries.deliver(UUID(ids["delivery"]))

    async def sweep(_ids: dict[str, Any]) -> None:
        await notifications.sweep.run()

    return {
        SWEEP_DELIVERIES.name: sweep,
        SEND_MAIL.name: notifications.mails.send,
        **{job.name: deliver for job in JOBS.values()},
    }
