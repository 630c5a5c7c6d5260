"""Whether sessions that were alive are so still, asked again and again for everyone who listens."""

from collections.abc import Collection, Sequence

from services.auth.viewer import Viewer
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.rounds import Rounds

# Of `sessions s JOIN users u`; the second value is the clock's. Everybody who asks whether a session lives asks this.
ALIVE = "s.id = ANY($1) AND s.revoked_at IS NULL AND s.expires_at > $2 AND u.state = 'ACTIVE'"
# In seconds: a frame waits for it after its events were read.
_APART = 0.005


class Validity:
    """One query answers all who ask while another is under way."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._rounds = Rounds(self._read, apart=_APART)

    async def __call__(self, viewer: Viewer) -> bool:
        """As `Access.still_valid`, read after the call."""
        return await self._rounds.get(viewer)

    async def living(self, viewers: Collection[Viewer]) -> frozenset[Viewer]:
        """Those of them who are valid, in one query now."""
        return await living(self._database, self._clock, viewers)

    async def _read(self, viewers: Sequence[Viewer]) -> list[bool]:
        alive = await self.living(viewers)
        return [viewer in alive for viewer in viewers]


async def living(database: Database, clock: Clock, viewers: Collection[Viewer]) -> frozenset[Viewer]:
    """Those whose session is neither revoked nor over, and whose account is active and in the same role."""
    rows = await database.read(
        f"SELECT s.id, s.user_id, u.role FROM sessions s JOIN users u ON u.id = s.user_id WHERE {ALIVE}",  # noqa: S608
        [viewer.session_id for viewer in viewers],
        clock(),
    )
    alive = {(row["id"], row["user_id"], row["role"]) for row in rows}
    return frozenset(each for each in viewers if (each.session_id, each.user_id, each.role.value) in alive)
