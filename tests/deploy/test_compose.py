"""The containers side by side: everything that a deployment stands on, with settings that the program has."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from manage import app as commands
from services.platform.settings import Settings

OURS = ("migrate", "api", "worker")


@pytest.fixture
def compose(root: Path) -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((root / "docker-compose.yml").read_text())
    return found


def test_everything_is_there(compose: dict[str, Any]) -> None:
    assert set(compose["services"]) == {"postgres", "redis", "storage", *OURS}
    assert set(compose["volumes"]) == {"postgres", "storage", "data"}


def test_every_variable_is_a_setting(compose: dict[str, Any]) -> None:
    names = {name.upper() for name in Settings.model_fields}
    for name in OURS:
        assert set(compose["services"][name]["environment"]) - names == set()


def test_what_the_operator_sets_reaches_ours_and_moves_none_of_their_places(
    compose: dict[str, Any], root: Path
) -> None:
    (image,) = re.findall(r"^ENV PATH=(.+)$", (root / "Dockerfile").read_text(), re.MULTILINE)
    for name in OURS:
        service = compose["services"][name]
        assert service["env_file"] == [{"path": ".env", "required": False}]
        places = {each: service["environment"][each] for each in ("HOST", "PORT", "DATA_DIR")}
        assert {f"{each}={value}" for each, value in places.items()} - set(image.split()) == set()
        assert "data:/data" in service["volumes"]


def test_ours_may_do_nothing_that_they_need_not_and_wait_for_what_they_need(compose: dict[str, Any]) -> None:
    for name in OURS:
        service = compose["services"][name]
        assert (service["read_only"], service["cap_drop"]) == (True, ["ALL"])
        assert service["security_opt"] == ["no-new-privileges:true"]
    for name in ("api", "worker"):
        assert compose["services"][name]["depends_on"] == {
            "migrate": {"condition": "service_completed_successfully"},
            "redis": {"condition": "service_healthy"},
            "storage": {"condition": "service_healthy"},
        }


def test_each_runs_a_command_that_there_is(compose: dict[str, Any]) -> None:
    for name in ("migrate", "worker"):
        *program, command = compose["services"][name]["command"]
        assert program == ["python", "manage.py"]
        assert commands[command].name == (command,)


def test_ports_are_open_to_this_machine_only(compose: dict[str, Any]) -> None:
    ports = [port for service in compose["services"].values() for port in service.get("ports", [])]
    assert sorted(ports) == ["127.0.0.1:8000:8000", "127.0.0.1:8333:8333"]


def test_the_image_holds_every_package_of_the_program(root: Path) -> None:
    copied = _copied(root)
    for package in ("migrations", "models", "services", "resolvers", "subscriptions", "schema", "static"):
        assert package in copied


def test_the_build_is_handed_whatever_the_image_copies(root: Path) -> None:
    lines = (root / ".dockerignore").read_text().splitlines()
    assert "*" in lines
    assert _copied(root) - {line.removeprefix("!") for line in lines if line.startswith("!")} == set()
    assert {name for name in _copied(root) if not (root / name).exists()} == set()


def _copied(root: Path) -> set[str]:
    """What the image takes from the folder, and not from an earlier stage of its own."""
    lines = [line.split()[1:] for line in (root / "Dockerfile").read_text().splitlines() if line.startswith("COPY ")]
    return {source for words in lines if not words[0].startswith("--from=") for source in words[:-1]}
