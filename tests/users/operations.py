"""The operations of the tests, each with one root field."""

ME = """{ me { name phone locale timeZone
    preferences { currency areaUnit quietHoursFrom quietHoursTo } farms { id name } } }"""
UPDATE = """mutation ($input: ProfileInput!) { updateProfile(input: $input) {
    __typename ... on ProfileSuccess { viewer { name phone locale timeZone } }
    ... on ValidationError { problems { path code } } } }"""
PREFER = """mutation ($input: PreferencesInput!) { updatePreferences(input: $input) {
    __typename ... on ProfileSuccess { viewer { preferences { currency areaUnit quietHoursFrom quietHoursTo } } }
    ... on ValidationError { problems { path code } } } }"""
SAVE_FARM = """mutation ($id: ID, $input: FarmInput!) { saveFarm(id: $id, input: $input) {
    __typename ... on FarmSuccess { farm { id name address timeZone accessNote location { latitude longitude }
        area { value unit squareMetres hectares } } }
    ... on ValidationError { problems { path code } } } }"""
REMOVE_FARM = "mutation ($id: ID!) { removeFarm(id: $id) { __typename ... on RemovedSuccess { id } } }"

SAVE_ADDRESS = """mutation ($id: ID, $input: AddressInput!) { saveAddress(id: $id, input: $input) {
    __typename ... on AddressSuccess { address { id label line1 line2 city region country
        location { latitude longitude } } }
    ... on ValidationError { problems { path code } } } }"""
REMOVE_ADDRESS = "mutation ($id: ID!) { removeAddress(id: $id) { __typename ... on RemovedSuccess { id } } }"
ADD_METHOD = """mutation ($kind: PaymentMethodKind!, $provider: String!) {
    addPaymentMethod(kind: $kind, providerToken: $provider) {
    __typename ... on PaymentMethodSuccess { paymentMethod { id kind brand last4 expiresOn isDefault } }
    ... on ValidationError { problems { path code } } } }"""
SET_DEFAULT_METHOD = """mutation ($id: ID!) { setDefaultPaymentMethod(id: $id) {
    __typename ... on PaymentMethodSuccess { paymentMethod { id isDefault } } } }"""
REMOVE_METHOD = "mutation ($id: ID!) { removePaymentMethod(id: $id) { __typename ... on RemovedSuccess { id } } }"
METHODS = "{ me { paymentMethods { id isDefault } } }"
ADDRESSES = "{ me { addresses { id label } } }"
CHANNELS = "{ me { preferences { notifications { event channels } } } }"


def farm(**changes: object) -> dict[str, object]:
    """A farm near Kano, with no mistake in it."""
    return {
        "name": "Home",
        "address": "Gezawa Road, Kano",
        "location": {"latitude": 12.05, "longitude": 8.6},
        "area": {"value": "10", "unit": "ACRE"},
        **changes,
    }


def address(**changes: object) -> dict[str, object]:
    """In Kano, with no mistake in it."""
    return {"label": "Office", "line1": "12 Bompai Road", "country": "NG", **changes}
