"""What every row has."""

from uuid import UUID

from tortoise import fields
from tortoise.models import Model
from uuid_utils.compat import uuid7


class Row(Model):
    """A row with a time-ordered id, so that new rows land at the end of the index."""

    id: UUID = fields.UUIDField(primary_key=True, default=uuid7)

    class Meta:
        abstract = True
