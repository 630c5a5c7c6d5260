"""What the kernel was told of peers that vanish."""

import socket

_NAMES = ("TCP_KEEPIDLE", "TCP_KEEPINTVL", "TCP_KEEPCNT", "TCP_USER_TIMEOUT")


def told(peer: socket.socket) -> dict[str, int]:
    """Its times, in the order of `times`; nothing where it does not ask peers that are silent."""
    if not peer.getsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE):
        return {}
    known = [name for name in _NAMES if hasattr(socket, name)]
    return {name: peer.getsockopt(socket.IPPROTO_TCP, getattr(socket, name)) for name in known}


def times(*expected: int) -> dict[str, int]:
    """Seconds until the first question and between others, how many there are, and milliseconds for what was sent.

    Only those of which this system knows the names.
    """
    return {name: time for name, time in zip(_NAMES, expected, strict=True) if hasattr(socket, name)}
