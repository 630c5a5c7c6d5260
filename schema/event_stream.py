"""Subscriptions as server-sent events: graphql-sse in its distinct-connections mode."""

import asyncio
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from datetime import timedelta

import orjson
from starlette.types import Receive, Scope, Send

from schema.context import Context
from schema.live import Guard, Live
from schema.operations import Admits, OperationFailed
from services.auth import Auth
from services.auth.access import SocketSession
from services.auth.watch import SocketEnd

_HEADERS = (
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store, no-transform"),
    # A proxy that waits for a full buffer would keep the events back.
    (b"x-accel-buffering", b"no"),
)
_COMMENT = b":\n\n"
_COMPLETE = b"event: complete\ndata:\n\n"
_ENDINGS = {SocketEnd.EXPIRED: "The access token has expired.", SocketEnd.REVOKED: "The session has ended."}


class EventStream:
    """The response that a subscription is answered with. Whoever makes one has let its user enter."""

    def __init__(
        self,
        answers: Callable[[Admits], AsyncGenerator[bytes]],
        *,
        context: Context,
        session: SocketSession | None,
        auth: Auth,
        live: Live,
        heartbeat: timedelta,
    ) -> None:
        self.raw_headers = list(_HEADERS)
        self._answers = answers
        self._context = context
        self._session = session
        self._live = live
        self._guard = Guard(auth, self._end_with_session)
        self._heartbeat = heartbeat.total_seconds()
        self._main: asyncio.Task[None] | None = None
        self._last = b""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Returns when the stream has ended, from whichever side, and nothing of it is left."""
        del scope
        await send({"type": "http.response.start", "status": 200, "headers": self.raw_headers})
        await _put(send, _COMMENT)
        main = self._main = asyncio.create_task(self._write(send))
        others = [asyncio.create_task(self._beat(send)), asyncio.create_task(self._watch_client(receive))]
        self._live.on_stop(self._stop)
        if self._session is not None:
            self._guard.watch(self._session)
        try:
            await asyncio.wait([main])
            if not main.cancelled():
                main.result()
        finally:
            self._live.off_stop(self._stop)
            if self._session is not None:
                self._live.leave(self._session.viewer.user_id)
            await self._guard.release()
            await _end([main, *others])
        await send({"type": "http.response.body", "body": self._last, "more_body": False})

    async def _write(self, send: Send) -> None:
        async with aclosing(self._answers(self._guard.admits)) as answers:
            try:
                async for answer in answers:
                    await self._show(send, answer)
            except OperationFailed as failed:
                await self._show(send, orjson.dumps({"errors": failed.errors}))
        self._last = self._last or _COMPLETE

    async def _show(self, send: Send, answer: bytes) -> None:
        """But for what comes after the end of the session, as that of a mutation may."""
        if not self._last:
            await _put(send, b"event: next\ndata: " + answer + b"\n\n")

    async def _beat(self, send: Send) -> None:
        """So that both sides, and whoever is between them, see that the connection lives."""
        while True:
            await asyncio.sleep(self._heartbeat)
            await _put(send, _COMMENT)

    async def _watch_client(self, receive: Receive) -> None:
        while (await receive())["type"] != "http.disconnect":
            pass
        self._stop()

    def _end_with_session(self, end: SocketEnd) -> None:
        """The client is told, as a socket's close code tells it."""
        error = {"message": _ENDINGS[end], "extensions": {"code": "UNAUTHENTICATED"}}
        self._last = b"event: next\ndata: " + orjson.dumps({"errors": [error]}) + b"\n\n" + _COMPLETE
        self._stop()

    def _stop(self) -> None:
        """Without `complete`, so that the client comes back. A mutation that has begun goes on to its end."""
        if self._main is not None and not self._context.is_changing:
            self._main.cancel()


async def _put(send: Send, body: bytes) -> None:
    await send({"type": "http.response.body", "body": body, "more_body": True})


async def _end(tasks: list[asyncio.Task[None]]) -> None:
    for task in tasks:
        task.cancel()
    await asyncio.wait(tasks)
