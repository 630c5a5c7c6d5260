"""Batched reads: one query for all the rows that one level of an answer needs."""

from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

from strawberry.dataloader import DataLoader

from models.payments import Payment
from services.auth.viewer import Viewer
from services.payments.reading import payments_of_requests, refunds_of_payments, visible_payments
from services.users.people import Person
from services.wiring import Services


class Loaders:
    """One request's loaders. Rows that the viewer may not see load as None."""

    def __init__(self, services: Services, viewer: Viewer | None) -> None:
        self.services = services
        self.viewer = viewer
        self.people = one_each(self._people)
        self.profiles = surely_one_each(services.users.profiles.of_users)
        self.preferences = surely_one_each(services.users.profiles.preferences_of)
        self.farms_of_user = many_each(services.users.farms.of_users)
        self.sessions_of_user = many_each(services.auth.sessions.of_users)

        self.payments = one_each(self._payments)
        self.own_payments = surely_one_each(self._payments)
        self.payments_of_request = many_each(self._payments_of_requests)
        self.refunds_of_payment = many_each(refunds_of_payments)

    async def _people(self, ids: Sequence[UUID]) -> dict[UUID, Person]:
        return await self.services.users.people.visible(self.viewer, ids) if self.viewer else {}

    async def _payments(self, ids: Sequence[UUID]) -> dict[UUID, Payment]:
        return await visible_payments(self.viewer, ids)

    async def _payments_of_requests(self, ids: Sequence[UUID]) -> dict[UUID, list[Payment]]:
        return await payments_of_requests(self.viewer, ids)


def one_each[Row](read: Callable[[Sequence[UUID]], Awaitable[dict[UUID, Row]]]) -> DataLoader[UUID, Row | None]:
    """A loader of single rows; `read` gives what it finds, by key."""

    async def load(keys: list[UUID]) -> list[Row | None]:
        found = await read(keys)
        return [found.get(key) for key in keys]

    return DataLoader(load_fn=load)


def surely_one_each[Row](read: Callable[[Sequence[UUID]], Awaitable[dict[UUID, Row]]]) -> DataLoader[UUID, Row]:
    """A loader of rows that are there for every key that is ever asked for."""

    async def load(keys: list[UUID]) -> list[Row]:
        found = await read(keys)
        return [found[key] for key in keys]

    return DataLoader(load_fn=load)


def many_each[Row](read: Callable[[Sequence[UUID]], Awaitable[dict[UUID, list[Row]]]]) -> DataLoader[UUID, list[Row]]:
    """A loader of lists; a key that `read` leaves out has an empty one."""

    async def load(keys: list[UUID]) -> list[list[Row]]:
        found = await read(keys)
        return [found.get(key, []) for key in keys]

    return DataLoader(load_fn=load)
