"""A whole dashboard is a fixed number of statements, and nothing is read that was not asked for."""

import re
from pathlib import Path
from typing import Any

import asyncpg
import pytest

from schema.build import schema
from services.auth.viewer import Viewer
from services.platform.ids import Kind, encode
from services.platform.settings import Settings
from tests.architecture.everything import Everything
from tests.architecture.world import WITHOUT_LIMITS
from tests.dashboard.test_dashboard import SUMMARY
from tests.requests.village import STEPS, Village, founded, north

JOB = """id publicCode status matchState allowedActions farmAddress farmLocation { latitude longitude } farmTimeZone
    area { value unit hectares } preferredDate notes paid version createdAt updatedAt scheduled { from to }
    service { code name } farmer { id name phone rating completedJobs }
    estimate { id total { amountMinor formatted } formula tractor { id name } }
    tractor { id name rating completedJobs capabilities { implement service { name } } weeklyHours { weekday }
        documents { id } pricing { rate { amountMinor } } }
    payments { id status } timeline { sequence status } eta { arriveAt } lastPosition { asOf }
    successorOf { id } successor { id }"""
YEAR = '{ from: "2026-01-01", to: "2026-12-31" }'
WHOLE = f"""query ($first: Int! = 20) {{ ownerDashboard {{ asOf timeZone {SUMMARY}
    ongoing(first: $first) {{ nodes {{ {JOB} }} pageInfo {{ hasNextPage }} }}
    upcoming(first: $first) {{ nodes {{ {JOB} }} }}
    jobRequests(first: $first) {{ nodes {{ id state distanceKm expiresAt request {{ {JOB} }}
        tractor {{ id name capabilities {{ service {{ code }} }} }} estimate {{ total {{ amountMinor }} }} }} }}
    day: earnings(range: {YEAR}, groupBy: DAY) {{ net {{ amountMinor }} }}
    tractor: earnings(range: {YEAR}, groupBy: TRACTOR) {{ buckets {{ key }} }} }} }}"""
# Below the dashboard, its lists and their rows.
TWO_STEPS = 5
KNOWN = {
    "users",
    "profiles",
    "tractors",
    "preferences",
    "job_requests",
    "request_matches",
    "ledger_journals",
    "ledger_accounts",
    "wallet_transactions",
    "payments",
    "estimates",
    "services",
    "reviews",
    "job_request_status_history",
    "live_states",
}


@pytest.fixture
def statements(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every statement that is executed from now on, but for the beginning and the end of transactions."""
    executed: list[str] = []
    connection: Any = asyncpg.Connection
    execute = connection._execute

    async def counted(self: Any, query: str, *given: Any, **more: Any) -> Any:
        executed.append(query)
        return await execute(self, query, *given, **more)

    monkeypatch.setattr(connection, "_execute", counted)
    return executed


async def busy(village: Village, owner: Viewer, tractors: int) -> None:
    """Something on every panel; each further tractor brings its own."""
    farmer = await village.farmer()
    for number in range(tractors):
        place = north(200 * number)
        await village.tractor(owner, place=place, services=("PLOUGHING", "HAULAGE"))
        going = await village.paid(farmer, owner, place=place, day=village.day(2))
        await village.accepted(farmer, owner, place=place, day=village.day(4))
        await village.matched(farmer, place=place, day=village.day(6))
        now = village.clock.now
        await village.at_start(going)
        await village.step(going, STEPS[0])
        village.clock.now = now


@pytest.mark.parametrize("tractors", [1, 3])
async def test_a_whole_dashboard_is_four_statements(village: Village, statements: list[str], tractors: int) -> None:
    owner = await village.owner()
    await busy(village, owner, tractors)
    statements.clear()

    answer = await village.ask(owner, WHOLE)

    assert answer.errors == []
    assert [len(answer.data[panel]["nodes"]) for panel in ("ongoing", "upcoming", "jobRequests")] == [tractors] * 3
    # Whose it is, the panels, and all that hangs on what they show; signing in is a statement of its own.
    assert len(statements) == 3, [each[:300] for each in statements]


async def test_the_same_question_is_the_same_statements(village: Village, statements: list[str]) -> None:
    """So that PostgreSQL has planned them already."""
    owners = [await village.owner(), await village.owner()]
    for number, owner in enumerate(owners, 1):
        await busy(village, owner, number)
    statements.clear()

    for _ in range(3):
        for owner in owners:
            assert (await village.ask(owner, WHOLE)).errors == []

    assert statements == statements[:3] * 6


async def test_each_further_step_into_the_graph_is_one_more_statement(village: Village, statements: list[str]) -> None:
    owner = await village.owner()
    await busy(village, owner, 2)
    statements.clear()

    answer = await village.ask(
        owner,
        """{ ownerDashboard { ongoing { nodes { payments { refunds { id } } tractor { owner { name } } } }
            upcoming { nodes { payments { refunds { id } } estimate { tractor { owner { rating } } } } } } }""",
    )

    assert answer.errors == []
    # The refunds: the tractors' owners are those of the jobs.
    assert len(statements) == 3, [each[:300] for each in statements]


@pytest.mark.parametrize(
    "selected",
    [
        "jobRequests { nodes { tractor { owner { id name phone rating completedJobs } } } }",
        "jobRequests { nodes { estimate { tractor { owner { name rating } rating } } } }",
        "jobRequests { nodes { tractor { capabilities { implement service { name } } } } }",
        "upcoming { nodes { estimate { tractor { capabilities { service { code } } } } } }",
        "ongoing { nodes { timeline { cursor actorName } } }",
        "ongoing { nodes { tractor { availability(range: $days) { kind during { from to } reason } } } }",
        "jobRequests { nodes { estimate { tractor { availability(range: { from: $from, to: $to }) { kind } } } } }",
        """ongoing { nodes { tractor { ...Calendars a: availability(range: { from: $from, to: $to }) { kind } } } }
            jobRequests { nodes { tractor { ...Calendars } } }""",
    ],
)
@pytest.mark.parametrize("tractors", [1, 3])
async def test_what_hangs_on_what_they_show_comes_together(
    village: Village, statements: list[str], tractors: int, selected: str
) -> None:
    owner = await village.owner()
    await busy(village, owner, tractors)
    statements.clear()

    answer = await village.ask(owner, asked(village, selected), **days(village))

    assert answer.errors == []
    assert len(statements) == 3, [each[:300] for each in statements]


@pytest.mark.parametrize(
    "selected",
    [
        "id status",
        "id allowedActions paid eta { minutes } lastPosition { asOf } timeline { status } payments { id }",
    ],
)
async def test_what_tractors_are_booked_for_is_one_step_further(
    village: Village, statements: list[str], selected: str
) -> None:
    owner = await village.owner()
    await busy(village, owner, 3)
    statements.clear()

    calendar = f"availability(range: $days) {{ kind request {{ {selected} }} }}"
    answer = await village.ask(
        owner, asked(village, f"ongoing {{ nodes {{ tractor {{ {calendar} }} }} }}"), **days(village)
    )

    assert answer.errors == []
    slots = [slot for node in answer.data["ongoing"]["nodes"] for slot in node["tractor"]["availability"]]
    assert sum(slot["request"] is not None for slot in slots) == 6
    assert len(statements) == 4, [each[:300] for each in statements]


async def test_all_that_is_two_steps_away_comes_together(
    settings: Settings, clean_database: None, tmp_path: Path, statements: list[str]
) -> None:
    texts = {
        "DateRangeInput": YEAR,
        "DateTimeRangeInput": '{ from: "2026-12-01T00:00:00Z", to: "2026-12-08T00:00:00Z" }',
    }
    whole = dict(Everything(schema._schema, texts, deepest=TWO_STEPS).queries())["ownerDashboard"]
    async with founded(settings.model_copy(update=WITHOUT_LIMITS), tmp_path) as village:
        owner = await village.owner()
        await busy(village, owner, 2)
        statements.clear()
        answer = await village.ask(owner, whole)
        executed = list(statements)

    assert answer.errors == []
    assert [len(answer.data[panel]["nodes"]) for panel in ("ongoing", "upcoming", "jobRequests")] == [2] * 3
    assert len(executed) == 3, [each[:300] for each in executed]


async def test_a_calendar_that_is_refused_is_not_looked_ahead_for(village: Village, statements: list[str]) -> None:
    owner = await village.owner()
    await busy(village, owner, 1)
    statements.clear()

    years = {"from": "2000-01-01T00:00:00Z", "to": "2100-01-01T00:00:00Z"}
    selected = "ongoing { nodes { tractor { availability(range: $days) { kind } } } }"
    answer = await village.ask(owner, asked(village, selected), **(days(village) | {"days": years}))

    assert answer.codes == ["BAD_USER_INPUT"]
    assert not [each for each in statements if "tractor_bookings" in each]


def asked(village: Village, selected: str) -> str:
    """With whatever it may name."""
    calendars = "fragment Calendars on Tractor { availability(range: $days) { during { from } } }"
    variables = "$days: DateTimeRangeInput!, $from: DateTime!, $to: DateTime!"
    used = calendars if "...Calendars" in selected else ""
    needed = ", ".join(each for each in variables.split(", ") if each.split(":")[0] in selected + used)
    declared = f"query ({needed})" if needed else "query"
    return f"{declared} {{ ownerDashboard {{ {selected} }} }} {used}"


def days(village: Village) -> dict[str, Any]:
    """The week in which the work is."""
    start, end = (f"{village.day(ahead)}T00:00:00Z" for ahead in (0, 7))
    return {"days": {"from": start, "to": end}, "from": end, "to": f"{village.day(8)}T00:00:00Z"}


@pytest.mark.parametrize(
    ("selected", "most", "tables"),
    [
        ("timeZone", 1, {"users", "profiles", "tractors", "preferences"}),
        ("asOf", 2, {"users", "profiles", "tractors", "preferences"}),
        ("ongoing { nodes { id status } }", 2, {"users", "profiles", "tractors", "preferences", "job_requests"}),
        ("jobRequests { nodes { id state } }", 2, {"users", "profiles", "tractors", "preferences", "request_matches"}),
        (
            f"earnings(range: {YEAR}) {{ jobs }}",
            2,
            {
                "users",
                "profiles",
                "tractors",
                "preferences",
                "job_requests",
                "ledger_journals",
                "wallet_transactions",
                "ledger_accounts",
            },
        ),
    ],
    ids=["zone", "instant", "ongoing", "offers", "earnings"],
)
async def test_nothing_is_read_that_was_not_asked_for(
    village: Village, statements: list[str], selected: str, most: int, tables: set[str]
) -> None:
    owner = await village.owner()
    await busy(village, owner, 1)
    statements.clear()

    answer = await village.ask(owner, f"{{ ownerDashboard {{ {selected} }} }}")

    assert answer.errors == []
    assert len(statements) == most, statements
    named = {table for statement in statements for table in re.findall(r'(?:FROM|JOIN) "?(\w+)"?', statement)}
    assert named & KNOWN == tables


async def test_whoever_is_refused_reads_no_panel(village: Village, statements: list[str]) -> None:
    owner, other, farmer = await village.owner(), await village.owner(), await village.farmer()
    await busy(village, other, 1)
    statements.clear()

    refused = await village.ask(farmer, WHOLE)
    assert (refused.codes, statements) == (["FORBIDDEN"], [])
    stranger = await village.ask(
        owner, f'{{ ownerDashboard(ownerId: "{encode(Kind.USER, other.user_id)}") {{ asOf }} }}'
    )
    unknown = await village.ask(
        owner, f'{{ ownerDashboard(ownerId: "{encode(Kind.USER, farmer.session_id)}") {{ asOf }} }}'
    )
    assert (stranger.data, stranger.errors) == (unknown.data, unknown.errors)
    assert (stranger.codes, statements) == (["NOT_FOUND"], [])
