"""People: what they tell about themselves, where they farm, and what others may know of them."""

from dataclasses import dataclass

from services.platform.clock import Clock
from services.platform.database import Database
from services.users.addresses import Addresses
from services.users.farms import Farms
from services.users.payment_methods import MeansByCurrency, PaymentMethods
from services.users.people import People
from services.users.profiles import Profiles


@dataclass(frozen=True, slots=True)
class Users:
    """The use cases of the domain."""

    profiles: Profiles
    addresses: Addresses
    farms: Farms
    people: People
    payment_methods: PaymentMethods


def build(database: Database, means: MeansByCurrency, clock: Clock) -> Users:
    """The domain, on what it stands on."""
    return Users(
        Profiles(database),
        Addresses(database, clock),
        Farms(database, clock),
        People(database),
        PaymentMethods(database, means, clock),
    )
