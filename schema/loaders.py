"""Batched reads: one query for all the rows that one level of an answer needs."""

from collections.abc import Awaitable, Callable, Sequence
from uuid import UUID

from strawberry.dataloader import DataLoader

from models.notifications import Notification
from models.payments import Payment
from services.admin.history import audit_entries
from services.auth.viewer import Viewer
from services.payments.reading import (
    paid_requests,
    payments_of_requests,
    refunds_of_payments,
    visible_payments,
    visible_receipts,
    visible_refunds,
    visible_transactions,
)
from services.platform.snapshots import SharedSnapshot
from services.requests import reading
from services.tracking.live import live_states
from services.tractors.catalogue import by_codes
from services.tractors.fleet import bookings, capabilities_of, completed_jobs_of, hours_of
from services.tractors.slots import slots_of
from services.users.own import own_addresses, own_farms, own_payment_methods
from services.users.people import Person, first_names
from services.wiring import Services

type _Read[Row] = Callable[[Sequence[UUID]], Awaitable[dict[UUID, Row]]]


class Loader[Key, Row]:
    """A DataLoader that is made when it is first asked: of all of a request's, most requests need two."""

    __slots__ = ("_inner", "_load")

    def __init__(self, load: Callable[[list[Key]], Awaitable[list[Row]]]) -> None:
        self._load = load
        self._inner: DataLoader[Key, Row] | None = None

    def load(self, key: Key) -> Awaitable[Row]:
        return self._made().load(key)

    def load_many(self, keys: Sequence[Key]) -> Awaitable[list[Row]]:
        return self._made().load_many(keys)

    def read_in(self, snapshot: SharedSnapshot) -> None:
        """What was read before is forgotten."""
        read = self._load

        async def load(keys: list[Key]) -> list[Row]:
            return await snapshot.run(_awaiting(read, keys))

        self._load, self._inner = load, None

    def prime(self, key: Key, row: Row) -> None:
        """A row that was read on another way."""
        self._made().prime(key, row)

    def _made(self) -> DataLoader[Key, Row]:
        if self._inner is None:
            self._inner = DataLoader(load_fn=self._load)
        return self._inner


async def _awaiting[Key, Row](read: Callable[[list[Key]], Awaitable[list[Row]]], keys: list[Key]) -> list[Row]:
    return await read(keys)


class Loaders:
    """One request's loaders. Rows that the viewer may not see load as None."""

    def __init__(self, services: Services, viewer: Viewer | None) -> None:
        self.services = services
        self.viewer = viewer
        self.people = one_each(self._people)
        self.first_names = surely_one_each(first_names)
        self.profiles = surely_one_each(services.users.profiles.of_users)
        self.preferences = surely_one_each(services.users.profiles.preferences_of)
        self.addresses_of_user = many_each(services.users.addresses.of_users)
        self.farms_of_user = many_each(services.users.farms.of_users)
        self.payment_methods_of_user = many_each(services.users.payment_methods.of_users)
        self.sessions_of_user = many_each(services.auth.sessions.of_users)

        self.notifications = one_each(self._notifications)
        self.unread_notifications = surely_one_each(services.notifications.in_app.unread)

        self.payments = one_each(self._payments)
        self.own_payments = surely_one_each(self._payments)
        self.payments_of_request = many_each(self._payments_of_requests)
        self.refunds_of_payment = many_each(refunds_of_payments)
        self.own_transactions = surely_one_each(services.payments.wallets.transactions_by_id)

        self.catalogue = surely_one_each(by_codes)
        self.tractors = one_each(self._as_seen(services.tractors.fleet.visible))
        self.capabilities = many_each(capabilities_of)
        self.weekly_hours = many_each(hours_of)
        self.completed_jobs = one_each(completed_jobs_of)
        self.bookings = one_each(bookings)
        self.slots = surely_one_each(slots_of)
        self.documents = one_each(self._as_seen(services.tractors.documents.visible))
        self.documents_of_tractor = many_each(self._as_seen(services.tractors.documents.of_tractors))
        self._add_requests()
        self._add_objects()

    def _add_requests(self) -> None:
        self.requests = one_each(self._as_seen(reading.visible_requests))
        self.offers = one_each(self._as_seen(reading.visible_offers))
        self.own_offers = one_each(self._as_seen(reading.own_offers))
        self.estimates = one_each(self._as_seen(reading.visible_estimates))
        self.histories = many_each(reading.histories)
        self.successors = one_each(reading.successors)
        self.paid = one_each(paid_requests)
        self.live = one_each(live_states)
        reviews = self.services.requests.reviews
        self.ratings = one_each(reviews.ratings_of_people)
        self.tractor_ratings = one_each(reviews.ratings_of_tractors)
        self.reviews = one_each(self._as_seen(reviews.visible))
        self.reviewed = one_each(self._as_seen(reviews.reviewed))

    def read_in(self, snapshot: SharedSnapshot) -> None:
        for each in vars(self).values():
            if isinstance(each, Loader):
                each.read_in(snapshot)

    def _add_objects(self) -> None:
        """What only `node` asks for by its own id."""
        self.accounts = one_each(self.services.users.profiles.of_users)
        self.addresses = one_each(self._as_seen(own_addresses))
        self.farms = one_each(self._as_seen(own_farms))
        self.payment_methods = one_each(self._as_seen(own_payment_methods))
        self.sessions = one_each(self._as_seen(self.services.auth.sessions.own))
        self.refunds = one_each(self._as_seen(visible_refunds))
        self.receipts = one_each(self._as_seen(visible_receipts))
        self.transactions = one_each(self._as_seen(visible_transactions))
        self.audit_entries = one_each(self._for_admins(audit_entries))
        self.dead_jobs = one_each(self._for_admins(self.services.admin.dead_jobs.by_ids))

    def _for_admins[Row](self, read: _Read[Row]) -> _Read[Row]:
        """Everybody else sees nothing, and nothing is read."""

        async def visible(ids: Sequence[UUID]) -> dict[UUID, Row]:
            return await read(ids) if self.viewer and self.viewer.is_admin else {}

        return visible

    def _as_seen[Row](self, read: Callable[[Viewer, Sequence[UUID]], Awaitable[dict[UUID, Row]]]) -> _Read[Row]:
        """What the viewer may see of what `read` finds; nobody sees nothing."""

        async def visible(ids: Sequence[UUID]) -> dict[UUID, Row]:
            return await read(self.viewer, ids) if self.viewer else {}

        return visible

    async def _people(self, ids: Sequence[UUID]) -> dict[UUID, Person]:
        return await self.services.users.people.visible(self.viewer, ids) if self.viewer else {}

    async def _notifications(self, ids: Sequence[UUID]) -> dict[UUID, Notification]:
        return await self.services.notifications.in_app.by_ids(self.viewer.user_id, ids) if self.viewer else {}

    async def _payments(self, ids: Sequence[UUID]) -> dict[UUID, Payment]:
        return await visible_payments(self.viewer, ids)

    async def _payments_of_requests(self, ids: Sequence[UUID]) -> dict[UUID, list[Payment]]:
        return await payments_of_requests(self.viewer, ids)


def one_each[Row](read: Callable[[Sequence[UUID]], Awaitable[dict[UUID, Row]]]) -> Loader[UUID, Row | None]:
    """A loader of single rows; `read` gives what it finds, by key."""

    async def load(keys: list[UUID]) -> list[Row | None]:
        found = await read(keys)
        return [found.get(key) for key in keys]

    return Loader(load)


def surely_one_each[Key, Row](read: Callable[[Sequence[Key]], Awaitable[dict[Key, Row]]]) -> Loader[Key, Row]:
    """A loader of rows that are there for every key that is ever asked for."""

    async def load(keys: list[Key]) -> list[Row]:
        found = await read(keys)
        return [found[key] for key in keys]

    return Loader(load)


def many_each[Row](read: Callable[[Sequence[UUID]], Awaitable[dict[UUID, list[Row]]]]) -> Loader[UUID, list[Row]]:
    """A loader of lists; a key that `read` leaves out has an empty one."""

    async def load(keys: list[UUID]) -> list[list[Row]]:
        found = await read(keys)
        return [found.get(key, []) for key in keys]

    return Loader(load)
