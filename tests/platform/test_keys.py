"""The key file: made once, by whoever is first, and for its owner's eyes only."""

import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services.platform.keys import Keys

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
MAKE = """
import sys
from pathlib import Path
from services.platform.clock import utc_now
from services.platform.keys import Keys
sys.stdin.readline()
print(Keys(Path(sys.argv[1]), utc_now).ring().kid)
"""


def keys_in(folder: Path, now: datetime = START) -> Keys:
    return Keys(folder / "keys" / "keys.json", lambda: now)


def test_processes_that_start_at_once_share_one_file(tmp_path: Path, root: Path) -> None:
    path = tmp_path / "keys" / "keys.json"
    processes = [
        subprocess.Popen(  # noqa: S603 - this interpreter, on the text above
            [sys.executable, "-c", MAKE, str(path)],
            cwd=root,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for _ in range(6)
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("now\n")
        process.stdin.flush()
    kids = {process.communicate()[0].strip() for process in processes}
    assert kids == {keys_in(tmp_path).ring().kid}
    assert [each.name for each in path.parent.iterdir()] == ["keys.json"]


def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    keys_in(tmp_path).ring()
    assert stat.S_IMODE((tmp_path / "keys" / "keys.json").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_another_process_sees_a_rotation_at_once(tmp_path: Path) -> None:
    here, there = keys_in(tmp_path), keys_in(tmp_path)
    before = here.ring()
    assert there.ring().kid == before.kid
    kid = there.rotate(keep=timedelta(hours=1))
    after = here.ring()
    assert after.kid == kid
    assert list(after.public) == [before.kid, kid]
    assert after.secret == before.secret


def test_a_key_that_has_not_signed_for_long_goes(tmp_path: Path) -> None:
    first = keys_in(tmp_path).ring().kid
    second = keys_in(tmp_path, START + timedelta(days=1)).rotate(keep=timedelta(hours=1))
    third = keys_in(tmp_path, START + timedelta(days=2)).rotate(keep=timedelta(hours=1))
    assert first not in keys_in(tmp_path).ring().public
    assert list(keys_in(tmp_path).ring().public) == [second, third]


def test_the_file_that_the_settings_name_is_taken(tmp_path: Path) -> None:
    named = Keys.kept_in(tmp_path / "named.json", tmp_path / "data", lambda: START)
    named.ring()
    assert [each.name for each in tmp_path.iterdir()] == ["named.json"]


def test_a_file_that_is_no_key_file_is_told(tmp_path: Path) -> None:
    (tmp_path / "named.json").write_text("{}")
    with pytest.raises(ValueError, match="secret"):
        Keys(tmp_path / "named.json", lambda: START).ring()


def test_a_ring_shows_no_secret(tmp_path: Path) -> None:
    assert "secret" not in repr(keys_in(tmp_path).ring())
