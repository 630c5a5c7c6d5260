"""Every mutation refuses whoever may not call it, and whoever names what is not theirs; nothing has changed then."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from graphql import GraphQLField, get_named_type, is_leaf_type, is_required_argument, is_union_type

from models.auth import Session
from models.notifications import Notification
from models.payments import Payment
from models.requests import Estimate, Offer
from models.tractors import Document, Tractor, Upload
from models.users import Address, Farm, PaymentMethod
from schema.build import schema
from services.platform.ids import Kind, encode
from services.platform.settings import Settings
from tests.architecture.test_permissions import ADMINS, EVERYBODY, FARMERS, MAY_CALL, OWNERS, SIGNED_IN, literal
from tests.architecture.world import World, peopled

_ROOT: Any = schema._schema.mutation_type
MUTATIONS: dict[str, GraphQLField] = _ROOT.fields
# Of each mutation that names something: the arguments with which its stranger calls it, and whose those things are.
NAMED = {
    "revokeSession": ("farmer", {"id": "session"}),
    "saveAddress": ("farmer", {"id": "address"}),
    "removeAddress": ("farmer", {"id": "address"}),
    "saveFarm": ("farmer", {"id": "farm"}),
    "removeFarm": ("farmer", {"id": "farm"}),
    "setDefaultPaymentMethod": ("farmer", {"id": "method"}),
    "removePaymentMethod": ("farmer", {"id": "method"}),
    "updateTractor": ("owner", {"id": "tractor"}),
    "setTractorAvailability": ("owner", {"id": "tractor"}),
    "archiveTractor": ("owner", {"id": "tractor"}),
    "createTractorUpload": ("owner", {"tractorId": "tractor"}),
    "attachTractorDocument": ("owner", {"tractorId": "tractor", "uploadId": "upload"}),
    "removeTractorDocument": ("owner", {"id": "document"}),
    "createRequest": ("farmer", {}),
    "searchTractors": ("farmer", {"requestId": "open request"}),
    "acceptOffer": ("bidder", {"offerId": "offer"}),
    "declineOffer": ("bidder", {"offerId": "offer"}),
    "updateRequestStatus": ("owner", {"requestId": "request"}),
    "cancelRequest": ("farmer", {"requestId": "request"}),
    "reviewRequest": ("farmer", {"requestId": "request"}),
    "createPaymentIntent": ("farmer", {"requestId": "request", "estimateId": "estimate"}),
    "confirmPayment": ("farmer", {"paymentId": "payment"}),
    "cancelPaymentIntent": ("farmer", {"paymentId": "payment"}),
    "reportPositions": ("owner", {"requestId": "request"}),
    "shareTracking": ("farmer", {"requestId": "request"}),
    "revokeTrackingLinks": ("farmer", {"requestId": "request"}),
    "markNotificationsRead": ("farmer", {"ids": "notification"}),
}
INPUTS = {
    "createTractorUpload": {"contentType": '"image/png"', "bytes": "100"},
    "saveAddress": {"input": '{label: "Home", line1: "1 Road", country: "NG"}'},
    "saveFarm": {
        "input": '{name: "Hill", address: "Kuje", location: {latitude: 8.9, longitude: 7.2}, area: {value: "2"}}',
    },
    "createRequest": {"input": '{farmId: $farm, serviceCode: "PLOUGHING", preferredDate: "2099-03-02"}'},
}
# The caller's own, or a new thing: nobody is a stranger to it.
OF_ONES_OWN = {
    "logOut", "logOutEverywhere", "changePassword", "updateProfile", "updatePreferences", "addPaymentMethod",
    "createTractor", "topUpWallet", "withdraw", "registerPush",
}  # fmt: skip
# An upload whose id a stranger presents is no secret any more, and goes.
BY_DESIGN = {"attachTractorDocument": {"tractor_uploads"}}
STRANGERS = {"strange_farmer": FARMERS, "strange_owner": OWNERS, "bidder": OWNERS}
EVERY_ROLE = {"anonymous": "", "strange_farmer": FARMERS, "strange_owner": OWNERS, "admin": ADMINS}


def test_every_mutation_says_what_a_stranger_to_it_is() -> None:
    public = {name for name in MUTATIONS if MAY_CALL[f"Mutation.{name}"] == EVERYBODY}
    of_admins = {name for name in MUTATIONS if MAY_CALL[f"Mutation.{name}"] == ADMINS}
    assert [set(NAMED) & OF_ONES_OWN, public & of_admins] == [set(), set()]
    assert set(NAMED) | OF_ONES_OWN | public | of_admins == set(MUTATIONS)


@pytest.fixture
async def world(settings: Settings, clean_database: None, tmp_path: Path) -> AsyncIterator[World]:
    async with peopled(settings, tmp_path) as built:
        yield built


def may_call(name: str, role: str) -> bool:
    allowed = MAY_CALL[f"Mutation.{name}"]
    return allowed in (EVERYBODY, SIGNED_IN) or role in allowed.split(", ")


async def test_whoever_may_not_call_it_changes_nothing(world: World) -> None:
    viewers = {"anonymous": None, **world.people}
    before = await digest(world)
    for name in MUTATIONS:
        for who, role in EVERY_ROLE.items():
            if MAY_CALL[f"Mutation.{name}"] != EVERYBODY and (who == "anonymous" or not may_call(name, role)):
                answer = await world.village.ask(viewers[who], operation(name, {}))
                assert answer.codes == ["UNAUTHENTICATED" if who == "anonymous" else "FORBIDDEN"], (name, who)
        assert await digest(world) == before, name


async def test_whoever_names_what_is_not_theirs_is_told_that_it_is_not_there_and_changes_nothing(world: World) -> None:
    calls = await calls_of(world)
    before = await digest(world)
    for name, (whose, call) in calls.items():
        # Of notifications, those that are not the caller's are passed over.
        refusal = "OK" if name == "markNotificationsRead" else "NOT_FOUND"
        for who, role in STRANGERS.items():
            if may_call(name, role) and who != whose:
                assert code_of(await world.village.ask(world.people[who], call)) == refusal, (name, who)
        after = await digest(world)
        assert {table for table in before if after[table] != before[table]} == BY_DESIGN.get(name, set()), name
        before = after
    # Whose it is does find it: nobody was refused only because there is no such thing.
    for name, (whose, call) in sorted(calls.items(), key=lambda call: call[0].startswith(("remove", "revoke"))):
        assert code_of(await world.village.ask(world.people[whose], call)) != "NOT_FOUND", name


async def calls_of(world: World) -> dict[str, tuple[str, str]]:
    """Of each mutation in NAMED, whose the things are and the operation that names them."""
    things = {name: f'"{encode(kind, row_id)}"' for name, (kind, row_id) in (await things_of(world)).items()}
    found = {}
    for name, (whose, arguments) in NAMED.items():
        given = {argument: things[thing] for argument, thing in arguments.items()} | INPUTS.get(name, {})
        found[name] = whose, operation(name, given).replace("$farm", things["farm"])
    return found


async def things_of(world: World) -> dict[str, tuple[Kind, UUID]]:
    farmer, now = world.farmer.user_id, world.village.clock()
    tractor = await Tractor.get(owner_id=world.owner.user_id)
    request, (offer, *_) = world.job.request_id, await Offer.filter(owner_id=world.bidder.user_id).order_by("-id")
    upload = await Upload.create(
        tractor_id=tractor.id,
        kind="PHOTO",
        content_type="image/png",
        bytes=1,
        created_at=now,
        expires_at=now + timedelta(hours=1),
    )
    return {
        "session": (Kind.SESSION, (await Session.get(user_id=farmer)).id),
        "address": (Kind.ADDRESS, (await Address.get(user_id=farmer)).id),
        "farm": (Kind.FARM, (await Farm.get(user_id=farmer)).id),
        "method": (Kind.PAYMENT_METHOD, (await PaymentMethod.get(user_id=farmer)).id),
        "tractor": (Kind.TRACTOR, tractor.id),
        "upload": (Kind.UPLOAD, upload.id),
        "document": (Kind.DOCUMENT, (await Document.get(tractor_id=tractor.id, kind="PHOTO")).id),
        "open request": (Kind.REQUEST, world.open_request.id),
        "offer": (Kind.OFFER, offer.id),
        "request": (Kind.REQUEST, request),
        "estimate": (Kind.ESTIMATE, (await Estimate.get(job_request_id=request, kind="FIRM")).id),
        "payment": (Kind.PAYMENT, (await Payment.get(job_request_id=request, status="FAILED")).id),
        "notification": (
            Kind.NOTIFICATION,
            (await Notification.filter(user_id=farmer, read_at=None).order_by("id"))[0].id,
        ),
    }


def operation(name: str, given: dict[str, str]) -> str:
    """With something for every argument that it must have, in the place of what is not given."""
    needed = {each: argument for each, argument in MUTATIONS[name].args.items() if is_required_argument(argument)}
    values = {each: literal(argument.type) for each, argument in needed.items()} | {"idempotencyKey": f'"{name}"'}
    known = {each: text for each, text in {**values, **given}.items() if each in MUTATIONS[name].args}
    arguments = f"({', '.join(f'{each}: {text}' for each, text in known.items())})" if known else ""
    kind = get_named_type(MUTATIONS[name].type)
    refusal = " ... on UserError { code }" if is_union_type(kind) else ""
    shown = "" if is_leaf_type(kind) else f" {{ __typename{refusal} }}"
    return f"mutation {{ {name}{arguments}{shown} }}"


def code_of(answer: Any) -> str:
    """Of the refusal, wherever it stands."""
    if answer.errors:
        return str(answer.codes[0])
    return str(answer.data.get("code", "OK")) if isinstance(answer.data, dict) else "OK"


async def digest(world: World) -> dict[str, str]:
    """Of all rows of each table."""
    database = world.village.services.database
    tables = await database.fetch(
        "SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'"
    )
    rows = "md5(string_agg(t::text, '|' ORDER BY t::text)) AS rows"
    each = " UNION ALL ".join(f"SELECT '{name}' AS name, {rows} FROM {name} t" for (name,) in tables)  # noqa: S608 - ours
    return {row["name"]: row["rows"] for row in await database.fetch(each)}
