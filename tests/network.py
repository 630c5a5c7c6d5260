"""The network is closed to tests, but for this machine."""

import ipaddress
import socket
from typing import Any

import pytest


class NetworkIsClosed(AssertionError):
    """Raised where a test, or the code under it, connects to another machine."""


def close_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Until the patch is undone, a socket of this process connects to loopback addresses and Unix sockets only."""
    for method in ("connect", "connect_ex"):
        monkeypatch.setattr(socket.socket, method, _guarded(getattr(socket.socket, method)))


def _guarded(connect: Any) -> Any:
    def guarded(self: socket.socket, address: Any) -> Any:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not _is_local(address[0]):
            raise NetworkIsClosed(f"a test must not connect to {address[0]}")
        return connect(self, address)

    return guarded


def _is_local(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
