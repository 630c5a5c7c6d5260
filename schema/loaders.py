"""Batched reads: one query for all the rows that one level of an answer needs."""

from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

from strawberry.dataloader import DataLoader

from services.auth.viewer import Viewer
from services.wiring import Services


class Loaders:
    """One request's loaders. Rows that the viewer may not see load as None."""

    def __init__(self, services: Services, viewer: Viewer | None) -> None:
        self.services = services
        self.viewer = viewer


def one_each[Row](read: Callable[[Sequence[UUID]], Awaitable[dict[UUID, Row]]]) -> DataLoader[UUID, Row | None]:
    """A loader of single rows; `read` gives what it finds, by key."""

    async def load(keys: list[UUID]) -> list[Row | None]:
        found = await read(keys)
        return [found.get(key) for key in keys]

    return DataLoader(load_fn=load)


def many_each[Row](read: Callable[[Sequence[UUID]], Awaitable[dict[UUID, list[Row]]]]) -> DataLoader[UUID, list[Row]]:
    """A loader of lists; a key that `read` leaves out has an empty one."""

    async def load(keys: list[UUID]) -> list[list[Row]]:
        found = await read(keys)
        return [found.get(key, []) for key in keys]

    return DataLoader(load_fn=load)
