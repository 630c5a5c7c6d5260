"""How a socket ends."""

from enum import IntEnum

_LONGEST_REASON = 123
"What a close frame holds, in bytes (RFC 6455, section 5.5)."


class Code(IntEnum):
    """The close codes of graphql-transport-ws, and 1013, to try again. The server has its own: serving/."""

    TRY_AGAIN = 1013
    BAD_MESSAGE = 4400
    UNAUTHORIZED = 4401
    FORBIDDEN = 4403
    NO_SUBPROTOCOL = 4406
    INIT_TIMEOUT = 4408
    ID_IN_USE = 4409
    TOO_MANY = 4429
    INTERNAL = 4500


class Closing(Exception):
    """Raised where a client's message ends its socket."""

    def __init__(self, code: Code, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason


def fitting(reason: str) -> str:
    """As much of a reason as a close frame holds, cut between two characters."""
    return reason.encode(errors="replace")[:_LONGEST_REASON].decode(errors="ignore")
