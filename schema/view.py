"""GraphQL over HTTP and over WebSocket: who asks, which media type, which status."""

from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import orjson
import structlog
from asgi_correlation_id import correlation_id
from cross_web import HTTPException
from graphql import GraphQLError
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.exceptions import ConnectionRejectionError
from strawberry.http import GraphQLHTTPResponse, process_result
from strawberry.subscriptions import GRAPHQL_TRANSPORT_WS_PROTOCOL
from strawberry.types import ExecutionResult
from strawberry.types.unset import UnsetType

from schema.build import schema
from schema.context import Context
from schema.error_codes import MASKED
from schema.sockets import Guard, SocketAdapter
from services.wiring import Services

log = structlog.get_logger()

_PAGE = Path(__file__).parents[1] / "static" / "graphiql" / "index.html"
_MODERN = "application/graphql-response+json"
_CLASSIC = "application/json"
_INIT_TIMEOUT = timedelta(seconds=10)


class View(GraphQL[Context, None]):
    """The one endpoint."""

    websocket_adapter_class = SocketAdapter

    def __init__(self, services: Services, *, development: bool) -> None:
        super().__init__(
            schema,
            graphql_ide="graphiql" if development else None,
            subscription_protocols=(GRAPHQL_TRANSPORT_WS_PROTOCOL,),
            connection_init_wait_timeout=_INIT_TIMEOUT,
            max_subscriptions_per_connection=20,
        )
        self._services = services

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._serve_socket(scope, receive, send)
            return
        request = Request(scope, receive)
        try:
            response = await self.run(request)
        except HTTPException as refused:
            response = _refusal(request, refused)
        except Exception:
            log.exception("request_failed", path=request.url.path)
            response = _failure(request)
        await response(scope, receive, send)

    async def _serve_socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        socket = WebSocket(scope, receive, send)
        socket.state.guard = Guard(self._services.auth, socket)
        try:
            await self.run(socket)
        finally:
            await socket.state.guard.release()

    async def render_graphql_ide(self, request: Request) -> Response:  # noqa: ARG002 - the library's name
        """Our own copy: the library's page loads seven files from elsewhere."""
        return FileResponse(_PAGE)

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:
        """A bearer token that is not valid is as good as none. A socket's token comes later, in its first message."""
        del response
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        is_bearer = scheme.lower() == "bearer" and bool(token) and isinstance(request, Request)
        viewer = await self._services.auth.authenticate(token) if is_bearer else None
        context = Context(
            self._services,
            viewer=viewer,
            client_address=request.client.host if request.client else None,
            trace_id=correlation_id.get() or "",
            user_agent=request.headers.get("user-agent", ""),
        )
        context.guard = getattr(request.state, "guard", None)
        return context

    async def on_ws_connect(self, context: Context) -> UnsetType | dict[str, object] | None:
        """The token comes in `connection_init`; one that is not valid ends the socket, none leaves it anonymous."""
        token = _token_in(context.connection_params)
        if token is not None:
            session = await self._services.auth.authenticate_socket(token)
            if session is None or context.guard is None:
                raise ConnectionRejectionError
            context.sign_in(session.viewer)
            context.guard.watch(session)
        return await super().on_ws_connect(context)

    async def get_sub_response(self, request: Request | WebSocket) -> Response:
        answer = await super().get_sub_response(request)
        answer.media_type = _media_type(request)
        request.state.answer = answer
        return answer

    async def process_result(self, request: Request, result: ExecutionResult) -> GraphQLHTTPResponse:
        """A request that was never executed has no `data`; the modern media type says so in the status too."""
        shown: dict[str, Any] = dict(process_result(result))
        if _never_ran(result):
            shown.pop("data", None)
            if request.state.answer.media_type == _MODERN:
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
        if isinstance(parsed, dict) or (isinstance(parsed, list) and all(isinstance(each, dict) for each in parsed)):
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
    error = GraphQLError(refused.reason, extensions={"code": "BAD_USER_INPUT"})
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


def _token_in(parameters: dict[str, object]) -> str | None:
    """The access token of a `connection_init`: `Authorization: Bearer …`, or `accessToken`."""
    header = parameters.get("Authorization") or parameters.get("authorization")
    if isinstance(header, str):
        return header.removeprefix("Bearer ").strip()
    token = parameters.get("accessToken")
    return token if isinstance(token, str) else None
