"""Each line of the log is one JSON object, whoever writes it."""

import json
import logging
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
import structlog

from services.platform.logging import configure, keep_loggers


@pytest.fixture(autouse=True)
def _as_before() -> Iterator[None]:
    root = logging.getLogger()
    before, handlers, level = structlog.get_config(), root.handlers, root.level
    yield
    structlog.configure(**before)
    root.handlers, root.level = handlers, level


def lines(capsys: pytest.CaptureFixture[str]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def without_time(line: dict[str, Any]) -> dict[str, Any]:
    assert line.pop("timestamp").endswith("Z")
    return line


def test_what_we_say_and_what_libraries_say(capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO")

    structlog.get_logger().info("told", id=UUID(int=7), count=2)
    logging.getLogger("elsewhere").warning("odd %s", "thing")
    logging.getLogger("elsewhere").info("chatter")

    assert [without_time(line) for line in lines(capsys)] == [
        {"event": "told", "id": str(UUID(int=7)), "count": 2, "level": "info"},
        {"event": "odd thing", "level": "warning"},
    ]


def test_what_is_bound_is_said_with_each_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO")

    logger = structlog.get_logger().bind(part="api", count=1)
    logger.info("told", count=2)
    logger.error("failed", count=3)
    logger.info("again")

    assert [without_time(line) for line in lines(capsys)] == [
        {"part": "api", "count": 2, "event": "told", "level": "info"},
        {"part": "api", "count": 3, "event": "failed", "level": "error"},
        {"part": "api", "count": 1, "event": "again", "level": "info"},
    ]


def test_less_than_the_level_is_not_said(capsys: pytest.CaptureFixture[str]) -> None:
    configure("WARNING")

    structlog.get_logger().info("quiet")
    structlog.get_logger().warning("loud")
    configure("ERROR")
    structlog.get_logger().warning("not any more")
    structlog.get_logger().error("louder")

    assert [(line["event"], line["level"]) for line in lines(capsys)] == [("loud", "warning"), ("louder", "error")]


def test_kept_loggers_are_made_once_and_write_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO")
    new, kept = structlog.get_logger(), structlog.get_logger()

    assert new.bind() is not new.bind()
    keep_loggers()
    kept.info("told")
    assert kept.bind() is kept.bind()
    kept.info("again")

    assert [line["event"] for line in lines(capsys)] == ["told", "again"]


def test_an_exception_has_its_trace_in_the_same_line(capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO")

    try:
        raise LookupError("x")
    except LookupError:
        structlog.get_logger().exception("failed")

    (line,) = lines(capsys)
    assert (line["event"], line["level"]) == ("failed", "error")
    assert line["exception"].endswith("LookupError: x")


def test_what_is_no_unicode_is_escaped(capsys: pytest.CaptureFixture[str]) -> None:
    configure("INFO")

    structlog.get_logger().info("told", text="a\ud800")

    assert lines(capsys)[0]["text"] == "a\ud800"
