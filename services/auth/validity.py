"""Whether sessions that were alive are so still, asked again and again for everyone who listens."""

from collections.abc import Sequence

from services.auth.viewer import Viewer
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.rounds import Rounds

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

    async def _read(self, viewers: Sequence[Viewer]) -> list[bool]:
        rows = await self._database.fetch(
            "SELECT s.id, s.user_id, u.role FROM sessions s JOIN users u ON u.id = s.user_id "
            "WHERE s.id = ANY($1) AND s.revoked_at IS NULL AND s.expires_at > $2 AND u.state = 'ACTIVE'",
            [viewer.session_id for viewer in viewers],
            self._clock(),
        )
        alive = {(row["id"], row["user_id"], row["role"]) for row in rows}
        return [(viewer.session_id, viewer.user_id, viewer.role.value) in alive for viewer in viewers]
