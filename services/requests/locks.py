"""Row locks, always taken in this order: request, then offer, then tractor (semantics, section 3), then account."""

from uuid import UUID

from tortoise.exceptions import DoesNotExist

from models.requests import JobRequest, Offer
from models.tractors import Tractor
from services.errors import NotFound


async def lock_request(request_id: UUID, *path: str) -> JobRequest:
    """Raises NotFound."""
    try:
        return await JobRequest.select_for_update().get(id=request_id)
    except DoesNotExist:
        raise NotFound(path=path or ("requestId",)) from None


async def lock_offers(request_id: UUID) -> list[Offer]:
    """All offers of a request, in the order of their ids."""
    return await Offer.filter(job_request_id=request_id).select_for_update().order_by("id")


async def lock_tractor(tractor_id: UUID) -> Tractor:
    return await Tractor.select_for_update().get(id=tractor_id)
