"""How large a request's body may be."""

from cross_web import HTTPException
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_REFUSAL = {"errors": [{"message": "The request is too large.", "extensions": {"code": "BAD_USER_INPUT"}}]}


class _TooLarge(HTTPException):
    """Raised while a body is read that turns out to be longer than allowed. The GraphQL view answers it by itself."""

    def __init__(self) -> None:
        super().__init__(413, "The request is too large.")


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
    await JSONResponse(_REFUSAL, 413, headers={"connection": "close"})(scope, receive, send)


def _announced(scope: Scope) -> int:
    for name, value in scope["headers"]:
        if name == b"content-length" and value.isdigit():
            return int(value)
    return 0
