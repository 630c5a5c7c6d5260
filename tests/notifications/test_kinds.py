"""Each event tells those whom it concerns, once, and nobody else."""

from datetime import timedelta
from typing import Any

import pytest

from models.enums import DocumentKind, DocumentState, RequestStatus, Role
from models.tractors import Document, Upload
from services.auth.viewer import Viewer
from services.payments.refusals import PaymentDeclined
from services.platform.ids import Kind, encode
from tests.notifications.operations import LIST
from tests.requests.operations import CANCEL
from tests.requests.village import Village, fresh_key


async def told(village: Village, who: Viewer) -> list[dict[str, Any]]:
    """What somebody finds in the app, the oldest first."""
    answer = await village.ask(who, LIST, first=100)
    assert answer.errors == []
    found: list[dict[str, Any]] = answer.data["nodes"]
    return found[::-1]


async def kinds(village: Village, who: Viewer) -> list[str]:
    return [each["kind"] for each in await told(village, who)]


async def test_a_whole_job(village: Village) -> None:
    job = await village.underway(RequestStatus.COMPLETED)

    assert await kinds(village, job.owner) == ["OFFER_RECEIVED"]
    assert sorted(await kinds(village, job.farmer)) == [
        "PAYMENT_SUCCEEDED",
        "RECEIPT_ISSUED",
        "REQUEST_ACCEPTED",
        "REQUEST_COMPLETED",
        "TRACTOR_ARRIVED",
        "TRACTOR_EN_ROUTE",
        "WORK_STARTED",
    ]


async def test_an_offer_says_what_it_is_about(village: Village) -> None:
    owner = await village.owner()
    await village.tractor(owner)
    request = await village.matched()
    (offer,) = await village.offers(request.id)

    (notification,) = await told(village, owner)

    assert notification["title"] == "New job: Ploughing"
    assert notification["body"].startswith("2 ha, ")
    assert "The price is ₦36,000.00." in notification["body"]
    assert notification["request"] == {"id": encode(Kind.REQUEST, request.id)}
    assert notification["readAt"] is None
    assert offer.owner_id == owner.user_id


async def test_a_farmer_who_cancels_tells_the_owner_and_gets_the_money_back(village: Village) -> None:
    job = await village.paid()
    await village.ask(job.farmer, CANCEL, request=job.shown_id, key=fresh_key())

    (_, cancelled) = await told(village, job.owner)
    assert (cancelled["kind"], cancelled["body"]) == ("REQUEST_CANCELLED", "The farmer called it off.")
    assert await kinds(village, job.farmer) == ["REQUEST_ACCEPTED", "PAYMENT_SUCCEEDED"]

    await village.run_due_jobs()

    returned = (await told(village, job.farmer))[-1]
    assert (returned["kind"], returned["title"]) == ("REFUND_SUCCEEDED", "Money returned")


async def test_an_owner_who_gives_up_tells_the_farmer(village: Village) -> None:
    job = await village.accepted()
    await village.ask(job.owner, CANCEL, request=job.shown_id, key=fresh_key())

    cancelled = (await told(village, job.farmer))[-1]

    assert cancelled["kind"] == "REQUEST_CANCELLED"
    assert cancelled["body"] == "The owner cannot come. We look for another tractor."
    assert await kinds(village, job.owner) == ["OFFER_RECEIVED"]


async def test_a_card_that_is_refused(village: Village) -> None:
    owner = await village.owner()
    await village.tractor(owner)
    job = await village.accepted(await village.person(Role.FARMER, tag="declined"), owner)
    with pytest.raises(PaymentDeclined):
        await village.pay(job)

    failed = (await told(village, job.farmer))[-1]

    assert (failed["kind"], failed["request"]) == ("PAYMENT_FAILED", {"id": job.shown_id})
    assert "₦36,000.00 did not go through" in failed["body"]


async def test_a_document_that_expires_soon(village: Village) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner)
    now = village.clock()
    file: dict[str, Any] = {
        "tractor_id": tractor.id,
        "kind": DocumentKind.INSURANCE,
        "content_type": "image/png",
        "bytes": 9,
    }
    upload = await Upload.create(**file, created_at=now, expires_at=now + timedelta(hours=1))
    document = await Document.create(
        id=upload.id,
        **file,
        state=DocumentState.PENDING,
        uploaded_at=now,
        expires_on=(now + timedelta(days=20)).date(),
    )
    for _ in range(2):
        await village.services.tractors.expiry.warn(document.id)

    (notification,) = await told(village, owner)
    assert notification["kind"] == "DOCUMENT_EXPIRING"
    assert notification["body"].startswith("Red: insurance, good until ")


async def test_nobody_else_is_told(village: Village) -> None:
    stranger, admin = await village.farmer(), await village.admin()
    await village.underway(RequestStatus.COMPLETED)

    assert await kinds(village, stranger) == []
    assert await kinds(village, admin) == []
