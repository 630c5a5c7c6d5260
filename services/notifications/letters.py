"""The mails that carry a link. None repeats a text that its sender chose: anybody could be sent it by a stranger."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from services.notifications.mail_pages import Page
from services.platform.languages import N_, translator


class Letter(StrEnum):
    VERIFY_EMAIL = "VERIFY_EMAIL"
    ACCOUNT_EXISTS = "ACCOUNT_EXISTS"
    RESET_PASSWORD = "RESET_PASSWORD"  # noqa: S105 - the name of a letter, no secret


@dataclass(frozen=True, slots=True)
class _Wording:
    """`where` is the page of the app that the link leads to."""

    subject: str
    before: Sequence[str]
    label: str
    after: Sequence[str]
    where: str


_WORDINGS = {
    Letter.VERIFY_EMAIL: _Wording(
        N_("Confirm your address"),
        (N_("Welcome to SpiTractors."), N_("Open this link to confirm your address. It works once, within a day:")),
        N_("Confirm my address"),
        (N_("If you did not sign up, ignore this mail, and nothing happens."),),
        "verify-email",
    ),
    Letter.ACCOUNT_EXISTS: _Wording(
        N_("You already have an account"),
        (
            N_("Somebody, probably you, tried to sign up with this address, which already has an account."),
            N_("Log in with your password. If you do not know it, open this link within an hour to choose a new one:"),
        ),
        N_("Choose a new password"),
        (N_("If it was not you, ignore this mail, and nothing changes."),),
        "reset-password",
    ),
    Letter.RESET_PASSWORD: _Wording(
        N_("Choose a new password"),
        (N_("Open this link to choose a new password. It works once, within an hour:"),),
        N_("Choose a new password"),
        (N_("If you did not ask for it, ignore this mail, and nothing changes."),),
        "reset-password",
    ),
}


def page(letter: Letter, *, address: str, token: str, locale: str) -> Page:
    """`address` is where the app is found."""
    translate, wording = translator(locale), _WORDINGS[letter]
    return Page(
        title=translate(wording.subject),
        paragraphs=[translate(each) for each in wording.before],
        link=f"{address}/{wording.where}?token={token}",
        label=translate(wording.label),
        closing=[translate(each) for each in wording.after],
        locale=locale,
    )
