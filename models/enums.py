"""The contract's enumerations, as they are stored."""

from enum import StrEnum


class Role(StrEnum):
    FARMER = "FARMER"
    TRACTOR_OWNER = "TRACTOR_OWNER"
    ADMIN = "ADMIN"


class UserState(StrEnum):
    ACTIVE = "ACTIVE"
    SUSPENDED = "SUSPENDED"


class MailTokenKind(StrEnum):
    VERIFY_EMAIL = "VERIFY_EMAIL"
    RESET_PASSWORD = "RESET_PASSWORD"  # noqa: S105 - the name of a kind, no secret


class AreaUnit(StrEnum):
    HECTARE = "HECTARE"
    ACRE = "ACRE"
    SQUARE_METRE = "SQUARE_METRE"


class TractorState(StrEnum):
    DRAFT = "DRAFT"
    ACTIVE = "ACTIVE"
    OFFLINE = "OFFLINE"
    ARCHIVED = "ARCHIVED"


class PricingBasis(StrEnum):
    PER_HOUR = "PER_HOUR"
    PER_HECTARE = "PER_HECTARE"


class SlotKind(StrEnum):
    FREE = "FREE"
    BOOKED = "BOOKED"
    BLOCKED = "BLOCKED"


class DocumentKind(StrEnum):
    PHOTO = "PHOTO"
    REGISTRATION = "REGISTRATION"
    INSURANCE = "INSURANCE"
    INSPECTION = "INSPECTION"
    OTHER = "OTHER"


class DocumentState(StrEnum):
    PENDING = "PENDING"
    VERIFIED = "VERIFIED"
    REJECTED = "REJECTED"
    EXPIRED = "EXPIRED"


class RequestStatus(StrEnum):
    SENT = "SENT"
    RECEIVED = "RECEIVED"
    ACCEPTED = "ACCEPTED"
    EN_ROUTE = "EN_ROUTE"
    ARRIVED = "ARRIVED"
    WORK_STARTED = "WORK_STARTED"
    IN_PROGRESS = "IN_PROGRESS"
    COMPLETED = "COMPLETED"
    CANCELLED = "CANCELLED"


class MatchState(StrEnum):
    SEARCHING = "SEARCHING"
    OFFERED = "OFFERED"
    WAITLISTED = "WAITLISTED"
    MATCHED = "MATCHED"
    CLOSED = "CLOSED"


class OfferState(StrEnum):
    OFFERED = "OFFERED"
    ACCEPTED = "ACCEPTED"
    DECLINED = "DECLINED"
    EXPIRED = "EXPIRED"
    WITHDRAWN = "WITHDRAWN"


class CancelReason(StrEnum):
    CHANGED_MIND = "CHANGED_MIND"
    WRONG_DETAILS = "WRONG_DETAILS"
    FOUND_OTHER = "FOUND_OTHER"
    WEATHER = "WEATHER"
    BREAKDOWN = "BREAKDOWN"
    TOO_EXPENSIVE = "TOO_EXPENSIVE"
    NO_TRACTOR = "NO_TRACTOR"
    SAFETY = "SAFETY"
    OTHER = "OTHER"


class ActorKind(StrEnum):
    FARMER = "FARMER"
    OWNER = "OWNER"
    ADMIN = "ADMIN"
    SYSTEM = "SYSTEM"


class EstimateKind(StrEnum):
    INDICATIVE = "INDICATIVE"
    FIRM = "FIRM"


class PaymentMethodKind(StrEnum):
    CARD = "CARD"
    MOBILE_MONEY = "MOBILE_MONEY"
    WALLET = "WALLET"


class PaymentStatus(StrEnum):
    REQUIRES_CONFIRMATION = "REQUIRES_CONFIRMATION"
    REQUIRES_ACTION = "REQUIRES_ACTION"
    PROCESSING = "PROCESSING"
    AUTHORIZED = "AUTHORIZED"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"
    CANCELED = "CANCELED"
    UNKNOWN = "UNKNOWN"


class RefundStatus(StrEnum):
    PENDING = "PENDING"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"


class PayoutStatus(StrEnum):
    PENDING = "PENDING"
    SUCCEEDED = "SUCCEEDED"
    FAILED = "FAILED"


class WebhookState(StrEnum):
    """What became of an event that a provider sent."""

    WAITING = "WAITING"
    APPLIED = "APPLIED"
    IGNORED = "IGNORED"
    "It is about nothing of ours."
    MISMATCHED = "MISMATCHED"
    "It says another amount, currency or provider than ours: nothing was applied."
    UNMATCHED = "UNMATCHED"
    "What it is about has not turned up."


class AccountKind(StrEnum):
    """Where money can stand. WALLET, HELD and ESCROW never go below zero."""

    WALLET = "WALLET"
    HELD = "HELD"
    ESCROW = "ESCROW"
    REVENUE = "REVENUE"
    CLEARING = "CLEARING"


class TransactionKind(StrEnum):
    TOP_UP = "TOP_UP"
    PAYMENT = "PAYMENT"
    REFUND = "REFUND"
    EARNING = "EARNING"
    COMMISSION = "COMMISSION"
    WITHDRAWAL = "WITHDRAWAL"
    ADJUSTMENT = "ADJUSTMENT"
    RELEASE = "RELEASE"


class FrameKind(StrEnum):
    """What an event in the outbox tells its stream."""

    STATUS = "STATUS"
    PAYMENT = "PAYMENT"
    OFFER_RECEIVED = "OFFER_RECEIVED"
    OFFER_CLOSED = "OFFER_CLOSED"
    JOB_CHANGED = "JOB_CHANGED"
    NOTIFICATION = "NOTIFICATION"


class EtaSource(StrEnum):
    ROUTE = "ROUTE"
    STRAIGHT_LINE = "STRAIGHT_LINE"
    SCHEDULED = "SCHEDULED"


class EarningsGroup(StrEnum):
    DAY = "DAY"
    WEEK = "WEEK"
    MONTH = "MONTH"
    TRACTOR = "TRACTOR"
    SERVICE = "SERVICE"


class Channel(StrEnum):
    EMAIL = "EMAIL"
    SMS = "SMS"
    PUSH = "PUSH"
    IN_APP = "IN_APP"


class NotificationKind(StrEnum):
    OFFER_RECEIVED = "OFFER_RECEIVED"
    REQUEST_ACCEPTED = "REQUEST_ACCEPTED"
    TRACTOR_EN_ROUTE = "TRACTOR_EN_ROUTE"
    TRACTOR_ARRIVED = "TRACTOR_ARRIVED"
    WORK_STARTED = "WORK_STARTED"
    REQUEST_COMPLETED = "REQUEST_COMPLETED"
    REQUEST_CANCELLED = "REQUEST_CANCELLED"
    PAYMENT_SUCCEEDED = "PAYMENT_SUCCEEDED"
    PAYMENT_FAILED = "PAYMENT_FAILED"
    REFUND_SUCCEEDED = "REFUND_SUCCEEDED"
    RECEIPT_ISSUED = "RECEIPT_ISSUED"
    DOCUMENT_EXPIRING = "DOCUMENT_EXPIRING"
    SECURITY_ALERT = "SECURITY_ALERT"


class DeliveryState(StrEnum):
    """How far a message has come on its channel."""

    QUEUED = "QUEUED"
    HELD = "HELD"
    "Its recipient's quiet hours hold it back; it holds back no other."
    SENDING = "SENDING"
    "The provider was called, or is about to be."
    SENT = "SENT"
    SKIPPED = "SKIPPED"
    "Unwanted, irrelevant or impossible by the time it would have been sent."
    FAILED = "FAILED"
