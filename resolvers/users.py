"""The viewer's own account: profile, preferences, addresses and farms."""

import strawberry

from schema.context import Info
from schema.types.addresses import Address, AddressInput, AddressResult, AddressSuccess
from schema.types.preferences import PreferencesInput
from schema.types.users import (
    Farm,
    FarmInput,
    FarmResult,
    FarmSuccess,
    ProfileInput,
    ProfileResult,
    ProfileSuccess,
    RemovedResult,
    RemovedSuccess,
    Viewer,
)
from services.platform.ids import Kind, decode, decode_if_any


async def me(info: Info) -> Viewer | None:
    """Null when nobody is signed in."""
    viewer = info.context.viewer
    return Viewer.of(await info.context.account(), viewer) if viewer else None


async def update_profile(info: Info, input: ProfileInput) -> ProfileResult:
    """What is left out stays; a null `phone` removes it."""
    await info.context.services.users.profiles.update(info.context.signed_in, input.changes())
    return await _profile(info)


async def update_preferences(info: Info, input: PreferencesInput) -> ProfileResult:
    """What is left out stays; null quiet hours remove them."""
    await info.context.services.users.profiles.update_preferences(info.context.signed_in, input.changes())
    return await _profile(info)


async def save_address(info: Info, input: AddressInput, id: strawberry.ID | None = None) -> AddressResult:
    """A new address, or with an id an own one changed."""
    address_id = decode_if_any(Kind.ADDRESS, id)
    saved = await info.context.services.users.addresses.save(
        info.context.signed_in, input.draft(), address_id=address_id
    )
    info.context.forget_rows()
    return AddressSuccess(address=Address.of(saved))


async def remove_address(info: Info, id: strawberry.ID) -> RemovedResult:
    """For good."""
    await info.context.services.users.addresses.remove(info.context.signed_in, decode(Kind.ADDRESS, id))
    info.context.forget_rows()
    return RemovedSuccess(id=id)


async def save_farm(info: Info, input: FarmInput, id: strawberry.ID | None = None) -> FarmResult:
    """A new farm, or with an id an own one changed."""
    farm_id = decode_if_any(Kind.FARM, id)
    farm = await info.context.services.users.farms.save(info.context.signed_in, input.draft(), farm_id=farm_id)
    info.context.forget_rows()
    return FarmSuccess(farm=Farm.of(farm))


async def remove_farm(info: Info, id: strawberry.ID) -> RemovedResult:
    """Requests for it stay as they are."""
    await info.context.services.users.farms.remove(info.context.signed_in, decode(Kind.FARM, id))
    info.context.forget_rows()
    return RemovedSuccess(id=id)


async def _profile(info: Info) -> ProfileSuccess:
    info.context.forget_rows()
    return ProfileSuccess(viewer=await Viewer.load(info, info.context.signed_in))
