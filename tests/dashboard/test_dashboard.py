"""An owner's day in one round trip: cards agree with lists, money with the ledger, days with the zone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from uuid_utils.compat import uuid7

from models.enums import Role
from models.requests import JobRequest
from services.auth.viewer import Viewer
from services.platform.database import Transaction
from services.platform.ids import Kind, encode
from tests.requests.operations import CANCEL, PREVIEW
from tests.requests.test_matching import lapse
from tests.requests.village import STEPS, Job, Village, fresh_key, north

SUMMARY = """summary { tractorsTotal tractorsActive jobsToday jobsOngoing jobsUpcoming jobsCompleted pendingOffers
    hectaresCompleted acceptanceRate rating earnedThisMonth { amountMinor currency }
    balance { available { amountMinor } held { amountMinor } pending { amountMinor } } }"""
WHOLE = f"""query ($owner: ID, $zone: TimeZone) {{ ownerDashboard(ownerId: $owner, timeZone: $zone) {{
    asOf timeZone {SUMMARY} ongoing {{ nodes {{ id }} }} upcoming {{ nodes {{ id }} }}
    jobRequests {{ nodes {{ id request {{ id }} }} }} }} }}"""
EARNINGS = """query ($from: Date!, $to: Date!, $by: EarningsGroup! = WEEK, $zone: TimeZone) {
    ownerDashboard(timeZone: $zone) { earnings(range: { from: $from, to: $to }, groupBy: $by) {
        jobs gross { amountMinor } commission { amountMinor } refunds { amountMinor } net { amountMinor }
        buckets { key label jobs net { amountMinor } } } } }"""
PRICE, NET = 3_600_000, 3_240_000


async def dashboard(village: Village, viewer: Viewer, **given: Any) -> Any:
    return (await village.ask(viewer, WHOLE, **given)).data


async def earnings(village: Village, viewer: Viewer, **given: Any) -> Any:
    variables = {"from": "2026-01-01", "to": "2026-12-31", **given}
    return (await village.ask(viewer, EARNINGS, **variables)).data["earnings"]


async def completed(village: Village, owner: Viewer, ahead: int = 3) -> Job:
    """A job of two hectares, done."""
    job = await village.paid(owner=owner, day=village.day(ahead))
    now = village.clock.now
    await village.at_start(job)
    for step in STEPS:
        await village.step(job, step)
    village.clock.now = now
    return job


async def backdate(village: Village, job: Job, instant: datetime) -> None:
    """As if the money had moved then; the ledger itself refuses it."""
    async with village.services.database.transaction() as transaction:
        await transaction.raw.execute("SET LOCAL session_replication_role = replica")
        await transaction.raw.execute(
            "UPDATE wallet_transactions w SET created_at = $2 FROM ledger_journals j "
            "WHERE j.id = w.journal_id AND j.business_key = 'release:' || $1::text",
            str(job.request_id),
            instant,
        )


async def test_an_owner_who_begins_has_nothing_yet(village: Village) -> None:
    owner = await village.owner()

    found = await dashboard(village, owner)

    nothing = {"amountMinor": 0}
    assert found["summary"] == {
        "tractorsTotal": 0,
        "tractorsActive": 0,
        "jobsToday": 0,
        "jobsOngoing": 0,
        "jobsUpcoming": 0,
        "jobsCompleted": 0,
        "pendingOffers": 0,
        "hectaresCompleted": "0",
        "acceptanceRate": None,
        "rating": None,
        "earnedThisMonth": {"amountMinor": 0, "currency": "NGN"},
        "balance": {"available": nothing, "held": nothing, "pending": nothing},
    }
    assert (found["timeZone"], found["ongoing"]) == ("Africa/Lagos", {"nodes": []})


async def test_cards_agree_with_lists_and_money_with_the_ledger(village: Village) -> None:
    owner = await village.owner()
    await village.tractor(owner)
    offline = await village.tractor(owner, place=north(300))
    await offline.update_from_dict({"state": "OFFLINE"}).save()
    await village.accepted(village_farmer := await village.farmer(), owner, day=village.day(6))
    await completed(village, owner)
    going = await village.paid(owner=owner, day=village.day(4))
    declined, lapsed, pending = [await village.matched(village_farmer, day=village.day(n)) for n in (7, 8, 9)]
    await village.services.requests.offers.decline(
        owner, offer_id=(await village.offers(declined.id))[0].id, reason=None
    )
    await lapse(village, (await village.offers(lapsed.id))[0])
    await village.at_start(going)
    await village.step(going, STEPS[0])

    found = await dashboard(village, owner)

    summary = found["summary"]
    assert (summary["tractorsTotal"], summary["tractorsActive"]) == (2, 1)
    assert summary["jobsOngoing"] == len(found["ongoing"]["nodes"]) == 1
    assert found["ongoing"]["nodes"] == [{"id": going.shown_id}]
    assert summary["jobsUpcoming"] == len(found["upcoming"]["nodes"]) == 1
    # An offer whose time is over waits for nobody, although no job has closed it yet.
    assert summary["pendingOffers"] == len(found["jobRequests"]["nodes"]) == 1
    assert found["jobRequests"]["nodes"][0]["request"] == {"id": encode(Kind.REQUEST, pending.id)}
    assert (summary["jobsCompleted"], summary["hectaresCompleted"]) == (1, "2")
    assert summary["acceptanceRate"] == 3 / 4
    assert summary["earnedThisMonth"] == {"amountMinor": NET, "currency": "NGN"}
    assert summary["balance"] == {
        "available": {"amountMinor": NET},
        "held": {"amountMinor": 0},
        "pending": {"amountMinor": NET},
    }


async def test_today_is_the_day_of_the_zone(village: Village) -> None:
    job = await village.accepted()
    zones = ("Pacific/Kiritimati", "Africa/Lagos", "Pacific/Pago_Pago")
    midnights = {}
    for zone in zones:
        now = datetime.now(ZoneInfo(zone))
        midnights[zone] = now.replace(hour=0, minute=0, second=0, microsecond=0)

    async def counted(start: datetime, zone: str) -> int:
        await JobRequest.filter(id=job.request_id).update(scheduled_from=start, scheduled_to=start + timedelta(hours=3))
        return int((await dashboard(village, job.owner, zone=zone))["summary"]["jobsToday"])

    for zone, midnight in midnights.items():
        second = timedelta(seconds=1)
        tomorrow = (midnight + timedelta(days=1)).astimezone(UTC)
        assert [
            await counted(midnight.astimezone(UTC) - second, zone),
            await counted(midnight.astimezone(UTC), zone),
            await counted(tomorrow - second, zone),
            await counted(tomorrow, zone),
        ] == [0, 1, 1, 0]


async def test_this_month_begins_in_the_zone(village: Village) -> None:
    owner = await village.owner()
    await village.tractor(owner)
    job = await completed(village, owner)
    for zone in ("Pacific/Kiritimati", "Africa/Lagos", "Pacific/Pago_Pago"):
        first = datetime.now(ZoneInfo(zone)).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
        for instant, earned in ((first, NET), (first - timedelta(seconds=1), 0)):
            await backdate(village, job, instant.astimezone(UTC))
            found = await dashboard(village, owner, zone=zone)
            assert found["summary"]["earnedThisMonth"]["amountMinor"] == earned


@pytest.mark.parametrize(
    ("zone", "day", "week", "month"),
    [
        ("Africa/Lagos", "2026-03-01", "2026-W09", "2026-03"),
        ("UTC", "2026-02-28", "2026-W09", "2026-02"),
        ("Pacific/Auckland", "2026-03-01", "2026-W09", "2026-03"),
        ("Pacific/Honolulu", "2026-02-28", "2026-W09", "2026-02"),
    ],
)
async def test_earnings_fall_on_the_days_of_the_zone(
    village: Village, zone: str, day: str, week: str, month: str
) -> None:
    owner = await village.owner()
    await village.tractor(owner)
    await backdate(village, await completed(village, owner), datetime(2026, 2, 28, 23, 30, tzinfo=UTC))

    for group, key in (("DAY", day), ("WEEK", week), ("MONTH", month)):
        found = await earnings(village, owner, zone=zone, by=group)
        assert found["buckets"] == [{"key": key, "label": key, "jobs": 1, "net": {"amountMinor": NET}}]
    one_day = {"from": day, "to": day, "zone": zone}
    assert (await earnings(village, owner, **one_day))["jobs"] == 1
    other = {"from": "2026-03-02", "to": "2026-12-31", "zone": zone}
    assert await earnings(village, owner, **other) == {
        "jobs": 0,
        **{name: {"amountMinor": 0} for name in ("gross", "commission", "refunds", "net")},
        "buckets": [],
    }


async def test_earnings_are_what_the_ledger_says_fees_included(village: Village) -> None:
    owner = await village.owner()
    tractor = await village.tractor(owner)
    await completed(village, owner)
    await completed(village, owner, ahead=4)
    late = await village.paid(owner=owner, day=village.day(7))
    await village.at_start(late)
    token = (await village.ask(late.farmer, PREVIEW, request=late.shown_id)).data["token"]
    await village.ask(late.farmer, CANCEL, request=late.shown_id, token=token, key=fresh_key())

    by_tractor = await earnings(village, owner, by="TRACTOR")
    by_service = await earnings(village, owner, by="SERVICE")

    fee = PRICE // 4
    wallet = await village.services.payments.wallets.balance(owner.user_id, "NGN")
    assert wallet.available_minor == by_tractor["net"]["amountMinor"] == 2 * NET + fee
    assert (by_tractor["gross"]["amountMinor"], by_tractor["commission"]["amountMinor"]) == (2 * PRICE + fee, 720_000)
    # A job that was called off is no job done.
    bucket = {"jobs": 2, "net": {"amountMinor": 2 * NET + fee}}
    assert by_tractor["buckets"] == [{"key": encode(Kind.TRACTOR, tractor.id), "label": "Red", **bucket}]
    assert by_service["buckets"] == [{"key": "PLOUGHING", "label": "Ploughing", **bucket}]
    summary = (await dashboard(village, owner))["summary"]
    assert summary["earnedThisMonth"]["amountMinor"] == 2 * NET + fee


@pytest.mark.parametrize(("start", "end"), [("2026-03-02", "2026-03-01"), ("2025-01-01", "2026-01-03")])
async def test_a_range_that_is_none_is_refused(village: Village, start: str, end: str) -> None:
    answer = await village.ask(await village.owner(), EARNINGS, **{"from": start, "to": end})

    assert answer.codes == ["BAD_USER_INPUT"]


async def test_another_owners_dashboard_is_as_if_unknown(village: Village) -> None:
    owner, other = await village.owner(), await village.owner()
    names = [encode(Kind.USER, other.user_id), encode(Kind.USER, uuid7()), "usr_x", ""]

    answers = [await village.ask(owner, WHOLE, owner=name) for name in names]

    assert [(answer.data, answer.codes) for answer in answers] == [(None, ["NOT_FOUND"])] * 4
    assert len({str(answer.errors) for answer in answers}) == 1
    assert (await dashboard(village, owner, owner=encode(Kind.USER, owner.user_id)))["asOf"]


async def test_an_admin_names_the_owner(village: Village) -> None:
    job, admin = await village.accepted(), await village.admin()
    named = await dashboard(village, admin, owner=encode(Kind.USER, job.owner.user_id))

    assert named["upcoming"]["nodes"] == [{"id": job.shown_id}]
    assert (await village.ask(admin, WHOLE)).codes == ["BAD_USER_INPUT"]
    assert (await village.ask(admin, WHOLE, owner=encode(Kind.USER, job.farmer.user_id))).codes == ["NOT_FOUND"]
    assert (await village.ask(job.farmer, WHOLE)).codes == ["FORBIDDEN"]


async def test_panels_asked_together_are_of_one_instant(village: Village, monkeypatch: pytest.MonkeyPatch) -> None:
    job = await village.accepted()
    database, opened = village.services.database, []
    snapshot = database.snapshot

    @asynccontextmanager
    async def counted(**options: bool) -> AsyncIterator[Transaction]:
        async with snapshot(**options) as transaction:
            opened.append(transaction)
            yield transaction
            # Whoever accepts while the panels are read is not half in them.
            (row,) = await transaction.raw.fetch("SELECT current_setting('transaction_isolation')")
            assert row[0] == "repeatable read"

    monkeypatch.setattr(database, "snapshot", counted)
    found = await dashboard(village, job.owner)

    assert (found["summary"]["jobsUpcoming"], len(found["upcoming"]["nodes"]), len(opened)) == (1, 1, 1)


async def test_a_zone_of_the_profile_is_the_default(village: Village) -> None:
    owner = await village.person(Role.TRACTOR_OWNER, zone="Africa/Nairobi")

    assert (await dashboard(village, owner))["timeZone"] == "Africa/Nairobi"
    assert (await dashboard(village, owner, zone="UTC"))["timeZone"] == "UTC"
    assert (await village.ask(owner, WHOLE, zone="Mars/Olympus")).codes == ["BAD_USER_INPUT"]
