"""What helps while developing, and is served only beside embedded servers."""

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from schema.types.scalars import show_instant


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
