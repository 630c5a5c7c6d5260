"""Every subscription, and who may open it."""

import strawberry

from resolvers.permissions import Owner, SignedIn
from schema.fields import subscription
from subscriptions import inbox, tracking


@strawberry.type
class Subscription:
    request_tracking = subscription(tracking.request_tracking, SignedIn)
    owner_inbox = subscription(inbox.owner_inbox, Owner)
