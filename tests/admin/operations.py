"""The operations of the tests, each with one root field."""

PAGE = "pageInfo { hasNextPage endCursor }"
USERS = f"""query ($search: String, $role: Role, $state: UserState, $first: Int! = 20, $after: Cursor) {{
    users(search: $search, role: $role, state: $state, first: $first, after: $after) {{
        nodes {{ id name email phone role state }} edges {{ cursor node {{ id }} }} {PAGE} }} }}"""
SUMMARY = """query ($zone: TimeZone) { platformSummary(timeZone: $zone) {
    users tractorsActive requestsOpen requestsToday completedToday grossToday { amountMinor currency }
    waitlisted deadJobs } }"""
AUDIT = f"""query ($subject: ID, $actor: ID, $action: String, $first: Int! = 20, $after: Cursor) {{
    auditLog(subjectId: $subject, actorId: $actor, action: $action, first: $first, after: $after) {{
        nodes {{ action actor actorId actorUser {{ id }} subjectId before after traceId ipAddress }} {PAGE} }} }}"""
DEAD_JOBS = """query ($first: Int! = 20, $after: ID) { deadJobs(first: $first, after: $after) {
    id name attempts lastError failedAt } }"""
RETRY = "mutation ($id: ID!) { retryDeadJob(id: $id) { __typename ... on RetryJobSuccess { id } } }"
DOCUMENTS = f"""query ($state: DocumentState! = PENDING, $first: Int! = 20, $after: Cursor) {{
    tractorDocuments(state: $state, first: $first, after: $after) {{
        nodes {{ id state tractor {{ id owner {{ name }} }} }} {PAGE} }} }}"""
SUSPEND = """mutation ($id: ID!, $reason: String! = "Fraud.") { suspendUser(userId: $id, reason: $reason) {
    __typename ... on AdminUserSuccess { user { id state } } ... on ValidationError { problems { path code } } } }"""
REINSTATE = """mutation ($id: ID!) { reinstateUser(userId: $id) {
    __typename ... on AdminUserSuccess { user { id state } } } }"""
