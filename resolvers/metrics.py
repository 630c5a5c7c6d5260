"""What this process counts, for whoever may scrape it."""

import hmac

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from services.platform.metrics import CONTENT_TYPE


async def metrics(request: Request) -> Response:
    """Not there without the token, where the settings have one."""
    services = request.app.state.services
    token = services.settings.metrics_token
    shown = request.headers.get("authorization", "").encode()
    if token is not None and not hmac.compare_digest(shown, f"Bearer {token.get_secret_value()}".encode()):
        return PlainTextResponse("Not Found", status_code=404)
    return Response(services.metrics.text(), media_type=CONTENT_TYPE)
