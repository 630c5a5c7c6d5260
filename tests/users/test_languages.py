"""A refusal is said in the language of whoever asks."""

from datetime import date
from typing import Any

import pytest

from models.enums import Role
from models.users import Profile
from schema.negotiation import language_of
from services.platform.languages import in_language, said
from services.platform.money import Money
from tests.accounts import Api

LOG_IN = """mutation ($input: LogInInput!) { logIn(input: $input) {
    ... on InvalidCredentialsError { message } ... on ValidationError { message problems { message } } } }"""
SIGN_UP = """mutation ($input: SignUpInput!) { signUp(input: $input) {
    ... on ValidationError { message problems { message } } } }"""
RENAME = """mutation ($name: String!) { updateProfile(input: { name: $name }) {
    ... on ValidationError { message problems { message } } } }"""
WITHDRAW = """mutation { withdraw(amountMinor: 1, currency: "NGN", destination: "bank-1", idempotencyKey: "k") {
    ... on InsufficientFundsError { message } } }"""
STRANGER = {"email": "nobody@farm.test", "password": "not the right one"}
WRONG = {
    "en": "Some of what you entered is not right.",
    "fr": "Une partie de ce que vous avez saisi n'est pas correcte.",
    "sw": "Baadhi ya ulichoingiza si sahihi.",
    "ha": "Wani abu da ka shigar bai yi daidai ba.",
}
TOO_LONG = {
    "en": "This has at most 100 characters.",
    "fr": "Ceci a au plus 100 caractères.",
    "sw": "Hii ina herufi 100 zaidi kabisa.",
    "ha": "Wannan ba ya wuce haruffa 100.",
}


def applicant(**changes: str) -> dict[str, Any]:
    return {"role": "FARMER", "name": "", "email": "ada@farm.test", "password": "a plough for every field", **changes}


@pytest.mark.parametrize(
    ("locale", "language"), [("en", "en"), ("fr-CI", "fr"), ("sw", "sw"), ("ha", "ha"), ("de", "en"), ("zz", "en")]
)
async def test_it_is_said_as_the_profile_has_it(api: Api, locale: str, language: str) -> None:
    user, token = await api.signed_in()
    await Profile.filter(user_id=user.id).update(locale=locale)

    answer = await api.ask(RENAME, token=token, language="sw", name="x" * 101)

    assert answer.data == {"message": WRONG[language], "problems": [{"message": TOO_LONG[language]}]}


@pytest.mark.parametrize(
    ("language", "message"),
    [
        ("en", "The address or the password is wrong."),
        ("fr-CI", "L'adresse ou le mot de passe est incorrect."),
        ("sw", "Anwani au nenosiri si sahihi."),
        ("ha", "Adireshin ko kalmar sirrin ba daidai ba ne."),
    ],
)
async def test_somebody_without_an_account_names_a_language(api: Api, language: str, message: str) -> None:
    answer = await api.ask(LOG_IN, language=language, input=STRANGER)

    assert answer.data == {"message": message}


async def test_a_number_is_written_as_its_reader_does(api: Api) -> None:
    given = {"email": "nobody@farm.test", "password": "x" * 1025}

    answers = [(await api.ask(LOG_IN, language=tag, input=given)).data["problems"] for tag in ("en", "fr")]

    assert answers == [
        [{"message": "A password has at most 1,024 characters."}],
        [{"message": "Un mot de passe a au plus 1\u202f024 caractères."}],
    ]


@pytest.mark.parametrize(("locale", "language"), [("ha", "ha"), ("de", "fr"), ("en", "en")])
async def test_signing_up_is_answered_in_the_language_it_names(api: Api, locale: str, language: str) -> None:
    answer = await api.ask(SIGN_UP, language="fr", input=applicant(locale=locale))

    empty = {
        "en": "This must not be empty.",
        "fr": "Ceci ne doit pas être vide.",
        "ha": "Kada a bar wannan babu komai.",
    }
    assert answer.data == {"message": WRONG[language], "problems": [{"message": empty[language]}]}


async def test_a_stored_refusal_is_said_again_as_its_reader_reads_now(api: Api) -> None:
    user, token = await api.signed_in(Role.TRACTOR_OWNER)
    first = await api.ask(WITHDRAW, token=token)
    stored = await api.rows("idempotency_keys")
    await Profile.filter(user_id=user.id).update(locale="fr")

    again = await api.ask(WITHDRAW, token=token)

    assert first.data == {"message": "There is not enough money in your wallet."}
    assert again.data == {"message": "Il n'y a pas assez d'argent dans votre portefeuille."}
    assert len(stored) == 1
    assert await api.rows("idempotency_keys") == stored


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("", "en"),
        ("fr", "fr"),
        ("FR-ci, en;q=0.8", "fr-ci"),
        ("en;q=0.5, ha;q=0.9", "ha"),
        ("de, sw-KE;q=0.3", "sw-ke"),
        ("fr;q=0, de", "en"),
        ("*", "en"),
        ("zz-\x00, ;;q=x, ,", "en"),
    ],
)
def test_the_language_that_a_client_likes_best(accepted: str, language: str) -> None:
    assert language_of(accepted) == language


def test_values_are_written_in_the_readers_way_and_stay_values() -> None:
    most = said("At most {most} at once.", most=Money(1_000_000, "NGN"))
    day = said("A day from {day} on, at most a year ahead.", day=date(2026, 3, 2))
    service = said("There is no service '{code}'.", code="{code.__class__}")

    assert (most, in_language(most, "fr")) == ("At most ₦10,000.00 at once.", "Au plus ₦10\u202f000,00 à la fois.")
    assert (day, in_language(day, "fr")) == (
        "A day from March 2, 2026 on, at most a year ahead.",
        "Un jour à partir du 2 mars 2026, dans un an au plus.",
    )
    assert in_language(service, "sw") == "Hakuna huduma '{code.__class__}'."
    assert in_language("Not one of ours.", "fr") == "Not one of ours."
