"""Cards and phones: one's own, with one default, and no card number anywhere."""

import asyncio
from datetime import date
from typing import Any

import pytest

from models.enums import PaymentMethodKind, Role
from services.errors import ValidationFailed
from services.providers.payments.port import Means, NoWord, Payer
from services.users.payment_methods import PaymentMethods
from tests.accounts import Api
from tests.users.operations import ADD_METHOD, METHODS, REMOVE_METHOD, SET_DEFAULT_METHOD


async def added(api: Api, token: str, means: str = "tok_visa", kind: str = "CARD") -> Any:
    answer = await api.ask(ADD_METHOD, token=token, kind=kind, provider=means)
    return answer.data["paymentMethod"]


async def listed(api: Api, token: str) -> list[tuple[str, bool]]:
    methods = (await api.ask(METHODS, token=token)).data["paymentMethods"]
    return [(each["id"], each["isDefault"]) for each in methods]


async def test_the_first_is_the_default_and_shows_no_more_than_it_may(api: Api) -> None:
    _, token = await api.signed_in()
    card = await added(api, token)
    assert card == {
        "id": card["id"],
        "kind": "CARD",
        "brand": "Visa",
        "last4": "4242",
        "expiresOn": "2030-12-31",
        "isDefault": True,
    }
    phone = await added(api, token, "tok_mpesa", "MOBILE_MONEY")
    assert (phone["brand"], phone["expiresOn"], phone["isDefault"]) == ("M-Pesa", None, False)
    assert await listed(api, token) == [(card["id"], True), (phone["id"], False)]


async def test_there_is_one_default_whatever_is_chosen_and_removed(api: Api) -> None:
    _, token = await api.signed_in()
    first, second, third = [(await added(api, token))["id"] for _ in range(3)]
    answer = await api.ask(SET_DEFAULT_METHOD, token=token, id=second)
    assert answer.data["paymentMethod"] == {"id": second, "isDefault": True}
    assert await listed(api, token) == [(second, True), (third, False), (first, False)]
    assert (await api.ask(REMOVE_METHOD, token=token, id=second)).data == {"__typename": "RemovedSuccess", "id": second}
    assert await listed(api, token) == [(third, True), (first, False)]
    assert (await api.ask(REMOVE_METHOD, token=token, id=first)).data["__typename"] == "RemovedSuccess"
    assert await listed(api, token) == [(third, True)]
    await api.ask(REMOVE_METHOD, token=token, id=third)
    assert await listed(api, token) == []
    assert len(await api.rows("payment_methods")) == 3


async def test_of_two_that_come_first_at_once_one_is_the_default(api: Api) -> None:
    viewer = (await api.session(await api.person())).viewer
    methods = api.services.users.payment_methods
    await asyncio.gather(*(methods.add(viewer, PaymentMethodKind.CARD, "tok_visa") for _ in range(5)))
    assert [row["is_default"] for row in await api.rows("payment_methods")].count(True) == 1


@pytest.mark.parametrize("role", Role)
async def test_a_strangers_method_does_not_exist(api: Api, role: Role) -> None:
    _, owner = await api.signed_in()
    method_id = (await added(api, owner))["id"]
    _, stranger = await api.signed_in(role)
    before = await api.rows("payment_methods")
    for text in (method_id, "nonsense"):
        for operation in (SET_DEFAULT_METHOD, REMOVE_METHOD):
            assert (await api.ask(operation, token=stranger, id=text)).data == {"__typename": "NotFoundError"}
    assert await listed(api, stranger) == []
    assert await api.rows("payment_methods") == before


async def test_nobody_adds_anything_without_signing_in(api: Api) -> None:
    assert (await api.ask(ADD_METHOD, kind="CARD", provider="tok_visa")).codes == ["UNAUTHENTICATED"]
    for operation in (SET_DEFAULT_METHOD, REMOVE_METHOD):
        assert (await api.ask(operation, id="pmt_01jqz0000000000000000000aa")).codes == ["UNAUTHENTICATED"]
    assert await api.rows("payment_methods") == []


@pytest.mark.parametrize(
    ("kind", "provider_token", "field", "code"),
    [
        ("WALLET", "tok_visa", "kind", "NOT_STORED"),
        ("MOBILE_MONEY", "tok_visa", "providerToken", "UNKNOWN_TOKEN"),
        ("CARD", "tok_unknown", "providerToken", "UNKNOWN_TOKEN"),
        ("CARD", "4242 4242-4242 4242", "providerToken", "CARD_NUMBER"),
        ("CARD", "", "providerToken", "INVALID_TOKEN"),
        ("CARD", "x" * 256, "providerToken", "INVALID_TOKEN"),
        ("CARD", "x" * 255, "providerToken", "UNKNOWN_TOKEN"),
        ("CARD", "AUTH_72btv5.-=", "providerToken", "UNKNOWN_TOKEN"),
        ("CARD", "\ud800", "providerToken", "INVALID_TOKEN"),
        ("CARD", "tok_visa\n", "providerToken", "INVALID_TOKEN"),
        ("CARD", "..", "providerToken", "INVALID_TOKEN"),
        ("CARD", "../customers", "providerToken", "INVALID_TOKEN"),
        ("CARD", "a/b", "providerToken", "INVALID_TOKEN"),
        ("CARD", "a?b#c", "providerToken", "INVALID_TOKEN"),
        ("CARD", "%2e%2e", "providerToken", "INVALID_TOKEN"),
        ("CARD", "tok é", "providerToken", "INVALID_TOKEN"),
    ],
)
async def test_what_is_wrong_is_told_and_nothing_is_written(
    api: Api, kind: str, provider_token: str, field: str, code: str
) -> None:
    _, token = await api.signed_in()
    answer = await api.ask(ADD_METHOD, token=token, kind=kind, provider=provider_token)
    assert answer.data == {"__typename": "ValidationError", "problems": [{"path": [field], "code": code}]}
    assert await api.rows("payment_methods") == []


async def test_a_refusal_repeats_no_card_number(api: Api) -> None:
    viewer = (await api.session(await api.person())).viewer
    with pytest.raises(ValidationFailed) as caught:
        await api.services.users.payment_methods.add(viewer, PaymentMethodKind.CARD, "4242424242424242")
    assert "4242" not in repr(caught.value)


class Kept:
    """A provider with one card, which is the same whenever its token comes."""

    name = "kept"

    async def redeem(self, token: str, payer: Payer) -> Means | None:  # noqa: ARG002 - whoever asks
        if token == "silent":
            raise NoWord
        return Means("card_1", PaymentMethodKind.CARD, "Visa", "4242", date(2030, 12, 31))


def keeping(api: Api, *, currency: str = "NGN") -> PaymentMethods:
    services = api.services
    return PaymentMethods(services.database, {currency: Kept()}.get, services.clock)


async def test_a_card_that_comes_again_is_the_same_also_once_it_was_removed(api: Api) -> None:
    viewer = (await api.session(await api.person())).viewer
    methods = keeping(api)
    first, *others = [await methods.add(viewer, PaymentMethodKind.CARD, "t") for _ in range(3)]
    assert {(each.id, each.is_default) for each in others} == {(first.id, True)}
    await methods.remove(viewer, first.id)
    again = await methods.add(viewer, PaymentMethodKind.CARD, "t")
    assert (again.id, again.is_default, again.removed_at) == (first.id, True, None)
    assert [row["id"] for row in await api.rows("payment_methods")] == [first.id]


async def test_somebody_elses_card_is_unknown(api: Api) -> None:
    methods = keeping(api)
    await methods.add((await api.session(await api.person())).viewer, PaymentMethodKind.CARD, "t")
    before = await api.rows("payment_methods")
    with pytest.raises(ValidationFailed) as refused:
        await methods.add((await api.session(await api.person())).viewer, PaymentMethodKind.CARD, "t")
    assert [problem.code for problem in refused.value.problems] == ["UNKNOWN_TOKEN"]
    assert await api.rows("payment_methods") == before


@pytest.mark.parametrize(
    ("currency", "token", "code"), [("NGN", "silent", "PROVIDER_UNREACHABLE"), ("KES", "t", "UNSUPPORTED_CURRENCY")]
)
async def test_without_a_provider_nothing_is_kept(api: Api, currency: str, token: str, code: str) -> None:
    viewer = (await api.session(await api.person())).viewer
    with pytest.raises(ValidationFailed) as refused:
        await keeping(api, currency=currency).add(viewer, PaymentMethodKind.CARD, token)
    assert [problem.code for problem in refused.value.problems] == [code]
    assert await api.rows("payment_methods") == []


async def test_there_is_a_bound_for_new_ones_and_for_those_that_come_back(api: Api) -> None:
    _, token = await api.signed_in()
    first, *_ = [await added(api, token) for _ in range(20)]
    before = await api.rows("payment_methods")

    refused = await api.ask(ADD_METHOD, token=token, kind="CARD", provider="tok_visa")

    problem = {"path": ["providerToken"], "code": "TOO_MANY"}
    assert refused.data == {"__typename": "ValidationError", "problems": [problem]}
    assert await api.rows("payment_methods") == before
    await api.ask(REMOVE_METHOD, token=token, id=first["id"])
    await added(api, token)
    assert len(await listed(api, token)) == 20
