"""People with accounts, and a way to ask the API as one of them, without sockets."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import orjson

from models.auth import User
from models.enums import Role, UserState
from models.users import Preferences, Profile
from schema.build import schema
from schema.context import Context
from services.auth.origin import Origin
from services.auth.sessions import LoggedIn
from services.notifications import jobs
from services.platform.settings import Settings
from services.wiring import Services

PASSWORD = "a plough for every field"
START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
_clients = count(1)
_people = count(1)


class SetClock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **step: float) -> None:
        self.now += timedelta(**step)


@dataclass
class Answer:
    """What came back; `data` is that of the only field asked for."""

    data: Any
    errors: list[dict[str, Any]] = field(default_factory=list)

    @property
    def codes(self) -> list[str]:
        return [each["extensions"]["code"] for each in self.errors]


class Api:
    """Executes operations as the HTTP view does once it knows who asks."""

    def __init__(self, services: Services, clock: SetClock) -> None:
        self.services = services
        self.clock = clock

    async def ask(
        self,
        operation: str,
        *,
        token: str | None = None,
        client: str | None = None,
        language: str = "en",
        **variables: Any,
    ) -> Answer:
        """Every call comes from a client of its own, but for those that name one."""
        context = Context(
            self.services,
            viewer=await self.services.auth.authenticate(token) if token else None,
            client_address=client or fresh_client(),
            trace_id="test",
            user_agent="a phone",
            language=language,
        )
        result = await schema.execute(operation, variable_values=variables, context_value=context)
        answers = list((result.data or {}).values())
        errors: list[dict[str, Any]] = [{**error.formatted} for error in result.errors or []]
        return Answer(answers[0] if len(answers) == 1 else result.data, errors)

    async def run_mail_jobs(self) -> None:
        """As the worker does."""
        for job in await self.services.database.fetch("DELETE FROM pgqueuer RETURNING entrypoint, payload"):
            await self.run_mail_job(dict(job))

    async def run_mail_job(self, job: dict[str, Any]) -> None:
        """Of a row of the queue."""
        await jobs.handlers(self.services.notifications)[job["entrypoint"]](orjson.loads(job["payload"]))

    async def mailed_token(self, to: str) -> str:
        """The token in the newest mail to an address."""
        await self.run_mail_jobs()
        found = re.search(r"token=([\w-]+)", (await self.services.outbox.sent(to))[0].text)
        assert found is not None
        return found[1]

    async def person(
        self,
        role: Role = Role.FARMER,
        *,
        verified: bool = True,
        state: UserState = UserState.ACTIVE,
        name: str = "Ada Obi",
        phone: str | None = None,
    ) -> User:
        """Somebody with an account, the password `PASSWORD` and an address of their own."""
        now = self.clock()
        user = await User.create(
            email=f"person{next(_people)}@farm.test",
            password_hash=await self.services.auth.passwords.hash(PASSWORD),
            role=role,
            state=state,
            email_verified_at=now if verified else None,
            created_at=now,
        )
        await Profile.create(user_id=user.id, name=name, phone=phone)
        await Preferences.create(user_id=user.id)
        return user

    async def session(self, user: User) -> LoggedIn:
        """A session of somebody, as logging in opens it."""
        async with self.services.database.transaction():
            return await self.services.auth.sessions.open(user.id, Origin(fresh_client()))

    async def signed_in(self, role: Role = Role.FARMER) -> tuple[User, str]:
        """Somebody with their access token."""
        user = await self.person(role)
        return user, (await self.session(user)).tokens.access_token

    async def rows(self, table: str) -> list[dict[str, Any]]:
        """The whole of a table, to be compared with what it was before."""
        rows = await self.services.database.fetch(f"SELECT * FROM {table} ORDER BY 1")  # noqa: S608 - named by a test
        return [dict(row) for row in rows]


def fresh_client() -> str:
    """The address of a client that no other call of this test process came from."""
    number = next(_clients)
    return f"10.{number >> 16 & 255}.{number >> 8 & 255}.{number & 255}"


def quick(settings: Settings) -> Settings:
    """With hashing that takes no time."""
    return settings.model_copy(update={"argon2_time_cost": 1, "argon2_memory_kib": 8})
