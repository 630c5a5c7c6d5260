"""Where a call comes from, as the rules of sign-in and the audit log want to know it."""

from schema.context import Info
from services.auth.origin import Origin


def origin_of(info: Info) -> Origin:
    return Origin(info.context.client_address, info.context.user_agent, info.context.trace_id)
