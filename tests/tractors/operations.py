"""The operations of the tests, each with one root field."""

FAILED = (
    "__typename ... on UserError { code } ... on ValidationError { problems { path code } } "
    "... on NotFoundError { path } "
)
REFUSED = FAILED + "... on StaleVersionError { currentVersion } "
CONFLICT = "... on AvailabilityConflictError { conflicts { kind during { from to } reason request { id } } }"
SHOWN = """{ id name make model year powerKw registrationNumber state verified serviceRadiusKm timeZone version
    baseLocation { latitude longitude } weeklyHours { weekday from to }
    pricing { basis rate { amountMinor currency } travelBase { amountMinor } }
    capabilities { service { code } implement speedKmh } }"""
UPDATE = f"""mutation ($id: ID!, $input: UpdateTractorInput!, $version: Int! = 1) {{
    updateTractor(id: $id, input: $input, expectedVersion: $version) {{
        {REFUSED} {CONFLICT} ... on TractorSuccess {{ tractor {SHOWN} }} }} }}"""
ARCHIVE = f"""mutation ($id: ID!) {{ archiveTractor(id: $id) {{
    {REFUSED} {CONFLICT} ... on TractorSuccess {{ tractor {{ id state version }} }} }} }}"""
SET = f"""mutation ($id: ID!, $hours: [WeeklyHoursInput!], $block: [BlockInput!], $unblock: [DateTimeRangeInput!],
        $version: Int! = 1) {{
    setTractorAvailability(id: $id, weeklyHours: $hours, block: $block, unblock: $unblock, expectedVersion: $version) {{
        {REFUSED} {CONFLICT}
        ... on TractorSuccess {{ tractor {{ version weeklyHours {{ weekday from to }} }} }} }} }}"""
CALENDAR = """query ($id: ID!, $from: DateTime!, $to: DateTime!) { tractor(id: $id) {
    availability(range: {from: $from, to: $to}) { kind during { from to } reason request { id } } } }"""
FLEET_CALENDAR = """query ($from: DateTime!, $to: DateTime!) { myTractors {
    nodes { id availability(range: {from: $from, to: $to}) { kind } } } }"""
DOCUMENT = "{ id kind state contentType bytes url expiresOn uploadedAt reason }"
UPLOAD = f"""mutation ($id: ID!, $kind: DocumentKind! = PHOTO, $type: String! = "image/jpeg", $bytes: Int!) {{
    createTractorUpload(tractorId: $id, kind: $kind, contentType: $type, bytes: $bytes) {{
        {FAILED} ... on UploadSuccess {{ upload {{ uploadId url method headers {{ name value }} expiresAt }} }} }} }}"""
ATTACH = f"""mutation ($id: ID!, $upload: ID!, $expires: Date) {{
    attachTractorDocument(tractorId: $id, uploadId: $upload, expiresOn: $expires) {{
        {FAILED} ... on TractorDocumentSuccess {{ document {DOCUMENT} tractor {{ id verified }} }} }} }}"""
REMOVE = """mutation ($id: ID!) { removeTractorDocument(id: $id) {
    __typename ... on UserError { code } ... on NotFoundError { path } ... on RemovedSuccess { id } } }"""
DECIDE = f"""mutation ($id: ID!, $verified: Boolean! = true, $reason: String) {{
    decideTractorDocument(id: $id, verified: $verified, reason: $reason) {{
        {FAILED} ... on TractorDocumentSuccess {{ document {DOCUMENT} tractor {{ id verified version }} }} }} }}"""
DOCUMENTS = f"query ($id: ID!) {{ tractor(id: $id) {{ documents {DOCUMENT} }} }}"
