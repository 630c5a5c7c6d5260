"""A process that dies by SIGKILL at a chosen point of a payment or a payout: `python -m tests.payments.doomed …`."""

import asyncio
import os
import signal
import sys
from collections.abc import Awaitable, Callable
from enum import StrEnum
from typing import Any
from unittest.mock import patch
from uuid import UUID

from uuid_utils.compat import uuid7

from models.enums import Role
from services import wiring
from services.auth.viewer import Viewer
from services.payments.ledger import Ledger
from services.platform.settings import Settings
from services.providers.payments.sandbox import Sandbox
from services.wiring import Services
from tests.payments.factories import NOON


class Point(StrEnum):
    """Where it dies."""

    BEFORE_THE_CALL = "before the call"
    AFTER_THE_CALL = "after the call"
    BEFORE_THE_COMMIT = "before the commit"
    AFTER_THE_COMMIT = "after the commit"


class DoomedSandbox(Sandbox):
    """Moves money before or after which its caller is gone."""

    def __init__(self, inner: Sandbox, point: Point) -> None:
        super().__init__(inner._folder, inner._clock)
        self._point = point

    async def charge(self, charge: Any) -> Any:
        return await self._around(lambda: super(DoomedSandbox, self).charge(charge))

    async def pay_out(self, transfer: Any) -> Any:
        return await self._around(lambda: super(DoomedSandbox, self).pay_out(transfer))

    async def _around(self, call: Callable[[], Awaitable[Any]]) -> Any:
        if self._point is Point.BEFORE_THE_CALL:
            die()
        outcome = await call()
        if self._point is Point.AFTER_THE_CALL:
            die()
        return outcome


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def doom_the_commit() -> None:
    """What is recorded in the ledger is the last that this process does."""
    record = Ledger.record

    async def recorded(self: Ledger, *movements: Any) -> None:
        await record(self, *movements)
        die()

    patch.object(Ledger, "record", recorded).start()


async def work(services: Services, what: str, row: UUID, user: UUID) -> None:
    if what == "payment":
        viewer = Viewer(user, Role.FARMER, uuid7())
        await services.payments.confirmation.confirm(viewer, payment_id=row, key="c")
    else:
        await services.payments.payouts.settle(row, 0)


async def main(what: str, row: str, user: str, point: Point) -> None:
    services = wiring.build(Settings(_env_file=None), clock=lambda: NOON)
    await wiring.start(services)
    sandbox = DoomedSandbox(Sandbox(services.settings.data_dir / "sandbox", lambda: NOON), point)
    services.chosen.payments["sandbox"] = services.chosen.payouts["sandbox"] = sandbox
    if point is Point.BEFORE_THE_COMMIT:
        doom_the_commit()
    await work(services, what, UUID(row), UUID(user))
    die()


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], sys.argv[2], sys.argv[3], Point(sys.argv[4])))
