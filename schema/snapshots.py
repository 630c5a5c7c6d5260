"""An operation's snapshot ends with it, however it ends."""

from collections.abc import AsyncIterator

from strawberry.extensions import SchemaExtension

from schema.context import Context


class SnapshotEnds(SchemaExtension):
    """Gives back the connection of whatever was read together."""

    async def on_operation(self) -> AsyncIterator[None]:
        try:
            yield
        finally:
            context = self.execution_context.context
            if isinstance(context, Context):
                await context.end_snapshot()
