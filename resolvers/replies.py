"""Where SMS carriers tell us what people have answered, and where browsers find our key."""

from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from services.notifications.replies import Reception, StopWords

_LONGEST = 16_384
_STATUS = {Reception.TAKEN: 200, Reception.CLOSED: 404, Reception.REFUSED: 403}


async def sms_reply(request: Request) -> Response:
    """An empty answer: a carrier would send any text back to the phone."""
    words: StopWords = request.app.state.services.notifications.replies
    body = await request.body()
    if len(body) > _LONGEST:
        return PlainTextResponse("", 413)
    form = dict(parse_qsl(body.decode(errors="replace"), keep_blank_values=True))
    path = request.url.path + (f"?{request.url.query}" if request.url.query else "")
    reception = await words.receive(request.path_params["provider"], path, dict(request.headers), form)
    return PlainTextResponse("", _STATUS[reception])


async def push_key(request: Request) -> Response:
    """The `applicationServerKey` of a browser's subscription."""
    key: str | None = request.app.state.services.notifications.browsers.key
    return PlainTextResponse("", 404) if key is None else PlainTextResponse(key)
