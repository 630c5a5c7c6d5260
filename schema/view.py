"""GraphQL over HTTP and over WebSocket: who asks, which media type, which status."""

from functools import partial
from pathlib import Path
from typing import Any, cast

import orjson
import structlog
from asgi_correlation_id import correlation_id
from cross_web import AsyncHTTPRequestAdapter, HTTPException
from graphql import GraphQLError
from starlette.requests import ClientDisconnect, HTTPConnection, Request
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData, process_result
from strawberry.types import ExecutionResult, SubscriptionExecutionResult

from schema.batches import check_batch
from schema.build import schema
from schema.context import Context
from schema.documents import is_subscription
from schema.error_codes import MASKED, coded
from schema.event_stream import EventStream, is_accepted
from schema.live import Live
from schema.operations import Operation, answers
from schema.sockets import Connection, Conversation, Terms
from services.auth.access import SocketSession
from services.auth.viewer import Viewer
from services.wiring import Services

log = structlog.get_logger()

_PAGE = Path(__file__).parents[1] / "static" / "graphiql" / "index.html"
_MODERN = "application/graphql-response+json"
_CLASSIC = "application/json"
_REFUSALS: dict[int, dict[str, Any]] = {429: {"code": "RATE_LIMITED", "retryAfterMs": 1000}}


class _Streaming(Exception):
    """Raised out of the library's way to a single answer."""

    def __init__(self, response: EventStream) -> None:
        super().__init__()
        self.response = response


class View(GraphQL[Context, None]):
    """The one endpoint."""

    def __init__(self, services: Services, live: Live, *, development: bool) -> None:
        settings = services.settings
        super().__init__(
            schema,
            graphql_ide="graphiql" if development else None,
            subscription_protocols=(),
            allowed_origins=settings.allowed_origins,
        )
        self._services = services
        self._live = live
        self._terms = Terms(
            services.auth,
            live,
            init_timeout=settings.socket_init_timeout,
            most_operations=settings.operations_per_socket,
        )

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._serve_socket(scope, receive, send)
            return
        request = Request(scope, receive)
        response: Response | EventStream
        try:
            response = await self.run(request)
        except HTTPException as refused:
            response = _refusal(request, refused)
        except _Streaming as streaming:
            response = streaming.response
        except ClientDisconnect:
            return
        except Exception:
            log.exception("request_failed", path=request.url.path)
            response = _failure(request)
        await response(scope, receive, send)

    async def _serve_socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = HTTPConnection(scope)
        connection = Connection(scope, receive, send)
        if not self._check_websocket_origin(cast(WebSocket, request)):
            await connection.refuse()
        elif await connection.open():
            await Conversation(connection, self._terms, partial(self._context, request)).hold()

    async def render_graphql_ide(self, request: Request) -> Response:  # noqa: ARG002 - the library's name
        """Our own copy: the library's page loads seven files from elsewhere."""
        return FileResponse(_PAGE)

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:
        """A bearer token that is not valid is as good as none."""
        del response
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        is_bearer = scheme.lower() == "bearer" and bool(token)
        session = await self._services.auth.authenticate_socket(token) if is_bearer else None
        request.state.session = session
        return self._context(request, session.viewer if session else None)

    def _context(self, request: HTTPConnection, viewer: Viewer | None) -> Context:
        return Context(
            self._services,
            viewer=viewer,
            client_address=request.client.host if request.client else None,
            trace_id=correlation_id.get() or "",
            user_agent=request.headers.get("user-agent", ""),
        )

    async def execute_operation(  # noqa: PLR0917 - the library's signature
        self,
        request: Request,
        request_adapter: AsyncHTTPRequestAdapter,
        request_data: GraphQLRequestData | list[GraphQLRequestData],
        context: Context,
        root_value: None,
        sub_response: Response,
    ) -> ExecutionResult | list[ExecutionResult] | SubscriptionExecutionResult:
        """A batch runs in order and in one context, so that whatever is counted is counted over all of it."""
        one = partial(super().execute_operation, request, request_adapter)
        request.state.is_batch = isinstance(request_data, list)
        if not isinstance(request_data, list):
            return await one(request_data, context, root_value, sub_response)
        results = []
        for operation in request_data:
            try:
                results.append(cast(ExecutionResult, await one(operation, context, root_value, sub_response)))
            except HTTPException as refused:
                error = GraphQLError(refused.reason, extensions={"code": "BAD_USER_INPUT"})
                results.append(ExecutionResult(data=None, errors=[error]))
        return results

    async def execute_single(  # noqa: PLR0917 - the library's signature
        self,
        request: Request,
        request_adapter: AsyncHTTPRequestAdapter,
        sub_response: Response,
        context: Context,
        root_value: None,
        request_data: GraphQLRequestData,
    ) -> ExecutionResult:
        """Only a subscription is answered with events: there are clients that accept them for every operation."""
        may_stream = is_accepted(request.headers.get("accept", "")) and not request.state.is_batch
        if may_stream and is_subscription(
            request_data.query, request_data.operation_name, self._services.settings.document_tokens
        ):
            raise _Streaming(self._stream(request, request_data, context))
        return await super().execute_single(request, request_adapter, sub_response, context, root_value, request_data)

    def _stream(self, request: Request, asked: GraphQLRequestData, context: Context) -> EventStream:
        operation = Operation(asked.query or "", asked.variables, asked.operation_name, asked.extensions)
        session: SocketSession | None = request.state.session
        if session is not None and not self._live.enter(session.viewer.user_id):
            raise HTTPException(429, f"Too many streams: {self._live.per_user} are open for this user.")
        return EventStream(
            partial(answers, operation, context),
            session=session,
            auth=self._services.auth,
            live=self._live,
            heartbeat=self._services.settings.ping_interval,
        )

    async def get_sub_response(self, request: Request | WebSocket) -> Response:
        answer = await super().get_sub_response(request)
        answer.media_type = _media_type(request)
        request.state.answer = answer
        return answer

    async def process_result(self, request: Request, result: ExecutionResult) -> GraphQLHTTPResponse:
        """A request that was never executed has no `data`; the modern media type says so in the status too."""
        if result.errors:
            # A syntax error has passed no extension yet.
            result.errors = [coded(error, correlation_id.get() or "") for error in result.errors]
        shown: dict[str, Any] = dict(process_result(result))
        if _never_ran(result):
            shown.pop("data", None)
            if request.state.answer.media_type == _MODERN and not request.state.is_batch:
                request.state.answer.status_code = 400
        return cast(GraphQLHTTPResponse, shown)

    def create_response(
        self, response_data: GraphQLHTTPResponse | list[GraphQLHTTPResponse], sub_response: Response
    ) -> Response:
        response = super().create_response(response_data, sub_response)
        response.headers["content-type"] = f"{sub_response.media_type}; charset=utf-8"
        return response

    def parse_json(self, data: str | bytes) -> Any:
        """An object, or an array of them. Raises HTTPException for everything else that may be sent."""
        try:
            parsed = orjson.loads(data)
        except orjson.JSONDecodeError as error:
            raise HTTPException(400, "The body is not valid JSON.") from error
        if isinstance(parsed, list) and all(isinstance(each, dict) for each in parsed):
            check_batch(parsed, most=self._services.settings.batch_operations_limit)
            return parsed
        if isinstance(parsed, dict):
            return parsed
        raise HTTPException(400, "The body is no GraphQL request: it has to be an object.")

    def encode_json(self, data: object) -> bytes:
        return orjson.dumps(data)


def _never_ran(result: ExecutionResult) -> bool:
    return result.data is None and not any(error.path for error in result.errors or ())


def _media_type(request: Request | WebSocket) -> str:
    """The modern type where the client names it, else plain JSON (GraphQL over HTTP, section 6)."""
    return _MODERN if _MODERN in request.headers.get("accept", "") else _CLASSIC


def _refusal(request: Request, refused: HTTPException) -> Response:
    error = GraphQLError(refused.reason, extensions=_REFUSALS.get(refused.status_code, {"code": "BAD_USER_INPUT"}))
    body = orjson.dumps({"errors": [error.formatted]})
    headers = {"allow": "GET, POST"} if refused.status_code == 405 else None
    content_type = f"{_media_type(request)}; charset=utf-8"
    return Response(body, refused.status_code, headers=headers, media_type=content_type)


def _failure(request: Request) -> Response:
    """Whatever failed before anything was executed, such as a database that is just away: worth another try."""
    trace_id = correlation_id.get() or ""
    error = GraphQLError(MASKED, extensions={"code": "INTERNAL", "traceId": trace_id})
    body = orjson.dumps({"errors": [error.formatted]})
    content_type = f"{_media_type(request)}; charset=utf-8"
    return Response(body, 503, headers={"retry-after": "1"}, media_type=content_type)
