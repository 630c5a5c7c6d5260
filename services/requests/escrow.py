"""What a request asks of the money that is held for it; the payments domain answers."""

from typing import Protocol
from uuid import UUID

from models.requests import JobRequest
from services.platform.money import Money


def missing(price: Money, held: Money | None) -> int:
    """How much of the price is not held, in minor units."""
    there = held.amount_minor if held is not None and held.currency == price.currency else 0
    return max(0, price.amount_minor - there)


class Escrow(Protocol):
    """Every method runs in the caller's transaction, which holds the request's row lock."""

    async def held(self, request_id: UUID) -> Money | None:
        """What is held for the request, or None where nothing is."""

    async def settle_price(self, request: JobRequest, price: Money) -> None:
        """The price is now fixed: what was paid beyond it goes back to the farmer."""

    async def release(self, request: JobRequest, commission_percent: int) -> None:
        """The work is done: what is held goes to the owner, less the platform's commission."""

    async def give_back(self, request: JobRequest, fee: Money | None) -> Money | None:
        """The request is cancelled: `fee`, never more than was paid, to its owner and the rest to the farmer.

        Returns what goes back, or None where nothing was paid. Live payment intents are cancelled.
        """

    async def carry_over(self, request: JobRequest, successor: JobRequest) -> None:
        """The successor takes over what is held and the payments that put it there."""
