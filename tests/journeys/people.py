"""Newcomers, from signing up to being ready for work."""

from dataclasses import dataclass
from uuid import uuid4

from tests.journeys.client import Client

PASSWORD = "seven quiet oxen plough"


@dataclass(frozen=True)
class Place:
    """Where a tractor stands, with a farm an hour's drive from it at the most."""

    tractor: dict[str, float]
    farm: dict[str, float]

    @classmethod
    def at(cls, latitude: float, longitude: float) -> "Place":
        nearby = {"latitude": latitude + 0.03, "longitude": longitude + 0.03}
        return cls({"latitude": latitude, "longitude": longitude}, nearby)


# Near Eldoret, far from the demo: only the newcomers are here.
HOME = Place.at(0.52, 35.27)

SIGN_UP = """mutation ($input: SignUpInput!) { signUp(input: $input) {
    __typename ... on SignUpSuccess { verificationSentTo } ... on ValidationError { problems { path code } } } }"""
VERIFY = """mutation ($token: String!) { verifyEmail(token: $token) {
    __typename ... on VerifyEmailSuccess { viewer { email emailVerified role } } } }"""
LOG_IN = """mutation ($input: LogInInput!) { logIn(input: $input) {
    __typename ... on LogInSuccess { tokens { accessToken refreshToken } viewer { role } } } }"""
REFRESH = """mutation ($token: String!) { refreshSession(refreshToken: $token) {
    __typename ... on RefreshSuccess { tokens { accessToken refreshToken } } } }"""
SAVE_FARM = """mutation ($input: FarmInput!) { saveFarm(input: $input) {
    __typename ... on FarmSuccess { farm { id timeZone area { hectares squareMetres } } } } }"""
CREATE_TRACTOR = """mutation ($input: CreateTractorInput!) { createTractor(input: $input) {
    __typename ... on TractorSuccess { tractor { id state timeZone weeklyHours { weekday } pricing { basis } } }
    ... on ValidationError { problems { path code } } } }"""


@dataclass
class Newcomer:
    """Somebody with a verified account who is signed in."""

    client: Client
    email: str
    refresh_token: str


async def sign_up(port: int, role: str, name: str, client: Client | None = None) -> Newcomer:
    """Through the mail, as everybody has to."""
    client = client or Client(port)
    email = f"{role.lower()}-{uuid4().hex[:12]}@farm.example.org"
    applicant = {"role": role, "name": name, "email": email, "password": PASSWORD, "timeZone": "Africa/Nairobi"}
    answer = await client.ask(SIGN_UP, input=applicant)
    assert answer == {"__typename": "SignUpSuccess", "verificationSentTo": email}
    verified = await client.ask(VERIFY, token=await client.mailed_token(email))
    assert verified["viewer"] == {"email": email, "emailVerified": True, "role": role}
    entered = await client.ask(LOG_IN, input={"email": email, "password": PASSWORD})
    assert entered["viewer"] == {"role": role}
    client.token = entered["tokens"]["accessToken"]
    return Newcomer(client, email, entered["tokens"]["refreshToken"])


async def save_farm(farmer: Newcomer, at: Place = HOME) -> str:
    farm = {
        "name": "Hill farm",
        "address": "Kapseret road",
        "location": at.farm,
        "area": {"value": "2.5", "unit": "ACRE"},
    }
    saved = (await farmer.client.ask(SAVE_FARM, input=farm))["farm"]
    assert saved["area"] == {"hectares": "1.01171411", "squareMetres": "10117.1411"}
    return str(saved["id"])


async def create_tractor(owner: Newcomer, at: Place = HOME) -> str:
    """Works round the clock, so that the journey may begin at any hour."""
    days = ("MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY")
    draft = {
        "name": "Simba",
        "make": "John Deere",
        "model": "5055E",
        "baseLocation": at.tractor,
        "capabilities": [{"serviceCode": "PLOUGHING"}],
        "pricing": {"currency": "KES", "rateMinor": 250_000, "travelBaseMinor": 50_000, "travelPerKmMinor": 5_000},
        "weeklyHours": [{"weekday": day, "from": "00:00", "to": "00:00"} for day in days],
    }
    created = await owner.client.ask(CREATE_TRACTOR, input=draft)
    assert created["__typename"] == "TractorSuccess", created
    return str(created["tractor"]["id"])
