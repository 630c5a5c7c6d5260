"""Loopback ports nobody listens on."""

import socket

LOOPBACK = "127.0.0.1"


def free_port() -> int:
    """Free a moment ago: whoever binds it must be ready to try another."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        port: int = probe.getsockname()[1]
        return port
