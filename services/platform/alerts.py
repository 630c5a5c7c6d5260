"""What somebody has to look at: an error in the log, and a count for whoever measures."""

from collections.abc import Callable

import structlog

log = structlog.get_logger()

type Listener = Callable[[str], None]


class Alerts:
    """Kinds are few and fixed, such as `payment_mismatch`: they become the labels of a counter."""

    def __init__(self) -> None:
        self._listeners: list[Listener] = []

    def listen(self, listener: Listener) -> None:
        """Call `listener` with the kind of each alert from now on."""
        self._listeners.append(listener)

    def send(self, kind: str, **facts: object) -> None:
        """Facts are ids, states and amounts, never names or addresses."""
        log.error(kind, alert=True, **facts)
        for listener in self._listeners:
            listener(kind)
