"""Every root field says who may call it, and keeps its word."""

from typing import Any, cast

import pytest
from graphql import (
    build_schema,
    get_named_type,
    get_nullable_type,
    is_enum_type,
    is_input_object_type,
    is_leaf_type,
    is_list_type,
    is_required_argument,
    is_required_input_field,
)
from strawberry.permission import PermissionExtension
from strawberry.types.field import StrawberryField
from uuid_utils.compat import uuid7

from models.enums import Role
from resolvers.permissions import Public, SignedIn
from schema.build import schema
from schema.context import Context
from services.auth.viewer import Viewer
from services.errors import Forbidden, Unauthenticated
from services.platform.metrics import Metrics
from services.platform.settings import Settings
from services.wiring import Services

ROOTS = ("Query", "Mutation", "Subscription")
EVERYBODY, SIGNED_IN = "everybody", "whoever is signed in"
FARMERS, OWNERS, ADMINS = "farmers", "owners", "admins"
MAY_CALL = {
    "Query.me": EVERYBODY,
    "Query.services": EVERYBODY,
    "Query.node": SIGNED_IN,
    "Query.request": SIGNED_IN,
    "Query.requests": SIGNED_IN,
    "Query.requestEstimate": SIGNED_IN,
    "Query.cancellationPreview": SIGNED_IN,
    "Query.requestTracking": SIGNED_IN,
    "Query.nearbyTractors": FARMERS,
    "Query.myTractors": OWNERS,
    "Query.tractor": SIGNED_IN,
    "Query.payment": f"{FARMERS}, {ADMINS}",
    "Query.receipt": f"{FARMERS}, {ADMINS}",
    "Query.payments": ADMINS,
    "Query.notifications": SIGNED_IN,
    "Query.ownerDashboard": f"{OWNERS}, {ADMINS}",
    "Query.trialBalance": ADMINS,
    "Query.platformSummary": ADMINS,
    "Query.users": ADMINS,
    "Query.tractorDocuments": ADMINS,
    "Query.auditLog": ADMINS,
    "Query.deadJobs": ADMINS,
    "Mutation.signUp": EVERYBODY,
    "Mutation.logIn": EVERYBODY,
    "Mutation.verifyEmail": EVERYBODY,
    "Mutation.resendVerification": EVERYBODY,
    "Mutation.refreshSession": EVERYBODY,
    "Mutation.requestPasswordReset": EVERYBODY,
    "Mutation.resetPassword": EVERYBODY,
    "Mutation.logOut": SIGNED_IN,
    "Mutation.logOutEverywhere": SIGNED_IN,
    "Mutation.revokeSession": SIGNED_IN,
    "Mutation.changePassword": SIGNED_IN,
    "Mutation.updateProfile": SIGNED_IN,
    "Mutation.updatePreferences": SIGNED_IN,
    "Mutation.saveAddress": SIGNED_IN,
    "Mutation.removeAddress": SIGNED_IN,
    "Mutation.saveFarm": SIGNED_IN,
    "Mutation.removeFarm": SIGNED_IN,
    "Mutation.addPaymentMethod": SIGNED_IN,
    "Mutation.setDefaultPaymentMethod": SIGNED_IN,
    "Mutation.removePaymentMethod": SIGNED_IN,
    "Mutation.createTractor": OWNERS,
    "Mutation.updateTractor": OWNERS,
    "Mutation.setTractorAvailability": OWNERS,
    "Mutation.archiveTractor": OWNERS,
    "Mutation.createTractorUpload": OWNERS,
    "Mutation.attachTractorDocument": OWNERS,
    "Mutation.removeTractorDocument": OWNERS,
    "Mutation.createRequest": FARMERS,
    "Mutation.searchTractors": f"{FARMERS}, {ADMINS}",
    "Mutation.acceptOffer": OWNERS,
    "Mutation.declineOffer": OWNERS,
    "Mutation.updateRequestStatus": f"{OWNERS}, {ADMINS}",
    "Mutation.cancelRequest": SIGNED_IN,
    "Mutation.createPaymentIntent": FARMERS,
    "Mutation.confirmPayment": FARMERS,
    "Mutation.topUpWallet": SIGNED_IN,
    "Mutation.withdraw": OWNERS,
    "Mutation.refundPayment": ADMINS,
    "Mutation.adjustWallet": ADMINS,
    "Mutation.cancelPaymentIntent": FARMERS,
    "Mutation.reportPositions": OWNERS,
    "Mutation.shareTracking": FARMERS,
    "Mutation.revokeTrackingLinks": FARMERS,
    "Mutation.markNotificationsRead": SIGNED_IN,
    "Mutation.registerPush": SIGNED_IN,
    "Mutation.assignRole": ADMINS,
    "Mutation.decideTractorDocument": ADMINS,
    "Mutation.retryDeadJob": ADMINS,
    "Mutation.suspendUser": ADMINS,
    "Mutation.reinstateUser": ADMINS,
    "Mutation.reviewRequest": f"{FARMERS}, {OWNERS}",
    "Subscription.requestTracking": SIGNED_IN,
    "Subscription.ownerInbox": OWNERS,
    "Subscription.notificationReceived": SIGNED_IN,
}
VIEWERS = {
    "anonymous": None,
    FARMERS: Viewer(uuid7(), Role.FARMER, uuid7()),
    OWNERS: Viewer(uuid7(), Role.TRACTOR_OWNER, uuid7()),
    ADMINS: Viewer(uuid7(), Role.ADMIN, uuid7()),
}


LITERALS = {
    "Int": "1",
    "Long": "1",
    "Float": "1.5",
    "Boolean": "true",
    "Decimal": '"1"',
    "Date": '"2026-03-02"',
    "DateTime": '"2026-03-02T06:00:00Z"',
    "Time": '"06:00"',
    "PhoneNumber": '"+2348012345678"',
    "TimeZone": '"Africa/Lagos"',
}


def fields() -> dict[str, StrawberryField]:
    found = {}
    for root in ROOTS:
        definition: Any = schema.get_type_by_name(root)
        for each in definition.fields:
            found[f"{root}.{schema.config.name_converter.from_field(each)}"] = each
    return found


def permissions(field: StrawberryField) -> list[Any]:
    guards = [each for each in field.extensions if isinstance(each, PermissionExtension)]
    return [permission for guard in guards for permission in guard.permissions]


def test_every_root_field_has_one_permission_of_ours() -> None:
    unguarded = [
        name
        for name, field in fields().items()
        if len(permissions(field)) != 1 or not isinstance(permissions(field)[0], Public | SignedIn)
    ]

    assert unguarded == []


def test_the_table_is_complete() -> None:
    assert set(MAY_CALL) == set(fields())


def expected(name: str, who: str) -> str:
    allowed = MAY_CALL[name]
    if allowed == EVERYBODY:
        return "allowed"
    if who == "anonymous":
        return "UNAUTHENTICATED"
    return "allowed" if allowed == SIGNED_IN or who in allowed.split(", ") else "FORBIDDEN"


class Nothing:
    """In the place of the services: whatever is called of it fails."""

    settings = Settings(_env_file=None)
    metrics = Metrics()

    def __getattr__(self, name: str) -> "Nothing":
        return self


def a_context(viewer: Viewer | None) -> Context:
    return Context(cast(Services, Nothing()), viewer=viewer, client_address=None, trace_id="test")


class Asked:
    """What a permission looks at."""

    def __init__(self, viewer: Viewer | None) -> None:
        self.context = a_context(viewer)


@pytest.mark.parametrize("name", MAY_CALL)
def test_a_permission_lets_in_whom_the_table_names(name: str) -> None:
    (permission,) = permissions(fields()[name])
    answers = {}

    for who, viewer in VIEWERS.items():
        try:
            answers[who] = "allowed" if permission.has_permission(None, Asked(viewer)) else "refused"
        except Unauthenticated:
            answers[who] = "UNAUTHENTICATED"
        except Forbidden:
            answers[who] = "FORBIDDEN"

    assert answers == {who: expected(name, who) for who in VIEWERS}


REFUSED = [(name, who) for name in MAY_CALL for who in VIEWERS if expected(name, who) != "allowed"]


@pytest.mark.parametrize(("name", "who"), REFUSED)
async def test_whoever_may_not_call_is_told_so_before_anything_runs(name: str, who: str) -> None:
    context = a_context(VIEWERS[who])
    operation = document(name)

    if name.startswith("Subscription"):
        stream: Any = await schema.subscribe(operation, context_value=context)
        result = await anext(stream)
    else:
        result = await schema.execute(operation, context_value=context)

    assert [error.extensions["code"] for error in result.errors or []] == [expected(name, who)]


def document(name: str) -> str:
    """An operation with that one field and something for each argument that it must have."""
    root, field = name.split(".")
    definition: Any = build_schema(schema.as_str()).get_type(root)
    found = definition.fields[field]
    given = [f"{argument}: {literal(each.type)}" for argument, each in found.args.items() if is_required_argument(each)]
    arguments = f"({', '.join(given)})" if given else ""
    shown = "" if is_leaf_type(get_named_type(found.type)) else " { __typename }"
    return f"{root.lower()} {{ {field}{arguments}{shown} }}"


def literal(kind: Any) -> str:
    """Anything of this type that the types let through."""
    named = get_named_type(kind)
    if is_list_type(get_nullable_type(kind)):
        return "[]"
    if is_enum_type(named):
        return str(next(iter(named.values)))
    if is_input_object_type(named):
        needed = {name: each for name, each in named.fields.items() if is_required_input_field(each)}
        return "{ " + ", ".join(f"{name}: {literal(each.type)}" for name, each in needed.items()) + " }"
    return LITERALS.get(named.name, '"x"')
