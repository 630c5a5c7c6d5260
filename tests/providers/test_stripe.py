"""Our adapter against localstripe: what cards do, what comes back, and what is signed."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from datetime import UTC, datetime

import orjson
import pytest
from uuid_utils.compat import uuid7

from models.enums import PaymentMethodKind
from services.platform.clock import utc_now
from services.platform.money import Money
from services.providers.payments.port import (
    Authorized,
    Charge,
    Declined,
    Fact,
    NoAnswer,
    Outcome,
    Pending,
    Return,
    StepKind,
    Subject,
    Succeeded,
    Unheard,
    Unreadable,
)
from services.providers.payments.signatures import signed
from services.providers.payments.stripe import KEY as METADATA_KEY
from services.providers.payments.stripe import Stripe
from services.providers.payments.stripe_events import StripeEvents
from tests.loopback import Asked, loopback
from tests.providers.localstripe import KEY, LocalStripe, running

NAIRA = Money(3_300_000, "NGN")
GOOD, DECLINED, DECLINED_AFTER_STEP = "4242424242424242", "4000000000000341", "4000008400001629"
SECURE = "4000002760003184"
NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
HEADER = "stripe-signature"
type Connect = Callable[..., Stripe]


@pytest.fixture(scope="module")
def peer() -> Iterator[LocalStripe]:
    with running() as peer:
        yield peer


@pytest.fixture
async def connect() -> AsyncIterator[Connect]:
    """Makes adapters, and closes them after the test."""
    made: list[Stripe] = []

    def connect(url: str, *, is_manual: bool = False) -> Stripe:
        made.append(Stripe(KEY, url=url, is_manual=is_manual))
        return made[-1]

    yield connect
    for stripe in made:
        await stripe.close()


@pytest.fixture
def stripe(peer: LocalStripe, connect: Connect) -> Stripe:
    return connect(peer.url)


def a_charge(means: str | None = None, amount: Money = NAIRA, **changes: PaymentMethodKind) -> Charge:
    given = {"method": PaymentMethodKind.CARD, **changes}
    return Charge(key=f"charge-{uuid7()}", amount=amount, payer_email="amina@demo.test", means=means, **given)


async def test_a_saved_card_is_charged(peer: LocalStripe, stripe: Stripe) -> None:
    charge = a_charge(await peer.card(GOOD))

    outcome = await stripe.charge(charge)

    assert isinstance(outcome, Succeeded)
    assert outcome.amount == NAIRA
    assert await stripe.ask(charge.key, outcome.reference) == outcome
    assert await stripe.ask(charge.key, None) == outcome
    assert await stripe.capture(charge.key, outcome.reference) == outcome


async def test_a_card_is_declined(peer: LocalStripe, stripe: Stripe) -> None:
    charge = a_charge(await peer.card(DECLINED))

    outcome = await stripe.charge(charge)

    assert isinstance(outcome, Declined)
    assert outcome.code == "card_declined"
    assert isinstance(await stripe.ask(charge.key, None), Declined)


@pytest.mark.parametrize(("success", "ends"), [(True, Succeeded), (False, Declined)])
async def test_a_card_may_ask_for_a_step(peer: LocalStripe, stripe: Stripe, success: bool, ends: type[Outcome]) -> None:
    charge = a_charge(await peer.card(SECURE))
    outcome = await stripe.charge(charge)
    assert isinstance(outcome, Pending)
    assert outcome.step is not None
    assert outcome.step.kind is StepKind.CLIENT_SECRET

    await peer.authenticate(outcome.reference, outcome.step.client_secret or "", success=success)

    assert isinstance(await stripe.ask(charge.key, outcome.reference), ends)


async def test_a_step_that_nobody_takes_is_called_off(peer: LocalStripe, stripe: Stripe) -> None:
    charge = a_charge(await peer.card(SECURE))
    waiting = await stripe.charge(charge)
    assert isinstance(waiting, Pending)

    outcomes = [await stripe.call_off(charge.key, waiting.reference), await stripe.ask(charge.key, None)]

    assert outcomes == [Declined("canceled", "The payment was called off.")] * 2


async def test_without_a_card_the_payers_client_is_given_a_secret(stripe: Stripe) -> None:
    outcome = await stripe.charge(a_charge())

    assert isinstance(outcome, Pending)
    assert outcome.step is not None
    assert (outcome.step.client_secret or "").startswith(outcome.reference)


async def test_a_card_is_authorised_and_then_captured(peer: LocalStripe, connect: Connect) -> None:
    stripe = connect(peer.url, is_manual=True)
    charge = a_charge(await peer.card(GOOD))

    outcome = await stripe.charge(charge)
    assert isinstance(outcome, Authorized)
    assert await stripe.ask(charge.key, None) == outcome

    captured = await stripe.capture(charge.key, outcome.reference)
    assert captured == Succeeded(outcome.reference, NAIRA)
    assert await stripe.capture(charge.key, outcome.reference) == captured


async def test_a_part_goes_back_once_by_each_key(peer: LocalStripe, stripe: Stripe) -> None:
    charge = a_charge(await peer.card(GOOD))
    paid = await stripe.charge(charge)
    assert isinstance(paid, Succeeded)
    asked = Return(f"refund-{uuid7()}", charge.key, paid.reference, Money(300_000, "NGN"))

    first = await stripe.give_back(asked)
    again = await stripe.give_back(asked)
    rest = await stripe.give_back(Return(f"refund-{uuid7()}", charge.key, None, Money(3_000_000, "NGN")))

    assert isinstance(first, Succeeded)
    assert (first, first.amount) == (again, Money(300_000, "NGN"))
    assert isinstance(rest, Succeeded)
    assert rest.reference != first.reference
    assert await stripe.ask_return(asked, first.reference) == await stripe.ask_return(asked, None) == first


async def test_a_part_that_stripe_cannot_express_does_not_bring_everything_back(
    peer: LocalStripe, stripe: Stripe
) -> None:
    charge = a_charge(await peer.card(GOOD), amount=Money(1_000_000, "TND"))
    charged = await stripe.charge(charge)
    assert isinstance(charged, Succeeded)
    asked = Return(f"refund-{uuid7()}", charge.key, charged.reference, Money(123_455, "TND"))

    assert await stripe.give_back(asked) == Declined("not_supported", "Stripe cannot give back this amount.")

    whole = Return(f"refund-{uuid7()}", charge.key, charged.reference, Money(1_000_000, "TND"))
    given_back = await stripe.give_back(whole)
    assert isinstance(given_back, Succeeded)
    assert given_back.amount == whole.amount


async def test_what_stripe_has_never_heard_of(stripe: Stripe) -> None:
    assert await stripe.ask("charge-unknown", None) == Unheard()
    assert await stripe.ask("charge-unknown", "pi_unknown") == Unheard()
    never_taken = Return("r", "charge-unknown", None, NAIRA)
    assert await stripe.ask_return(never_taken, None) == Unheard()
    assert await stripe.give_back(never_taken) == NoAnswer()


@pytest.mark.parametrize("method", [PaymentMethodKind.MOBILE_MONEY, PaymentMethodKind.WALLET])
async def test_phones_are_not_for_stripe(stripe: Stripe, method: PaymentMethodKind) -> None:
    outcome = await stripe.charge(a_charge(method=method))

    assert isinstance(outcome, Declined)
    assert outcome.code == "not_supported"


@pytest.mark.parametrize("status", [500, 429, 401])
async def test_a_stripe_that_is_out_of_order_has_given_no_answer(connect: Connect, status: int) -> None:
    with loopback(lambda _: (status, {"error": {"message": "Not now.", "type": "api_error"}})) as peer:
        stripe = connect(peer.url)
        answers = [await stripe.charge(a_charge()), await stripe.ask("k", None), await stripe.ask("k", "pi_1")]

    assert answers == [NoAnswer()] * 3
    assert len(peer.asked) == 3


async def test_nobody_there_is_no_answer(connect: Connect) -> None:
    with loopback(lambda _: (500, {})) as gone:
        pass

    assert await connect(gone.url).charge(a_charge()) == NoAnswer()


async def test_the_key_goes_along_as_stripes_idempotency_key(connect: Connect) -> None:
    with loopback(lambda _: (200, {"id": "pi_1", "status": "processing", "object": "payment_intent"})) as peer:
        charge = a_charge()
        assert await connect(peer.url).charge(charge) == Pending("pi_1")

    (asked,) = peer.asked
    assert asked.headers["idempotency-key"] == charge.key


async def test_stripes_own_events_are_believed_and_read(peer: LocalStripe, stripe: Stripe) -> None:
    source = StripeEvents(["whsec_old", "whsec_new"], utc_now)
    with loopback(lambda _: (200, "ok")) as endpoint:
        await peer.send_events_to(endpoint.url, "whsec_new")
        charge = a_charge(await peer.card(GOOD))
        outcome = await stripe.charge(charge)
        facts = await _facts_about(charge.key, source, endpoint.asked)

    assert facts == [Fact(Subject.CHARGE, charge.key, outcome)]
    assert all(source.is_genuine(asked.headers, asked.body) for asked in endpoint.asked)
    assert not any(source.is_genuine(asked.headers, asked.body + b" ") for asked in endpoint.asked)
    assert len({source.event_id(asked.body) for asked in endpoint.asked}) == len(endpoint.asked)


async def _facts_about(key: str, source: StripeEvents, asked: Sequence[Asked]) -> list[Fact]:
    """Localstripe sends after a second."""
    for _ in range(100):
        facts = [fact for each in asked if (fact := source.read(each.body)) is not None and fact.key == key]
        if facts:
            return facts
        await asyncio.sleep(0.05)
    return []


def an_event(kind: str, found: dict[str, object]) -> bytes:
    return orjson.dumps({"id": "evt_1", "type": kind, "data": {"object": found}})


@pytest.mark.parametrize(
    ("kind", "found", "outcome"),
    [
        (
            "payment_intent.payment_failed",
            {"status": "requires_payment_method", "last_payment_error": {"code": "card_declined", "message": "No."}},
            Declined("card_declined", "No."),
        ),
        ("payment_intent.amount_capturable_updated", {"status": "requires_capture"}, Authorized("x_1")),
        ("payment_intent.canceled", {"status": "canceled"}, Declined("canceled", "The payment was called off.")),
        (
            "payment_intent.succeeded",
            {"status": "succeeded", "amount": 500, "amount_received": 499, "currency": "ngn"},
            Succeeded("x_1", Money(499, "NGN")),
        ),
        (
            "payment_intent.succeeded",
            {"status": "succeeded", "amount": 15_000_001, "currency": "ugx"},
            Succeeded("x_1", Money(15_000_001, "UGX")),
        ),
    ],
)
def test_events_that_localstripe_does_not_send(kind: str, found: dict[str, object], outcome: Outcome) -> None:
    source = StripeEvents(["whsec"], lambda: NOON)
    body = an_event(kind, {"id": "x_1", "metadata": {METADATA_KEY: "k"}, **found})

    assert source.is_genuine({HEADER: signed("whsec", NOON, body)}, body)
    assert source.read(body) == Fact(Subject.CHARGE, "k", outcome)


def test_refunds_are_told_too() -> None:
    found = {"id": "re_1", "metadata": {METADATA_KEY: "k"}, "status": "failed", "amount": 5, "currency": "ngn"}
    fact = StripeEvents(["whsec"], lambda: NOON).read(an_event("refund.failed", found))

    assert fact is not None
    assert (fact.subject, fact.key, type(fact.outcome)) == (Subject.RETURN, "k", Declined)


@pytest.mark.parametrize(
    ("kind", "found"),
    [
        ("payment_intent.succeeded", {"id": "pi_1", "metadata": {}, "status": "succeeded"}),
        ("payment_intent.created", {"id": "pi_1", "metadata": {METADATA_KEY: "k"}, "status": "requires_confirmation"}),
        ("invoice.paid", {"id": "in_1", "metadata": {METADATA_KEY: "k"}}),
    ],
)
def test_what_is_none_of_our_business(kind: str, found: dict[str, object]) -> None:
    assert StripeEvents(["whsec"], lambda: NOON).read(an_event(kind, found)) is None


@pytest.mark.parametrize("body", [b"", b"[]", b"{}", b'{"id": ""}', b'{"id": 7}'])
def test_what_is_no_event(body: bytes) -> None:
    source = StripeEvents(["whsec"], lambda: NOON)

    with pytest.raises(Unreadable):
        source.event_id(body)
