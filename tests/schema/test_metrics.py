"""Figures are there for those who may scrape them."""

import httpx2
import pytest
from pydantic import SecretStr
from starlette.applications import Starlette
from starlette.routing import Route

from main import create_app
from services.platform.settings import Settings


def paths(app: Starlette) -> set[str]:
    return {route.path for route in app.routes if isinstance(route, Route)}


async def test_alerts_are_counted_by_kind(http: httpx2.AsyncClient, app: Starlette) -> None:
    for _ in range(2):
        app.state.services.alerts.send("payment_mismatch", payment="x")
    app.state.services.alerts.send("refund_declined")

    answer = await http.get("/metrics")

    assert (answer.status_code, answer.headers["content-type"].partition(";")[0]) == (200, "text/plain")
    counted = [line for line in answer.text.splitlines() if line.startswith("spitractors_alerts_total")]
    assert counted == [
        'spitractors_alerts_total{kind="payment_mismatch"} 2.0',
        'spitractors_alerts_total{kind="refund_declined"} 1.0',
    ]


@pytest.mark.parametrize(("token", "there"), [(None, False), (SecretStr("s3cret"), True)])
def test_in_production_a_token_opens_them(settings: Settings, token: SecretStr | None, there: bool) -> None:
    names = {"*": "stripe"}
    changes = {
        "environment": "production",
        "metrics_token": token,
        "payment_providers": names,
        "stripe_secret_key": SecretStr("k"),
    }
    assert ("/metrics" in paths(create_app(settings.model_copy(update=changes)))) is there


@pytest.mark.parametrize(
    ("shown", "status"),
    [(None, 404), ("Bearer another", 404), ("s3cret", 404), ("Bearer \u00e9", 404), ("Bearer s3cret", 200)],
)
async def test_only_with_its_token(settings: Settings, clean_database: None, shown: str | None, status: int) -> None:
    app = create_app(settings.model_copy(update={"metrics_token": SecretStr("s3cret")}))
    async with app.router.lifespan_context(app):
        transport = httpx2.ASGITransport(app=app)
        async with httpx2.AsyncClient(transport=transport, base_url="http://api.test") as client:
            headers = [(b"authorization", shown.encode())] if shown else []
            assert (await client.get("/metrics", headers=headers)).status_code == status
