"""What the worker does about tracking. Every job may run twice."""

from typing import Any
from uuid import UUID

from services.jobs.handlers import Handler
from services.requests.progress import REFRESH_ETA
from services.tracking import Tracking
from services.tracking.retention import KEEP_POSITIONS


def handlers(tracking: Tracking) -> dict[str, Handler]:
    """By the name of their job."""

    async def refresh_eta(ids: dict[str, Any]) -> None:
        await tracking.etas.refresh(UUID(ids["request"]))

    async def keep_positions(_ids: object) -> None:
        await tracking.retention.run()

    return {REFRESH_ETA.name: refresh_eta, KEEP_POSITIONS.name: keep_positions}
