"""What people say of each other."""

import datetime as dt
from typing import Annotated, Self
from uuid import UUID

import strawberry

from models import requests as rows
from schema.context import Info
from schema.types.errors import NotFoundError, ValidationError
from schema.types.requests import InvalidTransitionError
from schema.types.shared import Node
from schema.types.users import Person
from services.platform.ids import Kind, encode


@strawberry.type
class Review(Node):
    author_id: strawberry.Private[UUID]
    stars: int
    text: str | None
    created_at: dt.datetime

    @strawberry.field
    async def author(self, info: Info) -> Person:
        return await Person.load(info, self.author_id)

    @classmethod
    def of(cls, row: rows.Review) -> Self:
        return cls(
            id=strawberry.ID(encode(Kind.REVIEW, row.id)),
            author_id=row.author_id,
            stars=row.stars,
            text=row.text,
            created_at=row.created_at,
        )


@strawberry.type
class ReviewSuccess:
    review: Review


ReviewResult = Annotated[
    ReviewSuccess | NotFoundError | ValidationError | InvalidTransitionError, strawberry.union("ReviewResult")
]
