"""Cards and phones that vendors keep: one's own, the same again each time, and no word is no answer."""

from collections.abc import AsyncIterator, Iterator
from datetime import date
from typing import Any

import pytest

from models.enums import PaymentMethodKind
from services.platform.money import Money
from services.providers.payments.paystack_means import PaystackMeans
from services.providers.payments.port import Charge, Means, NoWord, Payer, Succeeded
from services.providers.payments.stripe import Stripe
from services.providers.payments.stripe_means import StripeMeans
from tests.loopback import loopback
from tests.providers.localstripe import KEY, LocalStripe, running

AMINA = Payer("usr_1", "amina@demo.test")
BELLO = Payer("usr_2", "bello@demo.test")
CARD, PHONE = PaymentMethodKind.CARD, PaymentMethodKind.MOBILE_MONEY


@pytest.fixture(scope="module")
def peer() -> Iterator[LocalStripe]:
    with running() as peer:
        yield peer


@pytest.fixture
async def stripe(peer: LocalStripe) -> AsyncIterator[Stripe]:
    stripe = Stripe(KEY, url=peer.url)
    yield stripe
    await stripe.close()


async def test_stripe_keeps_a_card_that_can_be_charged_again(peer: LocalStripe, stripe: Stripe) -> None:
    token = await peer.card("4242424242424242")

    means = await StripeMeans(stripe.client).redeem(token, AMINA)

    assert means is not None
    assert means == Means(means.reference, CARD, "Visa", "4242", date(2030, 12, 31))
    assert means.reference.startswith("cus_")
    assert means.reference.endswith(f"/{token}")
    assert await StripeMeans(stripe.client).redeem(token, AMINA) == means
    for number in range(2):
        charge = Charge(f"charge-{token}-{number}", CARD, Money(1_000, "NGN"), AMINA.email, means.reference)
        assert isinstance(await stripe.charge(charge), Succeeded)


async def test_a_card_that_somebody_keeps_at_stripe_is_nobody_elses(peer: LocalStripe, stripe: Stripe) -> None:
    token = await peer.card("4242424242424242")
    assert await StripeMeans(stripe.client).redeem(token, AMINA) is not None

    assert await StripeMeans(stripe.client).redeem(token, BELLO) is None


@pytest.mark.parametrize("token", ["", ".", ".."])
async def test_a_token_that_leads_elsewhere_is_not_asked_about(token: str) -> None:
    with loopback(lambda _: (200, {"status": True, "data": [], "object": "list"})) as peer:
        stripe = Stripe(KEY, url=peer.url)
        assert await StripeMeans(stripe.client).redeem(token, AMINA) is None
        assert await PaystackMeans("sk", url=peer.url).redeem(token, AMINA) is None
        await stripe.close()

    assert peer.asked == []


@pytest.mark.parametrize("token", ["pm_unknown", "tok_visa", "../customers"])
async def test_stripe_does_not_know_it(stripe: Stripe, token: str) -> None:
    assert await StripeMeans(stripe.client).redeem(token, AMINA) is None


async def test_a_stripe_that_is_out_of_order_has_said_nothing() -> None:
    with loopback(lambda _: (500, {"error": {"message": "Not now.", "type": "api_error"}})) as peer:
        stripe = Stripe(KEY, url=peer.url)
        with pytest.raises(NoWord):
            await StripeMeans(stripe.client).redeem("pm_1", AMINA)
        await stripe.close()


AUTHORIZATION = {
    "authorization_code": "AUTH_1",
    "channel": "card",
    "brand": "visa",
    "last4": "4081",
    "exp_month": "02",
    "exp_year": "2028",
    "reusable": True,
}
PHONE_AUTHORIZATION = {
    "authorization_code": "AUTH_2",
    "channel": "mobile_money",
    "bank": "MTN",
    "last4": "4321",
    "reusable": True,
}


def paid(authorization: dict[str, Any], status: str = "success", email: str = AMINA.email) -> tuple[int, Any]:
    data = {"status": status, "customer": {"email": email}, "authorization": authorization}
    return 200, {"status": True, "data": data}


@pytest.mark.parametrize(
    ("authorization", "means"),
    [
        (AUTHORIZATION, Means("AUTH_1", CARD, "Visa", "4081", date(2028, 2, 29))),
        (PHONE_AUTHORIZATION, Means("AUTH_2", PHONE, "Mtn", "4321", None)),
    ],
)
async def test_paystack_keeps_what_a_transaction_was_paid_with(authorization: dict[str, Any], means: Means) -> None:
    with loopback(lambda _: paid(authorization, email="Amina@Demo.test")) as shop:
        assert await PaystackMeans("sk", url=shop.url).redeem("charge/../1", AMINA) == means

    (asked,) = shop.asked
    assert (asked.path, asked.headers["authorization"]) == ("/transaction/verify/charge%2F..%2F1", "Bearer sk")


@pytest.mark.parametrize(
    "answer",
    [
        paid(AUTHORIZATION, email=BELLO.email),
        paid(AUTHORIZATION, status="failed"),
        paid(AUTHORIZATION | {"reusable": False}),
        paid(AUTHORIZATION | {"channel": "bank"}),
        (400, {"status": False, "code": "transaction_not_found"}),
        (200, {"status": True, "data": []}),
        paid(AUTHORIZATION | {"exp_month": "soon"}),
    ],
    ids=["somebody else's", "not paid", "for once", "a bank", "unknown", "a list", "no card"],
)
async def test_what_paystack_will_not_charge_again_is_not_kept(answer: tuple[int, Any]) -> None:
    with loopback(lambda _: answer) as shop:
        assert await PaystackMeans("sk", url=shop.url).redeem("charge-1", AMINA) is None


@pytest.mark.parametrize("answer", [(503, {}), (200, []), (200, {"status": True})])
async def test_a_paystack_that_is_out_of_order_has_said_nothing(answer: tuple[int, Any]) -> None:
    with loopback(lambda _: answer) as shop, pytest.raises(NoWord):
        await PaystackMeans("sk", url=shop.url).redeem("charge-1", AMINA)
