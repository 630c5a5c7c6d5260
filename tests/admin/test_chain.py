"""The audit log is one chain, and whoever touched it is found out."""

# ruff: noqa: S608 - every part of these statements is written in this file

import asyncio
import os
import subprocess
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import asyncpg

from models.auth import User
from models.enums import Role
from services.admin.chain import Anchor, AuditChain, Verdict
from services.auth.origin import Origin
from services.platform.audit import AuditLog, Doer
from tests.requests.village import Village

_WAITING = """
    SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()
"""
SUBJECT = "usr_01jqz0000000000000000000aa"


async def written(village: Village, number: int) -> None:
    """Some entries, each in a transaction of its own, with all that JSON makes difficult."""
    log = AuditLog(village.services.database, village.clock)
    for index in range(number):
        async with village.services.database.transaction():
            reason = f'"\u1e62e" \\ \n\x01 ₦ {index}'
            facts = {"reason": reason, "count": index, "large": 2**53 - 1, "none": None, "yes": True}
            by = Doer(None, None, "192.0.2.7", f"trace {index}")
            await log.write("TESTED", SUBJECT, by=by, before=facts, after=None if index % 2 else {})


async def verdict(village: Village, anchor: Anchor | None = None) -> Verdict:
    return await AuditChain(village.services.database).verify(anchor)


async def faults(village: Village, anchor: Anchor | None = None) -> list[tuple[str, int | None]]:
    return [(fault.what, fault.sequence) for fault in (await verdict(village, anchor)).faults]


@asynccontextmanager
async def unguarded(village: Village) -> AsyncIterator[None]:
    """As somebody who owns the database can write to it."""
    async with village.services.database.transaction() as transaction:
        await transaction.raw.execute("SET LOCAL session_replication_role = replica")
        yield


async def hurt(village: Village, *statements: str) -> None:
    async with unguarded(village):
        for statement in statements:
            await village.services.database.fetch(statement)


async def test_an_empty_log_is_whole(village: Village) -> None:
    assert (await verdict(village)).faults == []
    assert (await verdict(village)).head == Anchor(0, bytes(32))


async def test_a_log_of_any_texts_is_whole(village: Village) -> None:
    await written(village, 7)
    found = await verdict(village)
    assert (found.faults, found.head.sequence) == ([], 7)


async def test_writers_at_once_make_one_chain(village: Village) -> None:
    """Each holds locks of others' rows when it comes to its turn."""
    people = [await village.person(Role.FARMER) for _ in range(6)]
    admins = [await village.admin() for _ in range(3)]
    roles, suspension = village.services.admin.roles, village.services.admin.suspension

    async def sign_in(index: int) -> None:
        async with village.services.database.transaction():
            await User.filter(id=people[index].user_id).update(last_log_in_at=village.clock())
            await village.services.auth.sessions.open(people[index].user_id, Origin(None))

    await asyncio.gather(
        *(sign_in(index) for index in (0, 1, 2, 3, 4, 5, 0, 1, 2)),
        *(roles.assign(admins[0], each.user_id, Role.TRACTOR_OWNER, origin=Origin(None)) for each in people[:4]),
        *(suspension.suspend(admins[1], each.user_id, "Fraud.", origin=Origin(None)) for each in people[2:]),
        written(village, 5),
    )

    found = await verdict(village)
    row = await village.services.database.fetch_one("SELECT count(*) AS rows FROM audit_log")
    assert row is not None
    assert (found.faults, found.head.sequence) == ([], row["rows"])
    assert row["rows"] >= 9 + 4 + 4 + 5


async def test_what_is_rolled_back_leaves_no_gap(village: Village) -> None:
    await written(village, 1)
    with suppress(ZeroDivisionError):
        async with village.services.database.transaction():
            await AuditLog(village.services.database, village.clock).write("TESTED", SUBJECT, by=Doer())
            raise ZeroDivisionError
    await written(village, 1)
    assert (await verdict(village)).head.sequence == 2
    assert await faults(village) == []


async def test_a_failure_takes_its_turn_whether_or_not_there_is_somebody(village: Village, database_url: str) -> None:
    """Both wait for whoever is writing: how long it takes tells nothing."""
    log, database = AuditLog(village.services.database, village.clock), village.services.database
    writer = await asyncpg.connect(database_url)
    for subject, entries in ((SUBJECT, 1), (None, 1)):
        async with writer.transaction():
            await writer.execute("SELECT FROM audit_head FOR UPDATE")
            failing = asyncio.create_task(log.write_failure("TESTED", subject, by=Doer()))
            async with asyncio.timeout(20):
                while not await database.fetch(_WAITING):
                    await asyncio.sleep(0)
            assert not failing.done()
        await failing
        assert (await verdict(village)).head.sequence == entries
    await writer.close()
    assert await faults(village) == []


async def test_a_changed_entry_is_found(village: Village) -> None:
    await written(village, 4)
    for column, value in {
        "at": "at + interval '1 microsecond'",
        "actor": "'ADMIN'",
        "action": "'TASTED'",
        "subject_id": "'usr_x'",
        "before": "before || '{\"count\": 8}'",
        "after": "'{}'",
        "trace_id": "NULL",
        "ip_address": "'192.0.2.8'",
    }.items():
        kept = "id = (SELECT entry_id FROM audit_chain WHERE sequence = 2)"
        await hurt(village, "CREATE TABLE kept AS SELECT * FROM audit_log")
        await hurt(village, f"UPDATE audit_log SET {column} = {value} WHERE {kept}")
        assert await faults(village) == [("CHANGED", 2)], column
        await hurt(village, "DELETE FROM audit_log", "INSERT INTO audit_log SELECT * FROM kept", "DROP TABLE kept")
    assert await faults(village) == []


async def test_a_missing_entry_is_found(village: Village) -> None:
    await written(village, 4)
    await hurt(village, "DELETE FROM audit_log WHERE id = (SELECT entry_id FROM audit_chain WHERE sequence = 2)")
    assert await faults(village) == [("MISSING", 2)]
    await hurt(village, "DELETE FROM audit_chain WHERE sequence = 2")
    assert await faults(village) == [("MISSING", 2), ("CHANGED", 3)]


async def test_entries_that_changed_places_are_found(village: Village) -> None:
    await written(village, 4)
    await hurt(
        village,
        "UPDATE audit_chain SET sequence = 90 WHERE sequence = 2",
        "UPDATE audit_chain SET sequence = 2 WHERE sequence = 3",
        "UPDATE audit_chain SET sequence = 3 WHERE sequence = 90",
    )
    assert await faults(village) == [("CHANGED", 2), ("CHANGED", 3), ("CHANGED", 4)]


async def test_an_entry_that_was_slipped_in_is_found(village: Village) -> None:
    await written(village, 2)
    await hurt(
        village,
        "INSERT INTO audit_log (id, at, actor, action, subject_id) "
        "VALUES (gen_random_uuid(), now(), 'ADMIN', 'TESTED', 'usr_x')",
    )
    assert await faults(village) == [("UNLINKED", None)]


async def test_a_tail_that_was_cut_off_is_found_as_far_as_can_be_known(village: Village) -> None:
    await written(village, 4)
    kept = (await verdict(village)).head
    tail = "DELETE FROM audit_log WHERE id IN (SELECT entry_id FROM audit_chain WHERE sequence > 2)"
    await hurt(village, tail, "DELETE FROM audit_chain WHERE sequence > 2")
    assert await faults(village) == [("CUT", 4)]

    await hurt(
        village,
        "UPDATE audit_head SET sequence = 2, hash = (SELECT hash FROM audit_chain WHERE sequence = 2)",
    )
    assert await faults(village) == []
    assert await faults(village, kept) == [("CUT", 4)]
    await written(village, 2)
    assert await faults(village, kept) == [("REWRITTEN", 4)]


async def test_the_command_exits_with_one_and_prints_the_rows(village: Village, root: Path, database_url: str) -> None:
    await written(village, 3)
    head = str((await verdict(village)).head)
    whole = await asyncio.to_thread(verify_audit, root, database_url, "--anchor", head)
    await hurt(village, "UPDATE audit_log SET action = 'TASTED' WHERE after IS NULL")
    broken = await asyncio.to_thread(verify_audit, root, database_url)
    unreadable = await asyncio.to_thread(verify_audit, root, database_url, "--anchor", "3")

    assert (whole.returncode, whole.stdout.splitlines()) == (0, [f"whole  {head}"])
    assert (broken.returncode, len(broken.stdout.splitlines())) == (1, 2)
    assert broken.stdout.startswith(f"CHANGED    2  TASTED of {SUBJECT} (")
    assert broken.stdout.splitlines()[1] == f"BROKEN  {head}"
    assert (unreadable.returncode, unreadable.stdout) == (1, "")


def verify_audit(root: Path, database_url: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, root / "manage.py", "verify-audit", *words],
        env=os.environ | {"DATABASE_URL": database_url},
        capture_output=True,
        text=True,
        timeout=40,
        check=False,
    )
