"""Errors as clients see them: each with a code, bugs masked with a trace id."""

import re
from typing import Any

import structlog
from graphql import GraphQLError, GraphQLSyntaxError, VariableNode
from strawberry.exceptions import MissingQueryError
from strawberry.extensions import MaskErrors
from strawberry.schema.exceptions import InvalidOperationTypeError

from services.errors import RateLimited, Refusal, ValidationFailed
from services.platform.clock import utc_now

log = structlog.get_logger()

MASKED = "Something went wrong on our side."

_INPUT_PATH = re.compile(r"^Variable '\$(?P<name>\w+)' has invalid value(?: at (?P<path>[\w.\[\]]+))?:")
_OVER_LIMIT = re.compile("more than [0-9]+ tokens|nested too deeply")
# An object or a list as it came, which may have a password in it, and ends up in clients' logs.
_GIVEN = re.compile(r"(?:, found)?: [\[{].*", re.DOTALL)
_SUGGESTED = re.compile(r" Did you mean [^?]*\?")
_REQUEST_FAULTS = (MissingQueryError, InvalidOperationTypeError)
_CODES = {"UNAUTHENTICATED", "FORBIDDEN", "RATE_LIMITED", "NOT_FOUND", "INVALID_CURSOR"}


class CodedErrors(MaskErrors):
    """Gives every error its `extensions.code`, over HTTP and over WebSocket."""

    def _process_result(self, result: Any) -> None:
        # The library asks whether it has the protocol, which takes longer than to look.
        if result.errors:
            result.errors = self._process_errors(result.errors)

    def _process_errors(self, errors: list[GraphQLError]) -> list[GraphQLError]:
        context = self.execution_context.context
        return [coded(error, context.trace_id, suggests=context.services.settings.suggests) for error in errors]


def coded(error: GraphQLError, trace_id: str, *, suggests: bool) -> GraphQLError:
    """The error that may leave the house; names that were not asked for leave it where the settings say so."""
    cause = error.original_error
    while isinstance(cause, GraphQLError):
        cause = cause.original_error
    if isinstance(cause, Refusal):
        return _shown(error, cause.message, _facts(cause))
    if "code" in (error.extensions or {}):
        return error
    if isinstance(error, GraphQLSyntaxError) and _OVER_LIMIT.search(error.message):
        return _shown(error, error.message, {"code": "COMPLEXITY_LIMIT"})
    if _is_about_the_request(error, cause):
        message = _GIVEN.sub(".", error.message if suggests else _SUGGESTED.sub("", error.message))
        return _shown(error, message, {"code": "BAD_USER_INPUT", **_input_path(message)})
    log.error("unexpected_error", trace_id=trace_id, path=error.path, exc_info=cause)
    return _shown(error, MASKED, {"code": "INTERNAL", "traceId": trace_id})


def _is_about_the_request(error: GraphQLError, cause: Exception | None) -> bool:
    """True where nothing was executed: the document, or a value in it or beside it, is not what the schema takes.

    A scalar's refusal is a ValueError, with the place in the document where it was found. Null for a variable that has
    a default, or goes where there is one, is found when a field's arguments are read: at the variable, where what goes
    wrong in resolvers is at their fields.
    """
    if error.path is not None:
        return cause is None and error.nodes is not None and isinstance(error.nodes[0], VariableNode)
    return (
        cause is None
        or isinstance(error.original_error, GraphQLError)
        or isinstance(cause, _REQUEST_FAULTS)
        or (bool(error.nodes) and isinstance(cause, ValueError))
    )


def _facts(refusal: Refusal) -> dict[str, Any]:
    if isinstance(refusal, ValidationFailed):
        problems = [{"path": each.path, "code": each.code, "message": each.message} for each in refusal.problems]
        return {"code": "BAD_USER_INPUT", "problems": problems}
    if isinstance(refusal, RateLimited):
        wait = max(0.0, (refusal.retry_at - utc_now()).total_seconds())
        return {"code": refusal.code, "retryAfterMs": int(wait * 1000)}
    return {"code": refusal.code if refusal.code in _CODES else "BAD_USER_INPUT"}


def _input_path(message: str) -> dict[str, list[str]]:
    """Where in the variables a coercion error lies, such as ["input", "area", "value"]."""
    found = _INPUT_PATH.match(message)
    if found is None:
        return {}
    return {"path": [found["name"], *re.findall(r"\w+", found["path"] or "")]}


def _shown(error: GraphQLError, message: str, extensions: dict[str, Any]) -> GraphQLError:
    return GraphQLError(
        message,
        nodes=error.nodes,
        source=error.source,
        positions=error.positions,
        path=error.path,
        extensions=extensions,
    )
