"""Connections that stay open: how many a user has in this process, when a session ends them, and the last of them."""

from collections import Counter
from collections.abc import Callable
from uuid import UUID

from services.auth import Auth
from services.auth.access import SocketSession
from services.auth.watch import SocketEnd, Watched


class Live:
    """Counts them. When the process is to stop, it ends those that would not end by themselves."""

    def __init__(self, per_user: int) -> None:
        self.per_user = per_user
        self._of_user: Counter[UUID] = Counter()
        self._endings: set[Callable[[], None]] = set()

    @property
    def users(self) -> int:
        """How many have connections."""
        return len(self._of_user)

    def count(self) -> int:
        """How many there are."""
        return self._of_user.total()

    def enter(self, user_id: UUID) -> bool:
        """False where the user has as many as are allowed."""
        if self._of_user[user_id] >= self.per_user:
            return False
        self._of_user[user_id] += 1
        return True

    def leave(self, user_id: UUID) -> None:
        self._of_user[user_id] -= 1
        if not self._of_user[user_id]:
            del self._of_user[user_id]

    def on_stop(self, end: Callable[[], None]) -> None:
        """Until `off_stop`."""
        self._endings.add(end)

    def off_stop(self, end: Callable[[], None]) -> None:
        self._endings.discard(end)

    def stop(self) -> None:
        """Returns at once."""
        for end in list(self._endings):
            end()


class Guard:
    """Watches over one connection until it is released. `end` closes it, once at most, and does not wait."""

    def __init__(self, auth: Auth, end: Callable[[SocketEnd], None]) -> None:
        self._auth = auth
        self._end = end
        self._watched: Watched | None = None

    def watch(self, session: SocketSession) -> None:
        """Call `end` at the end of the session, whether somebody ends it or it runs out."""
        self._watched = self._auth.watch.begin(session, self._end)

    @property
    def is_in_time(self) -> bool:
        """Whether the token, where there is one, has not run out."""
        return self._watched is None or not self._auth.watch.has_run_out(self._watched.session)

    async def admits(self) -> bool:
        """Whether the session lives at this moment. Where it does not, `end` was called, heard of or not."""
        end = await self._auth.watch.end_of(self._watched.session) if self._watched is not None else None
        if end is not None:
            self._end(end)
        return end is None

    async def release(self) -> None:
        """The connection is gone."""
        if self._watched is not None:
            await self._auth.watch.release(self._watched)
