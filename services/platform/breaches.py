"""Passwords that are known from breaches of other sites."""

import hashlib
import mmap
from pathlib import Path

from zxcvbn.frequency_lists import FREQUENCY_LISTS

_DIGEST = 40


class Breaches:
    """The library's list of the commonest, and beside it the operator's file where one is named.

    That file is Have I Been Pwned's, ordered by hash: lines of an upper-case SHA-1 in hexadecimal, a colon and a
    count. It is tens of gigabytes long; a look-up reads a few dozen of its pages.
    """

    def __init__(self, file: Path | None) -> None:
        """Raises OSError where the file cannot be read, and ValueError where it is empty."""
        self._common = frozenset(FREQUENCY_LISTS["passwords"])
        self._hashes = _opened(file) if file else None

    def include(self, password: bytes) -> bool:
        """Also in other upper and lower case, for the commonest."""
        if password.lower().decode(errors="replace") in self._common:
            return True
        digest = hashlib.sha1(password, usedforsecurity=False).hexdigest().upper().encode()
        return self._hashes is not None and _holds(self._hashes, digest)

    def close(self) -> None:
        if self._hashes is not None:
            self._hashes.close()


def _opened(file: Path) -> mmap.mmap:
    with file.open("rb") as opened:
        return mmap.mmap(opened.fileno(), 0, access=mmap.ACCESS_READ)


def _holds(lines: mmap.mmap, digest: bytes) -> bool:
    """Bisects the file by bytes: every probe goes back to the start of the line that it hit."""
    low, high = 0, len(lines)
    while low < high:
        start = lines.rfind(b"\n", low, (low + high) // 2) + 1 or low
        found = lines[start : start + _DIGEST]
        if found == digest:
            return True
        if found < digest:
            end = lines.find(b"\n", start, high)
            low = high if end < 0 else end + 1
        else:
            high = start
    return False
