"""What other machines ask: is this process alive, and which keys prove its tokens."""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response


async def is_alive(_request: Request) -> Response:
    """Says nothing of the database: a process whose database is away must not be restarted for it."""
    return PlainTextResponse("ok")


async def key_set(request: Request) -> Response:
    """The public keys of the access tokens (RFC 7517)."""
    return JSONResponse(request.app.state.services.auth.keys.jwks())
