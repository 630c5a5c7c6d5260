"""The payment sandbox, as API and worker see it: two objects on one folder."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from models.enums import PaymentMethodKind
from services.platform.money import Money
from services.providers.payments.port import (
    Charge,
    Declined,
    NoAnswer,
    Outcome,
    PaymentProvider,
    Pending,
    Return,
    StepKind,
    Succeeded,
    Unheard,
)
from services.providers.payments.sandbox import APPROVED_AFTER, Sandbox

NAIRA = Money(3_300_000, "NGN")
BACK = Return(key="r", charge_key="k", charge_reference=None, amount=Money(300_000, "NGN"))
EARLY = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
SETTLED = EARLY + APPROVED_AFTER


def at(folder: Path, now: datetime) -> PaymentProvider:
    """A process of its own."""
    return Sandbox(folder / "sandbox", lambda: now)


def charge(
    email: str = "amina@demo.test", *, key: str = "k", method: PaymentMethodKind = PaymentMethodKind.CARD
) -> Charge:
    return Charge(key=key, method=method, amount=NAIRA, payer_email=email)


def kinds(*outcomes: Outcome) -> list[type[Outcome]]:
    return [type(outcome) for outcome in outcomes]


@pytest.mark.parametrize(
    ("email", "first", "early", "late"),
    [
        ("amina@demo.test", Succeeded, Succeeded, Succeeded),
        ("declined@demo.test", Succeeded, Succeeded, Succeeded),
        ("amina+friend@demo.test", Succeeded, Succeeded, Succeeded),
        ("amina+succeeds@demo.test", Succeeded, Succeeded, Succeeded),
        ("amina+declined@demo.test", Declined, Declined, Declined),
        ("Amina+DECLINED@demo.test", Declined, Declined, Declined),
        ("amina+step@demo.test", Pending, Pending, Succeeded),
        ("amina+abandoned@demo.test", Pending, Pending, Pending),
        ("amina+prompt@demo.test", Pending, Pending, Succeeded),
        ("amina+refused@demo.test", Pending, Pending, Declined),
        ("amina+timeout@demo.test", NoAnswer, NoAnswer, Succeeded),
        ("amina+silent@demo.test", NoAnswer, NoAnswer, NoAnswer),
        ("amina+lost@demo.test", NoAnswer, Unheard, Unheard),
        ("amina+no-refunds@demo.test", Succeeded, Succeeded, Succeeded),
    ],
)
async def test_the_payers_address_chooses_what_happens(
    tmp_path: Path, email: str, first: type, early: type, late: type
) -> None:
    told = await at(tmp_path, EARLY).charge(charge(email))

    assert kinds(told, await at(tmp_path, EARLY).ask("k", None), await at(tmp_path, SETTLED).ask("k", None)) == [
        first,
        early,
        late,
    ]


async def test_phones_are_prompted(tmp_path: Path) -> None:
    told = await at(tmp_path, EARLY).charge(charge(method=PaymentMethodKind.MOBILE_MONEY))

    assert isinstance(told, Pending)
    assert told.step is not None
    assert told.step.kind is StepKind.AWAIT_PHONE_PROMPT
    assert told.step.message == "Approve the payment on your phone."


async def test_the_first_charge_with_a_key_counts(tmp_path: Path) -> None:
    first = await at(tmp_path, EARLY).charge(charge())
    again = await at(tmp_path, EARLY + timedelta(days=1)).charge(charge("amina+declined@demo.test"))

    assert first == again == Succeeded("sandbox_" + "8254c329a92850f6d539dd376f4816ee", NAIRA)


async def test_twenty_processes_agree_on_the_first_charge(tmp_path: Path) -> None:
    emails = [f"amina+{scenario}@demo.test" for scenario in ("succeeds", "declined")] * 10

    told = await asyncio.gather(*(at(tmp_path, EARLY).charge(charge(email)) for email in emails))

    assert len(set(kinds(*told))) == 1
    assert len([path for path in (tmp_path / "sandbox").iterdir() if path.is_file()]) == 1


async def test_a_key_that_nobody_has_sent_is_unheard_of(tmp_path: Path) -> None:
    sandbox = at(tmp_path, EARLY)

    assert kinds(await sandbox.ask("k", None), await sandbox.ask_return(BACK, None)) == [Unheard, Unheard]


async def test_money_goes_back_once(tmp_path: Path) -> None:
    sandbox = at(tmp_path, EARLY)
    await sandbox.charge(charge())

    first, again = await sandbox.give_back(BACK), await sandbox.give_back(BACK)

    assert first == again == await sandbox.ask_return(BACK, None)
    assert isinstance(first, Succeeded)
    assert first.amount == Money(300_000, "NGN")


@pytest.mark.parametrize("email", ["amina+no-refunds@demo.test", "amina+lost@demo.test"])
async def test_some_money_does_not_go_back(tmp_path: Path, email: str) -> None:
    sandbox = at(tmp_path, EARLY)
    await sandbox.charge(charge(email))

    told = await sandbox.give_back(BACK)

    assert told == Declined("not_refundable", "The card has been closed.")
    assert await sandbox.ask_return(BACK, None) == Unheard()


@pytest.mark.parametrize(
    ("email", "now", "ends"),
    [
        ("amina+abandoned@demo.test", SETTLED, Declined),
        ("amina+step@demo.test", EARLY, Declined),
        ("amina+step@demo.test", SETTLED, Succeeded),
        ("amina+timeout@demo.test", EARLY, NoAnswer),
        ("amina@demo.test", EARLY, Succeeded),
    ],
)
async def test_what_waits_for_its_payer_is_called_off(tmp_path: Path, email: str, now: datetime, ends: type) -> None:
    await at(tmp_path, EARLY).charge(charge(email))

    told = await at(tmp_path, now).call_off("k", None)

    assert kinds(told, await at(tmp_path, now).ask("k", None)) == [ends, ends]
    assert kinds(await at(tmp_path, SETTLED).ask("k", None)) == [Succeeded if ends is NoAnswer else ends]


async def test_what_was_never_heard_of_cannot_be_called_off(tmp_path: Path) -> None:
    assert await at(tmp_path, EARLY).call_off("k", None) == Unheard()
