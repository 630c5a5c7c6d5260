"""The way of sockets to whoever answers them."""

from uuid import uuid4

from asgi_correlation_id import correlation_id
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from resolvers.tracing import is_request_id


class StraightToSockets:
    """Leads the sockets of `path` past all that is for requests: each frame would go through it, and each of ten
    thousand sockets would keep its calls.

    A socket has an id all the same, by the rules that requests have.
    """

    def __init__(self, app: ASGIApp, path: str, answer: ASGIApp) -> None:
        self._app = app
        self._path = path
        self._answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket" or scope["path"] != self._path:
            await self._app(scope, receive, send)
            return
        given = Headers(scope=scope).get("x-request-id", "")
        correlation_id.set(given if is_request_id(given) else uuid4().hex)
        await self._answer(scope, receive, send)
