"""Signing up and in, refreshing, and ending sessions."""

import strawberry

from resolvers.origin import origin_of
from schema.context import Info
from schema.types.auth import (
    ChangePasswordResult,
    ChangePasswordSuccess,
    LogInInput,
    LogInResult,
    LogInSuccess,
    PasswordResetResult,
    PasswordResetSuccess,
    RefreshResult,
    RefreshSuccess,
    SignUpInput,
    SignUpResult,
    SignUpSuccess,
    TokenPair,
    VerifyEmailResult,
    VerifyEmailSuccess,
)
from schema.types.users import RemovedResult, RemovedSuccess, Viewer
from services.platform.ids import Kind, decode
from services.platform.languages import best_of


async def sign_up(info: Info, input: SignUpInput) -> SignUpResult:
    """Sends a verification mail."""
    info.context.language = best_of([input.locale, info.context.language])
    sent_to = await info.context.services.auth.sign_up(input.applicant(), origin=origin_of(info))
    return SignUpSuccess(verification_sent_to=sent_to)


async def log_in(info: Info, input: LogInInput) -> LogInResult:
    """Opens a session."""
    logged_in = await info.context.services.auth.log_in(
        input.email, input.password, origin=origin_of(info), device_name=input.device_name
    )
    return LogInSuccess(tokens=TokenPair.of(logged_in.tokens), viewer=Viewer.of(logged_in.account, logged_in.viewer))


async def verify_email(info: Info, token: str) -> VerifyEmailResult:
    """Proves the address with the token of a mail, and opens a session."""
    logged_in = await info.context.services.auth.verification.verify(token, origin=origin_of(info))
    return VerifyEmailSuccess(
        tokens=TokenPair.of(logged_in.tokens), viewer=Viewer.of(logged_in.account, logged_in.viewer)
    )


async def resend_verification(info: Info, email: str) -> bool:
    """Always true, so that nobody learns which addresses have accounts."""
    await info.context.services.auth.verification.resend(email, origin=origin_of(info))
    return True


async def refresh_session(info: Info, refresh_token: str) -> RefreshResult:
    """The next pair of tokens; the same again for two minutes, in case the answer was lost."""
    pair = await info.context.services.auth.refresh(refresh_token, origin=origin_of(info))
    return RefreshSuccess(tokens=TokenPair.of(pair))


async def request_password_reset(info: Info, email: str) -> bool:
    """Always true, likewise."""
    await info.context.services.auth.password_changes.request_reset(email, origin=origin_of(info))
    return True


async def reset_password(info: Info, token: str, new_password: str) -> PasswordResetResult:
    """Ends every session."""
    revoked = await info.context.services.auth.password_changes.reset(token, new_password, origin=origin_of(info))
    return PasswordResetSuccess(sessions_revoked=revoked)


async def log_out(info: Info) -> bool:
    """Ends this session: its tokens and sockets stop working."""
    await info.context.services.auth.log_out.here(info.context.signed_in, origin=origin_of(info))
    return True


async def log_out_everywhere(info: Info) -> int:
    """Ends every session, this one included; answers how many there were."""
    return await info.context.services.auth.log_out.everywhere(info.context.signed_in, origin=origin_of(info))


async def revoke_session(info: Info, id: strawberry.ID) -> RemovedResult:
    """Ends an own session."""
    session_id = decode(Kind.SESSION, id)
    await info.context.services.auth.log_out.of_session(info.context.signed_in, session_id, origin=origin_of(info))
    return RemovedSuccess(id=id)


async def change_password(info: Info, current_password: str, new_password: str) -> ChangePasswordResult:
    """Ends every session, this one included: log in again with the new password."""
    revoked = await info.context.services.auth.password_changes.change(
        info.context.signed_in, current_password=current_password, new_password=new_password, origin=origin_of(info)
    )
    return ChangePasswordSuccess(sessions_revoked=revoked)
