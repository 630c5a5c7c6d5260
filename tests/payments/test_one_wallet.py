"""One wallet, everything that can happen to it, in every order and at once."""

import asyncio
from collections.abc import Coroutine
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from uuid_utils.compat import uuid7

from models.enums import PaymentMethodKind, PaymentStatus, Role
from models.payments import Payment
from services.auth.viewer import Viewer
from services.payments.refusals import InsufficientFunds
from services.platform.audit import Doer
from services.platform.money import Money
from tests.payments.factories import a_user
from tests.payments.world import Quoted, World

CARD, WALLET = PaymentMethodKind.CARD, PaymentMethodKind.WALLET
AMOUNTS = st.integers(min_value=1, max_value=5_000)
DESTINATIONS = st.sampled_from(["bank", "bank+declined", "bank+timeout"])


class Purse:
    """The deeds, on one user's wallet. Each answers whether there was enough for it."""

    def __init__(self, world: World, user: Viewer, admin: Viewer) -> None:
        self._world = world
        self._user = user
        self._admin = admin

    async def top_up(self, minor: int) -> bool:
        await self._world.payments.top_ups.top_up(self._user, amount=Money(minor, "NGN"), method=CARD, key=str(uuid7()))
        return True

    async def earn(self, minor: int) -> bool:
        """A job is done, and its escrow released."""
        await self._world.fund(self._user.user_id, minor)
        return True

    async def adjust(self, minor: int) -> bool:
        amount = Money(minor, "NGN")
        deed = self._world.payments.corrections.adjust(
            self._admin, user_id=self._user.user_id, amount=amount, reason="Why not.", key=str(uuid7()), doer=Doer()
        )
        return await _is_enough(deed)

    async def withdraw(self, minor: int, destination: str) -> bool:
        amount = Money(minor, "NGN")
        return await _is_enough(
            self._world.payments.payouts.withdraw(self._user, amount=amount, destination=destination, key=str(uuid7()))
        )

    async def pay(self, minor: int) -> Quoted | None:
        """For a job, by wallet."""
        quoted = await self._world.quoted(total_minor=minor)
        await self._world.database.fetch(
            "UPDATE job_requests SET farmer_id = $1 WHERE id = $2", self._user.user_id, quoted.request.id
        )
        mine = Quoted(self._user, quoted.request, quoted.tractor, quoted.estimate)
        payment_id = await self._world.intent(mine, WALLET, key=str(uuid7()))
        return mine if await _is_enough(self._world.confirm(mine, payment_id, key=str(uuid7()))) else None

    async def give_up(self, quoted: Quoted) -> None:
        """What was paid comes back."""
        await quoted.request.refresh_from_db()
        await self._world.give_up(quoted)

    async def available(self) -> int:
        return (await self._world.payments.wallets.balance(self._user.user_id, "NGN")).available_minor

    async def held(self) -> int:
        return (await self._world.payments.wallets.balance(self._user.user_id, "NGN")).held_minor

    async def work(self) -> None:
        """The worker's round."""
        await self._world.run_jobs()

    async def broken(self) -> dict[str, list[dict[str, Any]]]:
        return await self._world.payments.books.broken()


async def _is_enough(deed: Coroutine[Any, Any, object]) -> bool:
    try:
        await deed
    except InsufficientFunds:
        return False
    return True


async def a_purse(world: World) -> Purse:
    return Purse(world, await a_user(Role.TRACTOR_OWNER), await a_user(Role.ADMIN))


class OneWallet(RuleBasedStateMachine):
    """Runs in a thread; its deeds run in the loop that has the database."""

    world: World
    loop: asyncio.AbstractEventLoop
    jobs = Bundle("jobs")

    def __init__(self) -> None:
        super().__init__()
        self.purse = self._do(a_purse(self.world))
        self.available = 0
        self.held = 0

    def _do[Answer](self, deed: Coroutine[Any, Any, Answer]) -> Answer:
        return asyncio.run_coroutine_threadsafe(deed, self.loop).result(timeout=30)

    @rule(minor=AMOUNTS)
    def top_up(self, minor: int) -> None:
        self._do(self.purse.top_up(minor))
        self.available += minor

    @rule(minor=AMOUNTS)
    def earn(self, minor: int) -> None:
        self._do(self.purse.earn(minor))
        self.available += minor

    @rule(minor=st.integers(min_value=-5_000, max_value=5_000).filter(bool))
    def adjust(self, minor: int) -> None:
        is_enough = self._do(self.purse.adjust(minor))
        assert is_enough == (self.available + minor >= 0)
        self.available += minor if is_enough else 0

    @rule(minor=AMOUNTS, destination=DESTINATIONS)
    def withdraw(self, minor: int, destination: str) -> None:
        is_enough = self._do(self.purse.withdraw(minor, destination))
        assert is_enough == (minor <= self.available)
        if is_enough:
            self.available -= minor
            self.held += minor

    @rule(target=jobs, minor=AMOUNTS)
    def pay(self, minor: int) -> tuple[Quoted | None, int, list[bool]]:
        job = self._do(self.purse.pay(minor))
        assert (job is not None) == (minor <= self.available)
        self.available -= minor if job else 0
        return job, minor, []

    @rule(job=jobs)
    def give_up(self, job: tuple[Quoted | None, int, list[bool]]) -> None:
        quoted, minor, is_over = job
        if quoted is not None and not is_over:
            self._do(self.purse.give_up(quoted))
            is_over.append(True)
            self.available += minor

    @rule()
    def work(self) -> None:
        """Payouts are sent or come back: together they are what they were."""
        before = self._do(self.purse.available()) + self._do(self.purse.held())
        self._do(self.purse.work())
        self.available, self.held = self._do(self.purse.available()), self._do(self.purse.held())
        assert 0 <= self.available + self.held <= before

    @invariant()
    def the_books_hold(self) -> None:
        assert (self._do(self.purse.available()), self._do(self.purse.held())) == (self.available, self.held)
        assert self._do(self.purse.broken()) == {}


async def test_whatever_happens_to_a_wallet_in_whatever_order(world: World) -> None:
    machine = type("OnThis", (OneWallet,), {"world": world, "loop": asyncio.get_running_loop()})
    options = settings(max_examples=12, stateful_step_count=12, deadline=None, suppress_health_check=list(HealthCheck))

    await asyncio.to_thread(run_state_machine_as_test, machine, settings=options)


@pytest.mark.parametrize("start", [0, 20_000])
async def test_twenty_clients_at_once(world: World, start: int) -> None:
    purse = await a_purse(world)
    if start:
        await purse.top_up(start)
    deeds: list[Coroutine[Any, Any, object]] = []
    for number in range(5):
        deeds += [purse.top_up(1_000), purse.adjust(-1_500 - number), purse.withdraw(3_000, "bank"), purse.pay(2_500)]

    answers = await asyncio.gather(*deeds)

    adjusted = sum(1_500 + number for number in range(5) if answers[4 * number + 1])
    withdrawn = 3_000 * sum(1 for number in range(5) if answers[4 * number + 2])
    paid = 2_500 * sum(1 for number in range(5) if answers[4 * number + 3])
    assert await purse.available() == start + 5_000 - adjusted - withdrawn - paid
    assert await purse.held() == withdrawn
    assert await purse.broken() == {}


async def test_no_commit_ever_shows_less_than_nothing(world: World) -> None:
    """Read over and over while it is fought for."""
    purse = await a_purse(world)
    await purse.top_up(5_000)
    is_over = False
    seen: list[int] = []

    async def watch() -> None:
        while not is_over:
            seen.append(await purse.available())

    watching = asyncio.create_task(watch())
    answers = await asyncio.gather(*(purse.withdraw(700, "bank") for _ in range(20)))
    is_over = True
    await watching

    assert (sum(answers), await purse.available()) == (7, 100)
    assert min(seen) >= 100


async def test_a_payment_by_wallet_that_loses_the_race_is_still_to_be_paid(world: World) -> None:
    purse = await a_purse(world)
    await purse.top_up(5_000)

    jobs = await asyncio.gather(*(purse.pay(3_000) for _ in range(6)))

    assert sum(job is not None for job in jobs) == 1
    statuses: dict[UUID, PaymentStatus] = {row.id: row.status for row in await Payment.filter(method=WALLET)}
    assert sorted(statuses.values()) == [PaymentStatus.REQUIRES_CONFIRMATION] * 5 + [PaymentStatus.SUCCEEDED]
