"""Settings to payment providers: who is configured, and by which of their secrets they are believed."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pydantic import SecretStr

from services.platform.clock import Clock
from services.platform.keys import Keys
from services.platform.settings import Settings
from services.platform.tokens import derive
from services.providers.payments.port import EventSource, PaymentProvider, PayoutProvider
from services.providers.payments.sandbox import EVENTS, Sandbox
from services.providers.payments.sandbox_courier import Courier, Weather
from services.providers.payments.sandbox_events import SandboxEvents

_PURPOSE = "sandbox-webhooks"


@dataclass(slots=True)
class Chosen:
    """By their names. The courier is the sandbox's: None where that is not in use."""

    payments: dict[str, PaymentProvider] = field(default_factory=dict)
    payouts: dict[str, PayoutProvider] = field(default_factory=dict)
    sources: dict[str, EventSource] = field(default_factory=dict)
    courier: Courier | None = None


def choose(settings: Settings, keys: Keys, clock: Clock) -> Chosen:
    """Only those that are named."""
    chosen = Chosen()
    names = set(settings.payment_providers.values())
    if "sandbox" in names:
        _add_sandbox(chosen, settings, keys, clock)
    return chosen


def _add_sandbox(chosen: Chosen, settings: Settings, keys: Keys, clock: Clock) -> None:
    folder = settings.data_dir / "sandbox"
    sandbox = Sandbox(folder, clock)
    chosen.payments[sandbox.name] = chosen.payouts[sandbox.name] = sandbox

    def secrets() -> Sequence[str]:
        """Without a secret of its own the sandbox has one that only this installation knows."""
        return _shown(settings.sandbox_webhook_secrets) or [derive(keys.ring().secret, _PURPOSE, "")]

    chosen.sources[sandbox.name] = SandboxEvents(secrets, clock)
    weather = Weather(
        copies=settings.sandbox_webhook_copies,
        delay=settings.sandbox_webhook_delay,
        is_shuffled=settings.sandbox_webhooks_shuffled,
    )
    url = f"http://{settings.host}:{settings.port}/webhooks/payments/{sandbox.name}"
    chosen.courier = Courier(folder / EVENTS, url=url, secrets=secrets, clock=clock, weather=weather)


def _shown(secrets: Sequence[SecretStr]) -> list[str]:
    return [secret.get_secret_value() for secret in secrets]
