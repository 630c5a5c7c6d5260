"""The socket that the API serves on, and whether it is answered there."""

import errno
import http.client
import socket
import time
from typing import Any

from services.platform.processes import StartupError

BACKLOG = 1024
BIND_ATTEMPTS = 10
WILDCARDS = {"0.0.0.0": "127.0.0.1", "::": "::1"}  # noqa: S104 - names what to print for them


def listen_on(host: str, port: int) -> socket.socket:
    """Already listening, so that no second run can take the port before the API is up. Raises StartupError."""
    try:
        family, kind, protocol, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        listener = socket.socket(family, kind, protocol)
    except OSError as error:
        raise StartupError(f"HOST {host} is no address of this machine ({error.strerror}).") from error
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        _bind(listener, address)
        listener.listen(BACKLOG)
    except OSError as error:
        listener.close()
        raise StartupError(_advice(error, host, port)) from error
    return listener


def _bind(listener: socket.socket, address: Any) -> None:
    """The kernel needs a moment to take the port from a run that was killed just now."""
    for _ in range(BIND_ATTEMPTS - 1):
        try:
            return listener.bind(address)
        except OSError as error:
            if error.errno != errno.EADDRINUSE:
                raise
        time.sleep(0.1)
    return listener.bind(address)


def _advice(error: OSError, host: str, port: int) -> str:
    if error.errno == errno.EADDRINUSE:
        return f"Port {port} on {host} is in use: stop what uses it, or set PORT to another (0 picks a free one)."
    if error.errno == errno.EACCES:
        return f"Port {port} is reserved for root: set PORT to one from 1024 on."
    return f"Port {port} on {host} cannot be used ({error.strerror}): set HOST and PORT to others."


def address_of(listener: socket.socket) -> str:
    """The URL under which this machine reaches it."""
    host, port = listener.getsockname()[:2]
    host = WILDCARDS.get(host, host)
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"


def answers(address: str) -> bool:
    """Whether the API there says that it is well."""
    connection = http.client.HTTPConnection(address.removeprefix("http://"), timeout=2)
    try:
        connection.request("GET", "/healthz")
        return connection.getresponse().status == http.client.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
