"""Our adapter against a server of this machine that answers as Paystack's documentation says."""

import hashlib
import hmac
from typing import Any

import orjson
import pytest

from models.enums import PaymentMethodKind
from services.platform.money import Money
from services.providers.payments.paystack import Paystack, to_paystack
from services.providers.payments.paystack_events import SIGNATURE_HEADER, PaystackEvents
from services.providers.payments.port import (
    Charge,
    Declined,
    Fact,
    NoAnswer,
    Outcome,
    Pending,
    Return,
    Step,
    StepKind,
    Subject,
    Succeeded,
    Transfer,
    Unheard,
    Unreadable,
)
from tests.loopback import Asked, loopback

KEY = "sk_test_1"
NAIRA = Money(3_300_000, "NGN")
BACK = Return("refund-1", "charge-1", "charge-1", Money(300_000, "NGN"))
CARD, PHONE = PaymentMethodKind.CARD, PaymentMethodKind.MOBILE_MONEY


def found(**data: Any) -> tuple[int, Any]:
    return 200, {"status": True, "message": "ok", "data": data}


def a_charge(means: str | None = None, *, method: PaymentMethodKind = CARD, amount: Money = NAIRA) -> Charge:
    return Charge(key="charge-1", method=method, amount=amount, payer_email="amina@demo.test", means=means)


@pytest.mark.parametrize(("method", "channel"), [(CARD, "card"), (PHONE, "mobile_money")])
async def test_the_payer_is_sent_to_paystacks_page(method: PaymentMethodKind, channel: str) -> None:
    with loopback(lambda _: found(authorization_url="https://checkout.paystack.test/x", reference="charge-1")) as peer:
        outcome = await Paystack(KEY, url=peer.url).charge(a_charge(method=method))

    assert outcome == Pending("charge-1", Step(StepKind.REDIRECT, url="https://checkout.paystack.test/x"))
    (asked,) = peer.asked
    assert (asked.method, asked.path, asked.headers["authorization"]) == (
        "POST",
        "/transaction/initialize",
        f"Bearer {KEY}",
    )
    assert asked.json() == {
        "reference": "charge-1",
        "email": "amina@demo.test",
        "amount": 3_300_000,
        "currency": "NGN",
        "channels": [channel],
    }


async def test_a_saved_card_is_charged() -> None:
    with loopback(lambda _: found(reference="charge-1", status="success", amount=3_300_000, currency="NGN")) as peer:
        outcome = await Paystack(KEY, url=peer.url).charge(a_charge("AUTH_1"))

    assert outcome == Succeeded("charge-1", NAIRA)
    (asked,) = peer.asked
    assert (asked.path, asked.json()["authorization_code"]) == ("/transaction/charge_authorization", "AUTH_1")


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({"status": "success", "amount": 3_300_000, "currency": "NGN"}, Succeeded("charge-1", NAIRA)),
        ({"status": "success", "amount": 9_900, "currency": "XOF"}, Succeeded("charge-1", Money(99, "XOF"))),
        ({"status": "success", "amount": 9_901, "currency": "XOF"}, Succeeded("charge-1", Money(9_901, "XOF"))),
        ({"status": "failed", "gateway_response": "No."}, Declined("failed", "No.")),
        ({"status": "reversed"}, Declined("reversed", "The payment was declined.")),
        ({"status": "abandoned"}, Pending("charge-1")),
        ({"status": "ongoing"}, Pending("charge-1")),
        ({"status": "pending"}, Pending("charge-1")),
    ],
)
async def test_how_a_charge_stands(said: dict[str, Any], outcome: Outcome) -> None:
    with loopback(lambda _: found(reference="charge-1", **said)) as peer:
        paystack = Paystack(KEY, url=peer.url)
        assert [await paystack.ask("charge-1", None), await paystack.capture("charge-1", "x")] == [outcome] * 2

    assert {asked.path for asked in peer.asked} == {"/transaction/verify/charge-1"}


def refuse(**answer: Any) -> tuple[int, Any]:
    return 400, {"status": False, **answer}


async def test_what_paystack_has_never_heard_of() -> None:
    with loopback(lambda _: refuse(code="transaction_not_found")) as peer:
        paystack = Paystack(KEY, url=peer.url)
        answers = [
            await paystack.ask("k", None),
            await paystack.ask_payout("k", None),
            await paystack.ask_return(BACK, "1"),
            await paystack.ask_return(BACK, None),
        ]

    assert answers == [Unheard()] * 4


async def test_an_order_that_is_refused_has_moved_nothing() -> None:
    with loopback(lambda _: refuse(code="invalid_email", message="No.")) as peer:
        assert await Paystack(KEY, url=peer.url).charge(a_charge()) == Declined("invalid_email", "Refused.")


async def test_an_order_that_is_there_already_is_to_be_asked_about() -> None:
    with loopback(lambda _: refuse(code="duplicate_reference", message="Duplicate Transaction Reference")) as peer:
        assert await Paystack(KEY, url=peer.url).charge(a_charge()) == NoAnswer()


@pytest.mark.parametrize("answer", [(500, {}), (502, None), (401, {}), (429, {}), (200, {"status": True}), (200, [])])
async def test_what_makes_no_sense_is_no_answer(answer: tuple[int, Any]) -> None:
    with loopback(lambda _: answer) as peer:
        paystack = Paystack(KEY, url=peer.url)
        answers = [await paystack.charge(a_charge()), await paystack.ask("k", None)]

    assert answers == [NoAnswer()] * 2


async def test_nobody_there_is_no_answer() -> None:
    with loopback(lambda _: (500, {})) as gone:
        pass

    assert await Paystack(KEY, url=gone.url).charge(a_charge()) == NoAnswer()


async def test_a_refund_is_asked_for_once_by_each_key() -> None:
    refunds: list[dict[str, Any]] = []

    def answer(asked: Asked) -> tuple[int, Any]:
        if asked.method == "POST":
            given = asked.json()
            refunds.append({"id": 7 + len(refunds), "status": "processed", **given})
            return 200, {"status": True, "data": refunds[-1]}
        return 200, {"status": True, "data": refunds if "?" in asked.path else refunds[0]}

    with loopback(answer) as peer:
        paystack = Paystack(KEY, url=peer.url)
        outcomes = [await paystack.give_back(BACK) for _ in range(3)]
        outcomes += [await paystack.ask_return(BACK, reference) for reference in ("7", None)]

    assert outcomes == [Succeeded("7", Money(300_000, "NGN"))] * 5
    assert refunds == [
        {
            "id": 7,
            "status": "processed",
            "transaction": "charge-1",
            "amount": 300_000,
            "currency": "NGN",
            "merchant_note": "refund-1",
        }
    ]


@pytest.mark.parametrize(
    ("status", "kind"),
    [("processed", Succeeded), ("failed", Declined), ("pending", Pending), ("needs-attention", Pending)],
)
async def test_how_a_refund_stands(status: str, kind: type[Outcome]) -> None:
    with loopback(lambda _: found(id=7, status=status, amount=5, currency="NGN")) as peer:
        assert isinstance(await Paystack(KEY, url=peer.url).ask_return(BACK, "7"), kind)


@pytest.mark.parametrize(
    ("status", "kind"),
    [("success", Succeeded), ("failed", Declined), ("reversed", Declined), ("pending", Pending), ("otp", Pending)],
)
async def test_a_transfer(status: str, kind: type[Outcome]) -> None:
    with loopback(lambda _: found(reference="payout-1", status=status, amount=400_000, currency="NGN")) as peer:
        paystack = Paystack(KEY, url=peer.url)
        sent = await paystack.pay_out(Transfer("payout-1", Money(400_000, "NGN"), "RCP_1"))
        assert isinstance(sent, kind)
        assert await paystack.ask_payout("payout-1", None) == sent

    assert [asked.path for asked in peer.asked] == ["/transfer", "/transfer/verify/payout-1"]
    assert peer.asked[0].json() == {
        "source": "balance",
        "reference": "payout-1",
        "recipient": "RCP_1",
        "amount": 400_000,
        "currency": "NGN",
    }


async def test_thousandths_cannot_be_sent() -> None:
    with loopback(lambda _: found()) as peer:
        sent = await Paystack(KEY, url=peer.url).pay_out(Transfer("payout-1", Money(123_450, "TND"), "RCP_1"))

    assert sent == Declined("not_supported", "Paystack cannot send this money.")
    assert peer.asked == []


@pytest.mark.parametrize(("method", "amount"), [(PaymentMethodKind.WALLET, NAIRA), (CARD, Money(1_234, "TND"))])
async def test_what_paystack_cannot_do(method: PaymentMethodKind, amount: Money) -> None:
    with loopback(lambda _: found()) as peer:
        outcome = await Paystack(KEY, url=peer.url).charge(a_charge(method=method, amount=amount))

    assert isinstance(outcome, Declined)
    assert (outcome.code, peer.asked) == ("not_supported", [])


@pytest.mark.parametrize(
    ("amount", "units"),
    [(Money(2_147_483_648, "NGN"), 2_147_483_648), (Money(99, "XOF"), 9_900), (Money(5, "UGX"), 500)],
)
def test_paystacks_units(amount: Money, units: int) -> None:
    assert to_paystack(amount) == units


def an_event(kind: str, **data: Any) -> bytes:
    return orjson.dumps({"event": kind, "data": {"id": 302_961, "reference": "charge-1", **data}})


def signature(secret: str, body: bytes) -> str:
    return hmac.new(secret.encode(), body, hashlib.sha512).hexdigest()


def test_paystacks_signature_is_believed_by_either_secret() -> None:
    source = PaystackEvents(["sk_new", "sk_old"])
    body = an_event("charge.success", status="success", amount=3_300_000, currency="NGN")

    for secret, genuine in (("sk_new", True), ("sk_old", True), ("sk_other", False)):
        assert source.is_genuine({SIGNATURE_HEADER: signature(secret, body)}, body) is genuine
    assert not source.is_genuine({SIGNATURE_HEADER: signature("sk_new", body)}, body + b" ")
    assert not source.is_genuine({SIGNATURE_HEADER: signature("sk_new", body).upper()}, body)
    assert not source.is_genuine({}, body)
    assert not source.is_genuine({"stripe-signature": signature("sk_new", body)}, body)


@pytest.mark.parametrize(
    ("kind", "data", "fact"),
    [
        (
            "charge.success",
            {"status": "success", "amount": 3_300_000, "currency": "NGN"},
            Fact(Subject.CHARGE, "charge-1", Succeeded("charge-1", NAIRA)),
        ),
        (
            "charge.failed",
            {"status": "failed", "gateway_response": "No."},
            Fact(Subject.CHARGE, "charge-1", Declined("failed", "No.")),
        ),
        (
            "transfer.success",
            {"status": "success", "amount": 5, "currency": "NGN"},
            Fact(Subject.PAYOUT, "charge-1", Succeeded("charge-1", Money(5, "NGN"))),
        ),
        (
            "transfer.reversed",
            {"status": "reversed", "reason": "No."},
            Fact(Subject.PAYOUT, "charge-1", Declined("reversed", "No.")),
        ),
        ("customeridentification.success", {}, None),
    ],
)
def test_what_events_say(kind: str, data: dict[str, Any], fact: Fact | None) -> None:
    source, body = PaystackEvents(["sk"]), an_event(kind, **data)

    assert (source.read(body), source.event_id(body)) == (fact, f"{kind}:302961")


@pytest.mark.parametrize(
    "body", [b"", b"[]", b"{}", b'{"event": "charge.success"}', b'{"event": 7, "data": {"id": 1}}']
)
def test_what_is_no_event(body: bytes) -> None:
    with pytest.raises(Unreadable):
        PaystackEvents(["sk"]).event_id(body)


def test_an_event_that_says_half_of_it() -> None:
    with pytest.raises(Unreadable):
        PaystackEvents(["sk"]).read(an_event("charge.success", status="success"))


@pytest.mark.parametrize(
    ("said", "outcome"),
    [
        ({"status": "abandoned"}, Declined("abandoned", "The payment was not finished.")),
        ({"status": "success", "amount": 3_300_000, "currency": "NGN"}, Succeeded("charge-1", NAIRA)),
    ],
)
async def test_a_page_that_was_left_is_given_up(said: dict[str, Any], outcome: Outcome) -> None:
    with loopback(lambda _: found(reference="charge-1", **said)) as peer:
        assert await Paystack(KEY, url=peer.url).call_off("charge-1", "charge-1") == outcome

    assert [asked.path for asked in peer.asked] == ["/transaction/verify/charge-1"]
