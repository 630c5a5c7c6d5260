"""An owner's tractors while the owner is suspended: off, and afterwards what they were before."""

from uuid import UUID

from models.enums import TractorState
from services.jobs.queue import JobQueue
from services.platform.database import Database
from services.tractors.fleet import TRACTOR_FREED

_LOCK = "SELECT id FROM tractors WHERE owner_id = $1 ORDER BY id FOR UPDATE"
_PAUSE = """
    UPDATE tractors SET paused_from = state, state = 'OFFLINE', version = version + 1
    WHERE owner_id = $1 AND paused_from IS NULL AND state <> 'ARCHIVED' RETURNING id
"""
_RESUME = """
    UPDATE tractors t SET state = CASE t.state WHEN 'ARCHIVED' THEN t.state ELSE t.paused_from END, paused_from = NULL,
        version = version + 1
    WHERE owner_id = $1 AND paused_from IS NOT NULL RETURNING id, state
"""


class Pausing:
    """Each with the open transaction, under the rows' locks."""

    def __init__(self, database: Database, jobs: JobQueue) -> None:
        self._database = database
        self._jobs = jobs

    async def pause(self, owner_id: UUID) -> int:
        """How many there were to pause."""
        await self._database.fetch(_LOCK, owner_id)
        return len(await self._database.fetch(_PAUSE, owner_id))

    async def resume(self, owner_id: UUID) -> int:
        """How many went on. Those that are open again look for who waits."""
        await self._database.fetch(_LOCK, owner_id)
        resumed = await self._database.fetch(_RESUME, owner_id)
        for row in resumed:
            if row["state"] == TractorState.ACTIVE:
                await self._jobs.enqueue(TRACTOR_FREED, tractor=row["id"])
        return len(resumed)
