"""What our mails say. No mail repeats a text that its sender chose: a stranger could have us send it to anybody."""

from enum import StrEnum


class Letter(StrEnum):
    """The kinds of mail. The first three carry a link."""

    VERIFY_EMAIL = "VERIFY_EMAIL"
    ACCOUNT_EXISTS = "ACCOUNT_EXISTS"
    RESET_PASSWORD = "RESET_PASSWORD"  # noqa: S105 - the name of a letter, no secret
    PASSWORD_CHANGED = "PASSWORD_CHANGED"  # noqa: S105 - likewise
    SESSION_REUSED = "SESSION_REUSED"
    DOCUMENT_EXPIRES = "DOCUMENT_EXPIRES"


_PAGES = {
    Letter.VERIFY_EMAIL: "verify-email",
    Letter.ACCOUNT_EXISTS: "reset-password",
    Letter.RESET_PASSWORD: "reset-password",
}
_SUBJECTS = {
    Letter.VERIFY_EMAIL: "Confirm your address",
    Letter.ACCOUNT_EXISTS: "You already have an account",
    Letter.RESET_PASSWORD: "Choose a new password",
    Letter.PASSWORD_CHANGED: "Your password was changed",
    Letter.SESSION_REUSED: "We closed one of your sessions",
    Letter.DOCUMENT_EXPIRES: "One of your tractor's documents expires soon",
}
_TEXTS = {
    Letter.VERIFY_EMAIL: (
        "Welcome to SpiTractors.\n\nOpen this link to confirm your address. It works once, within a day:\n\n{link}\n\n"
        "If you did not sign up, ignore this mail, and nothing happens."
    ),
    Letter.ACCOUNT_EXISTS: (
        "Somebody, probably you, tried to sign up at SpiTractors with this address, which already has an account.\n\n"
        "Log in with your password. If you do not know it, open this link within an hour to choose a new one:\n\n"
        "{link}\n\nIf it was not you, ignore this mail, and nothing changes."
    ),
    Letter.RESET_PASSWORD: (
        "Open this link to choose a new password for SpiTractors. It works once, within an hour:\n\n{link}\n\n"
        "If you did not ask for it, ignore this mail, and nothing changes."
    ),
    Letter.PASSWORD_CHANGED: (
        "The password of your SpiTractors account was changed, and every device was logged out.\n\n"
        "If it was not you, ask for a new password in the app at once."
    ),
    Letter.SESSION_REUSED: (
        "One of your SpiTractors sessions was used from two places at once, which can mean that somebody copied it. "
        "We closed that session; your others go on.\n\nLog in again. If you suspect anything, change your password."
    ),
    Letter.DOCUMENT_EXPIRES: (
        "A document of one of your tractors expires soon. Once it has, the tractor may no longer count as verified.\n\n"
        "Open the tractor in the app, and send the new document before that day."
    ),
}


def subject(letter: Letter) -> str:
    return _SUBJECTS[letter]


def text(letter: Letter, *, address: str, token: str) -> str:
    """`address` is where the app is found; a letter without a link ignores both."""
    page = _PAGES.get(letter)
    return _TEXTS[letter].format(link=f"{address}/{page}?token={token}" if page else "")
