"""Counting the statements of the ORM."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

_LOGGER = logging.getLogger("tortoise.db_client")


class _Kept(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.statements: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.statements.append(record.getMessage())


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements that run meanwhile."""
    kept, level = _Kept(), _LOGGER.level
    _LOGGER.addHandler(kept)
    _LOGGER.setLevel(logging.DEBUG)
    try:
        yield kept.statements
    finally:
        _LOGGER.removeHandler(kept)
        _LOGGER.setLevel(level)
