"""Every panel of an owner's dashboard in one round trip."""

import strawberry
from strawberry.dataloader import DataLoader

from schema.context import Info
from schema.types.dashboard import OwnerDashboard
from schema.types.scalars import TimeZone
from services.platform.ids import Kind, decode_if_any


async def owner_dashboard(
    info: Info, owner_id: strawberry.ID | None = None, time_zone: TimeZone | None = None
) -> OwnerDashboard:
    """OWNER; ADMIN with ownerId. In the owner's zone, unless another one is named."""
    dashboards, snapshot = info.context.services.dashboard, info.context.read_together()
    wanted = decode_if_any(Kind.USER, owner_id, "ownerId")
    owner = await snapshot.run(dashboards.owner(info.context.signed_in, wanted))
    return OwnerDashboard(
        time_zone=time_zone or TimeZone(owner.time_zone),
        reads=DataLoader(load_fn=lambda asks: snapshot.run(dashboards.read(owner, asks))),
    )
