"""Each check can fail: a little tree that breaks its rule, beside one that keeps it."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from checks import contract, leftovers, sdl, sizes

PROJECT = Path(__file__).parents[2]

CONTRACT = """
type Query { tractor(id: ID!, at: String): Tractor! node: Node }
interface Node { id: ID! }
type Tractor implements Node { id: ID! name: String! owner: Owner! }
type Owner { name: String! }
union Found = Tractor | Owner
enum Colour { RED GREEN }
input Near { within: Int }
"""
BUILT = """
type Query { tractor(id: ID!): Tractor node: Node }
interface Node { id: ID! }
type Tractor { id: ID! name: String! }
union Found = Tractor
enum Colour { RED }
input Near { within: Int of: ID! }
"""
NOT_BUILT = {
    "Colour.GREEN",
    "Found.Owner",
    "Near.of",
    "Owner",
    "Query.tractor",
    "Query.tractor.at",
    "Tractor.Node",
    "Tractor.owner",
}

MODEL = """
from tortoise import fields
from tortoise.models import Model


class Tractor(Model):
    id = fields.IntField(primary_key=True)
    name = fields.CharField(max_length=20)

    class Meta:
        table = "tractors"
"""


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty checkout with the shared folder beside it."""
    # A git hook sets these, and they would turn every git command back to the checkout that the hook runs for.
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)
    root = tmp_path / "project"
    (root / "schema").mkdir(parents=True)
    (tmp_path / "shared").mkdir()
    subprocess.run(["git", "init", "-q", root], check=True)  # noqa: S603, S607 - a fixture's own folder
    return root


@pytest.fixture
def promised(tree: Path) -> Path:
    """A checkout that keeps a part of its contract."""
    (tree / contract.SHARED / "check-contract").touch()
    (tree / contract.SHARED / "api.graphql").write_text(CONTRACT)
    (tree / sdl.COMMITTED).write_text(BUILT)
    return tree


def function(name: str, lines: int) -> str:
    return f"async def {name}():\n" + "    pass\n" * (lines - 1)


def test_a_long_file_is_a_problem(tree: Path) -> None:
    (tree / "long.py").write_text("x = 1\n" * 301)
    (tree / "short.py").write_text("x = 1\n" * 300)
    assert sizes.problems(tree) == ["long.py: 301 lines, more than 300"]


def test_a_long_function_is_a_problem(tree: Path) -> None:
    (tree / "tests").mkdir()
    (tree / "tests" / "test_it.py").write_text(function("short", 40) + function("long", 41))
    assert sizes.problems(tree) == ["tests/test_it.py:41: long has 41 lines, more than 40"]


def test_without_git_one_line_says_so(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tree))
    for check in (sizes, leftovers):
        with pytest.raises(SystemExit, match=r"^The checks need git, which knows the files that count: install it\.$"):
            check.problems(tree)


def test_files_that_are_no_checkout_are_told_in_one_line(tree: Path) -> None:
    with pytest.raises(SystemExit, match=r"^The checks need a checkout of git: fatal: not a git repository [^\n]+$"):
        sizes.problems(tree.parent)


def test_migrations_and_ignored_files_may_be_long(tree: Path) -> None:
    (tree / ".gitignore").write_text("generated.py\n")
    (tree / "migrations").mkdir()
    for name in ("migrations/tables.py", "generated.py"):
        (tree / name).write_text(function("long", 400))
    assert sizes.problems(tree) == []


# In halves, so that the check does not find this file.
@pytest.mark.parametrize(
    "halves", [("# TO", "DO"), ("FIX", "ME: later"), ("@pytest.mark.s", "kip"), ("pytest.s", "kip()"), ("x", "fail")]
)
def test_what_is_left_for_later_is_a_problem(tree: Path, halves: tuple[str, str]) -> None:
    left = "".join(halves)
    (tree / "module.py").write_text(f"x = 1\n{left}\n")
    assert leftovers.problems(tree) == [f"module.py:2:{left}: nothing is left for later"]


def test_a_clean_tree_has_nothing_left_for_later(tree: Path) -> None:
    (tree / "module.py").write_text("skip = 'a todo list'\n")
    assert leftovers.problems(tree) == []


def test_a_stale_sdl_is_a_problem(tree: Path) -> None:
    assert sdl.problems(tree, BUILT) == ["schema/schema.graphql: missing; export it"]
    (tree / sdl.COMMITTED).write_text(CONTRACT)
    assert sdl.problems(tree, BUILT) == ["schema/schema.graphql: stale; export it anew"]
    (tree / sdl.COMMITTED).write_text(BUILT + "\n")
    assert sdl.problems(tree, BUILT) == []


def test_without_a_contract_nothing_is_compared(tree: Path) -> None:
    assert contract.problems(tree) == []


def test_a_broken_promise_is_a_problem(promised: Path) -> None:
    contract.write(promised)
    path = promised / contract.NOT_BUILT_YET
    path.write_text(path.read_text().replace("Tractor.owner\n", "# Tractor.owner\n"))
    assert contract.problems(promised) == ["schema/schema.graphql: Field Tractor.owner was removed."]


def test_the_written_list_names_each_member_once(promised: Path) -> None:
    contract.write(promised)
    lines = (promised / contract.NOT_BUILT_YET).read_text().splitlines()
    assert lines[0].startswith("#")
    assert lines[1:] == sorted(NOT_BUILT)
    assert contract.problems(promised) == []


def test_a_listed_member_that_is_built_is_a_problem(promised: Path) -> None:
    contract.write(promised)
    with (promised / contract.NOT_BUILT_YET).open("a") as listed:
        listed.write("Tractor.name  # built\nNever.promised\n")
    assert contract.problems(promised) == [
        "schema/not_built_yet.txt: Never.promised is built or not promised: remove it",
        "schema/not_built_yet.txt: Tractor.name is built or not promised: remove it",
    ]


def run_in(root: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    # In a process of its own, since Tortoise and aerich keep their state in module globals.
    return subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, *arguments],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_model_without_its_migration_is_a_problem(tree: Path) -> None:
    (tree / "models").mkdir()
    models = tree / "models" / "__init__.py"
    models.write_text(MODEL)
    missing = run_in(tree, "-m", "checks.migrations")
    assert (missing.stdout, missing.returncode) == (
        "migrations/models: missing: a migration with the state of the models\n",
        1,
    )

    first = (
        "import asyncio; from aerich import Command; from checks.migrations import NOWHERE, tortoise_config; "
        "asyncio.run(Command(tortoise_config(NOWHERE), location='migrations').init_migrations(safe=True))"
    )
    assert run_in(tree, "-c", first).returncode == 0
    kept = run_in(tree, "-m", "checks.migrations")
    assert (kept.stdout.strip(), kept.returncode) == ("", 0)

    models.write_text(MODEL.replace("    name =", "    year = fields.IntField(null=True)\n    name ="))
    stale = run_in(tree, "-m", "checks.migrations")
    assert (stale.stdout, stale.returncode) == (
        'migrations/models: missing: ALTER TABLE "tractors" ADD "year" INT\n',
        1,
    )
