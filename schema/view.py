"""GraphQL over HTTP and over WebSocket: who asks, which media type, which status."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, cast

import orjson
import structlog
from asgi_correlation_id import correlation_id
from cross_web import AsyncHTTPRequestAdapter, HTTPException
from graphql import GraphQLError, OperationType
from starlette.requests import ClientDisconnect, HTTPConnection, Request
from starlette.responses import FileResponse, Response
from starlette.types import Receive, Scope, Send
from starlette.websockets import WebSocket
from strawberry.asgi import GraphQL
from strawberry.http import GraphQLHTTPResponse, GraphQLRequestData, process_result
from strawberry.http.base import BaseRequestProtocol
from strawberry.types import ExecutionResult, SubscriptionExecutionResult

from schema.bearer import bearer_token
from schema.build import schema
from schema.context import Context
from schema.documents import operation_type
from schema.error_codes import coded
from schema.event_stream import EventStream
from schema.live import Live
from schema.negotiation import CLASSIC, MODERN, answered_in, is_json, language_of, names_events
from schema.operations import Operation, answers, never_ran
from schema.pages import Pages
from schema.persisted import NoDocument, meant
from schema.rates import Meter
from schema.reading import Asked, read_address, read_body
from schema.refused import Refused, failure, refusal
from schema.sockets import Connection, Conversation, Terms
from services.auth.access import SocketSession
from services.auth.accounts import AccountProfile
from services.auth.viewer import Viewer
from services.wiring import Services

log = structlog.get_logger()

_LONGEST_ADDRESS = 45
_ACCEPTED = {"accept-post": CLASSIC}
_PAGE = Path(__file__).parents[1] / "static" / "graphiql" / "index.html"


class _Streaming(Exception):
    """Raised out of the library's way to a single answer."""

    def __init__(self, response: EventStream) -> None:
        super().__init__()
        self.response = response


@dataclass(frozen=True, slots=True)
class Client:
    """What is known of whoever opened a connection."""

    address: str | None
    user_agent: str
    language: str

    @classmethod
    def of(cls, connection: HTTPConnection) -> "Client":
        headers = connection.headers
        language = language_of(headers.get("accept-language", ""))
        return cls(_address(connection), headers.get("user-agent", ""), language)


class View(GraphQL[Context, None]):
    """The one endpoint."""

    def __init__(self, services: Services, live: Live, *, development: bool) -> None:
        settings = services.settings
        super().__init__(
            schema,
            graphql_ide="graphiql" if development else None,
            subscription_protocols=(),
        )
        self._services = services
        self._live = live
        self._pages = Pages(settings)
        self._meter = Meter(services.request_rates, settings, services.clock)
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
        request.state.fare = fare = self._meter.enter(_address(request))
        response: Response | EventStream
        try:
            fare.of_address()
            if not self.should_render_graphql_ide(self.request_adapter_class(request)):
                self._pages.check(request)
            response = await self.run(request)
        except HTTPException as refused:
            response = refusal(refused, _media_type(request))
        except _Streaming as streaming:
            response = streaming.response
        except ClientDisconnect:
            return
        except Exception:
            log.exception("request_failed", path=request.url.path)
            response = failure(_media_type(request))
        fare.tell(response.raw_headers)
        await response(scope, receive, send)

    async def _serve_socket(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = HTTPConnection(scope)
        connection = Connection(scope, receive, send)
        fare = self._meter.enter(_address(request))
        if not self._pages.admits(request):
            await connection.refuse()
        elif await connection.open():
            context_of = partial(self._context, Client.of(request))
            # Nothing is asked of them any more, and they would be kept for as long as the socket.
            del request
            scope["headers"] = []
            await Conversation(connection, self._terms, context_of, fare).hold()

    def should_render_graphql_ide(self, request: BaseRequestProtocol) -> bool:
        """For a person who opens the address in a browser."""
        asks = {"query", "extensions", "documentId"} & set(request.query_params)
        return request.method == "GET" and not asks and "text/html" in request.headers.get("accept", "")

    def is_request_allowed(self, request: BaseRequestProtocol) -> bool:
        if request.method not in {"GET", "POST"}:
            raise Refused(405, "GraphQL takes GET and POST.", headers={"allow": "GET, POST"})
        return True

    async def parse_http_body(self, request: AsyncHTTPRequestAdapter) -> GraphQLRequestData | list[GraphQLRequestData]:
        """Raises Refused for what cannot be read, and where no answer would be taken."""
        accept = request.headers.get("accept", "")
        if answered_in(accept) is None and not names_events(accept):
            raise Refused(406, f"The answer can be {MODERN}, {CLASSIC} or, as a stream, text/event-stream.")
        if request.method == "GET":
            return read_address(cast(dict[str, str], request.query_params))
        if not is_json(request.content_type or "") or "content-encoding" in request.headers:
            raise Refused(
                415, "The body has to be application/json in UTF-8. Files go to signed links.", headers=_ACCEPTED
            )
        return read_body(await request.get_body(), most=self._services.settings.batch_operations_limit)

    async def render_graphql_ide(self, request: Request) -> Response:  # noqa: ARG002 - the library's name
        """Our own copy: the library's page loads seven files from elsewhere."""
        return FileResponse(_PAGE)

    async def get_context(self, request: Request | WebSocket, response: Response | WebSocket) -> Context:
        """A bearer token that is not valid is as good as none."""
        del response
        token = bearer_token(request.headers.get("authorization", ""))
        caller = await self._services.auth.caller(token) if token else None
        request.state.session = session = caller.session if caller else None
        viewer = session.viewer if session else None
        request.state.fare.of_user(viewer)
        return self._context(Client.of(request), viewer, caller.account if caller else None)

    def _context(self, client: "Client", viewer: Viewer | None, account: AccountProfile | None = None) -> Context:
        return Context(
            self._services,
            viewer=viewer,
            client_address=client.address,
            trace_id=correlation_id.get() or "",
            user_agent=client.user_agent,
            language=client.language,
            account=account,
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
        if answered_in(request.headers.get("accept", "")) is None:
            raise Refused(406, f"The answer to a batch is {MODERN} or {CLASSIC}.")
        request.state.fare.of_batch(len(request_data))
        results = []
        for operation in request_data:
            try:
                results.append(cast(ExecutionResult, await one(operation, context, root_value, sub_response)))
            except HTTPException as refused:
                error = GraphQLError(refused.reason, extensions={"code": "BAD_USER_INPUT"})
                results.append(ExecutionResult(data=None, errors=[error]))
            if context.has_changed_something:
                await context.look_again()
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
        """A subscription is answered with events, and what is asked by a client that takes nothing else."""
        try:
            request_data.query = await self._document(request_data)
        except NoDocument as refused:
            return ExecutionResult(data=None, errors=[refused])
        if request.method == "GET" and self._kind_of(request_data) is OperationType.MUTATION:
            raise Refused(405, "A mutation is sent by POST.", headers={"allow": "POST"})
        if self._is_streamed(request, request_data):
            raise _Streaming(self._stream(request, request_data, context))
        return await super().execute_single(request, request_adapter, sub_response, context, root_value, request_data)

    async def _document(self, asked: GraphQLRequestData) -> str | None:
        return await meant(
            asked.query,
            extensions=asked.extensions,
            document_id=asked.document_id if isinstance(asked, Asked) else None,
            documents=self._services.documents,
        )

    def _is_streamed(self, request: Request, asked: GraphQLRequestData) -> bool:
        """There are clients that accept events for every operation."""
        accept = request.headers.get("accept", "")
        if request.state.is_batch or not names_events(accept):
            return False
        return self._kind_of(asked) is OperationType.SUBSCRIPTION or answered_in(accept) is None

    def _kind_of(self, asked: GraphQLRequestData) -> OperationType | None:
        return operation_type(asked.query, asked.operation_name, self._services.settings.document_tokens)

    def _stream(self, request: Request, asked: GraphQLRequestData, context: Context) -> EventStream:
        # Its document is known by now, and has been learned.
        operation = Operation(asked.query, asked.variables, asked.operation_name)
        session: SocketSession | None = request.state.session
        if session is not None and not self._live.enter(session.viewer.user_id):
            reason = f"Too many streams: {self._live.per_user} are open for this user."
            raise Refused(429, reason, "RATE_LIMITED", headers={"retry-after": "1"}, retryAfterMs=1000)
        return EventStream(
            partial(answers, operation, context),
            context=context,
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
            trace_id, suggests = correlation_id.get() or "", self._services.settings.suggests
            result.errors = [coded(error, trace_id, suggests=suggests) for error in result.errors]
        shown: dict[str, Any] = dict(process_result(result))
        if never_ran(result):
            shown.pop("data", None)
            if request.state.answer.media_type == MODERN and not request.state.is_batch:
                request.state.answer.status_code = 400
        return cast(GraphQLHTTPResponse, shown)

    def create_response(
        self, response_data: GraphQLHTTPResponse | list[GraphQLHTTPResponse], sub_response: Response
    ) -> Response:
        response = super().create_response(response_data, sub_response)
        response.headers["content-type"] = f"{sub_response.media_type}; charset=utf-8"
        return response

    def encode_json(self, data: object) -> bytes:
        return orjson.dumps(data)


def _address(connection: HTTPConnection) -> str | None:
    """None also for what is longer than any: a proxy may pass on what a client has written."""
    host = connection.client.host if connection.client else ""
    return host if 0 < len(host) <= _LONGEST_ADDRESS else None


def _media_type(request: Request | WebSocket) -> str:
    return answered_in(request.headers.get("accept", "")) or CLASSIC
