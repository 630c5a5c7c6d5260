from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from services.platform.settings import Settings


def example(root: Path) -> dict[str, str]:
    """The commented assignments of `.env.example`."""
    lines = (line.removeprefix("# ") for line in (root / ".env.example").read_text().splitlines())
    assignments = (line.partition("=") for line in lines if line.partition("=")[0].isupper())
    return {name: value for name, _, value in assignments}


def test_the_example_names_every_setting_with_its_default(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    named = example(root)
    assert sorted(named) == sorted(name.upper() for name in Settings.model_fields)

    uncommented = tmp_path / ".env"
    uncommented.write_text("\n".join(f"{name}={value}" for name, value in named.items()))
    assert Settings(_env_file=uncommented) == Settings(_env_file=None)


@pytest.mark.parametrize("proxies", ["*", "10.0.0.0/8,*"])
def test_no_setting_believes_every_proxy(proxies: str) -> None:
    with pytest.raises(ValidationError):
        Settings(_env_file=None, forwarded_allow_ips=proxies)


def test_a_push_key_is_32_bytes() -> None:
    key = SecretStr("-" * 42 + "A=")
    assert Settings(_env_file=None, vapid_private_key=key).vapid_private_key == key
    with pytest.raises(ValidationError, match="not 32 bytes in base64url"):
        Settings(_env_file=None, vapid_private_key=SecretStr("A" * 42))


def test_one_connection_would_not_do() -> None:
    assert Settings(_env_file=None, database_pool_size=2).database_pool_size == 2
    with pytest.raises(ValidationError, match="database_pool_size\n  Input should be greater than or equal to 2"):
        Settings(_env_file=None, database_pool_size=1)


def test_a_blank_secret_is_none() -> None:
    blank = [SecretStr(""), SecretStr(" "), SecretStr("whsec_1")]

    settings = Settings(
        _env_file=None,
        stripe_webhook_secrets=blank,
        paystack_webhook_secrets=blank[:2],
        africas_talking_reply_secret=blank[0],
        metrics_token=blank[1],
    )

    assert settings.stripe_webhook_secrets == (SecretStr("whsec_1"),)
    assert settings.paystack_webhook_secrets == ()
    assert (settings.africas_talking_reply_secret, settings.metrics_token) == (None, None)


def test_a_provider_whose_key_is_blank_has_none() -> None:
    with pytest.raises(ValidationError, match="stripe needs STRIPE_SECRET_KEY"):
        Settings(_env_file=None, stripe_secret_key=SecretStr(" "), payment_providers={"*": "stripe"})
