"""The operations of the tests, each with one root field."""

MONEY = "{ amountMinor currency }"
PROBLEMS = "... on ValidationError { problems { path code } } ... on NotFoundError { path }"
TRANSITION = "... on InvalidTransitionError { from to allowedNext }"

CREATE = f"""mutation ($input: CreateRequestInput!, $key: String!) {{
    createRequest(input: $input, idempotencyKey: $key) {{
    __typename {PROBLEMS}
    ... on CreateRequestSuccess {{ request {{
        id publicCode status matchState farmAddress farmTimeZone preferredDate notes version paid
        farmLocation {{ latitude longitude }} area {{ value unit squareMetres hectares }} service {{ code }}
        timeline {{ sequence status actor }} }} }} }} }}"""
UPDATE = f"""mutation ($request: ID!, $to: RequestStatus!, $key: String!, $note: String, $location: GeoPointInput,
        $occurredAt: DateTime, $version: Int) {{
    updateRequestStatus(requestId: $request, to: $to, idempotencyKey: $key, note: $note, location: $location,
            occurredAt: $occurredAt, expectedVersion: $version) {{
        __typename {PROBLEMS} {TRANSITION}
        ... on UpdateStatusSuccess {{
            request {{ id status version }}
            event {{ sequence status actor actorName note occurredAt recordedAt location {{ latitude longitude }} }} }}
        ... on StaleVersionError {{ currentVersion }}
        ... on PaymentRequiredError {{ code amountDue {MONEY} }} }} }}"""
CANCEL = f"""mutation ($request: ID!, $key: String!, $reason: CancelReason! = CHANGED_MIND, $token: String,
        $note: String) {{
    cancelRequest(requestId: $request, reason: $reason, note: $note, previewToken: $token, idempotencyKey: $key) {{
        __typename {PROBLEMS} {TRANSITION}
        ... on CancelRequestSuccess {{ request {{ id status matchState successor {{ id status }}
            cancellation {{ by reason note fee {MONEY} refund {MONEY} }} }} }}
        ... on CancellationChangedError {{ code preview {{ fee {MONEY} refund {MONEY} token validUntil }} }} }} }}"""
PREVIEW = f"""query ($request: ID!, $reason: CancelReason! = CHANGED_MIND) {{
    cancellationPreview(requestId: $request, reason: $reason) {{
        fee {MONEY} refund {MONEY} explanation token validUntil }} }}"""
ACCEPT = """mutation ($offer: ID!, $key: String!) { acceptOffer(offerId: $offer, idempotencyKey: $key) {
    __typename ... on NotFoundError { path }
    ... on AcceptOfferSuccess { request { id status matchState } offer { id state } }
    ... on OfferExpiredError { code expiredAt }
    ... on TractorUnavailableError { code conflicts { kind during { from to } request { id } } } } }"""
DECLINE = f"""mutation ($offer: ID!, $reason: String) {{ declineOffer(offerId: $offer, reason: $reason) {{
    __typename {PROBLEMS} ... on DeclineOfferSuccess {{ offer {{ id state }} }}
    ... on OfferExpiredError {{ expiredAt }} }} }}"""
SEARCH = f"""mutation ($request: ID!, $radius: Float) {{ searchTractors(requestId: $request, radiusKm: $radius) {{
    __typename {PROBLEMS} {TRANSITION}
    ... on SearchSuccess {{ offersSent radiusKm request {{ id status matchState }} }} }} }}"""
ESTIMATE = f"""query ($request: ID!, $tractor: ID) {{ requestEstimate(requestId: $request, tractorId: $tractor) {{
    id kind total {MONEY} totalMin {MONEY} totalMax {MONEY} formula estimatedHours validUntil tractor {{ id }}
    eta {{ source arriveAt }} }} }}"""
REQUEST = f"""query ($id: ID!) {{ request(id: $id) {{
    id status matchState allowedActions paid farmLocation {{ latitude longitude }} farmer {{ name phone }}
    estimate {{ total {MONEY} }} tractor {{ id }} owner {{ name }} payments {{ id }} timeline {{ sequence status }}
    scheduled {{ from to }} cancellation {{ reason }} eta {{ source }} lastPosition {{ asOf }} }} }}"""
LIST = """query ($filter: RequestFilter, $first: Int! = 20, $after: Cursor) {
    requests(filter: $filter, first: $first, after: $after) {
        nodes { id } edges { cursor } pageInfo { hasNextPage hasPreviousPage startCursor endCursor } } }"""
TRACTOR = "query ($id: ID!) { tractor(id: $id) { id baseLocation { latitude longitude } completedJobs } }"
NEARBY = """query ($location: GeoPointInput!, $service: String! = "PLOUGHING", $date: Date!, $radius: Float! = 50,
        $first: Int! = 20) {
    nearbyTractors(location: $location, serviceCode: $service, date: $date, radiusKm: $radius, first: $first) {
        id } }"""
