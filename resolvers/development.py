"""What helps while developing: the pages that need no frontend, and the messages that would have been sent."""

import mimetypes
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response

from schema.types.scalars import show_instant

_STATIC = Path(__file__).parents[1] / "static"
# Each file by its path; those of others lie there compressed, and leave so.
_FILES = {
    str(path.relative_to(_STATIC)).removesuffix(".gz"): path
    for path in _STATIC.rglob("*")
    if path.suffix in {".gz", ".js", ".css"}
}


async def sent_messages(request: Request) -> Response:
    """What the local messaging twin has sent, newest first; `?to=` narrows it to one address."""
    outbox = request.app.state.services.outbox
    sent = await outbox.sent(request.query_params.get("to"))
    return JSONResponse(
        [
            message.model_dump(by_alias=True, exclude={"sent_at"}) | {"sentAt": show_instant(message.sent_at)}
            for message in sent
        ]
    )


async def page_file(request: Request) -> Response:
    """A file of a development page."""
    name = request.path_params["name"]
    path = _FILES.get(name)
    if path is None:
        return PlainTextResponse("Not Found", 404)
    headers = {"content-encoding": "gzip"} if path.suffix == ".gz" else None
    return FileResponse(path, media_type=mimetypes.guess_type(name)[0], headers=headers)


async def linked_page(request: Request) -> Response:
    """Where the links that people are sent lead while there is no frontend beside this API."""
    return FileResponse(_STATIC / "pages" / f"{request.url.path.strip('/')}.html")
