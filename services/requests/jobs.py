"""What the worker does about requests. Every job may run twice."""

from typing import Any
from uuid import UUID

from services.auth.standing import OWNER_GONE
from services.jobs.handlers import Handler
from services.requests import Requests
from services.requests.creation import EXPIRE_REQUEST, MATCH_REQUEST
from services.requests.expiring import SWEEP_OFFERS
from services.requests.reminders import REMIND
from services.tractors.fleet import TRACTOR_FREED
from services.tractors.updates import TRACTOR_ARCHIVED


def handlers(requests: Requests) -> dict[str, Handler]:
    """By the name of their job."""

    async def match(ids: dict[str, Any]) -> None:
        await requests.matching.run(UUID(ids["request"]))

    async def remind(_ids: dict[str, Any]) -> None:
        await requests.reminders.run()

    async def sweep_offers(_ids: dict[str, Any]) -> None:
        await requests.offer_sweep.run()

    async def expire(ids: dict[str, Any]) -> None:
        await requests.cancellation.expire(UUID(ids["request"]))

    async def tractor_freed(ids: dict[str, Any]) -> None:
        await requests.matching.retry_near(UUID(ids["tractor"]))

    async def tractor_archived(ids: dict[str, Any]) -> None:
        await requests.withdrawing.withdraw_all(UUID(ids["tractor"]))

    async def owner_gone(ids: dict[str, Any]) -> None:
        await requests.withdrawing.withdraw_late(UUID(ids["user"]))

    return {
        MATCH_REQUEST.name: match,
        REMIND.name: remind,
        SWEEP_OFFERS.name: sweep_offers,
        EXPIRE_REQUEST.name: expire,
        TRACTOR_FREED.name: tractor_freed,
        TRACTOR_ARCHIVED.name: tractor_archived,
        OWNER_GONE.name: owner_gone,
    }
