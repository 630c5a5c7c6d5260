"""Every query, and who may ask it."""

import strawberry

import resolvers.admin
import resolvers.dashboard
import resolvers.documents
import resolvers.nodes
import resolvers.notifications
import resolvers.payments
import resolvers.requests
import resolvers.tracking
import resolvers.tractors
import resolvers.users
from resolvers.permissions import Admin, Farmer, FarmerOrAdmin, Owner, OwnerOrAdmin, Public, SignedIn, SignedInOrLink
from schema.fields import query


@strawberry.type
class Query:
    me = query(resolvers.users.me, Public)
    node = query(resolvers.nodes.node, SignedIn)
    services = query(resolvers.tractors.services, Public)

    request = query(resolvers.requests.request, SignedIn)
    requests = query(resolvers.requests.requests, SignedIn)
    request_estimate = query(resolvers.requests.request_estimate, SignedIn)
    cancellation_preview = query(resolvers.requests.cancellation_preview, SignedIn)
    request_tracking = query(resolvers.tracking.request_tracking, SignedInOrLink)
    nearby_tractors = query(resolvers.tractors.nearby_tractors, Farmer)

    my_tractors = query(resolvers.tractors.my_tractors, Owner)
    tractor = query(resolvers.tractors.tractor, SignedIn)

    payment = query(resolvers.payments.payment, FarmerOrAdmin)
    receipt = query(resolvers.payments.receipt, FarmerOrAdmin)

    owner_dashboard = query(resolvers.dashboard.owner_dashboard, OwnerOrAdmin)

    notifications = query(resolvers.notifications.notifications, SignedIn)

    platform_summary = query(resolvers.admin.platform_summary, Admin)
    users = query(resolvers.admin.users, Admin)
    tractor_documents = query(resolvers.documents.tractor_documents, Admin)
    payments = query(resolvers.payments.payments, Admin)
    audit_log = query(resolvers.admin.audit_log, Admin)
    dead_jobs = query(resolvers.admin.dead_jobs, Admin)
    trial_balance = query(resolvers.payments.trial_balance, Admin)
