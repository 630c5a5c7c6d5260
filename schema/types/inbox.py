"""The owner's dashboard, live: the frames of its stream."""

from typing import Annotated

import strawberry

from schema.types.dashboard import OwnerSummary
from schema.types.offers import Offer
from schema.types.requests import JobRequest
from schema.types.scalars import Cursor


@strawberry.type(description="What changed on the owner's dashboard. `cursor` resumes the stream without a gap.")
class InboxOpened:
    cursor: Cursor
    recovered: bool
    summary: OwnerSummary


@strawberry.type
class OfferReceived:
    cursor: Cursor
    offer: Offer


@strawberry.type
class OfferClosed:
    cursor: Cursor
    offer: Offer


@strawberry.type
class JobChanged:
    cursor: Cursor
    request: JobRequest


OwnerInboxFrame = Annotated[InboxOpened | OfferReceived | OfferClosed | JobChanged, strawberry.union("OwnerInboxFrame")]
