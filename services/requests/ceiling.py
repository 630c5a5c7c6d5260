"""The price ceiling of a request that seeks a tractor: what is held for it (semantics, section 2)."""

from models.requests import Estimate, JobRequest
from services.requests.pricing import Quote


def beyond_ceiling(request: JobRequest, price: Quote | Estimate) -> bool:
    """True for a price above what is held. One in another currency cannot be compared: it is above."""
    if request.price_ceiling_minor is None:
        return False
    return price.currency != request.currency or price.total_minor > request.price_ceiling_minor


def is_dearer(price: Quote | Estimate, than: Quote | Estimate) -> bool:
    """True where paying the other would turn this one away."""
    return price.currency != than.currency or price.total_minor > than.total_minor
