"""What clients ask about notifications."""

LIST = """query ($unread: Boolean! = false, $first: Int! = 20, $after: Cursor) {
    notifications(unreadOnly: $unread, first: $first, after: $after) {
        unreadCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        edges { cursor node { id } }
        nodes { id kind title body readAt createdAt request { id } } } }"""
MARK = """mutation ($ids: [ID!], $all: Boolean! = false) {
    markNotificationsRead(ids: $ids, all: $all) { unreadCount } }"""
UNREAD = "{ me { unreadNotifications } }"
LIVE = "subscription { notificationReceived { id kind title request { id } } }"
REGISTER = "mutation ($subscription: PushSubscriptionInput!) { registerPush(subscription: $subscription) }"
