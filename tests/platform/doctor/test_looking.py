"""What a look at real servers and files sees."""

from datetime import timedelta
from pathlib import Path

import pytest

from services.platform.clock import utc_now
from services.platform.doctor import Seen
from services.platform.doctor.looking import look
from services.platform.embedded.ports import free_port
from services.platform.keys import Keys
from services.platform.settings import Settings
from services.providers.storage.probing import storage_trouble
from tests.databases import create_database, drop_database


async def seen(settings: Settings, **changes: object) -> Seen:
    changed = Settings.model_validate(settings.model_dump() | changes)
    return await look(changed, clock=utc_now, storage=lambda: storage_trouble(changed, utc_now))


def files_under(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_nothing_where_all_is_well(settings: Settings, tmp_path: Path) -> None:
    found = await seen(settings, data_dir=tmp_path)
    assert found.skew is not None
    assert abs(found.skew) < timedelta(seconds=2)
    assert found == Seen(server=18, pending=[], skew=found.skew)
    # Neither keys nor files are left behind.
    assert files_under(tmp_path) == []


async def test_servers_that_are_away_are_named_without_their_passwords(settings: Settings, tmp_path: Path) -> None:
    port = free_port()
    away = {
        "database_url": f"postgresql://u:secret@127.0.0.1:{port}/x",
        "redis_url": f"redis://:secret@127.0.0.1:{port}/0",
    }
    found = await seen(settings, data_dir=tmp_path, **away)
    assert (found.server, found.skew, found.pending) == (None, None, ())
    for trouble in (found.database or "", found.redis or ""):
        assert f"127.0.0.1:{port} cannot be used" in trouble
        assert "secret" not in trouble


async def test_migrations_that_are_missing_are_counted(settings: Settings, worker_id: str, tmp_path: Path) -> None:
    url = await create_database(str(settings.database_url), f"unmigrated_{worker_id}")
    try:
        found = await seen(settings, data_dir=tmp_path, database_url=url)
    finally:
        await drop_database(str(settings.database_url), f"unmigrated_{worker_id}")
    assert "0_20261124000000_tables.py" in found.pending


async def test_a_folder_that_nobody_can_write_to(settings: Settings, tmp_path: Path) -> None:
    (tmp_path / "storage").write_text("no folder")
    trouble = (await seen(settings, data_dir=tmp_path)).storage
    assert trouble is not None
    assert trouble.startswith(f"Nothing can be kept in {tmp_path / 'storage'} (")


async def test_a_bucket_that_is_not_there(settings: Settings, tmp_path: Path) -> None:
    bucket = {"s3_bucket": "tractors", "s3_access_key_id": "k", "s3_secret_access_key": "s"}
    away = f"http://127.0.0.1:{free_port()}"
    trouble = (await seen(settings, data_dir=tmp_path, **bucket, s3_endpoint=away)).storage
    assert trouble is not None
    assert trouble.startswith("Nothing can be kept in the bucket tractors (")


async def test_keys(settings: Settings, tmp_path: Path) -> None:
    file = tmp_path / "keys.json"
    assert (await seen(settings, data_dir=tmp_path, signing_keys_file=file)).keys == (
        f"There is no {file}: make it with `manage.py rotate-keys`."
    )
    Keys(file, utc_now).ring()
    assert (await seen(settings, data_dir=tmp_path, signing_keys_file=file)).keys is None
    file.chmod(0o644)
    assert (await seen(settings, data_dir=tmp_path, signing_keys_file=file)).keys == (
        f"Every user of this machine can read {file}: take that away (chmod o-r)."
    )
    file.write_text("{}")
    assert (await seen(settings, data_dir=tmp_path, signing_keys_file=file)).keys == (
        f"{file} cannot be read (ValidationError): restore it from a copy, or all sessions end."
    )


@pytest.mark.parametrize(
    ("content", "trouble"),
    [
        ("0" * 39 + "A:3\n", None),
        ("password\n", "does not begin with an upper-case SHA-1 and a colon: it finds nothing."),
        ("0" * 39 + "a:3\n", "does not begin with an upper-case SHA-1 and a colon: it finds nothing."),
    ],
)
async def test_breached_passwords(settings: Settings, tmp_path: Path, content: str, trouble: str | None) -> None:
    file = tmp_path / "breached"
    file.write_text(content)
    found = (await seen(settings, data_dir=tmp_path, breached_passwords_file=file)).breaches
    assert found == (f"{file} {trouble}" if trouble else None)
