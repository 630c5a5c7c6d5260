"""In which role a viewer acts on a request."""

from models.enums import ActorKind
from models.requests import JobRequest
from services.auth.viewer import Viewer
from services.requests.story import Actor


def actor_of(viewer: Viewer, request: JobRequest) -> Actor:
    """The farmer and the accepted owner act as such; an admin as one."""
    if viewer.user_id == request.farmer_id:
        return Actor(ActorKind.FARMER, viewer.user_id)
    if viewer.user_id == request.owner_id:
        return Actor(ActorKind.OWNER, viewer.user_id)
    return Actor(ActorKind.ADMIN, viewer.user_id)
