"""Peers that vanish without a word: a cut network, a phone without power."""

import socket
from datetime import timedelta

_PROBES = 3
_LONGEST = 32_767
"""Seconds that the kernel takes."""


def notice_vanishing(peer: socket.socket, *, idle: timedelta, within: timedelta) -> None:
    """A peer that says nothing for `idle` is asked whether it lives; what is not acknowledged `within` ends it.

    Linux alone would wait for a quarter of an hour. Other systems do not know all of the names. What a listening socket
    is told holds for all that it accepts.
    """
    if peer.family == socket.AF_UNIX:
        return
    peer.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
    options = {
        "TCP_KEEPIDLE": _whole_seconds(idle),
        "TCP_KEEPINTVL": _whole_seconds((within - idle) / _PROBES),
        "TCP_KEEPCNT": _PROBES,
        "TCP_USER_TIMEOUT": within // timedelta(milliseconds=1),
    }
    for option, value in options.items():
        if hasattr(socket, option):
            peer.setsockopt(socket.IPPROTO_TCP, getattr(socket, option), value)


def _whole_seconds(time: timedelta) -> int:
    return min(max(1, int(time.total_seconds())), _LONGEST)
