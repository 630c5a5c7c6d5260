"""A tractor's row lock, which comes after its requests' and offers' (semantics, section 3)."""

from uuid import UUID

from models.enums import TractorState
from models.tractors import Tractor
from services.auth.viewer import Viewer
from services.errors import NotFound, StaleVersion, ValidationFailed


async def lock_own(by: Viewer, tractor_id: UUID, *path: str) -> Tractor:
    """The viewer's own. Raises NotFound, with the path of the input."""
    tractor = await Tractor.select_for_update().get_or_none(id=tractor_id, owner_id=by.user_id)
    if tractor is None:
        raise NotFound(path=path or ("id",))
    return tractor


async def lock_in_use(by: Viewer, tractor_id: UUID, *path: str) -> Tractor:
    """The viewer's own, neither archived nor paused. Raises NotFound and ValidationFailed, with the input's path."""
    tractor = await lock_own(by, tractor_id, *path)
    if tractor.state is TractorState.ARCHIVED:
        raise ValidationFailed.of(*(path or ("id",)), code="ARCHIVED", message="An archived tractor stays as it is.")
    if tractor.paused_from is not None:
        raise ValidationFailed.of(*(path or ("id",)), code="PAUSED", message="Its owner's account is suspended.")
    return tractor


async def lock_version(by: Viewer, tractor_id: UUID, expected: int) -> Tractor:
    """As `lock_in_use`, as the viewer last saw it. Raises StaleVersion, too."""
    tractor = await lock_in_use(by, tractor_id)
    if tractor.version != expected:
        raise StaleVersion(current_version=tractor.version)
    return tractor
