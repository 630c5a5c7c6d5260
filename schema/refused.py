"""Requests that are refused before there is an operation: one error, with a code and a status."""

from collections.abc import Mapping
from typing import Any

import orjson
from asgi_correlation_id import correlation_id
from cross_web import HTTPException
from starlette.responses import Response

from schema.error_codes import MASKED
from schema.negotiation import CLASSIC


class Refused(HTTPException):
    """Raised while a request is read. `facts` come beside the code, into `extensions`."""

    def __init__(
        self,
        status: int,
        reason: str,
        code: str = "BAD_USER_INPUT",
        *,
        headers: Mapping[str, str] | None = None,
        **facts: Any,
    ) -> None:
        super().__init__(status, reason)
        self.extensions = {"code": code, **facts}
        self.headers = dict(headers or {})


def refusal(refused: HTTPException, media_type: str | None) -> Response:
    """The response; the library's own refusals are all about what was sent."""
    extensions = refused.extensions if isinstance(refused, Refused) else {"code": "BAD_USER_INPUT"}
    headers = refused.headers if isinstance(refused, Refused) else {}
    return _response(refused.status_code, refused.reason, extensions, headers, media_type)


def failure(media_type: str | None) -> Response:
    """Whatever failed before anything was executed, such as a database that is just away: worth another try."""
    extensions = {"code": "INTERNAL", "traceId": correlation_id.get() or ""}
    return _response(503, MASKED, extensions, {"retry-after": "1"}, media_type)


def _response(
    status: int, message: str, extensions: dict[str, Any], headers: dict[str, str], media_type: str | None
) -> Response:
    body = orjson.dumps({"errors": [{"message": message, "extensions": extensions}]})
    return Response(body, status, headers=headers, media_type=f"{media_type or CLASSIC}; charset=utf-8")
