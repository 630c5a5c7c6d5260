"""The schema, assembled: roots, scalars, refusals and coded errors."""

import strawberry
from strawberry.schema.config import StrawberryConfig

from resolvers.refusals import HANDLERS
from schema.error_codes import CodedErrors
from schema.mutation import Mutation
from schema.query import Query
from schema.subscription import Subscription
from schema.types.scalars import SCALARS


class Schema(strawberry.Schema):
    """Errors are logged where they are given their codes, and nowhere else."""

    def process_errors(self, *_: object) -> None:
        return


schema = Schema(
    query=Query,
    mutation=Mutation,
    subscription=Subscription,
    extensions=[CodedErrors],
    exception_handlers=HANDLERS,
    config=StrawberryConfig(scalar_map=SCALARS, disable_field_suggestions=True),
)
