"""From nothing to a session with a farm."""

from tests.accounts import PASSWORD, Api
from tests.auth.operations import LOG_IN, REFRESH, SIGN_UP, VERIFY

SAVE_FARM = """mutation ($input: FarmInput!) { saveFarm(input: $input) {
    __typename ... on FarmSuccess { farm { name timeZone area { value unit squareMetres hectares } } } } }"""
ME = "{ me { role name email emailVerified phone locale timeZone farms { name } sessions { current deviceName } } }"


async def test_a_newcomer_gets_from_sign_up_to_a_farm(api: Api) -> None:
    email = "ada@farm.test"
    applicant = {"role": "FARMER", "name": " Ada Obi ", "email": email, "password": PASSWORD}
    signed_up = await api.ask(SIGN_UP, input=applicant)
    assert signed_up.data == {"__typename": "SignUpSuccess", "verificationSentTo": email}
    credentials = {"email": "ADA@farm.test", "password": PASSWORD, "deviceName": "Ada's phone"}
    assert (await api.ask(LOG_IN, input=credentials)).data == {"__typename": "EmailNotVerifiedError"}

    verified = await api.ask(VERIFY, mail=await api.mailed_token(email))
    assert verified.data["viewer"] == {"email": email, "emailVerified": True}
    logged_in = await api.ask(LOG_IN, input=credentials)
    assert logged_in.data["viewer"] == {"name": "Ada Obi"}
    refreshed = await api.ask(REFRESH, refresh=logged_in.data["tokens"]["refreshToken"])
    token = refreshed.data["tokens"]["accessToken"]

    area = {"value": "2.5", "unit": "HECTARE"}
    farm = {"name": "Home", "address": "Gwagwalada", "location": {"latitude": 8.94, "longitude": 7.08}, "area": area}
    saved = await api.ask(SAVE_FARM, token=token, input=farm)
    assert saved.data["farm"] == {
        "name": "Home",
        "timeZone": "Africa/Lagos",
        "area": {"value": "2.5", "unit": "HECTARE", "squareMetres": "25000", "hectares": "2.5"},
    }
    assert (await api.ask(ME, token=token)).data == {
        "role": "FARMER",
        "name": "Ada Obi",
        "email": email,
        "emailVerified": True,
        "phone": None,
        "locale": "en",
        "timeZone": "Africa/Lagos",
        "farms": [{"name": "Home"}],
        "sessions": [
            {"current": True, "deviceName": "Ada's phone"},
            {"current": False, "deviceName": "a phone"},
        ],
    }
