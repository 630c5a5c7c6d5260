"""Media types: what a request is written in, and what its answer may be (GraphQL over HTTP, section 4)."""

from collections.abc import Iterator

from schema.remembering import remembered
from services.platform.languages import best_of

MODERN = "application/graphql-response+json"
CLASSIC = "application/json"
EVENTS = "text/event-stream"


@remembered
def answered_in(accept: str) -> str | None:
    """The modern type where it is named and liked no less than plain JSON; None where neither is taken."""
    if not accept.strip():
        return CLASSIC
    likes = dict(_likes(accept))
    classic, modern = _liking(likes, CLASSIC), _liking(likes, MODERN)
    if MODERN in likes and modern > 0 and modern >= classic:
        return MODERN
    if classic > 0:
        return CLASSIC
    return MODERN if modern > 0 else None


@remembered
def names_events(accept: str) -> bool:
    """Whether event streams are named; a range such as `*/*` does not ask for them."""
    return dict(_likes(accept)).get(EVENTS, 0.0) > 0


@remembered
def language_of(accept_language: str) -> str:
    """The tag that is liked best among the languages in which there are texts, or `en`."""
    likes = sorted(_likes(accept_language), key=lambda like: -like[1])
    return best_of(tag for tag, liking in likes if liking > 0)


@remembered
def is_json(content_type: str) -> bool:
    """Whether a body is said to be JSON in UTF-8, the only charset that JSON has."""
    media_type, charset = _parsed(content_type, "charset", "utf-8")
    return media_type == CLASSIC and charset.lower() in {"utf-8", "utf8"}


def _liking(likes: dict[str, float], offered: str) -> float:
    """The most specific range decides (RFC 9110, section 12.5.1)."""
    fitting = [likes[each] for each in (offered, "application/*", "*/*") if each in likes]
    return fitting[0] if fitting else 0.0


def _likes(accept: str) -> Iterator[tuple[str, float]]:
    for part in accept.split(","):
        media_type, quality = _parsed(part, "q", "1")
        yield media_type, _quality(quality)


def _quality(text: str) -> float:
    try:
        return min(max(float(text), 0.0), 1.0)
    except ValueError:
        return 0.0


def _parsed(text: str, wanted: str, default: str) -> tuple[str, str]:
    """A media type and one of its parameters."""
    media_type, *parameters = (each.strip() for each in text.split(";"))
    pairs = (each.partition("=") for each in parameters)
    found = {name.strip().lower(): value.strip().strip('"') for name, _, value in pairs}
    return media_type.lower(), found.get(wanted, default)
