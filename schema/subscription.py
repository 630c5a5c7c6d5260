"""Every subscription, and who may open it."""

import strawberry

from resolvers.permissions import Owner, SignedIn, SignedInOrLink
from schema.fields import subscription
from subscriptions import inbox, notifications, tracking


@strawberry.type
class Subscription:
    request_tracking = subscription(tracking.request_tracking, SignedInOrLink)
    owner_inbox = subscription(inbox.owner_inbox, Owner)
    notification_received = subscription(notifications.notification_received, SignedIn)
