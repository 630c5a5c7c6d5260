"""Where payment providers tell us things: raw bytes in, a status out."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from services.payments.inbox import LONGEST_BODY, Inbox, Reception

_STATUS = {Reception.TAKEN: 200, Reception.CLOSED: 404, Reception.TOO_LONG: 413, Reception.REFUSED: 400}


async def payment_event(request: Request) -> Response:
    """Answered as soon as it is stored; the worker applies it."""
    inbox: Inbox = request.app.state.services.payments.inbox
    provider = request.path_params["provider"]
    if not inbox.is_open(provider):
        return _answer(Reception.CLOSED)
    body = await _body(request)
    if body is None:
        return _answer(Reception.TOO_LONG)
    return _answer(await inbox.receive(provider, _headers(request), body))


async def _body(request: Request) -> bytes | None:
    """None for one that is too long, of which no more is read than shows it."""
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST_BODY:
            return None
    return bytes(body)


def _headers(request: Request) -> dict[str, str]:
    """A header that came more than once is all of its values, so that no signature hides behind another."""
    names = {name for name, _ in request.headers.items()}
    return {name: ",".join(request.headers.getlist(name)) for name in names}


def _answer(reception: Reception) -> Response:
    headers = {"connection": "close"} if reception is Reception.TOO_LONG else None
    return PlainTextResponse(reception.value.lower(), _STATUS[reception], headers)
