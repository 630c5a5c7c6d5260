"""Whether sessions that were alive are so still, asked again and again for everyone who listens."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from uuid import UUID

from services.auth.viewer import Viewer
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.rounds import Rounds

# Of `sessions s JOIN users u` at an instant. Everybody who asks whether a session lives asks this.
_LIVES = "s.revoked_at IS NULL AND s.expires_at > ${} AND u.state = 'ACTIVE'"
ALIVE = f"s.id = ANY($1) AND {_LIVES.format(2)}"
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
        return await Roll(self._database, self._clock, viewers).call()

    async def _read(self, viewers: Sequence[Viewer]) -> list[bool]:
        alive = await self.living(viewers)
        return [viewer in alive for viewer in viewers]


class Roll:
    """Viewers of whom is asked whose session is neither revoked nor over, and whose account is active and in that role.

    As `services.platform.sources.Roll`.
    """

    def __init__(self, database: Database, clock: Clock, viewers: Collection[Viewer]) -> None:
        self._database = database
        self._clock = clock
        self._viewers = tuple(viewers)

    @property
    def values(self) -> tuple[list[UUID], list[UUID], list[str], datetime]:
        sessions = [viewer.session_id for viewer in self._viewers]
        users = [viewer.user_id for viewer in self._viewers]
        return sessions, users, [viewer.role.value for viewer in self._viewers], self._clock()

    def column(self, first: int) -> str:
        return _column(first)

    def alive(self, found: Sequence[int] | None) -> frozenset[Viewer]:
        return frozenset([self._viewers[number - 1] for number in found or ()])

    async def call(self) -> frozenset[Viewer]:
        if not self._viewers:
            return frozenset()
        rows = await self._database.read_often(f"SELECT {_column(1)}", *self.values)
        return self.alive(rows[0][0])


@cache
def _column(first: int) -> str:
    return f"""(SELECT array_agg(number) FROM unnest(${first}::uuid[], ${first + 1}::uuid[], ${first + 2}::text[])
        WITH ORDINALITY AS viewer (session_id, user_id, role, number)
        WHERE (SELECT {_LIVES.format(first + 3)} FROM sessions s JOIN users u ON u.id = s.user_id
            WHERE s.id = viewer.session_id AND u.id = viewer.user_id AND u.role = viewer.role))"""  # noqa: S608
