"""The operations of the tests, each with one root field."""

REPORT = """mutation ($request: ID!, $positions: [PositionInput!]!) {
    reportPositions(requestId: $request, positions: $positions) {
        __typename ... on ReportPositionsSuccess { accepted rejected nextReportMs }
        ... on NotFoundError { path } ... on ValidationError { problems { path code } }
        ... on InvalidTransitionError { from allowedNext } } }"""
TRACKING = """query ($request: ID!) { requestTracking(requestId: $request) {
    request { id status } events { sequence status cursor } cursor
    eta { arriveAt minutes distanceKm source stale } position { point { latitude longitude } asOf stale } } }"""
FOLLOW = """subscription ($request: ID!, $after: Cursor) { requestTracking(requestId: $request, after: $after) {
    __typename
    ... on StreamOpened { cursor recovered snapshot { request { status } events { sequence } cursor } }
    ... on StatusChanged { cursor event { sequence status } request { status } }
    ... on EtaChanged { eta { source stale } }
    ... on PositionMoved { position { point { latitude longitude } } }
    ... on PaymentChanged { cursor payment { id status refunded { amountMinor } } } } }"""
