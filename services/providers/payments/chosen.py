"""Settings to payment providers: who is configured, and by which of their secrets they are believed."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field

from pydantic import SecretStr

from services.platform.clock import Clock
from services.platform.keys import Keys
from services.platform.settings import Settings
from services.platform.tokens import derive
from services.providers.payments.paystack import Paystack
from services.providers.payments.paystack_events import PaystackEvents
from services.providers.payments.paystack_means import PaystackMeans
from services.providers.payments.port import EventSource, MeansToPay, PaymentProvider, PayoutProvider
from services.providers.payments.sandbox import EVENTS, Sandbox
from services.providers.payments.sandbox_courier import Courier, Weather
from services.providers.payments.sandbox_events import SandboxEvents
from services.providers.payments.sandbox_means import SandboxMeans

_PURPOSE = "sandbox-webhooks"


@dataclass(slots=True)
class Chosen:
    """By their names. The courier is the sandbox's: None where that is not in use."""

    payments: dict[str, PaymentProvider] = field(default_factory=dict)
    payouts: dict[str, PayoutProvider] = field(default_factory=dict)
    sources: dict[str, EventSource] = field(default_factory=dict)
    means: dict[str, MeansToPay] = field(default_factory=dict)
    courier: Courier | None = None
    closers: list[Callable[[], Awaitable[None]]] = field(default_factory=list)

    async def close(self) -> None:
        """Give back what they hold."""
        for close in self.closers:
            await close()


def choose(settings: Settings, keys: Keys, clock: Clock) -> Chosen:
    """The sandbox where it is named; the others where they have a key: payments made with them may still be open."""
    chosen = Chosen()
    names = set(settings.payment_providers.values())
    if "sandbox" in names:
        _add_sandbox(chosen, settings, keys, clock)
    if settings.stripe_secret_key is not None:
        _add_stripe(chosen, settings, settings.stripe_secret_key, clock)
    if settings.paystack_secret_key is not None:
        _add_paystack(chosen, settings, settings.paystack_secret_key)
    return chosen


def _add_sandbox(chosen: Chosen, settings: Settings, keys: Keys, clock: Clock) -> None:
    folder = settings.data_dir / "sandbox"
    sandbox = Sandbox(folder, clock)
    chosen.payments[sandbox.name] = chosen.payouts[sandbox.name] = sandbox

    def secrets() -> Sequence[str]:
        """Without a secret of its own the sandbox has one that only this installation knows."""
        return _shown(settings.sandbox_webhook_secrets) or [derive(keys.ring().secret, _PURPOSE, "")]

    chosen.means[sandbox.name] = SandboxMeans()
    chosen.sources[sandbox.name] = SandboxEvents(secrets, clock, settings.webhook_tolerance)
    weather = Weather(
        copies=settings.sandbox_webhook_copies,
        delay=settings.sandbox_webhook_delay,
        is_shuffled=settings.sandbox_webhooks_shuffled,
    )
    url = f"http://{settings.host}:{settings.port}/webhooks/payments/{sandbox.name}"
    chosen.courier = Courier(folder / EVENTS, url=url, secrets=secrets, clock=clock, weather=weather)


def _add_stripe(chosen: Chosen, settings: Settings, key: SecretStr, clock: Clock) -> None:
    # Imported here: the library takes half a second, which no process should spend that has no key for it.
    from services.providers.payments.stripe import Stripe  # noqa: PLC0415
    from services.providers.payments.stripe_events import StripeEvents  # noqa: PLC0415
    from services.providers.payments.stripe_means import StripeMeans  # noqa: PLC0415

    stripe = Stripe(key.get_secret_value(), url=settings.stripe_url, is_manual=settings.stripe_manual_capture)
    chosen.payments[stripe.name] = stripe
    chosen.means[stripe.name] = StripeMeans(stripe.client)
    chosen.closers.append(stripe.close)
    if settings.stripe_webhook_secrets:
        secrets, tolerance = _shown(settings.stripe_webhook_secrets), settings.webhook_tolerance
        chosen.sources[stripe.name] = StripeEvents(secrets, clock, tolerance)


def _add_paystack(chosen: Chosen, settings: Settings, key: SecretStr) -> None:
    paystack = Paystack(key.get_secret_value(), url=settings.paystack_url)
    chosen.payments[paystack.name] = chosen.payouts[paystack.name] = paystack
    chosen.means[paystack.name] = PaystackMeans(key.get_secret_value(), url=settings.paystack_url)
    if settings.paystack_webhook_secrets:
        chosen.sources[paystack.name] = PaystackEvents(_shown(settings.paystack_webhook_secrets))


def _shown(secrets: Sequence[SecretStr]) -> list[str]:
    return [secret.get_secret_value() for secret in secrets]
