"""Wake-ups: which stream has news. PostgreSQL holds it; Redis only carries the word, and may vanish at any time."""

from services.platform.broadcast.wake import Wake
from services.platform.broadcast.wakeups import Told, Wakeups

__all__ = ["Told", "Wake", "Wakeups"]
