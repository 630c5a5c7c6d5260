"""Where a call comes from, as the rules of sign-in and the audit log want to know it."""

from schema.context import Info
from services.auth.origin import Origin
from services.platform.audit import Doer


def origin_of(info: Info) -> Origin:
    return Origin(info.context.client_address, info.context.user_agent, info.context.trace_id)


def doer_of(info: Info) -> Doer:
    """The viewer, as the audit log knows them."""
    viewer = info.context.signed_in
    return origin_of(info).doing(viewer.user_id, viewer.role)
