"""Signing up, and proving the address."""

import unicodedata
from typing import Any

import orjson
import pytest
from structlog.testing import capture_logs

from models.auth import User
from services.notifications.mails import SEND_MAIL, Mails
from services.providers.messaging.port import Mail, Refused, Taken
from tests.accounts import PASSWORD, Api
from tests.auth.operations import REQUEST_RESET, RESEND, RESET, SIGN_UP, VERIFY, applicant, can_log_in

TABLES = ("users", "profiles", "preferences", "sessions", "mail_tokens", "pgqueuer")


async def everything(api: Api) -> list[list[dict[str, Any]]]:
    return [await api.rows(table) for table in TABLES]


async def test_an_address_that_is_taken_gets_the_same_answer_and_another_mail(api: Api) -> None:
    user = await api.person()
    before = await api.rows("users")
    answer = await api.ask(SIGN_UP, input=applicant(email=user.email.upper(), password="another fine password"))
    assert answer.data == {
        "__typename": "SignUpSuccess",
        "verificationSentTo": user.email.upper().replace("FARM.TEST", "farm.test"),
    }
    assert await api.rows("users") == before
    await api.run_mail_jobs()
    assert [mail.subject for mail in await api.services.outbox.sent(user.email)] == ["You already have an account"]


async def test_signing_up_over_a_pending_account_proves_the_address_by_a_new_password(api: Api) -> None:
    """Whoever signed up first may be somebody else: their password must not open the account."""
    await api.ask(SIGN_UP, input=applicant(password="the password of a squatter"))
    await api.run_mail_jobs()
    await api.ask(SIGN_UP, input=applicant())
    mail = await api.mailed_token("ada@farm.test")
    answer = await api.ask(RESET, mail=mail, password=PASSWORD)
    assert answer.data == {"__typename": "PasswordResetSuccess", "sessionsRevoked": 0}
    assert await can_log_in(api, "ada@farm.test", PASSWORD)
    assert not await can_log_in(api, "ada@farm.test", "the password of a squatter")


async def test_the_account_is_as_entered(api: Api) -> None:
    marks_apart = unicodedata.normalize("NFD", "Ṣẹgun Adé")
    await api.ask(
        SIGN_UP, input=applicant(role="TRACTOR_OWNER", name=marks_apart, locale="ha", timeZone="Africa/Accra")
    )
    [user] = await api.rows("users")
    assert (user["role"], user["state"], user["email_verified_at"]) == ("TRACTOR_OWNER", "ACTIVE", None)
    assert user["password_hash"].startswith("$argon2id$")
    [profile] = await api.rows("profiles")
    assert profile == {
        "user_id": user["id"],
        "name": unicodedata.normalize("NFC", marks_apart),
        "phone": "+2348012345678",
        "avatar_url": None,
        "locale": "ha",
        "time_zone": "Africa/Accra",
    }
    [preferences] = await api.rows("preferences")
    assert (preferences["user_id"], preferences["currency"]) == (user["id"], "NGN")


@pytest.mark.parametrize(
    ("changes", "field", "code"),
    [
        ({"name": "  "}, "name", "REQUIRED"),
        ({"name": "x" * 101}, "name", "TOO_LONG"),
        ({"name": "a\x00b"}, "name", "INVALID_TEXT"),
        ({"name": "a\ud800b"}, "name", "INVALID_TEXT"),
        ({"email": "ada"}, "email", "INVALID_EMAIL"),
        ({"email": "ada@"}, "email", "INVALID_EMAIL"),
        ({"email": "ada@farm"}, "email", "INVALID_EMAIL"),
        ({"email": "a b@farm.test"}, "email", "INVALID_EMAIL"),
        ({"email": "a\x00b@farm.test"}, "email", "INVALID_EMAIL"),
        ({"email": "a\ud800b@farm.test"}, "email", "INVALID_EMAIL"),
        ({"email": f"ada@{'x' * 250}.test"}, "email", "INVALID_EMAIL"),
        ({"email": "ada@localhost"}, "email", "INVALID_EMAIL"),
        ({"email": "Ada <ada@farm.test>"}, "email", "INVALID_EMAIL"),
        ({"email": "ada@Mailinator.com"}, "email", "DISPOSABLE_EMAIL"),
        ({"email": "ada@x.yopmail.com"}, "email", "DISPOSABLE_EMAIL"),
        ({"password": "short one"}, "password", "TOO_SHORT"),
        ({"password": "x" * 1025}, "password", "TOO_LONG"),
        ({"password": "1234567890"}, "password", "BREACHED"),
        ({"password": "aaaaaaaaaaaa"}, "password", "GUESSABLE"),
        ({"password": "ada obi 12"}, "password", "GUESSABLE"),
        ({"locale": "tlh"}, "locale", "UNKNOWN_LOCALE"),
        ({"locale": "../en"}, "locale", "UNKNOWN_LOCALE"),
        ({"locale": "en@\x00"}, "locale", "UNKNOWN_LOCALE"),
        ({"locale": "en." + "x" * 300}, "locale", "UNKNOWN_LOCALE"),
    ],
)
async def test_what_is_wrong_is_told_and_nothing_is_written(
    api: Api, changes: dict[str, str], field: str, code: str
) -> None:
    before = await everything(api)
    answer = await api.ask(SIGN_UP, input=applicant(**changes))
    assert answer.data == {"__typename": "ValidationError", "problems": [{"path": ["input", field], "code": code}]}
    assert await everything(api) == before


@pytest.mark.parametrize(
    "changes",
    [
        {"role": "ADMIN"},
        {"id": "usr_01jqz0000000000000000000aa"},
        {"state": "ACTIVE"},
        {"phone": "08012345678"},
        {"timeZone": "Mars/Olympus"},
    ],
)
async def test_what_the_types_forbid_is_refused_and_nothing_is_written(api: Api, changes: dict[str, str]) -> None:
    before = await everything(api)
    answer = await api.ask(SIGN_UP, input=applicant(**changes))
    assert (answer.data, answer.codes) == (None, ["BAD_USER_INPUT"])
    assert await everything(api) == before


async def test_several_mistakes_are_told_at_once(api: Api) -> None:
    answer = await api.ask(SIGN_UP, input=applicant(name="", email="x", password="x"))
    assert [problem["path"][1] for problem in answer.data["problems"]] == ["name", "email", "password"]


async def test_a_mail_token_works_once(api: Api) -> None:
    await api.ask(SIGN_UP, input=applicant())
    mail = await api.mailed_token("ada@farm.test")
    assert (await api.ask(VERIFY, mail=mail)).data["__typename"] == "VerifyEmailSuccess"
    before = await everything(api)
    assert (await api.ask(VERIFY, mail=mail)).data == {"__typename": "InvalidTokenError"}
    assert await everything(api) == before


async def test_a_mail_token_lives_for_a_day(api: Api) -> None:
    await api.ask(SIGN_UP, input=applicant())
    mail = await api.mailed_token("ada@farm.test")
    api.clock.advance(hours=24)
    assert (await api.ask(VERIFY, mail=mail)).data == {"__typename": "InvalidTokenError"}
    assert not await can_log_in(api, "ada@farm.test", PASSWORD)


@pytest.mark.parametrize(
    "spoil", [lambda mail: mail[:-1], lambda mail: mail + "x", lambda _mail: "", lambda _mail: "é"]
)
async def test_a_spoiled_token_verifies_nothing(api: Api, spoil: Any) -> None:
    await api.ask(SIGN_UP, input=applicant())
    mail = await api.mailed_token("ada@farm.test")
    before = await everything(api)
    assert (await api.ask(VERIFY, mail=spoil(mail))).data == {"__typename": "InvalidTokenError"}
    assert await everything(api) == before


async def test_a_token_of_another_kind_resets_no_password(api: Api) -> None:
    await api.ask(SIGN_UP, input=applicant())
    mail = await api.mailed_token("ada@farm.test")
    before = await everything(api)
    answer = await api.ask(RESET, mail=mail, password="another fine password")
    assert answer.data == {"__typename": "InvalidTokenError"}
    assert await everything(api) == before


async def test_another_verification_mail_works_and_ends_the_first(api: Api) -> None:
    await api.ask(SIGN_UP, input=applicant())
    first = await api.mailed_token("ada@farm.test")
    api.clock.advance(minutes=1)
    assert (await api.ask(RESEND, email="ADA@farm.test")).data is True
    second = await api.mailed_token("ada@farm.test")
    assert (await api.ask(VERIFY, mail=second)).data["__typename"] == "VerifyEmailSuccess"
    assert (await api.ask(VERIFY, mail=first)).data == {"__typename": "InvalidTokenError"}


async def test_an_address_is_proven_once(api: Api) -> None:
    """A mail that was asked for while the address was being proven."""
    await api.ask(SIGN_UP, input=applicant())
    token = await api.mailed_token("ada@farm.test")
    await User.all().update(email_verified_at=api.clock())
    before = await everything(api)
    assert (await api.ask(VERIFY, mail=token)).data == {"__typename": "InvalidTokenError"}
    assert await everything(api) == before


async def test_nobody_learns_from_resending_who_has_an_account(api: Api) -> None:
    verified = await api.person()
    for email in (verified.email, "nobody@farm.test", "no address", "\ud800"):
        answer = await api.ask(RESEND, email=email)
        assert (answer.data, answer.errors) == (True, [])
    await api.run_mail_jobs()
    assert await api.services.outbox.sent() == []


async def test_neither_jobs_nor_tables_hold_a_token(api: Api) -> None:
    await api.ask(SIGN_UP, input=applicant())
    stored = repr(await everything(api))
    assert await api.mailed_token("ada@farm.test") not in stored


async def test_a_mail_job_that_runs_twice_sends_one_mail(api: Api) -> None:
    user = await api.person()
    await api.ask(REQUEST_RESET, email=user.email)
    [job] = await api.rows("pgqueuer")
    assert job["entrypoint"] == SEND_MAIL.name
    await api.run_mail_job(job)
    await api.run_mail_job(job)
    assert len(await api.services.outbox.sent(user.email)) == 1


class NoSuchMailbox:
    """A mailer that takes nothing."""

    async def send(self, mail: Mail) -> Taken:  # noqa: ARG002 - whatever it is
        raise Refused("SMTP_550")


async def test_a_mail_that_is_refused_for_good_is_the_end_of_its_job(api: Api) -> None:
    await api.ask(SIGN_UP, input=applicant())
    [job] = await api.rows("pgqueuer")
    services = api.services
    mails = Mails(
        database=services.database,
        jobs=services.jobs,
        mailer=NoSuchMailbox(),
        keys=services.auth.keys,
        clock=api.clock,
        settings=services.settings,
    )
    with capture_logs() as logs:
        await mails.send(orjson.loads(job["payload"]))
    assert logs == [{"event": "mail_refused", "log_level": "warning", "letter": "VERIFY_EMAIL", "reason": "SMTP_550"}]
