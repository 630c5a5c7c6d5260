"""Every mutation, and who may call it."""

import strawberry

import resolvers.admin
import resolvers.auth
import resolvers.documents
import resolvers.notifications
import resolvers.payment_methods
import resolvers.payments
import resolvers.requests
import resolvers.tracking
import resolvers.tractors
import resolvers.users
import resolvers.wallets
from resolvers.permissions import Admin, Farmer, FarmerOrAdmin, FarmerOrOwner, Owner, OwnerOrAdmin, Public, SignedIn
from schema.fields import mutation


@strawberry.type
class Mutation:
    sign_up = mutation(resolvers.auth.sign_up, Public)
    log_in = mutation(resolvers.auth.log_in, Public)
    verify_email = mutation(resolvers.auth.verify_email, Public)
    resend_verification = mutation(resolvers.auth.resend_verification, Public)
    refresh_session = mutation(resolvers.auth.refresh_session, Public)
    request_password_reset = mutation(resolvers.auth.request_password_reset, Public)
    reset_password = mutation(resolvers.auth.reset_password, Public)
    log_out = mutation(resolvers.auth.log_out, SignedIn)
    log_out_everywhere = mutation(resolvers.auth.log_out_everywhere, SignedIn)
    revoke_session = mutation(resolvers.auth.revoke_session, SignedIn)
    change_password = mutation(resolvers.auth.change_password, SignedIn)

    update_profile = mutation(resolvers.users.update_profile, SignedIn)
    update_preferences = mutation(resolvers.users.update_preferences, SignedIn)
    save_address = mutation(resolvers.users.save_address, SignedIn)
    remove_address = mutation(resolvers.users.remove_address, SignedIn)
    save_farm = mutation(resolvers.users.save_farm, SignedIn)
    remove_farm = mutation(resolvers.users.remove_farm, SignedIn)
    add_payment_method = mutation(resolvers.payment_methods.add_payment_method, SignedIn)
    set_default_payment_method = mutation(resolvers.payment_methods.set_default_payment_method, SignedIn)
    remove_payment_method = mutation(resolvers.payment_methods.remove_payment_method, SignedIn)

    create_tractor = mutation(resolvers.tractors.create_tractor, Owner)
    update_tractor = mutation(resolvers.tractors.update_tractor, Owner)
    set_tractor_availability = mutation(resolvers.tractors.set_tractor_availability, Owner)
    archive_tractor = mutation(resolvers.tractors.archive_tractor, Owner)
    create_tractor_upload = mutation(resolvers.documents.create_tractor_upload, Owner)
    attach_tractor_document = mutation(resolvers.documents.attach_tractor_document, Owner)
    remove_tractor_document = mutation(resolvers.documents.remove_tractor_document, Owner)

    create_request = mutation(resolvers.requests.create_request, Farmer)
    search_tractors = mutation(resolvers.requests.search_tractors, FarmerOrAdmin)
    accept_offer = mutation(resolvers.requests.accept_offer, Owner)
    decline_offer = mutation(resolvers.requests.decline_offer, Owner)
    update_request_status = mutation(resolvers.requests.update_request_status, OwnerOrAdmin)
    cancel_request = mutation(resolvers.requests.cancel_request, SignedIn)
    review_request = mutation(resolvers.requests.review_request, FarmerOrOwner)

    create_payment_intent = mutation(resolvers.payments.create_payment_intent, Farmer)
    confirm_payment = mutation(resolvers.payments.confirm_payment, Farmer)
    cancel_payment_intent = mutation(resolvers.payments.cancel_payment_intent, Farmer)
    top_up_wallet = mutation(resolvers.wallets.top_up_wallet, SignedIn)
    withdraw = mutation(resolvers.wallets.withdraw, Owner)

    report_positions = mutation(resolvers.tracking.report_positions, Owner)
    share_tracking = mutation(resolvers.tracking.share_tracking, Farmer)
    revoke_tracking_links = mutation(resolvers.tracking.revoke_tracking_links, Farmer)

    mark_notifications_read = mutation(resolvers.notifications.mark_notifications_read, SignedIn)
    register_push = mutation(resolvers.notifications.register_push, SignedIn)

    assign_role = mutation(resolvers.admin.assign_role, Admin)
    suspend_user = mutation(resolvers.admin.suspend_user, Admin)
    reinstate_user = mutation(resolvers.admin.reinstate_user, Admin)
    refund_payment = mutation(resolvers.wallets.refund_payment, Admin)
    adjust_wallet = mutation(resolvers.wallets.adjust_wallet, Admin)
    decide_tractor_document = mutation(resolvers.documents.decide_tractor_document, Admin)
    retry_dead_job = mutation(resolvers.admin.retry_dead_job, Admin)
