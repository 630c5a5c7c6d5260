"""Every mutation, and who may call it."""

import strawberry


@strawberry.type
class Mutation:
    pass
