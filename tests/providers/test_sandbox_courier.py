"""Events on their way: signed, again where they did not arrive, and as badly as they are told to travel."""

from datetime import timedelta
from pathlib import Path

import pytest

from services.platform.money import Money
from services.providers.payments.port import Declined, Fact, Pending, Return, Subject, Succeeded, Transfer
from services.providers.payments.sandbox import APPROVED_AFTER, EVENTS, Sandbox
from services.providers.payments.sandbox_courier import Courier, Weather
from services.providers.payments.sandbox_events import SandboxEvents
from tests.loopback import Asked, Loopback, loopback
from tests.payments.world import Hands
from tests.providers.test_sandbox import NAIRA, charge

SECRETS = ["new", "old"]


def courier(folder: Path, peer: Loopback, clock: Hands, weather: Weather | None = None) -> Courier:
    return Courier(folder / EVENTS, url=peer.url, secrets=lambda: SECRETS, clock=clock, weather=weather or Weather())


def taken(_: Asked) -> tuple[int, str]:
    return 200, "taken"


async def test_a_charge_is_told_once_it_is_settled_and_signed(tmp_path: Path) -> None:
    clock = Hands()
    source = SandboxEvents(lambda: SECRETS, clock)
    await Sandbox(tmp_path, clock).charge(charge("amina+timeout@demo.test"))

    with loopback(taken) as peer:
        assert await courier(tmp_path, peer, clock).deliver() == 0
        clock.advance(APPROVED_AFTER)
        assert await courier(tmp_path, peer, clock).deliver() == 1
        assert await courier(tmp_path, peer, clock).deliver() == 0

    (asked,) = peer.asked
    assert source.is_genuine(asked.headers, asked.body)
    fact = source.read(asked.body)
    assert isinstance(fact.outcome, Succeeded)
    assert (fact.subject, fact.key, fact.outcome.amount) == (Subject.CHARGE, "k", NAIRA)


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("succeeds", [Succeeded]),
        ("declined", [Declined]),
        ("prompt", [Pending, Succeeded]),
        ("refused", [Pending, Declined]),
        ("timeout", [Succeeded]),
        ("lost", []),
        ("silent", []),
    ],
)
async def test_what_is_told_of_each_kind(tmp_path: Path, tag: str, said: list[type]) -> None:
    clock = Hands()
    await Sandbox(tmp_path, clock).charge(charge(f"amina+{tag}@demo.test"))
    clock.advance(APPROVED_AFTER)

    assert [type(fact.outcome) for fact in await told(tmp_path, clock)] == said


async def test_returns_and_payouts_are_told_too(tmp_path: Path) -> None:
    clock = Hands()
    sandbox = Sandbox(tmp_path, clock)
    await sandbox.charge(charge())
    await sandbox.give_back(Return("back", "k", None, NAIRA))
    await sandbox.pay_out(Transfer("out", Money(5, "UGX"), "account+declined"))

    assert {(fact.subject, fact.key, type(fact.outcome)) for fact in await told(tmp_path, clock)} == {
        (Subject.CHARGE, "k", Succeeded),
        (Subject.RETURN, "back", Succeeded),
        (Subject.PAYOUT, "out", Declined),
    }


async def told(folder: Path, clock: Hands) -> list[Fact]:
    source = SandboxEvents(lambda: SECRETS, clock)
    with loopback(taken) as peer:
        await courier(folder, peer, clock).deliver()
    return [source.read(asked.body) for asked in peer.asked]


async def test_what_does_not_arrive_is_sent_again_and_later_each_time(tmp_path: Path) -> None:
    clock = Hands()
    await Sandbox(tmp_path, clock).charge(charge())
    statuses = iter([500, 404, 200])

    with loopback(lambda _: (next(statuses), "")) as peer:
        sent = [await courier(tmp_path, peer, clock).deliver()]
        for seconds in (1, 1, 3, 1):
            clock.advance(timedelta(seconds=seconds))
            sent.append(await courier(tmp_path, peer, clock).deliver())

    assert sent == [0, 0, 0, 0, 1]
    assert len(peer.asked) == 3


async def test_after_eight_attempts_it_is_given_up(tmp_path: Path) -> None:
    clock = Hands()
    await Sandbox(tmp_path, clock).charge(charge())

    with loopback(lambda _: (503, "")) as peer:
        for _ in range(10):
            await courier(tmp_path, peer, clock).deliver()
            clock.advance(timedelta(hours=1))

    assert len(peer.asked) == 8
    assert list((tmp_path / EVENTS).iterdir()) == []


async def test_nobody_there_is_one_more_reason_to_try_again(tmp_path: Path) -> None:
    clock = Hands()
    await Sandbox(tmp_path, clock).charge(charge())
    with loopback(taken) as gone:
        pass

    assert await courier(tmp_path, gone, clock).deliver() == 0

    clock.advance(timedelta(seconds=2))
    with loopback(taken) as peer:
        assert await courier(tmp_path, peer, clock).deliver() == 1


async def test_in_bad_weather_events_come_late_twice_and_out_of_order(tmp_path: Path) -> None:
    clock = Hands()
    sandbox = Sandbox(tmp_path, clock)
    for number in range(20):
        await sandbox.charge(charge(key=f"k{number:02d}"))
        clock.advance(timedelta(milliseconds=1))
    weather = Weather(copies=2, delay=timedelta(minutes=10), is_shuffled=True)

    with loopback(taken) as peer:
        assert await courier(tmp_path, peer, clock, weather).deliver() == 0
        clock.advance(timedelta(minutes=10))
        assert await courier(tmp_path, peer, clock, weather).deliver() == 20

    keys = [asked.json()["key"] for asked in peer.asked]
    assert sorted(keys) == sorted([f"k{number:02d}" for number in range(20)] * 2)
    assert keys != sorted(keys)
