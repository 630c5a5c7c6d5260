"""What other machines ask: is this process alive, can it work, and which keys prove its tokens."""

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from services.platform.readiness import readiness


async def is_alive(_request: Request) -> Response:
    """Says nothing of the database: a process whose database is away must not be restarted for it."""
    return PlainTextResponse("ok")


async def is_ready(request: Request) -> Response:
    """For whoever shares out the traffic: 503 while nothing that is asked here could be answered."""
    services = request.app.state.services
    found = await readiness(services.database, lambda: services.wakeups.is_connected)
    word = "ok" if found.redis else "degraded"
    parts = {"database": found.database, "migrations": found.migrations, "redis": found.redis}
    status = 200 if found.is_ready else 503
    return JSONResponse({"status": word if found.is_ready else "unavailable", **parts}, status_code=status)


async def key_set(request: Request) -> Response:
    """The public keys of the access tokens (RFC 7517)."""
    return JSONResponse(request.app.state.services.auth.keys.jwks())
