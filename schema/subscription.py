"""Every subscription, and who may open it."""

import strawberry


@strawberry.type
class Subscription:
    pass
