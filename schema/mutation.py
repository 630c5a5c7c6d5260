"""Every mutation, and who may call it."""

import strawberry

from resolvers import auth, users
from resolvers.permissions import Public, SignedIn
from schema.fields import mutation


@strawberry.type
class Mutation:
    sign_up = mutation(auth.sign_up, Public)
    log_in = mutation(auth.log_in, Public)
    verify_email = mutation(auth.verify_email, Public)
    resend_verification = mutation(auth.resend_verification, Public)
    refresh_session = mutation(auth.refresh_session, Public)
    request_password_reset = mutation(auth.request_password_reset, Public)
    reset_password = mutation(auth.reset_password, Public)
    log_out = mutation(auth.log_out, SignedIn)
    log_out_everywhere = mutation(auth.log_out_everywhere, SignedIn)
    revoke_session = mutation(auth.revoke_session, SignedIn)
    change_password = mutation(auth.change_password, SignedIn)

    update_profile = mutation(users.update_profile, SignedIn)
    update_preferences = mutation(users.update_preferences, SignedIn)
    save_farm = mutation(users.save_farm, SignedIn)
    remove_farm = mutation(users.remove_farm, SignedIn)
