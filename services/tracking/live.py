"""The newest of what is not replayed."""

from collections.abc import Sequence
from uuid import UUID

from models.tracking import LiveState


async def live_states(ids: Sequence[UUID]) -> dict[UUID, LiveState]:
    """By request."""
    return {row.job_request_id: row for row in await LiveState.filter(job_request_id__in=list(ids))}
