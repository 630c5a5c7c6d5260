"""Signing up and in, and why it fails."""

import datetime as dt
from typing import Annotated, Self

import strawberry

from schema.types.errors import UserError, ValidationError
from schema.types.scalars import PhoneNumber, TimeZone
from schema.types.users import Viewer
from services.auth import sessions
from services.auth.sign_up import Applicant, SignUpRole

strawberry.enum(SignUpRole)


@strawberry.input
class SignUpInput:
    role: SignUpRole
    name: str
    email: str
    phone: PhoneNumber | None = None
    password: str = strawberry.field(description="At least 10 characters, not a breached or guessable one.")
    locale: str = "en"
    time_zone: TimeZone = TimeZone("Africa/Lagos")

    def applicant(self) -> Applicant:
        return Applicant(
            role=self.role,
            name=self.name,
            email=self.email,
            phone=self.phone,
            password=self.password,
            locale=self.locale,
            time_zone=self.time_zone,
        )


@strawberry.input
class LogInInput:
    email: str
    password: str
    device_name: str | None = None


@strawberry.type(description="The same answer whether or not the address already has an account.")
class SignUpSuccess:
    verification_sent_to: str


@strawberry.type
class TokenPair:
    access_token: str = strawberry.field(
        description="A JWT for the Authorization header: Bearer, and for connection_init of a subscription."
    )
    access_expires_at: dt.datetime
    refresh_token: str = strawberry.field(description="Opaque, single use: each refresh returns the next one.")
    refresh_expires_at: dt.datetime

    @classmethod
    def of(cls, pair: sessions.TokenPair) -> Self:
        return cls(
            access_token=pair.access_token,
            access_expires_at=pair.access_expires_at,
            refresh_token=pair.refresh_token,
            refresh_expires_at=pair.refresh_expires_at,
        )


@strawberry.type
class LogInSuccess:
    tokens: TokenPair
    viewer: Viewer


@strawberry.type
class VerifyEmailSuccess:
    tokens: TokenPair
    viewer: Viewer


@strawberry.type
class RefreshSuccess:
    tokens: TokenPair


@strawberry.type
class PasswordResetSuccess:
    sessions_revoked: int


@strawberry.type
class ChangePasswordSuccess:
    sessions_revoked: int


@strawberry.type(description="One answer, in one time, for an unknown address and for a wrong password.")
class InvalidCredentialsError(UserError):
    pass


@strawberry.type
class EmailNotVerifiedError(UserError):
    pass


@strawberry.type
class AccountSuspendedError(UserError):
    pass


@strawberry.type(description="Unknown, expired or revoked.")
class InvalidTokenError(UserError):
    pass


@strawberry.type(
    description="An old refresh token came back after its successor was used: the whole session is revoked."
)
class SessionReuseError(UserError):
    pass


SignUpResult = Annotated[SignUpSuccess | ValidationError, strawberry.union("SignUpResult")]
LogInResult = Annotated[
    LogInSuccess | InvalidCredentialsError | EmailNotVerifiedError | AccountSuspendedError | ValidationError,
    strawberry.union("LogInResult"),
]
RefreshResult = Annotated[RefreshSuccess | InvalidTokenError | SessionReuseError, strawberry.union("RefreshResult")]
VerifyEmailResult = Annotated[VerifyEmailSuccess | InvalidTokenError, strawberry.union("VerifyEmailResult")]
PasswordResetResult = Annotated[
    PasswordResetSuccess | InvalidTokenError | ValidationError, strawberry.union("PasswordResetResult")
]
ChangePasswordResult = Annotated[
    ChangePasswordSuccess | InvalidCredentialsError | ValidationError, strawberry.union("ChangePasswordResult")
]
