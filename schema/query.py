"""Every query, and who may ask it."""

import strawberry

from resolvers import users
from resolvers.permissions import Public
from schema.fields import query


@strawberry.type
class Query:
    me = query(users.me, Public)
