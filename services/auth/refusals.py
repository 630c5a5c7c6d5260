"""Why signing in, or staying signed in, fails."""

from dataclasses import dataclass

from services.errors import Refusal


@dataclass(eq=False)
class InvalidCredentials(Refusal):
    """Raised for an unknown address and for a wrong password alike."""

    code = "INVALID_CREDENTIALS"
    message = "The address or the password is wrong."
    storable = False


@dataclass(eq=False)
class EmailNotVerified(Refusal):
    """Raised after the right password, before the address was proven."""

    code = "EMAIL_NOT_VERIFIED"
    message = "Confirm your address first: open the link in our mail, or ask for another one."
    storable = False


@dataclass(eq=False)
class AccountSuspended(Refusal):
    """Raised after the right password of an account that an admin has closed."""

    code = "ACCOUNT_SUSPENDED"
    message = "This account is suspended."
    storable = False


@dataclass(eq=False)
class InvalidToken(Refusal):
    """Raised for a token that is unknown, used, expired or revoked."""

    code = "INVALID_TOKEN"
    message = "This link or session has expired."
    storable = False


@dataclass(eq=False)
class SessionReuse(Refusal):
    """Raised when an old refresh token comes back after its successor was used; the family is revoked by then."""

    code = "SESSION_REUSE"
    message = "This session was used from two places and is closed. Log in again."
    storable = False
