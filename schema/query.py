"""Every query, and who may ask it."""

import strawberry


@strawberry.type
class Query:
    pass
