"""What everyone who takes money has to do, be it the twin or a vendor."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from uuid_utils.compat import uuid7

from models.enums import PaymentMethodKind
from services.platform.clock import utc_now
from services.platform.money import Money
from services.providers.payments.paystack import Paystack
from services.providers.payments.port import (
    Charge,
    Declined,
    PaymentProvider,
    Pending,
    Return,
    Succeeded,
    Unheard,
)
from services.providers.payments.sandbox import Sandbox
from services.providers.payments.stripe import Stripe
from tests.providers import localstripe, paystack_server
from tests.providers.localstripe import LocalStripe, running
from tests.providers.paystack_server import paystack_server as serving_paystack

NAIRA = Money(3_300_000, "NGN")
GOOD, DECLINED, STEP = "good", "declined", "step"


@dataclass(frozen=True, slots=True)
class Peer:
    """A provider, and how a payer gets a card there that succeeds, is declined, or waits for a step."""

    provider: PaymentProvider
    means: Callable[[str], Awaitable[str | None]]
    tags: bool = False

    async def charge(self, card: str, amount: Money = NAIRA) -> Charge:
        tag = {GOOD: "", DECLINED: "+declined", STEP: "+abandoned"}[card] if self.tags else ""
        return Charge(
            key=f"charge-{uuid7()}",
            method=PaymentMethodKind.CARD,
            amount=amount,
            payer_email=f"amina{tag}@demo.test",
            means=await self.means(card),
        )


@pytest.fixture(scope="module")
def local_stripe() -> Iterator[LocalStripe]:
    with running() as peer:
        yield peer


@pytest.fixture(params=["sandbox", "stripe", "paystack"])
async def peer(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Peer]:
    match request.param:
        case "sandbox":
            yield Peer(Sandbox(tmp_path, utc_now), _none, tags=True)
        case "stripe":
            server: LocalStripe = request.getfixturevalue("local_stripe")
            stripe = Stripe(localstripe.KEY, url=server.url)
            yield Peer(stripe, lambda card: server.card(_STRIPE_CARDS[card]))
            await stripe.close()
        case _:
            with serving_paystack() as shop:
                yield Peer(Paystack("sk_test", url=shop.url), _authorization)


_STRIPE_CARDS = {GOOD: "4242424242424242", DECLINED: "4000000000000341", STEP: "4000002760003184"}
_AUTHORIZATIONS = {GOOD: paystack_server.GOOD, DECLINED: paystack_server.DECLINED, STEP: None}


async def _none(_card: str) -> None:
    return None


async def _authorization(card: str) -> str | None:
    return _AUTHORIZATIONS[card]


@pytest.mark.parametrize("amount", [NAIRA, Money(2_147_483_648, "NGN"), Money(150_000, "UGX"), Money(99, "XOF")])
async def test_a_charge_takes_what_was_asked(peer: Peer, amount: Money) -> None:
    charge = await peer.charge(GOOD, amount)

    outcome = await peer.provider.charge(charge)

    assert isinstance(outcome, Succeeded)
    assert outcome.amount == amount
    assert await peer.provider.ask(charge.key, outcome.reference) == outcome
    assert await peer.provider.ask(charge.key, None) == outcome
    assert await peer.provider.capture(charge.key, outcome.reference) == outcome
    assert await peer.provider.call_off(charge.key, outcome.reference) == outcome


async def test_a_refusal_moves_nothing(peer: Peer) -> None:
    charge = await peer.charge(DECLINED)

    assert isinstance(await peer.provider.charge(charge), Declined)
    assert isinstance(await peer.provider.ask(charge.key, None), Declined)


async def test_what_waits_for_its_payer_can_be_called_off(peer: Peer) -> None:
    charge = await peer.charge(STEP)
    waiting = await peer.provider.charge(charge)
    assert isinstance(waiting, Pending)
    assert waiting.step is not None
    assert isinstance(await peer.provider.ask(charge.key, waiting.reference), Pending)

    assert isinstance(await peer.provider.call_off(charge.key, waiting.reference), Declined)
    assert isinstance(await peer.provider.call_off(charge.key, waiting.reference), Declined)


async def test_nobody_has_heard_of_what_was_never_asked(peer: Peer) -> None:
    key = f"charge-{uuid7()}"

    assert await peer.provider.ask(key, None) == Unheard()
    assert await peer.provider.call_off(key, None) == Unheard()
    assert await peer.provider.ask_return(Return(f"refund-{uuid7()}", key, None, NAIRA), None) == Unheard()


async def test_money_goes_back_once_by_each_key(peer: Peer) -> None:
    charge = await peer.charge(GOOD)
    paid = await peer.provider.charge(charge)
    assert isinstance(paid, Succeeded)
    part = Return(f"refund-{uuid7()}", charge.key, paid.reference, Money(300_000, "NGN"))
    rest = Return(f"refund-{uuid7()}", charge.key, paid.reference, Money(3_000_000, "NGN"))

    first, again, other = [await peer.provider.give_back(each) for each in (part, part, rest)]

    assert isinstance(first, Succeeded)
    assert isinstance(other, Succeeded)
    assert (first, first.amount, other.amount) == (again, part.amount, rest.amount)
    assert first.reference != other.reference
    assert await peer.provider.ask_return(part, first.reference) == await peer.provider.ask_return(part, None) == first


async def test_each_charge_is_its_own(peer: Peer) -> None:
    charges = [await peer.charge(GOOD) for _ in range(4)]

    outcomes = await asyncio.gather(*(peer.provider.charge(each) for each in charges))

    assert {type(each) for each in outcomes} == {Succeeded}
    assert len({each.reference for each in outcomes if isinstance(each, Succeeded)}) == 4
