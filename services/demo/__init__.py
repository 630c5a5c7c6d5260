"""A system with something in it: one log-in a role, a fleet, and requests in every state.

Everything but the accounts comes about through the same use cases that the API calls.
"""

import asyncio
import os
import secrets
from contextlib import suppress
from pathlib import Path

from services import wiring
from services.demo.people import LOG_INS, known_people, seed_people
from services.demo.story import tell
from services.errors import Refusal
from services.platform.settings import Settings
from services.wiring import Services

_PASSWORD_FILE = "demo.password"  # noqa: S105 - a file's name


async def seed_once(settings: Settings) -> list[str]:
    """Seed an empty database, and give the lines that tell how to sign in."""
    services = wiring.build(settings)
    await wiring.start(services)
    try:
        password = await _seed(services, settings.data_dir / _PASSWORD_FILE)
    finally:
        await wiring.stop(services)
    if password is None:
        return ["The demo's people are in this database; their password lies where it was seeded."]
    return ["", *(f"{role:<8} {email}" for role, email in LOG_INS), f"password {password}", ""]


async def _seed(services: Services, file: Path) -> str | None:
    """The demo's password; None where another folder's run seeded this database.

    A run that was killed meanwhile is taken up where it stopped, unless its offers have expired since: a demo with
    fewer requests is no reason not to start.
    """
    people = await known_people(services)
    if people is None:
        password = await asyncio.to_thread(_kept_password, file)
        people = await seed_people(services, await services.auth.passwords.hash(password))
    with suppress(Refusal):
        await tell(services, people)
    return await asyncio.to_thread(_found_password, file)


def _found_password(file: Path) -> str | None:
    return file.read_text().strip() if file.exists() else None


def _kept_password(file: Path) -> str:
    """Found, or made; readable by its owner only."""
    found = _found_password(file)
    if found is not None:
        return found
    file.parent.mkdir(parents=True, exist_ok=True)
    password = f"field-{secrets.token_urlsafe(9)}"
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w") as written:
        written.write(password)
    return password
