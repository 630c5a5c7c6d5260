"""Wallets through the schema."""

from typing import Any

from models.enums import Role
from models.users import Preferences
from services.platform.ids import Kind
from tests.payments.api import CONFIRM, Api, shown
from tests.payments.factories import STEPS, a_user, accept

WALLET = """{ me { wallet {
    balances { available { amountMinor currency } held { amountMinor } pending { amountMinor } }
    transactions(first: 5) { nodes {
        kind amount { amountMinor } balanceAfter { amountMinor } request { id } } } } } }"""
STEP = """mutation ($request: ID!, $to: RequestStatus!, $key: String!) {
    updateRequestStatus(requestId: $request, to: $to, idempotencyKey: $key) { __typename } }"""


async def test_a_wallet_shows_its_balances_and_history(api: Api) -> None:
    owner = await a_user(Role.TRACTOR_OWNER)
    await Preferences.create(user_id=owner.user_id)
    quoted = await api.quoted()
    await api.ask(quoted.farmer, CONFIRM, id=await api.intent(quoted))
    quoted.tractor.owner_id = owner.user_id
    await accept(api.services.database, quoted.request, quoted.tractor, quoted.estimate)

    before = await api.ask(owner, WALLET)
    for step in STEPS:
        await api.ask(owner, STEP, request=shown(Kind.REQUEST, quoted.request.id), to=step.name, key=step.name)
    after = await api.ask(owner, WALLET)

    assert before["wallet"]["balances"] == [money(available=0, pending=2_970_000)]
    assert before["wallet"]["transactions"]["nodes"] == []
    assert after["wallet"]["balances"] == [money(available=2_970_000, pending=0)]
    (earning,) = after["wallet"]["transactions"]["nodes"]
    assert earning == {
        "kind": "EARNING",
        "amount": {"amountMinor": 2_970_000},
        "balanceAfter": {"amountMinor": 2_970_000},
        "request": {"id": shown(Kind.REQUEST, quoted.request.id)},
    }


def money(*, available: int, pending: int) -> dict[str, Any]:
    return {
        "available": {"amountMinor": available, "currency": "NGN"},
        "held": {"amountMinor": 0},
        "pending": {"amountMinor": pending},
    }
