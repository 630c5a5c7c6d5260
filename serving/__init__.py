"""The server under the app: uvicorn, with the deadlines that it lacks."""

from collections.abc import Callable
from socket import socket

import uvicorn
from starlette.applications import Starlette

from services.platform.settings import Settings
from services.platform.vanishing import notice_vanishing
from serving.config import Config
from serving.http import HttpProtocol
from serving.sockets import SocketProtocol

GRACE_SECONDS = 5


class Server(uvicorn.Server):
    """Ends what would not end by itself before it waits for the rest."""

    def __init__(self, config: Config, settings: Settings, stop: Callable[[], None]) -> None:
        super().__init__(config)
        self._settings = settings
        self._stop = stop

    async def startup(self, sockets: list[socket] | None = None) -> None:
        """An event stream has no pongs: whoever it is sent to is given up as soon as a socket's peer would be."""
        idle, within = self._settings.ping_interval, self._settings.ping_interval + self._settings.pong_within
        for listener in sockets or []:
            notice_vanishing(listener, idle=idle, within=within)
        await super().startup(sockets)

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Sockets are closed with 1012, which is uvicorn's own doing."""
        self._stop()
        await super().shutdown(sockets)


def server(app: Starlette, settings: Settings) -> Server:
    """To be run on sockets that listen already."""
    config = Config(
        app,
        patience=settings.reader_patience.total_seconds(),
        head_within=settings.request_head_within.total_seconds(),
        pace=settings.request_body_pace_bytes,
        most_frames=settings.socket_frames_limit,
        loop="uvloop",
        http=HttpProtocol,
        ws=SocketProtocol,
        ws_per_message_deflate=False,
        ws_max_size=settings.socket_message_limit_bytes,
        ws_ping_interval=settings.ping_interval.total_seconds(),
        ws_ping_timeout=settings.pong_within.total_seconds(),
        lifespan="on",
        server_header=False,
        proxy_headers=settings.forwarded_allow_ips is not None,
        forwarded_allow_ips=settings.forwarded_allow_ips or "",
        access_log=False,
        log_config=None,
        timeout_graceful_shutdown=GRACE_SECONDS,
    )
    return Server(config, settings, app.state.live.stop)
