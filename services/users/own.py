"""What is a user's own and nobody else's, admins included: addresses, farms and payment methods."""

from collections.abc import Sequence
from uuid import UUID

from models.users import Address, Farm, PaymentMethod
from services.auth.viewer import Viewer
from services.platform.database import Database


async def lock_account(database: Database, by: Viewer) -> None:
    """The account's row, so that of two changes at once the second sees what the first one did."""
    await database.fetch("SELECT FROM users WHERE id = $1 FOR NO KEY UPDATE", by.user_id)


async def own_addresses(viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, Address]:
    return {row.id: row for row in await Address.filter(id__in=list(ids), user_id=viewer.user_id)}


async def own_farms(viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, Farm]:
    """Those that are not removed."""
    rows = await Farm.filter(id__in=list(ids), user_id=viewer.user_id, removed_at__isnull=True)
    return {row.id: row for row in rows}


async def own_payment_methods(viewer: Viewer, ids: Sequence[UUID]) -> dict[UUID, PaymentMethod]:
    """Those that are not removed."""
    rows = await PaymentMethod.filter(id__in=list(ids), user_id=viewer.user_id, removed_at__isnull=True)
    return {row.id: row for row in rows}
