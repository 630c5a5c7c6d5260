"""The operations of the tests, each with one root field."""

from tests.accounts import PASSWORD, Api

SIGN_UP = """mutation ($input: SignUpInput!) { signUp(input: $input) {
    __typename ... on SignUpSuccess { verificationSentTo } ... on ValidationError { problems { path code } } } }"""
VERIFY = """mutation ($mail: String!) { verifyEmail(token: $mail) {
    __typename ... on VerifyEmailSuccess { tokens { accessToken refreshToken } viewer { email emailVerified } } } }"""
RESEND = "mutation ($email: String!) { resendVerification(email: $email) }"
LOG_IN = """mutation ($input: LogInInput!) { logIn(input: $input) {
    __typename ... on LogInSuccess { tokens { accessToken refreshToken } viewer { name } }
    ... on ValidationError { problems { path code } } } }"""
REFRESH = """mutation ($refresh: String!) { refreshSession(refreshToken: $refresh) {
    __typename ... on RefreshSuccess { tokens { accessToken accessExpiresAt refreshToken refreshExpiresAt } } } }"""
LOG_OUT = "mutation { logOut }"
LOG_OUT_EVERYWHERE = "mutation { logOutEverywhere }"
REVOKE = "mutation ($id: ID!) { revokeSession(id: $id) { __typename ... on RemovedSuccess { id } } }"
REQUEST_RESET = "mutation ($email: String!) { requestPasswordReset(email: $email) }"
RESET = """mutation ($mail: String!, $password: String!) { resetPassword(token: $mail, newPassword: $password) {
    __typename ... on PasswordResetSuccess { sessionsRevoked } ... on ValidationError { problems { path code } } } }"""
CHANGE = """mutation ($current: String!, $new: String!) {
    changePassword(currentPassword: $current, newPassword: $new) {
    __typename ... on ChangePasswordSuccess { sessionsRevoked } ... on ValidationError { problems { path code } } } }"""
ASSIGN_ROLE = """mutation ($id: ID!, $role: Role!) { assignRole(userId: $id, role: $role) {
    __typename ... on AdminUserSuccess { user { id role state emailVerified } }
    ... on ValidationError { problems { path code } } } }"""
ME = "{ me { email } }"
SESSIONS = "{ me { sessions { id current } } }"


def applicant(**changes: object) -> dict[str, object]:
    """What somebody enters who signs up and makes no mistake."""
    return {
        "role": "FARMER",
        "name": "Ada Obi",
        "email": "ada@farm.test",
        "phone": "+2348012345678",
        "password": PASSWORD,
        **changes,
    }


async def can_log_in(api: Api, email: str, password: str) -> bool:
    answer = await api.ask(LOG_IN, input={"email": email, "password": password})
    return bool(answer.data["__typename"] == "LogInSuccess")
