"""What the worker does about money. Every job may run twice."""

from typing import Any
from uuid import UUID

from services.jobs.handlers import Handler
from services.payments import Payments
from services.payments.auditing import CHECK_BOOKS
from services.payments.confirmation import RECONCILE
from services.payments.inbox import PROCESS_EVENT
from services.payments.intents import EXPIRE_INTENT
from services.payments.payouts import SETTLE_PAYOUT
from services.payments.refunds import SETTLE_REFUND
from services.payments.sweeping import SWEEP, TELL_STUCK


def handlers(payments: Payments) -> dict[str, Handler]:
    """By the name of their job."""

    async def reconcile(payload: dict[str, Any]) -> None:
        await payments.confirmation.reconcile(UUID(payload["payment"]), payload["attempt"])

    async def expire_intent(payload: dict[str, Any]) -> None:
        await payments.intents.expire(UUID(payload["payment"]))

    async def settle_refund(payload: dict[str, Any]) -> None:
        await payments.refunds.settle(UUID(payload["refund"]), payload["attempt"])

    async def settle_payout(payload: dict[str, Any]) -> None:
        await payments.payouts.settle(UUID(payload["payout"]), payload["attempt"])

    async def process_event(payload: dict[str, Any]) -> None:
        await payments.inbox.process(UUID(payload["event"]), payload["attempt"])

    async def sweep(_ids: dict[str, Any]) -> None:
        await payments.sweep.run()

    async def tell_stuck(payload: dict[str, Any]) -> None:
        await payments.sweep.tell(payload["kind"])

    async def check_books(_ids: dict[str, Any]) -> None:
        await payments.auditor.check()

    return {
        RECONCILE.name: reconcile,
        EXPIRE_INTENT.name: expire_intent,
        SETTLE_REFUND.name: settle_refund,
        SETTLE_PAYOUT.name: settle_payout,
        PROCESS_EVENT.name: process_event,
        SWEEP.name: sweep,
        TELL_STUCK.name: tell_stuck,
        CHECK_BOOKS.name: check_books,
    }
