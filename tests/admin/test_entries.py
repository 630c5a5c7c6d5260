"""Whatever an admin changes is in the audit log, whoever it belongs to."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Any

import pytest

from models.admin import AuditEntry
from models.enums import DocumentKind, Role
from models.tractors import Document, Upload
from services.auth.viewer import Viewer
from services.platform.ids import Kind, encode
from tests.accounts import Answer
from tests.admin.operations import REINSTATE, RETRY, SUSPEND
from tests.admin.test_dead_jobs import died
from tests.admin.test_dead_jobs import shown as job_id
from tests.architecture.test_permissions import ADMINS, MAY_CALL
from tests.auth.operations import ASSIGN_ROLE
from tests.payments.test_corrections import ADJUST, REFUND
from tests.requests.operations import CANCEL, SEARCH, UPDATE
from tests.requests.village import Village, fresh_key
from tests.tractors.operations import DECIDE

Deed = Callable[[Village, Viewer], Awaitable[Answer]]


async def cancel(village: Village, admin: Viewer) -> Answer:
    request = await village.matched()
    return await village.ask(admin, CANCEL, request=encode(Kind.REQUEST, request.id), key=fresh_key())


async def step(village: Village, admin: Viewer) -> Answer:
    job = await village.paid()
    await village.at_start(job)
    return await village.ask(admin, UPDATE, request=job.shown_id, to="EN_ROUTE", key=fresh_key())


async def search(village: Village, admin: Viewer) -> Answer:
    request = await village.request()
    return await village.ask(admin, SEARCH, request=encode(Kind.REQUEST, request.id), radius=30)


async def assign(village: Village, admin: Viewer) -> Answer:
    farmer = await village.farmer()
    return await village.ask(admin, ASSIGN_ROLE, id=encode(Kind.USER, farmer.user_id), role=Role.ADMIN)


async def suspend(village: Village, admin: Viewer) -> Answer:
    farmer = await village.farmer()
    return await village.ask(admin, SUSPEND, id=encode(Kind.USER, farmer.user_id))


async def reinstate(village: Village, admin: Viewer) -> Answer:
    farmer = await village.farmer()
    await village.ask(admin, SUSPEND, id=encode(Kind.USER, farmer.user_id))
    return await village.ask(admin, REINSTATE, id=encode(Kind.USER, farmer.user_id))


async def refund(village: Village, admin: Viewer) -> Answer:
    job = await village.accepted()
    payment_id = await village.pay(job)
    return await village.ask(admin, REFUND, id=encode(Kind.PAYMENT, payment_id), amount=100)


async def adjust(village: Village, admin: Viewer) -> Answer:
    farmer = await village.farmer()
    return await village.ask(admin, ADJUST, user=encode(Kind.USER, farmer.user_id), amount=100)


async def decide(village: Village, admin: Viewer) -> Answer:
    tractor = await village.tractor()
    now = village.clock()
    file: dict[str, Any] = {"kind": DocumentKind.INSURANCE, "content_type": "application/pdf", "bytes": 1}
    upload = await Upload.create(tractor_id=tractor.id, expires_at=now + timedelta(hours=1), created_at=now, **file)
    document = await Document.create(id=upload.id, tractor_id=tractor.id, uploaded_at=now, **file)
    return await village.ask(admin, DECIDE, id=encode(Kind.DOCUMENT, document.id))


async def retry(village: Village, admin: Viewer) -> Answer:
    number = await died(village, ValueError())
    return await village.ask(admin, RETRY, id=job_id(number))


ENTRIES: dict[str, tuple[Deed, str]] = {
    "cancelRequest": (cancel, "REQUEST_STATUS_CHANGED"),
    "updateRequestStatus": (step, "REQUEST_STATUS_CHANGED"),
    "searchTractors": (search, "TRACTORS_SEARCHED"),
    "assignRole": (assign, "ROLE_CHANGED"),
    "suspendUser": (suspend, "USER_SUSPENDED"),
    "reinstateUser": (reinstate, "USER_REINSTATED"),
    "refundPayment": (refund, "PAYMENT_REFUNDED"),
    "adjustWallet": (adjust, "WALLET_ADJUSTED"),
    "decideTractorDocument": (decide, "TRACTOR_DOCUMENT_DECIDED"),
    "retryDeadJob": (retry, "DEAD_JOB_RETRIED"),
}


def test_the_list_is_complete() -> None:
    of_admins = {name.removeprefix("Mutation.") for name, who in MAY_CALL.items() if ADMINS in who}
    assert {name for name in of_admins if not name.startswith(("Query.", "Subscription."))} | {"cancelRequest"} == set(
        ENTRIES
    )


@pytest.mark.parametrize("name", ENTRIES)
async def test_what_an_admin_changes_has_its_entry(village: Village, name: str) -> None:
    deed, action = ENTRIES[name]
    admin = await village.admin()

    answer = await deed(village, admin)

    assert answer.data["__typename"].endswith("Success"), answer
    entries = await AuditEntry.filter(action=action)
    assert [(entry.actor, entry.actor_id, entry.trace_id) for entry in entries] == [("ADMIN", admin.user_id, "test")]


async def test_what_owners_and_farmers_do_to_their_own_is_in_the_history_alone(village: Village) -> None:
    job = await village.accepted()
    await village.ask(job.farmer, CANCEL, request=job.shown_id, key=fresh_key())
    assert await AuditEntry.filter(action="REQUEST_STATUS_CHANGED").count() == 0
