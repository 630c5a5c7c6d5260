"""Tortoise models, by domain. They hold no rules: those live in services and in the migrations."""

from models.admin import AuditEntry
from models.auth import MailToken, RefreshToken, Session, User
from models.notifications import Delivery, Notification, PushSubscription
from models.payments import (
    Account,
    Journal,
    Payment,
    Payout,
    Receipt,
    Refund,
    WalletAdjustment,
    WalletTransaction,
    WebhookEvent,
)
from models.platform import IdempotencyKey, OutboxEvent, Stream, StreamEpoch
from models.requests import Estimate, JobRequest, Offer, Review, StatusChange
from models.tracking import LiveState, Position, TrackingLink
from models.tractors import Booking, Capability, Document, Service, Tractor, Upload, WeeklyHours
from models.users import Address, Farm, PaymentMethod, Preferences, Profile

__all__ = [
    "Account",
    "Address",
    "AuditEntry",
    "Booking",
    "Capability",
    "Delivery",
    "Document",
    "Estimate",
    "Farm",
    "IdempotencyKey",
    "JobRequest",
    "Journal",
    "LiveState",
    "MailToken",
    "Notification",
    "Offer",
    "OutboxEvent",
    "Payment",
    "PaymentMethod",
    "Payout",
    "Position",
    "Preferences",
    "Profile",
    "PushSubscription",
    "Receipt",
    "RefreshToken",
    "Refund",
    "Review",
    "Service",
    "Session",
    "StatusChange",
    "Stream",
    "StreamEpoch",
    "TrackingLink",
    "Tractor",
    "Upload",
    "User",
    "WalletAdjustment",
    "WalletTransaction",
    "WebhookEvent",
    "WeeklyHours",
]
