"""What a process says of itself, set up once at its start."""

from opentelemetry import trace

from services.platform import reporting
from services.platform.logging import configure
from services.platform.settings import Settings
from services.platform.tracing import provider_for


def start(settings: Settings, part: str) -> None:
    """Logs always; bugs to Sentry and spans to a collector where the settings name them. `part`: `api` or `worker`."""
    configure(settings.log_level)
    if settings.sentry_dsn is not None:
        reporting.start(settings.sentry_dsn.get_secret_value(), settings.environment)
    if settings.otlp_endpoint is not None:
        trace.set_tracer_provider(provider_for(str(settings.otlp_endpoint), part))
