"""What a listener is told."""

from dataclasses import dataclass
from typing import Self

LONGEST_NUMBER = len(str(2**63))


@dataclass(frozen=True, slots=True)
class Wake:
    """The newest sequence told, or None where that is unknown (a gap, a reconnect, silence): read the truth."""

    sequence: int | None

    @classmethod
    def decoded(cls, message: str) -> Self:
        """Read a message from Redis. What is no number stands for a gap, so that a stranger's message does no harm."""
        is_number = message.isascii() and message.isdecimal() and len(message) <= LONGEST_NUMBER
        return cls(int(message) if is_number else None)

    def encoded(self) -> str:
        return "" if self.sequence is None else str(self.sequence)
