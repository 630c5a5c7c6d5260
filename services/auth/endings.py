"""The word that a session has ended, for the sockets that were opened in it."""

from collections.abc import Iterable
from functools import partial
from uuid import UUID

from services.platform.broadcast import Wakeups
from services.platform.database import Database

_CHANNELS = 256


class SessionEndings:
    """A wake-up only: whoever gets it, or waits too long for it, asks `Access.still_valid`."""

    def __init__(self, database: Database, wakeups: Wakeups) -> None:
        self._database = database
        self._wakeups = wakeups

    def announce(self, session_ids: Iterable[UUID]) -> None:
        """Once the open transaction is committed."""
        for session_id in session_ids:
            self._database.current().after_commit.append(partial(self._wakeups.publish, channel_of(session_id), 0))


def channel_of(session_id: UUID) -> str:
    """One of few, which sessions share, since Redis has to be told of each.

    Those who hear of another's end look at their own, all with one query.
    """
    return f"sessions:{session_id.int % _CHANNELS}"
