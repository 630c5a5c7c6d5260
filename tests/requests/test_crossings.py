"""Cancelling, accepting and paying at once: whatever crosses in the air ends as one of the serial orders."""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import permutations
from typing import Any
from uuid import UUID

import pytest

from models.enums import PaymentMethodKind, PaymentStatus, RequestStatus
from models.payments import Payment
from models.requests import JobRequest, Offer
from models.tractors import Booking
from services.auth.viewer import Viewer
from services.platform.ids import Kind, encode
from tests.requests.operations import CANCEL
from tests.requests.test_first_rain import accept
from tests.requests.village import Job, Village, fresh_key

CONFIRM = """mutation ($payment: ID!, $key: String!) {
    confirmPayment(paymentId: $payment, idempotencyKey: $key) { __typename } }"""
ROUNDS = 34

pytestmark = pytest.mark.timeout(240)
type Call = Callable[[], Awaitable[Any]]


async def intended(village: Village, farmer: Viewer, request_id: UUID, estimate_id: UUID) -> UUID:
    """A payment that waits to be confirmed."""
    answer = await village.services.payments.intents.create(
        farmer,
        request_id=request_id,
        estimate_id=estimate_id,
        method=PaymentMethodKind.CARD,
        payment_method_id=None,
        key=fresh_key(),
    )
    return answer.payment_id


async def confirm(village: Village, farmer: Viewer, payment_id: UUID) -> str:
    answer = await village.ask(farmer, CONFIRM, payment=encode(Kind.PAYMENT, payment_id), key=fresh_key())
    assert answer.errors == []
    return str(answer.data["__typename"])


async def cancel(village: Village, viewer: Viewer, request_id: UUID) -> str:
    name = encode(Kind.REQUEST, request_id)
    answer = await village.ask(viewer, CANCEL, request=name, key=fresh_key(), reason="WEATHER")
    assert answer.errors == []
    return str(answer.data["__typename"])


@pytest.mark.parametrize("order", list(permutations(("cancel", "accept", "confirm"))), ids="-".join)
async def test_cancelling_accepting_and_paying_at_once(village: Village, order: tuple[str, ...]) -> None:
    await village.tractor()
    for turn in range(ROUNDS):
        farmer = await village.farmer()
        request = await village.matched(farmer, day=village.day(turn + 2))
        (offer,) = await village.offers(request.id)
        payment_id = await intended(village, farmer, request.id, offer.estimate_id)

        def calls(
            farmer: Viewer = farmer, request: JobRequest = request, offer: Offer = offer, payment_id: UUID = payment_id
        ) -> dict[str, Call]:
            return {
                "cancel": lambda: cancel(village, farmer, request.id),
                "accept": lambda: accept(village, offer),
                "confirm": lambda: confirm(village, farmer, payment_id),
            }

        answers = dict(zip(order, await asyncio.gather(*(calls()[name]() for name in order)), strict=True))

        assert answers["cancel"] == "CancelRequestSuccess"
        ended = await JobRequest.get(id=request.id)
        assert (ended.status, ended.cancel_fee_minor) == (RequestStatus.CANCELLED, 0)
        assert await Booking.filter(request_id=request.id, active=True).count() == 0
        payment = await Payment.get(id=payment_id)
        if payment.status is PaymentStatus.SUCCEEDED:
            assert payment.refunded_minor == payment.amount_minor
        else:
            assert (payment.status, payment.refunded_minor) == (PaymentStatus.CANCELED, 0)
    assert await village.services.payments.books.broken() == {}


async def test_the_owner_and_the_farmer_give_up_at_once(village: Village) -> None:
    owner = await village.owner()
    await village.tractor(owner)
    for turn in range(2 * ROUNDS):
        job: Job = await village.paid(owner=owner, day=village.day(turn + 2))
        both = [job.farmer, owner] if turn % 2 else [owner, job.farmer]

        answers = await asyncio.gather(*(cancel(village, by, job.request_id) for by in both))

        assert answers == ["CancelRequestSuccess"] * 2
        payment = await Payment.get(user_id=job.farmer.user_id)
        assert payment.refunded_minor == payment.amount_minor
        assert await JobRequest.filter(farmer_id=job.farmer.user_id).exclude(status="CANCELLED").count() == 0
    assert await village.services.payments.books.broken() == {}


async def test_an_owner_gives_up_while_the_farmer_pays(village: Village) -> None:
    owner = await village.owner()
    await village.tractor(owner)
    for turn in range(6 * ROUNDS):
        job: Job = await village.accepted(owner=owner, day=village.day(turn + 2))
        request = await JobRequest.get(id=job.request_id)
        assert request.estimate_id is not None
        payment_id = await intended(village, job.farmer, job.request_id, request.estimate_id)

        cancelled, _ = await asyncio.gather(
            cancel(village, owner, job.request_id), confirm(village, job.farmer, payment_id)
        )

        assert cancelled == "CancelRequestSuccess"
        payment = await Payment.get(id=payment_id)
        if payment.status is PaymentStatus.SUCCEEDED and not payment.refunded_minor:
            successor = await JobRequest.get(successor_of_id=job.request_id)
            assert payment.job_request_id == successor.id
    assert await village.services.payments.books.broken() == {}
