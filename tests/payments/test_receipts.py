"""Receipts: numbered without gaps, adding up, never changed, and shown to those whose they are."""

import asyncio
from datetime import timedelta
from typing import Any

import httpx2
import pytest
from asyncpg.exceptions import CheckViolationError, RestrictViolationError
from starlette.applications import Starlette
from starlette.routing import Route

from models.enums import PaymentMethodKind, RequestStatus, Role
from models.payments import Receipt
from resolvers.receipts import receipt_file
from services.auth.viewer import Viewer
from services.payments.receipts import lines_of, number_of
from services.platform.ids import Kind
from services.platform.money import Money
from services.platform.settings import Settings
from services.requests.locks import lock_request
from tests.payments.api import Api, shown
from tests.payments.factories import STEPS, a_user, accept, an_estimate, move
from tests.payments.test_wallet_api import STEP
from tests.payments.world import Quoted, World

RECEIPT = """query ($request: ID!) { receipt(requestId: $request) {
    id number issuedAt url lines { text amount { amountMinor } } total { amountMinor currency } } }"""


async def done(world: World, **options: Any) -> Quoted:
    quoted, _ = await world.paid(**options)
    await accept(world.database, quoted.request, quoted.tractor, quoted.estimate)
    await world.finish(quoted)
    return quoted


async def test_a_job_that_is_done_has_a_receipt_that_adds_up(world: World) -> None:
    quoted = await world.quoted()
    quoted.estimate = await an_estimate(quoted.request, quoted.tractor, travel_fee_minor=300_000)
    await world.confirm(quoted, await world.intent(quoted))
    await accept(world.database, quoted.request, quoted.tractor, quoted.estimate)
    assert await world.payments.receipts.of_request(quoted.farmer, quoted.request.id) is None

    await world.finish(quoted)

    receipt = await Receipt.get(job_request_id=quoted.request.id)
    assert (number_of(receipt), receipt.user_id) == ("SPT-000001", quoted.farmer.user_id)
    assert (receipt.total_minor, receipt.currency, receipt.issued_at) == (3_300_000, "NGN", world.clock())
    assert [(line.text, line.minor) for line in lines_of(receipt)] == [
        ("Ploughing, 2.5 h at NGN 12,000.00", 3_000_000),
        ("Travel, 4.0 km", 300_000),
    ]


async def test_what_was_given_back_before_is_a_line(world: World) -> None:
    quoted, _ = await world.paid()
    await accept(world.database, quoted.request, quoted.tractor, quoted.estimate)
    async with world.database.transaction():
        await lock_request(quoted.request.id)
        await world.vault.refunds.out_of_escrow(quoted.request.id, Money(300_000, "NGN"), "Less land than told.")

    await world.finish(quoted)

    receipt = await Receipt.get()
    assert receipt.total_minor == 3_000_000
    assert [(line.text, line.minor) for line in lines_of(receipt)][1:] == [
        ("Given back before the work was done", -300_000)
    ]


async def test_numbers_have_no_gaps_whoever_comes_and_whatever_fails(world: World) -> None:
    jobs = []
    for _ in range(12):
        quoted, _payment = await world.paid()
        await accept(world.database, quoted.request, quoted.tractor, quoted.estimate)
        jobs.append(quoted)
    doomed = jobs[::3]

    async def finish(quoted: Quoted) -> None:
        for step in (RequestStatus.EN_ROUTE, RequestStatus.ARRIVED, RequestStatus.WORK_STARTED):
            await move(world.database, quoted.request, step)
        await move(world.database, quoted.request, RequestStatus.IN_PROGRESS)
        async with world.database.transaction() as transaction:
            request = await lock_request(quoted.request.id)
            await move(world.database, request, RequestStatus.COMPLETED)
            await world.vault.escrow.release(request, 10)
            if quoted in doomed:
                # After the receipt's own hook, which goes by its name.
                transaction.before_commit.append(("~", _fail))

    await asyncio.gather(*(finish(quoted) for quoted in jobs), return_exceptions=True)

    numbers = [row.number for row in await Receipt.all().order_by("number")]
    assert numbers == list(range(1, len(jobs) - len(doomed) + 1))


async def _fail() -> None:
    raise RuntimeError


async def test_a_job_that_nobody_paid_for_has_none(world: World) -> None:
    quoted = await world.quoted()
    await accept(world.database, quoted.request, quoted.tractor, quoted.estimate)

    await world.finish(quoted)

    assert await Receipt.all().count() == 0


async def test_a_receipt_never_changes(world: World) -> None:
    await done(world)

    for change in ("UPDATE receipts SET total_minor = 1", "DELETE FROM receipts"):
        with pytest.raises(RestrictViolationError):
            await world.database.fetch(change)
    with pytest.raises(CheckViolationError, match="would leave a gap"):
        await world.database.fetch(
            "INSERT INTO receipts SELECT (jsonb_populate_record(r, '{\"number\": 3}')).* FROM receipts r"
        )


async def test_issuers_count_for_themselves(world: World) -> None:
    await done(world)
    world.vault.receipts._issuer = "UG"
    await done(world)
    await done(world)

    assert [number_of(row) for row in await Receipt.all().order_by("id")] == ["SPT-000001", "UG-000001", "UG-000002"]


async def finished(api: Api) -> tuple[Quoted, Viewer]:
    quoted = await api.quoted(currency="UGX", total_minor=150_000)
    payments = api.services.payments
    intent = await payments.intents.create(
        quoted.farmer,
        request_id=quoted.request.id,
        estimate_id=quoted.estimate.id,
        method=PaymentMethodKind.CARD,
        payment_method_id=None,
        key="i",
    )
    await payments.confirmation.confirm(quoted.farmer, payment_id=intent.payment_id, key="c")
    await accept(api.services.database, quoted.request, quoted.tractor, quoted.estimate)
    owner = Viewer(quoted.tractor.owner_id, Role.TRACTOR_OWNER, quoted.farmer.session_id)
    for step in STEPS:
        given = {"request": shown(Kind.REQUEST, quoted.request.id), "to": step.name, "key": step.name}
        await api.ask(owner, STEP, **given)
    return quoted, owner


async def test_farmers_see_their_own_and_admins_all(api: Api) -> None:
    quoted, owner = await finished(api)
    given = {"request": shown(Kind.REQUEST, quoted.request.id)}

    receipt = await api.ask(quoted.farmer, RECEIPT, **given)

    assert receipt == {
        "id": receipt["id"],
        "number": "SPT-000001",
        "issuedAt": "2026-03-02T12:00:00Z",
        "url": receipt["url"],
        "lines": [{"text": "Ploughing, 2.5 h at UGX 1,200,000", "amount": {"amountMinor": 150_000}}],
        "total": {"amountMinor": 150_000, "currency": "UGX"},
    }
    assert (await api.ask(await a_user(Role.ADMIN), RECEIPT, **given))["number"] == "SPT-000001"
    assert await api.ask(await a_user(), RECEIPT, **given) is None
    assert await api.ask(owner, RECEIPT, **given) == "FORBIDDEN"
    assert await api.ask(None, RECEIPT, **given) == "UNAUTHENTICATED"
    assert await api.ask(quoted.farmer, RECEIPT, request="req_nonsense") is None


async def test_its_link_opens_the_file_for_a_while(api: Api, settings: Settings) -> None:
    quoted, _ = await finished(api)
    receipt = await api.ask(quoted.farmer, RECEIPT, request=shown(Kind.REQUEST, quoted.request.id))
    async with served(api) as http:
        response = await http.get(receipt["url"])
        assert (response.status_code, response.headers["content-type"]) == (200, "application/pdf")
        assert response.headers["content-disposition"] == 'inline; filename="SPT-000001.pdf"'
        assert response.headers["cache-control"] == "private, no-store"
        assert response.content.startswith(b"%PDF-")

        url = receipt["url"]
        for wrong in (url[:-1], url.replace("until=1", "until=2"), url.partition("?")[0], url + "x"):
            assert (await http.get(wrong)).status_code == 404
        api.clock.advance(settings.receipt_link_lifetime - timedelta(seconds=1))
        assert (await http.get(url)).status_code == 200
        api.clock.advance(timedelta(seconds=1))
        assert (await http.get(url)).status_code == 404


def served(api: Api) -> httpx2.AsyncClient:
    """The file's route on the services of the test, whose clock it sets."""
    app = Starlette(routes=[Route("/receipts/{name}.pdf", receipt_file)])
    app.state.services = api.services
    return httpx2.AsyncClient(transport=httpx2.ASGITransport(app=app), base_url="http://api.test")
