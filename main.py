"""The ASGI app: routes, lifespan, middleware. No rules."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from asgi_correlation_id import CorrelationIdMiddleware
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.routing import BaseRoute, Route

from resolvers.body_limit import BodyLimit
from resolvers.cautious_headers import CautiousHeaders
from resolvers.development import linked_page, page_file, sent_messages
from resolvers.health import is_alive, is_ready, key_set
from resolvers.metrics import metrics
from resolvers.receipts import receipt_file
from resolvers.replies import push_key, sms_reply
from resolvers.sockets import StraightToSockets
from resolvers.storage import stored_file
from resolvers.tracing import Traced, is_request_id
from resolvers.webhooks import payment_event
from schema.live import Live
from schema.view import View
from services import wiring
from services.platform import observing
from services.platform.settings import Settings
from services.wiring import Services

_PATH = "/graphql"


def create_app(settings: Settings | None = None) -> Starlette:
    """The app of one process; uvicorn calls it without arguments."""
    settings = settings or Settings()
    observing.start(settings, "api")
    services = wiring.build(settings)
    live = Live(settings.sockets_per_user)
    services.metrics.watch("connections_open", "Sockets and event streams of users who are signed in.", live.count)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        app.state.services = services
        await wiring.start(services)
        try:
            yield
        finally:
            await wiring.stop(services)

    view = View(services, live, development=settings.environment == "development")
    app = Starlette(
        routes=_routes(services, view),
        lifespan=lifespan,
        middleware=[
            Middleware(Traced),
            Middleware(StraightToSockets, path=_PATH, answer=view),
            Middleware(CorrelationIdMiddleware, validator=is_request_id),
            Middleware(CautiousHeaders),
            Middleware(CORSMiddleware, **_open_to(settings)),
            Middleware(BodyLimit, limit=settings.body_limit_bytes, except_under="/storage/"),
        ],
    )
    app.state.live = live
    app.state.settings = settings
    return app


def _open_to(settings: Settings) -> dict[str, Any]:
    """What scripts of the listed pages may send and read."""
    return {
        "allow_origins": settings.allowed_origins,
        "allow_methods": ["GET", "POST", "PUT"],
        "allow_headers": ["authorization", "content-type", "traceparent", "x-request-id", *settings.preflight_headers],
        "expose_headers": ["ratelimit", "ratelimit-policy", "retry-after", "traceparent", "x-request-id"],
    }


def _routes(services: Services, view: View) -> list[BaseRoute]:
    settings = services.settings
    routes: list[BaseRoute] = [
        Route(_PATH, view),
        Route("/healthz", is_alive),
        Route("/readyz", is_ready),
        Route("/.well-known/jwks.json", key_set),
        Route("/.well-known/web-push-key", push_key),
        Route("/webhooks/payments/{provider}", payment_event, methods=["POST"]),
        Route("/webhooks/messages/{provider}", sms_reply, methods=["POST"]),
        Route("/receipts/{name}.pdf", receipt_file),
    ]
    if services.folder is not None:
        routes.append(Route("/storage/{key:path}", stored_file, methods=["GET", "PUT"]))
    if settings.environment == "development" or settings.metrics_token is not None:
        routes.append(Route("/metrics", metrics))
    if settings.environment == "development":
        routes += [
            Route("/static/{name:path}", page_file),
            Route("/verify-email", linked_page),
            Route("/reset-password", linked_page),
            Route("/track", linked_page),
        ]
    if settings.embedded:
        routes.append(Route("/dev/messages", sent_messages))
    return routes
