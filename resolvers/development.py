"""What helps while developing: the files of GraphiQL, and the messages that would have been sent."""

import mimetypes
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, PlainTextResponse, Response

from schema.types.scalars import show_instant

_FOLDER = Path(__file__).parents[1] / "static" / "graphiql"
_PLAIN = frozenset({"start.js"})
_COMPRESSED = frozenset(path.name.removesuffix(".gz") for path in _FOLDER.glob("*.gz"))


async def sent_messages(request: Request) -> Response:
    """What the local messaging twin has sent, newest first; `?to=` narrows it to one address."""
    outbox = request.app.state.services.outbox
    sent = await outbox.sent(request.query_params.get("to"))
    return JSONResponse(
        [
            {"to": mail.to, "subject": mail.subject, "text": mail.text, "sentAt": show_instant(mail.sent_at)}
            for mail in sent
        ]
    )


async def page_file(request: Request) -> Response:
    """A file of the development page. Those of others lie there compressed, and leave so."""
    name = request.path_params["name"]
    kind = mimetypes.guess_type(name)[0]
    if name in _PLAIN:
        return FileResponse(_FOLDER / name, media_type=kind)
    if name in _COMPRESSED:
        return FileResponse(_FOLDER / f"{name}.gz", media_type=kind, headers={"content-encoding": "gzip"})
    return PlainTextResponse("Not Found", 404)
