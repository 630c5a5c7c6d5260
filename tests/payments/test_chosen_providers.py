"""Who takes which currency, as settings say."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from pydantic import SecretStr, ValidationError

from services.payments.providers import ProviderGone, Providers
from services.platform.keys import Keys
from services.platform.settings import Settings
from services.providers.payments.chosen import Chosen, choose
from services.providers.payments.sandbox_events import SIGNATURE_HEADER
from services.providers.payments.signatures import signed
from tests.payments.world import Hands


def given(**changes: Any) -> Settings:
    return Settings(_env_file=None, **changes)


@pytest.fixture
async def everybody(tmp_path: Path) -> Chosen:
    settings = given(
        stripe_secret_key=SecretStr("sk_1"),
        paystack_secret_key=SecretStr("sk_2"),
        paystack_webhook_secrets=(SecretStr("sk_2"),),
        payment_providers={"NGN": "paystack", "KES": "sandbox", "*": "stripe"},
    )
    return choose(settings, Keys.kept_in(None, tmp_path, Hands()), Hands())


async def test_each_currency_goes_where_it_is_sent(everybody: Chosen) -> None:
    by_currency = {"NGN": "paystack", "KES": "sandbox", "*": "stripe"}
    providers = Providers(everybody.payments, by_currency, everybody.payouts, everybody.sources)

    taking = {currency: provider.name for currency in ("NGN", "KES", "UGX") if (provider := providers.taking(currency))}
    sending = {currency: providers.sending(currency) is not None for currency in ("NGN", "KES", "UGX")}

    assert taking == {"NGN": "paystack", "KES": "sandbox", "UGX": "stripe"}
    assert sending == {"NGN": True, "KES": True, "UGX": False}
    # Without a secret of its webhooks Stripe's endpoint stays closed.
    assert set(everybody.sources) == {"paystack", "sandbox"}
    await everybody.close()


async def test_a_blank_secret_opens_no_endpoint(tmp_path: Path) -> None:
    blank = (SecretStr(""),)
    keys = {"stripe_secret_key": SecretStr("sk_1"), "paystack_secret_key": SecretStr("sk_2")}
    settings = given(**keys, stripe_webhook_secrets=blank, paystack_webhook_secrets=blank)

    chosen = choose(settings, Keys.kept_in(None, tmp_path, Hands()), Hands())

    assert set(chosen.sources) == {"sandbox"}
    await chosen.close()


def test_a_currency_that_nobody_takes_is_nobodys() -> None:
    providers = Providers({}, {"NGN": "sandbox"})

    assert (providers.taking("KES"), providers.sending("NGN")) == (None, None)
    for find in (providers.of_payment, providers.of_payout):
        with pytest.raises(ProviderGone):
            find("sandbox")


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"environment": "production"}, "the sandbox moves no real money"),
        ({"environment": "production", "payment_providers": {"NGN": "sandbox"}}, "the sandbox moves no real money"),
        ({"payment_providers": {"*": "stripe"}}, "stripe needs STRIPE_SECRET_KEY"),
        ({"payment_providers": {"NGN": "paystack", "*": "sandbox"}}, "paystack needs PAYSTACK_SECRET_KEY"),
        ({"payment_providers": {"NGN": "cowries"}}, "Input should be"),
    ],
)
def test_what_cannot_work_does_not_start(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(ValidationError, match=reason):
        given(**changes)


def test_production_starts_with_real_providers() -> None:
    settings = given(environment="production", stripe_secret_key=SecretStr("sk"), payment_providers={"*": "stripe"})

    assert settings.payment_providers == {"*": "stripe"}


@pytest.mark.parametrize(("late", "is_genuine"), [(30, True), (31, False)])
async def test_events_are_as_late_as_settings_allow(tmp_path: Path, late: int, is_genuine: bool) -> None:
    settings = given(
        stripe_secret_key=SecretStr("sk_1"),
        stripe_webhook_secrets=(SecretStr("whsec"),),
        sandbox_webhook_secrets=(SecretStr("whsec"),),
        webhook_tolerance=timedelta(seconds=30),
    )
    clock = Hands()
    chosen = choose(settings, Keys.kept_in(None, tmp_path, clock), clock)
    signature = signed("whsec", clock(), b"{}")
    clock.advance(timedelta(seconds=late))

    for name, header in (("stripe", "stripe-signature"), ("sandbox", SIGNATURE_HEADER)):
        assert chosen.sources[name].is_genuine({header: signature}, b"{}") is is_genuine
    await chosen.close()
