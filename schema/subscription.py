"""Every subscription, and who may open it."""

import strawberry

from resolvers.permissions import SignedIn
from schema.fields import subscription
from subscriptions import tracking


@strawberry.type
class Subscription:
    request_tracking = subscription(tracking.request_tracking, SignedIn)
