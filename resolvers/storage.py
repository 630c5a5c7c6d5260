"""The route behind the links of the local storage: no log-in, since a link is what permits."""

import asyncio

from starlette.requests import ClientDisconnect, Request
from starlette.responses import FileResponse, PlainTextResponse, Response

# Whatever a file turns out to be, a browser neither guesses its type nor runs anything in it.
_HARMLESS = {
    "x-content-type-options": "nosniff",
    "content-security-policy": "sandbox; default-src 'none'",
    "cache-control": "private, max-age=300",
}


async def stored_file(request: Request) -> Response:
    """PUT takes exactly the bytes that the link was made for; GET serves them."""
    folder, key = request.app.state.services.folder, request.path_params["key"]
    if request.method == "PUT":
        return PlainTextResponse("stored") if await _is_taken(request) else _refused()
    served = folder.serve(key, request.query_params)
    if served is None:
        return _refused()
    if not await asyncio.to_thread(served.path.is_file):
        return PlainTextResponse("This file is no longer here.", 404)
    headers = _HARMLESS | {"content-disposition": served.disposition}
    return FileResponse(served.path, media_type=served.content_type, headers=headers)


async def _is_taken(request: Request) -> bool:
    content_type = request.headers.get("content-type", "")
    try:
        is_taken: bool = await request.app.state.services.folder.accept(
            request.path_params["key"], request.query_params, content_type, request.stream()
        )
    except ClientDisconnect:
        return False
    return is_taken


def _refused() -> Response:
    return PlainTextResponse("This link is not good for this.", 403, headers={"connection": "close"})
