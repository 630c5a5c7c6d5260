"""Batched reads: one query for all the rows that one level of an answer needs."""

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from functools import partial
from typing import Any
from uuid import UUID

from models.notifications import Notification
from schema.loading import Loader
from services.admin.history import audit_entries
from services.auth.viewer import Viewer
from services.payments.reading import (
    payments_of_requests,
    refunds_of_payments,
    standings,
    visible_payments,
    visible_receipts,
    visible_refunds,
    visible_transactions,
)
from services.platform.snapshots import SharedSnapshot
from services.requests import reading
from services.tracking.live import live_states
from services.tractors.catalogue import by_codes
from services.tractors.fleet import bookings, capabilities_of, completed_jobs_of, hours_of, services_of
from services.tractors.slots import taken_in
from services.users.own import own_addresses, own_farms, own_payment_methods
from services.users.people import first_names
from services.wiring import Services

type _Read[Key, Row] = Callable[[Sequence[Key]], Awaitable[dict[Key, Row]]]
type _Reader[Key, Row] = Callable[[Services, Viewer | None], _Read[Key, Row]]
type _Load[Key, Row] = Callable[[list[Key]], Coroutine[Any, Any, dict[Key, Row]]]


class _Lazily[Key, Row]:
    """A loader that is made when it is first asked: of all of a request's, most requests need two."""

    def __init__(self, load_for: Callable[[Services, Viewer | None], _Load[Key, Row]]) -> None:
        self._load_for = load_for
        self._name = ""

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, loaders: "Loaders", owner: type | None = None) -> Loader[Key, Row]:
        # Found before this descriptor from now on.
        made = loaders.__dict__[self._name] = loaders.loader(self._load_for(loaders.services, loaders.viewer))
        return made


def _loaded[Key, Row, Shown](
    reader: _Reader[Key, Row], shown: Callable[[dict[Key, Row], Key], Shown]
) -> _Lazily[Key, Shown]:
    """`shown`: what a key's loader gives of the rows that were read."""

    def load_for(services: Services, viewer: Viewer | None) -> _Load[Key, Shown]:
        read = reader(services, viewer)

        async def load(keys: list[Key]) -> dict[Key, Shown]:
            found = await read(keys)
            return {key: shown(found, key) for key in keys}

        return load

    return _Lazily(load_for)


def _one_each[Row](reader: _Reader[UUID, Row]) -> _Lazily[UUID, Row | None]:
    """Single rows, where there are any."""
    return _loaded(reader, lambda found, key: found.get(key))


def _surely_one_each[Key, Row](reader: _Reader[Key, Row]) -> _Lazily[Key, Row]:
    """Rows that are there for every key that is ever asked for."""
    return _loaded(reader, lambda found, key: found[key])


def _many_each[Row](reader: _Reader[UUID, list[Row]]) -> _Lazily[UUID, list[Row]]:
    """Lists; a key that is not found has an empty one."""
    return _loaded(reader, lambda found, key: found.get(key, []))


def _as_seen[Row](
    finder: Callable[[Services], Callable[[Viewer, Sequence[UUID]], Awaitable[dict[UUID, Row]]]],
) -> _Reader[UUID, Row]:
    """What the viewer may see of what is found; nobody sees nothing."""

    def reader(services: Services, viewer: Viewer | None) -> _Read[UUID, Row]:
        return partial(finder(services), viewer) if viewer else _nothing

    return reader


def _for_admins[Row](finder: Callable[[Services], _Read[UUID, Row]]) -> _Reader[UUID, Row]:
    """Everybody else sees nothing, and nothing is read."""

    def reader(services: Services, viewer: Viewer | None) -> _Read[UUID, Row]:
        return finder(services) if viewer and viewer.is_admin else _nothing

    return reader


async def _nothing(_: Sequence[UUID]) -> dict[UUID, Any]:
    return {}


def _own_notifications(services: Services) -> Callable[[Viewer, Sequence[UUID]], Awaitable[dict[UUID, Notification]]]:
    return lambda viewer, ids: services.notifications.in_app.by_ids(viewer.user_id, ids)


class Loaders:
    """One request's loaders. Rows that the viewer may not see load as None."""

    def __init__(self, services: Services, viewer: Viewer | None) -> None:
        self.services = services
        self.viewer = viewer
        self._snapshot: SharedSnapshot | None = None

    people = _one_each(_as_seen(lambda services: services.users.people.visible))
    first_names = _surely_one_each(lambda *_: first_names)
    profiles = _surely_one_each(lambda services, _: services.users.profiles.of_users)
    preferences = _surely_one_each(lambda services, _: services.users.profiles.preferences_of)
    addresses_of_user = _many_each(lambda services, _: services.users.addresses.of_users)
    farms_of_user = _many_each(lambda services, _: services.users.farms.of_users)
    payment_methods_of_user = _many_each(lambda services, _: services.users.payment_methods.of_users)
    sessions_of_user = _many_each(lambda services, _: services.auth.sessions.of_users)
    notifications = _one_each(_as_seen(_own_notifications))
    unread_notifications = _surely_one_each(lambda services, _: services.notifications.in_app.unread)
    payments = _one_each(lambda _, viewer: partial(visible_payments, viewer))
    own_payments = _surely_one_each(lambda _, viewer: partial(visible_payments, viewer))
    payments_of_request = _many_each(lambda _, viewer: partial(payments_of_requests, viewer))
    refunds_of_payment = _many_each(lambda *_: refunds_of_payments)
    own_transactions = _surely_one_each(lambda services, _: services.payments.wallets.transactions_by_id)
    catalogue = _surely_one_each(lambda *_: by_codes)
    tractors = _one_each(_as_seen(lambda services: services.tractors.fleet.visible))
    capabilities = _many_each(lambda *_: capabilities_of)
    services_of_tractor = _many_each(lambda *_: services_of)
    weekly_hours = _many_each(lambda *_: hours_of)
    completed_jobs = _one_each(lambda *_: completed_jobs_of)
    bookings = _one_each(lambda *_: bookings)
    taken = _surely_one_each(lambda *_: taken_in)
    documents = _one_each(_as_seen(lambda services: services.tractors.documents.visible))
    documents_of_tractor = _many_each(_as_seen(lambda services: services.tractors.documents.of_tractors))
    requests = _one_each(_as_seen(lambda _: reading.visible_requests))
    offers = _one_each(_as_seen(lambda _: reading.visible_offers))
    own_offers = _one_each(_as_seen(lambda _: reading.own_offers))
    estimates = _one_each(_as_seen(lambda _: reading.visible_estimates))
    histories = _many_each(lambda *_: reading.histories)
    successors = _one_each(lambda *_: reading.successors)
    standings = _one_each(lambda *_: standings)
    live = _one_each(lambda *_: live_states)
    ratings = _one_each(lambda services, _: services.requests.reviews.ratings_of_people)
    tractor_ratings = _one_each(lambda services, _: services.requests.reviews.ratings_of_tractors)
    reviews = _one_each(_as_seen(lambda services: services.requests.reviews.visible))
    reviewed = _one_each(_as_seen(lambda services: services.requests.reviews.reviewed))
    accounts = _one_each(lambda services, _: services.users.profiles.of_users)
    addresses = _one_each(_as_seen(lambda _: own_addresses))
    farms = _one_each(_as_seen(lambda _: own_farms))
    payment_methods = _one_each(_as_seen(lambda _: own_payment_methods))
    sessions = _one_each(_as_seen(lambda services: services.auth.sessions.own))
    refunds = _one_each(_as_seen(lambda _: visible_refunds))
    receipts = _one_each(_as_seen(lambda _: visible_receipts))
    transactions = _one_each(_as_seen(lambda _: visible_transactions))
    audit_entries = _one_each(_for_admins(lambda _: audit_entries))
    dead_jobs = _one_each(_for_admins(lambda services: services.admin.dead_jobs.by_ids))

    def loader[Key, Row](self, load: _Load[Key, Row]) -> Loader[Key, Row]:
        """One that reads in the snapshot, where there is one."""
        snapshot = self._snapshot
        if snapshot is None:
            return Loader(load)
        return Loader(lambda keys: snapshot.run(load(keys)))

    def read_in(self, snapshot: SharedSnapshot) -> None:
        """What was read before is forgotten."""
        self._snapshot = snapshot
        for name in [name for name, each in vars(self).items() if isinstance(each, Loader)]:
            delattr(self, name)
