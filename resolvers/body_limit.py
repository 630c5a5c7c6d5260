"""How large a request's body may be."""

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from schema.negotiation import answered_in
from schema.refused import Refused, refusal


class _TooLarge(Refused):
    """Raised while a body is read that turns out to be longer than allowed. The GraphQL view answers it by itself."""

    def __init__(self) -> None:
        super().__init__(413, "The request is too large.", headers={"connection": "close"})


class BodyLimit:
    """Answers 413 to a body over `limit` bytes, by what it says and by what it sends.

    Paths under `except_under` keep a limit of their own.
    """

    def __init__(self, app: ASGIApp, limit: int, except_under: str) -> None:
        self._app = app
        self._limit = limit
        self._except_under = except_under

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["path"].startswith(self._except_under):
            await self._app(scope, receive, send)
            return
        if _announced(scope) > self._limit:
            await _refuse(scope, receive, send)
            return
        try:
            await self._app(scope, self._counted(receive), send)
        except _TooLarge:
            await _refuse(scope, receive, send)

    def _counted(self, receive: Receive) -> Receive:
        received = 0

        async def count() -> Message:
            nonlocal received
            message = await receive()
            received += len(message.get("body", b""))
            if received > self._limit:
                raise _TooLarge()
            return message

        return count


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    media_type = answered_in(Headers(scope=scope).get("accept", ""))
    await refusal(_TooLarge(), media_type)(scope, receive, send)


def _announced(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0
