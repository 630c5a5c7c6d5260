"""What the worker does about money. Every job may run twice."""

from typing import Any
from uuid import UUID

from services.jobs.handlers import Handler
from services.payments import Payments
from services.payments.confirmation import RECONCILE
from services.payments.intents import EXPIRE_INTENT
from services.payments.refunds import SETTLE_REFUND


def handlers(payments: Payments) -> dict[str, Handler]:
    """By the name of their job."""

    async def reconcile(payload: dict[str, Any]) -> None:
        await payments.confirmation.reconcile(UUID(payload["payment"]), payload["attempt"])

    async def expire_intent(payload: dict[str, Any]) -> None:
        await payments.intents.expire(UUID(payload["payment"]))

    async def settle_refund(payload: dict[str, Any]) -> None:
        await payments.refunds.settle(UUID(payload["refund"]), payload["attempt"])

    return {RECONCILE.name: reconcile, EXPIRE_INTENT.name: expire_intent, SETTLE_REFUND.name: settle_refund}
