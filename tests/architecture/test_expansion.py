"""What a migration may do while an older version serves."""

from pathlib import Path

import pytest

from checks import expansion

FREE = (
    "CREATE TABLE ploughs (id UUID PRIMARY KEY, name TEXT NOT NULL);"
    "CREATE UNIQUE INDEX ploughs_once ON ploughs (name); ALTER TABLE ploughs ADD CONSTRAINT named CHECK (name <> '')",
    "ALTER TABLE tractors ADD COLUMN colour TEXT, ADD COLUMN doors INT NOT NULL DEFAULT 2",
    "ALTER TABLE tractors ADD COLUMN doors INT DEFAULT 2 NOT NULL",
    "ALTER TABLE tractors DROP CONSTRAINT tractors_old, ALTER COLUMN name DROP NOT NULL",
    "CREATE INDEX CONCURRENTLY tractors_by_colour ON tractors (colour)",
    "COMMENT ON TABLE tractors IS 'DROP TABLE tractors; it''s a text'; -- DROP TABLE tractors",
    "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DROP TABLE scratch; END $$",
    "DROP INDEX tractors_by_colour; DROP TRIGGER t ON tractors",
    "INSERT INTO services (code) VALUES ('DROP')",
)
REFUSED = (
    ("DROP TABLE tractors", "takes away"),
    ("DROP FUNCTION f", "takes away"),
    ("ALTER TABLE tractors DROP COLUMN name", "takes a column away"),
    ("ALTER TABLE tractors DROP name", "takes a column away"),
    ("ALTER TABLE tractors RENAME TO machines", "renames"),
    ("ALTER TABLE tractors RENAME COLUMN name TO title", "renames"),
    ("ALTER INDEX tractors_once RENAME TO machines_once", "renames"),
    ("ALTER TABLE tractors ALTER COLUMN name TYPE INT", "changes a type"),
    ("ALTER TABLE tractors\n  ALTER name SET DATA TYPE INT", "changes a type"),
    ("ALTER TABLE tractors ALTER COLUMN name SET NOT NULL", "refuses what the older version writes"),
    ("ALTER TABLE tractors ALTER COLUMN name DROP DEFAULT", "refuses what the older version leaves out"),
    ("ALTER TABLE ONLY tractors ADD CONSTRAINT c CHECK (name <> '') NOT VALID", "tightens"),
    ("ALTER TABLE tractors ADD COLUMN colour TEXT NOT NULL", "give it a DEFAULT"),
    ("ALTER TABLE tractors ADD COLUMN colour TEXT NOT NULL, ADD COLUMN doors INT DEFAULT 2", "give it a DEFAULT"),
    ("CREATE UNIQUE INDEX tractors_named ON tractors (name)", "tightens"),
    ("CREATE INDEX tractors_named ON tractors (name)", "makes writers wait"),
)


def migration(root: Path, sql: str, *, number: int = expansion.FIRST_RELEASE + 1, head: str = "") -> None:
    folder = root / expansion.FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    body = f'{head}\n\nasync def upgrade(db) -> str:\n    return """{sql};"""\n'
    (folder / f"{number}_20261201000000_change.py").write_text(body)


@pytest.mark.parametrize("sql", FREE)
def test_adding_is_free(tmp_path: Path, sql: str) -> None:
    migration(tmp_path, sql)
    assert expansion.problems(tmp_path) == []


@pytest.mark.parametrize(("sql", "why"), REFUSED)
def test_taking_away_and_tightening_are_not(tmp_path: Path, sql: str, why: str) -> None:
    migration(tmp_path, sql)
    (problem,) = expansion.problems(tmp_path)
    assert problem.startswith("migrations/models/16_20261201000000_change.py: `")
    assert f" {why}" in problem


def test_a_step_that_contracts_says_why(tmp_path: Path) -> None:
    migration(tmp_path, "DROP TABLE tractors", head='CONTRACT_STEP = "1.2 reads machines"')
    assert expansion.problems(tmp_path) == []
    migration(tmp_path, "DROP TABLE tractors", head='CONTRACT_STEP = " "')
    assert len(expansion.problems(tmp_path)) == 1


def test_what_came_before_the_first_release_is_left_alone(tmp_path: Path) -> None:
    migration(tmp_path, "DROP TABLE tractors", number=expansion.FIRST_RELEASE)
    assert expansion.problems(tmp_path) == []
