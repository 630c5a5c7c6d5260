"""What every resolver gets: the services, the viewer and this request's loaders."""

import strawberry

from schema.lanes import Outlet
from schema.loaders import Loaders
from services.auth.accounts import AccountProfile
from services.auth.viewer import Viewer
from services.errors import Unauthenticated
from services.platform.snapshots import SharedSnapshot
from services.wiring import Services


class Context:
    """One operation's. Loaders are made anew for each, since rows change."""

    def __init__(
        self,
        services: Services,
        *,
        viewer: Viewer | None,
        client_address: str | None,
        trace_id: str,
        user_agent: str = "",
        language: str = "en",
        account: AccountProfile | None = None,
    ) -> None:
        self.services = services
        self.viewer = viewer
        self.client_address = client_address
        self.trace_id = trace_id
        self.user_agent = user_agent
        # A tag, for whoever has no profile: what the client accepts, or names in what it asks.
        self.language = language
        # Of the operations so far: those of a batch share what one request may ask for.
        self.cost = 0
        self.has_changed_something = False
        # Of a mutation that has begun: it goes on to its end, though whoever asked for it has left.
        self.is_changing = False
        # Of a subscription that has begun, where its connection has a short way.
        self.outlet: Outlet | None = None
        self._account = account
        self._loaders: Loaders | None = None
        self._snapshot: SharedSnapshot | None = None

    @property
    def loaders(self) -> Loaders:
        """Made when the first row is asked for."""
        if self._loaders is None:
            self._loaders = Loaders(self.services, self.viewer)
        return self._loaders

    @property
    def signed_in(self) -> Viewer:
        """The viewer, where the field's permission asks for one. Raises Unauthenticated."""
        if self.viewer is None:
            raise Unauthenticated
        return self.viewer

    async def locale(self) -> str:
        """The tag of the language in which this viewer reads: of an account, its profile's."""
        return self.language if self.viewer is None else (await self.account()).locale

    async def account(self) -> AccountProfile:
        """The viewer's own: read together with the session, or since something changed. Raises Unauthenticated."""
        return self._account or await self.loaders.profiles.load(self.signed_in.user_id)

    def read_together(self) -> SharedSnapshot:
        """From now on, until the operation ends, all rows are of one instant, and loaders that ask at once ask once."""
        if self._snapshot is None:
            self._snapshot = SharedSnapshot(self.services.database)
            self.loaders.read_in(self._snapshot)
        return self._snapshot

    async def end_snapshot(self) -> None:
        """Where the operation had one: the rows of the next are read anew."""
        if self._snapshot is not None:
            snapshot, self._snapshot = self._snapshot, None
            self.forget_rows()
            await snapshot.close()

    def forget_rows(self) -> None:
        """Start with fresh loaders: a mutation or a stream's event has changed what they hold."""
        self._account = self._loaders = None

    async def look_again(self) -> None:
        """Between a mutation and what follows it in one request: rows have changed, and the session may be over."""
        self.has_changed_something = False
        self.forget_rows()
        if self.viewer is not None and not await self.services.auth.still_valid(self.viewer):
            self.viewer = None


Info = strawberry.Info[Context, None]
