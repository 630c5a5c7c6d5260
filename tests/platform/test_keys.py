"""The key file: made once, by whoever is first, and for its owner's eyes only."""

import json
import stat
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from services.platform.keys import Keys
from tests.accounts import SetClock

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
MAKE = """
import sys
from pathlib import Path
from services.platform.clock import utc_now
from services.platform.keys import Keys
from tests.accounts import SetClock
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


def test_a_new_key_is_known_at_once_and_signs_when_every_process_has_it(tmp_path: Path) -> None:
    clock = SetClock()
    here, there = (Keys(tmp_path / "keys.json", clock) for _ in range(2))
    before = here.ring()
    assert there.ring().kid == before.kid

    kid = there.rotate(keep=timedelta(hours=1))
    known = here.ring()
    assert (known.kid, list(known.public), known.secret) == (before.kid, [before.kid, kid], before.secret)
    assert [key["kid"] for key in here.jwks()["keys"]] == [before.kid, kid]

    clock.advance(minutes=4, seconds=59)
    assert here.ring() is known
    clock.advance(seconds=1)
    ripe = here.ring()
    assert (ripe.kid, list(ripe.public), ripe.secret) == (kid, [before.kid, kid], before.secret)
    assert here.ring() is ripe


def test_a_key_that_is_left_alone_signs_at_once(tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    keys = Keys(path, lambda: START)
    keys.ring()
    kid = keys.rotate(keep=timedelta(hours=1))
    stored = json.loads(path.read_text())
    path.write_text(json.dumps(stored | {"keys": stored["keys"][1:]}))
    assert keys.ring().kid == kid


def test_keys_that_come_fast_sign_one_after_the_other(tmp_path: Path) -> None:
    clock = SetClock()
    keys = Keys(tmp_path / "keys.json", clock)
    signing = [keys.ring().kid]
    made = []
    for _ in range(2):
        made.append(keys.rotate(keep=timedelta(minutes=20)))
        clock.advance(minutes=3)
    for _ in range(2):
        signing.append(keys.ring().kid)
        clock.advance(minutes=2)
    assert signing == [signing[0], *made]
    assert list(keys.ring().public) == signing


def test_a_key_that_has_not_signed_for_long_goes(tmp_path: Path) -> None:
    first = keys_in(tmp_path).ring().kid
    second = keys_in(tmp_path, START + timedelta(days=1)).rotate(keep=timedelta(hours=1))
    until = START + timedelta(days=1, hours=1, minutes=5)
    third = keys_in(tmp_path, until - timedelta(seconds=1)).rotate(keep=timedelta(hours=1))
    assert list(keys_in(tmp_path).ring().public) == [first, second, third]
    fourth = keys_in(tmp_path, until).rotate(keep=timedelta(hours=1))
    assert list(keys_in(tmp_path).ring().public) == [second, third, fourth]


def test_the_file_that_the_settings_name_is_taken(tmp_path: Path) -> None:
    named = Keys.kept_in(tmp_path / "named.json", tmp_path / "data", lambda: START)
    named.ring()
    assert [each.name for each in tmp_path.iterdir()] == ["named.json"]


@pytest.mark.parametrize(
    ("content", "said"), [("", "Invalid JSON"), ("{}", "secret"), ('{"secret": "", "keys": []}', "at least 1 item")]
)
def test_a_file_that_is_no_key_file_is_told(tmp_path: Path, content: str, said: str) -> None:
    (tmp_path / "named.json").write_text(content)
    with pytest.raises(ValueError, match=said):
        Keys(tmp_path / "named.json", lambda: START).ring()


def test_a_ring_shows_no_secret(tmp_path: Path) -> None:
    assert "secret" not in repr(keys_in(tmp_path).ring())
