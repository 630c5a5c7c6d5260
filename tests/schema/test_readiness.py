"""Whether a process can work, for whoever shares out the traffic."""

import httpx2
import pytest
from starlette.applications import Starlette

from services.platform.database import Database


async def test_a_process_that_can_work_is_ready(http: httpx2.AsyncClient) -> None:
    answer = await http.get("/readyz")
    assert (answer.status_code, answer.json()) == (
        200,
        {"status": "ok", "database": True, "migrations": True, "redis": True},
    )


async def test_without_redis_it_is_degraded_and_ready(app: Starlette, http: httpx2.AsyncClient) -> None:
    app.state.services.wakeups._backend.is_connected = False
    answer = await http.get("/readyz")
    assert (answer.status_code, answer.json()["status"], answer.json()["redis"]) == (200, "degraded", False)


async def test_with_a_migration_to_come_it_is_not(http: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.platform.migrations._versions", lambda: ["999_20991231_to_come.py"])
    answer = await http.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "unavailable")
    assert answer.json()["migrations"] is False


async def test_with_more_migrations_than_it_knows_it_is_ready(
    http: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two versions run side by side while one replaces the other."""
    monkeypatch.setattr("services.platform.migrations._versions", list)
    assert (await http.get("/readyz")).status_code == 200


async def test_without_its_database_it_is_not_and_lives(
    http: httpx2.AsyncClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def away(*_: object) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr(Database, "fetch", away)
    answer = await http.get("/readyz")
    assert (answer.status_code, answer.json()["database"]) == (503, False)
    assert (await http.get("/healthz")).status_code == 200
