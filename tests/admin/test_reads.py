"""What admins look through: people, the platform's figures, the audit log, documents that wait."""

import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from models.auth import User
from models.enums import Role, UserState
from models.requests import JobRequest
from models.tractors import Document, Upload
from models.users import Profile
from services.admin import directory
from services.auth import accounts
from services.auth.viewer import Viewer
from services.platform.ids import Kind, encode
from tests.admin.operations import AUDIT, DOCUMENTS, SUMMARY, USERS
from tests.auth.operations import ASSIGN_ROLE
from tests.requests.village import Village

READS = [USERS, SUMMARY, AUDIT, DOCUMENTS]


async def known(village: Village, name: str, *, email: str, phone: str, role: Role = Role.FARMER) -> str:
    """The id of somebody with an account, as it is shown."""
    viewer = await village.person(role, name=name)
    await User.filter(id=viewer.user_id).update(email=email)
    await Profile.filter(user_id=viewer.user_id).update(phone=phone)
    return encode(Kind.USER, viewer.user_id)


async def found(village: Village, admin: Viewer, **asked: Any) -> list[str]:
    answer = await village.ask(admin, USERS, **asked)
    assert answer.errors == []
    return [node["id"] for node in answer.data["nodes"]]


async def test_people_are_found_by_what_is_known_of_them(village: Village) -> None:
    admin = await village.admin()
    ada = await known(village, "Ada Obi", email="ada.obi@farm.test", phone="+2348031234567")
    musa = await known(
        village, "Musa 100% Bello", email="m_bello@yard.test", phone="+254712000111", role=Role.TRACTOR_OWNER
    )

    for search in ("ada", "OBI", "ob", "a.obi@farm", "0803 123 4567", "+234803", ada):
        assert await found(village, admin, search=search) == [ada], search
    for search in ("bello", "100%", "m_b", "712000", musa):
        assert await found(village, admin, search=search) == [musa], search
    for search in ("100_", "m%b", "nobody", "0712999", encode(Kind.USER, admin.session_id)):
        assert await found(village, admin, search=search) == []
    assert await found(village, admin, search="  ") == [musa, ada, encode(Kind.USER, admin.user_id)]
    too_long = await village.ask(admin, USERS, search="x" * 101)
    assert too_long.codes == ["BAD_USER_INPUT"]
    assert (await village.ask(admin, USERS, search="\x00")).codes == ["BAD_USER_INPUT"]


@pytest.mark.parametrize("name", ["İbrahim Yılmaz", "ΟΔΥΣΣΕΎΣ", "Ṣẹgun Adé", "Straße ǅ", "ﬁeld"])
async def test_people_are_found_by_a_copy_of_their_name(village: Village, name: str) -> None:
    admin = await village.admin()
    person = await known(village, name, email="a@farm.test", phone="+2348031234567")

    for form in ("NFC", "NFD"):
        assert await found(village, admin, search=unicodedata.normalize(form, name)) == [person]


async def test_people_are_narrowed_by_role_and_state(village: Village) -> None:
    admin = await village.admin()
    owner, farmer = await village.owner(), await village.farmer()
    await User.filter(id=farmer.user_id).update(state=UserState.SUSPENDED)

    assert await found(village, admin, role="TRACTOR_OWNER") == [encode(Kind.USER, owner.user_id)]
    assert await found(village, admin, state="SUSPENDED") == [encode(Kind.USER, farmer.user_id)]
    assert await found(village, admin, state="SUSPENDED", role="TRACTOR_OWNER") == []


async def test_pages_of_people_stay_as_they_are_while_others_sign_up(village: Village) -> None:
    admin = await village.admin()
    people = [encode(Kind.USER, (await village.farmer()).user_id) for _ in range(5)]

    first = (await village.ask(admin, USERS, role="FARMER", first=2)).data
    await village.farmer()
    second = (await village.ask(admin, USERS, role="FARMER", first=2, after=first["pageInfo"]["endCursor"])).data
    third = (await village.ask(admin, USERS, role="FARMER", first=2, after=second["pageInfo"]["endCursor"])).data

    pages = [[node["id"] for node in page["nodes"]] for page in (first, second, third)]
    assert pages == [people[:2:-1], people[2:0:-1], people[:1]]
    assert [page["pageInfo"]["hasNextPage"] for page in (first, second, third)] == [True, True, False]


_MANY = """
    INSERT INTO users (id, email, password_hash, role, state, created_at)
    SELECT gen_random_uuid(), md5(n::text) || '@farm.test', '-', 'FARMER', 'ACTIVE', now()
    FROM generate_series(1, 5000) n;
    INSERT INTO profiles (user_id, name, phone, locale, time_zone)
    SELECT id, md5(email), '+234' || lpad((random() * 1e9)::bigint::text, 10, '1'), 'en', 'UTC' FROM users;
    SELECT gin_clean_pending_list(name) FROM unnest(ARRAY[
        'users_email_like', 'profiles_name_like', 'profiles_phone_like']::regclass[]) name;
    ANALYZE users; ANALYZE profiles
"""


async def test_a_search_among_many_uses_the_indexes(village: Village) -> None:
    sought = directory._ACCOUNTS.format(columns=accounts.COLUMNS, searched=directory._BY_TEXT)
    async with village.services.database.transaction() as transaction:
        await transaction.raw.execute(_MANY)
        rows = await transaction.raw.fetch(f"EXPLAIN {sought}", None, None, None, 21, "%a.obi@%", "%803123%")
    plan = "\n".join(row[0] for row in rows)
    assert [
        name for name in ("users_email_like", "profiles_name_like", "profiles_phone_like") if name not in plan
    ] == []


async def test_the_platform_in_figures_of_the_admins_day(village: Village) -> None:
    admin = await village.person(Role.ADMIN, zone="Africa/Nairobi")
    owner = await village.owner()
    await village.tractor(owner)
    await village.accepted(owner=owner, day=village.day(6))
    waiting = await village.request(service="HARVESTING")
    await village.services.requests.matching.run(waiting.id)
    await village.services.database.fetch(
        "UPDATE pgqueuer SET status = 'failed' WHERE id IN (SELECT min(id) FROM pgqueuer)"
    )

    async def figures(**asked: Any) -> Any:
        answer = await village.ask(admin, SUMMARY, **asked)
        assert answer.errors == []
        return answer.data

    assert await figures() == {
        "users": 4,
        "tractorsActive": 1,
        "requestsOpen": 2,
        "requestsToday": 2,
        "completedToday": 0,
        "grossToday": [],
        "waitlisted": 1,
        "deadJobs": 1,
    }
    for zone in ("Africa/Nairobi", "Pacific/Kiritimati", "Pacific/Pago_Pago"):
        midnight = datetime.now(ZoneInfo(zone)).replace(hour=0, minute=0, second=0, microsecond=0)
        for instant, counted in ((midnight, 1), (midnight - timedelta(seconds=1), 0)):
            await JobRequest.all().update(created_at=midnight - timedelta(days=9))
            await JobRequest.filter(id=waiting.id).update(created_at=instant.astimezone(UTC))
            asked = {} if zone == "Africa/Nairobi" else {"zone": zone}
            assert (await figures(**asked))["requestsToday"] == counted


async def test_what_was_done_is_found_by_subject_doer_and_kind(village: Village) -> None:
    admin, other = await village.admin(), await village.admin()
    people = [encode(Kind.USER, (await village.farmer()).user_id) for _ in range(3)]
    for person in people:
        await village.ask(admin, ASSIGN_ROLE, id=person, role="TRACTOR_OWNER")
    await village.ask(other, ASSIGN_ROLE, id=people[0], role="FARMER")

    async def entries(**asked: Any) -> list[tuple[str, str]]:
        answer = await village.ask(admin, AUDIT, **asked)
        assert answer.errors == []
        return [(node["subjectId"], node["after"]) for node in answer.data["nodes"]]

    owner, farmer = '{"role":"TRACTOR_OWNER"}', '{"role":"FARMER"}'
    everything = [(people[0], farmer), *((person, owner) for person in reversed(people))]
    assert await entries() == everything
    assert await entries(subject=people[0]) == [everything[0], everything[3]]
    assert await entries(actor=encode(Kind.USER, other.user_id)) == everything[:1]
    assert await entries(action="ROLE_CHANGED") == everything
    assert await entries(action="LOGGED_IN") == []
    first = (await village.ask(admin, AUDIT, first=3)).data
    assert await entries(after=first["pageInfo"]["endCursor"]) == everything[3:]
    assert first["nodes"][0] == {
        "action": "ROLE_CHANGED",
        "actor": "ADMIN",
        "actorId": encode(Kind.USER, other.user_id),
        "actorUser": {"id": encode(Kind.USER, other.user_id)},
        "subjectId": people[0],
        "before": owner,
        "after": farmer,
        "traceId": "test",
        "ipAddress": None,
    }
    assert await entries(actor="usr_x") == []
    for what, longest in (("subject", 64), ("action", 32)):
        assert await entries(**{what: "x" * longest}) == []
        for nothing in ("x" * longest + "x", "x" * longest + " ", "\x00"):
            assert (await village.ask(admin, AUDIT, **{what: nothing})).codes == ["BAD_USER_INPUT"]


async def test_documents_wait_in_the_order_in_which_they_came(village: Village) -> None:
    admin, owner = await village.admin(), await village.owner()
    tractor = await village.tractor(owner)
    documents = []
    for number in range(3):
        now = village.clock()
        upload = await Upload.create(
            tractor_id=tractor.id,
            kind="REGISTRATION",
            content_type="image/png",
            bytes=number + 1,
            created_at=now,
            expires_at=now + timedelta(hours=1),
        )
        await Document.create(
            id=upload.id,
            tractor_id=tractor.id,
            kind="REGISTRATION",
            content_type="image/png",
            bytes=number + 1,
            uploaded_at=now,
        )
        documents.append(encode(Kind.DOCUMENT, upload.id))
    await Document.filter(bytes=2).update(removed_at=village.clock())

    whole = (await village.ask(admin, DOCUMENTS)).data
    first = (await village.ask(admin, DOCUMENTS, first=1)).data
    rest = (await village.ask(admin, DOCUMENTS, first=1, after=first["pageInfo"]["endCursor"])).data

    shown = {"id": encode(Kind.TRACTOR, tractor.id), "owner": {"name": "Musa Bello"}}
    assert whole["nodes"] == [{"id": documents[n], "state": "PENDING", "tractor": shown} for n in (0, 2)]
    assert [page["nodes"][0]["id"] for page in (first, rest)] == [documents[0], documents[2]]
    assert (first["pageInfo"]["hasNextPage"], rest["pageInfo"]["hasNextPage"]) == (True, False)
    assert (await village.ask(admin, DOCUMENTS, state="VERIFIED")).data["nodes"] == []


@pytest.mark.parametrize("operation", READS, ids=["users", "platformSummary", "auditLog", "tractorDocuments"])
async def test_nobody_else_reads_any_of_it(village: Village, operation: str) -> None:
    for viewer, code in (
        (None, "UNAUTHENTICATED"),
        (await village.farmer(), "FORBIDDEN"),
        (await village.owner(), "FORBIDDEN"),
    ):
        answer = await village.ask(viewer, operation)
        assert (answer.data, answer.codes) == (None, [code])
