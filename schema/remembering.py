"""What clients say again and again is looked into once."""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, cast

_KEPT = 256
# Together, of one call. Clients choose them, and what is longer must not fill the memory.
_LONGEST = 16 * 1024


def remembered[*Texts, Found](find: Callable[[*Texts], Found]) -> Callable[[*Texts], Found]:
    """Of a function of texts: it is called once for each of the last 256, but for long ones each time."""
    known = lru_cache(_KEPT)(find)

    @wraps(find)
    def look(*texts: *Texts) -> Found:
        is_long = sum([len(text) for text in cast(Any, texts) if text]) > _LONGEST
        return (find if is_long else known)(*texts)

    return look
