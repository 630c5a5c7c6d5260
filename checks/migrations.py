"""The newest migration knows the models as they are; no database is asked.

The two are compared by aerich's own diff, so that a problem here is exactly what `aerich migrate` would write.
"""

import asyncio
import sys
from pathlib import Path

from aerich import Command
from aerich.migrate import Migrate
from aerich.utils import decompress_dict, get_models_describe, import_py_module
from tortoise import Tortoise

from services.platform.database import tortoise_config

APP = "models"
FOLDER = Path("migrations")
# Tortoise wants an address to know the dialect; nothing connects to it.
NOWHERE = "postgres://nobody@127.0.0.1:1/nothing"


def problems(root: Path) -> list[str]:
    return asyncio.run(_problems(root))


async def _problems(root: Path) -> list[str]:
    config = tortoise_config(NOWHERE)
    await Tortoise.init(config=config)
    try:
        await Command(config, app=APP, location=str(root / FOLDER)).init(offline=True)
        return [f"{FOLDER / APP}: missing: {change}" for change in _missing()]
    finally:
        await Tortoise.close_connections()


def _missing() -> list[str]:
    newest = Migrate.get_last_version_module()
    state = getattr(import_py_module(newest), "MODELS_STATE", None) if newest else None
    if state is None:
        return ["a migration with the state of the models"]
    Migrate.upgrade_operators.clear()
    Migrate.diff_models(decompress_dict(state), get_models_describe(APP), no_input=True)
    Migrate._merge_operators()  # noqa: SLF001 - as its own `migrate` does before it writes
    return list(Migrate.upgrade_operators)


if __name__ == "__main__":
    found = problems(Path.cwd())
    for problem in found:
        print(problem)
    sys.exit(bool(found))
