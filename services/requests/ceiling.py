"""The price ceiling of a request that seeks a tractor: what is held for it (semantics, section 2)."""

from models.requests import JobRequest


def beyond_ceiling(request: JobRequest, total_minor: int, currency: str) -> bool:
    """True for a price above what is held. One in another currency cannot be compared: it is above."""
    if request.price_ceiling_minor is None:
        return False
    return currency != request.currency or total_minor > request.price_ceiling_minor
