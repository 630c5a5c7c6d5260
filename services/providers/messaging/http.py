"""One request to a carrier, and what it means that there was no answer."""

from typing import Any

import httpx2

from services.platform.tracing import ALONG
from services.providers.messaging.port import NotSent

_TOO_MANY = 429
_FIRST_SERVER_ERROR = 500


async def asked(method: str, url: str, *, within: float, **options: Any) -> httpx2.Response:
    """The answer, whatever it says. Raises NotSent where there was none, or where the other side is out of order."""
    try:
        async with httpx2.AsyncClient(timeout=within, trust_env=False, event_hooks=ALONG) as client:
            answer = await client.request(method, url, **options)
    except (httpx2.ConnectError, httpx2.ConnectTimeout) as error:
        raise NotSent(type(error).__name__) from None
    except httpx2.HTTPError as error:
        raise NotSent(type(error).__name__, is_known=False) from None
    if answer.status_code == _TOO_MANY or answer.status_code >= _FIRST_SERVER_ERROR:
        raise NotSent(f"HTTP_{answer.status_code}")
    return answer


def told(answer: httpx2.Response) -> dict[str, Any]:
    """The object in an answer; an empty one where there is none."""
    try:
        body = answer.json()
    except ValueError:
        return {}
    return body if isinstance(body, dict) else {}
