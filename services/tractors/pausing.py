"""An owner's tractors while the owner is suspended: off, and afterwards what they were before."""

from uuid import UUID

from models.enums import TractorState
from services.jobs.queue import Job, JobQueue
from services.platform.database import Database
from services.tractors.fleet import TRACTOR_FREED

OWNER_SUSPENDED = Job("owner_suspended")
# Without their keys: a search that holds the owner's account writes offers of them, and would wait for us as we for it.
_LOCK = "SELECT id FROM tractors WHERE owner_id = $1 ORDER BY id FOR NO KEY UPDATE"
_PAUSE = """
    UPDATE tractors SET paused_from = state, state = 'OFFLINE', version = version + 1
    WHERE owner_id = $1 AND paused_from IS NULL AND state <> 'ARCHIVED' RETURNING id
"""
_IS_SUSPENDED = "SELECT true FROM users WHERE id = $1 AND state = 'SUSPENDED'"
_RESUME = """
    UPDATE tractors t SET state = CASE t.state WHEN 'ARCHIVED' THEN t.state ELSE t.paused_from END, paused_from = NULL,
        version = version + 1
    WHERE owner_id = $1 AND paused_from IS NOT NULL RETURNING id, state
"""


class Pausing:
    """Each under the rows' locks."""

    def __init__(self, database: Database, jobs: JobQueue) -> None:
        self._database = database
        self._jobs = jobs

    async def pause(self, owner_id: UUID) -> int:
        """With the open transaction. How many there were to pause."""
        await self._database.fetch(_LOCK, owner_id)
        return len(await self._database.fetch(_PAUSE, owner_id))

    async def pause_late(self, owner_id: UUID) -> None:
        """Run the job of an owner who was suspended while a tractor was being created."""
        async with self._database.transaction():
            await self._database.fetch(_LOCK, owner_id)
            # Whoever reinstates the owner takes the same locks first.
            if await self._database.fetch_one(_IS_SUSPENDED, owner_id):
                await self._database.fetch(_PAUSE, owner_id)

    async def resume(self, owner_id: UUID) -> int:
        """With the open transaction. How many went on. Those that are open again look for who waits."""
        await self._database.fetch(_LOCK, owner_id)
        resumed = await self._database.fetch(_RESUME, owner_id)
        for row in resumed:
            if row["state"] == TractorState.ACTIVE:
                await self._jobs.enqueue(TRACTOR_FREED, tractor=row["id"])
        return len(resumed)
