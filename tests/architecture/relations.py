"""How people stand to things: the words in which the table of fields says who sees what."""

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from models.admin import AuditEntry
from models.auth import Session, User
from models.enums import RequestStatus, Role
from models.notifications import Notification
from models.payments import Payment, Receipt, Refund, WalletTransaction
from models.requests import Estimate, JobRequest, Offer, Review
from models.tractors import Document, Tractor
from models.users import Address, Farm, PaymentMethod
from services.admin.dead_jobs import DeadJobs
from services.auth.viewer import Viewer
from services.platform.ids import Kind, encode

MINE = "mine"
"""Whose it is: the farmer of a request, the owner of a tractor or of an offer, the payer, the author, oneself."""
PARTNER = "partner"
"""The other side of a job that was accepted."""
FORMER = "former"
"""The owner who gave the job up, or whose job was cancelled."""
BIDDER = "bidder"
"""An owner who only holds an offer."""
ASKER = "asker"
"""The farmer to whose request the offer is."""
LINK = "link"
"""Whoever holds a link to the job."""
ANONYMOUS = "anonymous"
ADMINS = "admins"
_STRANGERS = {Role.FARMER: "farmers", Role.TRACTOR_OWNER: "owners", Role.ADMIN: ADMINS}
WORDS = {MINE, PARTNER, FORMER, BIDDER, ASKER, LINK, ANONYMOUS, *_STRANGERS.values()}

type Standings = dict[str, dict[UUID, str]]
"""By the public id of each thing that there is: those who have to do with it, and how."""


def word_of(viewer: Viewer | None, kind: str, about: str | None, standings: Standings) -> str:
    """Whoever has nothing to do with it is one of the farmers, of the owners or of the admins.

    `kind` is as what it is shown: admins see themselves as they see any account.
    """
    if viewer is None:
        return ANONYMOUS
    if viewer.is_admin and kind == "AdminUser":
        return ADMINS
    return standings.get(about or "", {}).get(viewer.user_id) or _STRANGERS[viewer.role]


async def all_standings(dead_jobs: DeadJobs) -> Standings:
    requests, offers = await JobRequest.all(), await Offer.all()
    found: Standings = defaultdict(dict)
    for request in requests:
        found[encode(Kind.REQUEST, request.id)] = _of_request(request, offers)
    await _note_people(found, requests, offers)
    await _note_tractors(found, requests, offers)
    await _note_papers(found, {row.id: row for row in requests})
    await _note_own(found)
    for entry in await AuditEntry.all():
        found[encode(Kind.AUDIT_ENTRY, entry.id)] = {}
    for job in await dead_jobs.newest(first=20, after=None):
        found[encode(Kind.DEAD_JOB, job.id)] = {}
    return found


def _partner_of(request: JobRequest) -> UUID | None:
    return None if request.status is RequestStatus.CANCELLED else request.owner_id


def _of_request(request: JobRequest, offers: Iterable[Offer]) -> dict[UUID, str]:
    words = {offer.owner_id: BIDDER for offer in offers if offer.job_request_id == request.id}
    if request.owner_id is not None:
        words[request.owner_id] = PARTNER if _partner_of(request) else FORMER
    return {**words, request.farmer_id: MINE}


async def _note_people(found: Standings, requests: Iterable[JobRequest], offers: Iterable[Offer]) -> None:
    asked = {request.id: request.farmer_id for request in requests}
    for user in await User.all():
        found[encode(Kind.USER, user.id)] = {user.id: MINE}
    for offer in offers:
        farmer = asked[offer.job_request_id]
        found[encode(Kind.USER, farmer)][offer.owner_id] = BIDDER
        found[encode(Kind.USER, offer.owner_id)][farmer] = ASKER
    for request in requests:
        if (owner := _partner_of(request)) is not None:
            found[encode(Kind.USER, request.farmer_id)][owner] = PARTNER
            found[encode(Kind.USER, owner)][request.farmer_id] = PARTNER


async def _note_tractors(found: Standings, requests: Iterable[JobRequest], offers: Iterable[Offer]) -> None:
    asked = {request.id: request for request in requests}
    words: dict[UUID, dict[UUID, str]] = {row.id: {row.owner_id: MINE} for row in await Tractor.all()}
    for offer in offers:
        request = asked[offer.job_request_id]
        is_accepted = offer.tractor_id == request.tractor_id and _partner_of(request) is not None
        found[encode(Kind.OFFER, offer.id)] = {offer.owner_id: MINE, request.farmer_id: ASKER}
        if words[offer.tractor_id].get(request.farmer_id) != PARTNER:
            words[offer.tractor_id][request.farmer_id] = PARTNER if is_accepted else ASKER
    for tractor_id, known in words.items():
        found[encode(Kind.TRACTOR, tractor_id)] = known
    for document in await Document.all():
        found[encode(Kind.DOCUMENT, document.id)] = words[document.tractor_id]
    for estimate in await Estimate.all().select_related("tractor"):
        request = asked[estimate.job_request_id]
        found[encode(Kind.ESTIMATE, estimate.id)] = {request.farmer_id: MINE}
        if estimate.tractor is not None:
            word = PARTNER if _partner_of(request) == estimate.tractor.owner_id else BIDDER
            found[encode(Kind.ESTIMATE, estimate.id)][estimate.tractor.owner_id] = word


async def _note_papers(found: Standings, requests: dict[UUID, JobRequest]) -> None:
    def words(payer: UUID, request_id: UUID | None) -> dict[UUID, str]:
        owner = None if request_id is None else _partner_of(requests[request_id])
        return {payer: MINE} if owner is None else {payer: MINE, owner: PARTNER}

    for payment in await Payment.all():
        found[encode(Kind.PAYMENT, payment.id)] = words(payment.user_id, payment.job_request_id)
    for refund in await Refund.all().select_related("payment"):
        found[encode(Kind.REFUND, refund.id)] = words(refund.payment.user_id, refund.payment.job_request_id)
    for receipt in await Receipt.all():
        found[encode(Kind.RECEIPT, receipt.id)] = words(receipt.user_id, receipt.job_request_id)
    for review in await Review.all():
        found[encode(Kind.REVIEW, review.id)] = {review.author_id: MINE, review.subject_id: PARTNER}


async def _note_own(found: Standings) -> None:
    owned: list[tuple[Kind, type[Session | Address | Farm | PaymentMethod | Notification]]] = [
        (Kind.SESSION, Session),
        (Kind.ADDRESS, Address),
        (Kind.FARM, Farm),
        (Kind.PAYMENT_METHOD, PaymentMethod),
        (Kind.NOTIFICATION, Notification),
    ]
    for kind, model in owned:
        for row in await model.all():
            found[encode(kind, row.id)] = {row.user_id: MINE}
    for posting in await WalletTransaction.filter(account__kind="WALLET").select_related("account"):
        assert posting.account.user_id is not None
        found[encode(Kind.TRANSACTION, posting.id)] = {posting.account.user_id: MINE}
