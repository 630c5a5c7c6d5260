"""Pages of other sites: what a browser sends for them without asking first is refused.

A request with a JSON body, or with one of the named headers, follows a preflight, which only listed origins pass.
"""

from urllib.parse import urlsplit

from starlette.requests import HTTPConnection

from schema.negotiation import is_json
from schema.refused import Refused
from services.platform.settings import Settings

_FOREIGN = {"cross-site", "same-site"}


class Pages:
    """Which of them may call."""

    def __init__(self, settings: Settings) -> None:
        self._allowed = {*settings.allowed_origins, _origin(settings.address)}
        self._headers = settings.preflight_headers

    def admits(self, connection: HTTPConnection) -> bool:
        """Whether a page of ours asks, or one that is listed, or no page at all."""
        origin = connection.headers.get("origin")
        if origin is None or connection.headers.get("sec-fetch-site") == "same-origin":
            return True
        host = connection.headers.get("host")
        return origin in self._allowed or (bool(host) and _host_of(origin) == str(host).lower())

    def check(self, request: HTTPConnection) -> None:
        """Raises Refused, for a page that is not listed and for what it may have a browser send unasked."""
        if not self.admits(request):
            raise Refused(403, "This page's origin may not use the API.", "ORIGIN_NOT_ALLOWED")
        if "origin" in request.headers or request.headers.get("sec-fetch-site") not in _FOREIGN:
            return
        if not is_json(request.headers.get("content-type", "")) and not any(
            name in request.headers for name in self._headers
        ):
            needed = ", ".join(self._headers)
            raise Refused(403, f"Another site's page needs one of these headers: {needed}.", "PREFLIGHT_NEEDED")


def _origin(address: str) -> str:
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc}"


def _host_of(origin: str) -> str | None:
    """With its port; None for what is no origin."""
    try:
        return urlsplit(origin).netloc.lower()
    except ValueError:
        return None
