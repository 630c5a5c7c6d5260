"""Settings to routing: a map server with its breaker and cache, or the great circle alone."""

from services.platform.alerts import Alerts
from services.platform.breaker import Breaker
from services.platform.clock import Clock
from services.platform.settings import Settings
from services.providers.routing.great_circle import GreatCircleRouting
from services.providers.routing.mapped import Care, MappedRouting
from services.providers.routing.osrm import Osrm
from services.providers.routing.port import MapServer, MapUnavailable, Routing
from services.providers.routing.valhalla import Valhalla


def choose(settings: Settings, alerts: Alerts, clock: Clock) -> Routing:
    """As `routing_provider` says; the settings see to it that a map server has its address."""
    twin = GreatCircleRouting(road_factor=settings.road_factor, speed_kmh=settings.tractor_speed_kmh)
    server = _server(settings)
    return mapped(server, settings, twin, alerts, clock) if server else twin


def _server(settings: Settings) -> MapServer | None:
    if settings.routing_provider == "valhalla":
        return Valhalla(settings.valhalla_url or "", speed_kmh=settings.tractor_speed_kmh)
    if settings.routing_provider == "osrm":
        return Osrm(settings.osrm_url or "")
    return None


def mapped(server: MapServer, settings: Settings, fallback: Routing, alerts: Alerts, clock: Clock) -> MappedRouting:
    """A map server, treated as the settings say; somebody is told when it is left alone."""
    breaker = Breaker(
        server.name,
        failures=settings.routing_breaker_failures,
        pause=settings.routing_breaker_pause,
        counts=MapUnavailable,
        alerts=alerts,
        clock=clock,
    )
    care = Care(
        timeout=settings.routing_timeout,
        snap_limit_km=settings.routing_snap_limit_km,
        speed_kmh=settings.tractor_speed_kmh,
        road_factor=settings.road_factor,
        cached=settings.routing_cache_size,
        cached_for=settings.routing_cache_lifetime,
    )
    return MappedRouting(server, breaker, fallback, care, clock)
