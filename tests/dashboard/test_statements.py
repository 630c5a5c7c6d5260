"""A whole dashboard is a fixed number of statements, and nothing is read that was not asked for."""

import re
from typing import Any

import asyncpg
import pytest

from services.auth.viewer import Viewer
from services.platform.ids import Kind, encode
from tests.dashboard.test_dashboard import SUMMARY
from tests.requests.village import STEPS, Village, north

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
        await village.tractor(owner, place=place)
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
