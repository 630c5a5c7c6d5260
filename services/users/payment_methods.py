"""A person's cards and phones, as references to what a provider keeps."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID

from tortoise.queryset import QuerySet

from models.auth import User
from models.enums import PaymentMethodKind
from models.users import PaymentMethod, Preferences
from services.auth.viewer import Viewer
from services.errors import NotFound, ValidationFailed
from services.platform.bounds import refuse_more
from services.platform.clock import Clock
from services.platform.database import Database
from services.platform.ids import Kind, encode
from services.platform.languages import said
from services.providers.payments.port import Means, MeansToPay, NoWord, Payer
from services.users.own import lock_account

# It becomes part of an address at some providers.
_TOKEN = re.compile(r"[A-Za-z0-9_-][A-Za-z0-9_.=-]{0,254}")
_MOST = 20
type MeansByCurrency = Callable[[str], MeansToPay | None]
"Who keeps the cards and phones of those who pay in a currency; None where nobody does."


@dataclass(frozen=True, slots=True)
class PaymentMethods:
    """Whoever has any has one default. Removed ones stay as rows, since payments may name them."""

    _database: Database
    _means: MeansByCurrency
    _clock: Clock

    async def of_users(self, user_ids: Sequence[UUID]) -> dict[UUID, list[PaymentMethod]]:
        """The default first, then the newest."""
        rows = PaymentMethod.filter(user_id__in=user_ids, removed_at__isnull=True)
        found: dict[UUID, list[PaymentMethod]] = {}
        for row in await rows.order_by("-is_default", "-id"):
            found.setdefault(row.user_id, []).append(row)
        return found

    async def add(self, by: Viewer, kind: PaymentMethodKind, provider_token: str) -> PaymentMethod:
        """Kept by who takes the money of the person's currency; the first one becomes the default.

        What is there already, or was and has been removed, is the same row again. Raises ValidationFailed.
        """
        _check(kind, provider_token)
        provider = await self._provider(by)
        means = await self._redeemed(by, provider, provider_token)
        if means is None or means.kind is not kind:
            raise _unknown_token()
        async with self._database.transaction():
            await lock_account(self._database, by)
            is_first = not await _own(by).exists()
            there = await PaymentMethod.get_or_none(provider=provider.name, provider_reference=means.reference)
            if there is None:
                return await self._insert(by, provider.name, means, is_default=is_first)
            return await _again(by, there, is_default=is_first)

    async def _provider(self, by: Viewer) -> MeansToPay:
        preferences = await Preferences.get(user_id=by.user_id)
        provider = self._means(preferences.currency)
        if provider is None:
            message = said("Nobody keeps a means to pay in {currency}.", currency=preferences.currency)
            raise ValidationFailed.of("kind", code="UNSUPPORTED_CURRENCY", message=message)
        return provider

    async def _redeemed(self, by: Viewer, provider: MeansToPay, token: str) -> Means | None:
        user = await User.get(id=by.user_id)
        try:
            return await provider.redeem(token, Payer(encode(Kind.USER, user.id), user.email))
        except NoWord:
            message = "The payment provider does not answer. Try again in a while."
            raise ValidationFailed.of("providerToken", code="PROVIDER_UNREACHABLE", message=message) from None

    async def set_default(self, by: Viewer, method_id: UUID) -> PaymentMethod:
        """Raises NotFound."""
        async with self._database.transaction():
            await lock_account(self._database, by)
            row = await _own(by).get_or_none(id=method_id)
            if row is None:
                raise NotFound
            await _own(by).filter(is_default=True).update(is_default=False)
            row.is_default = True
            await row.save(update_fields=["is_default"])
            return row

    async def remove(self, by: Viewer, method_id: UUID) -> None:
        """The newest of the others becomes the default where the default goes. Raises NotFound."""
        async with self._database.transaction():
            await lock_account(self._database, by)
            if not await _own(by).filter(id=method_id).update(removed_at=self._clock(), is_default=False):
                raise NotFound
            newest = await _own(by).order_by("-id").first()
            if newest is not None and not await _own(by).filter(is_default=True).exists():
                newest.is_default = True
                await newest.save(update_fields=["is_default"])

    async def _insert(self, by: Viewer, provider: str, means: Means, *, is_default: bool) -> PaymentMethod:
        await refuse_more(_own(by), _MOST, "providerToken")
        return await PaymentMethod.create(
            user_id=by.user_id,
            kind=means.kind,
            provider=provider,
            provider_reference=means.reference,
            brand=means.brand,
            last4=means.last4,
            expires_on=means.expires_on,
            is_default=is_default,
            created_at=self._clock(),
        )


async def _again(by: Viewer, row: PaymentMethod, *, is_default: bool) -> PaymentMethod:
    """Raises ValidationFailed where it is somebody else's."""
    if row.user_id != by.user_id:
        raise _unknown_token()
    if row.removed_at is not None:
        await refuse_more(_own(by), _MOST, "providerToken")
        row.update_from_dict({"removed_at": None, "is_default": is_default})
        await row.save(update_fields=["removed_at", "is_default"])
    return row


def _unknown_token() -> ValidationFailed:
    message = "The payment provider does not know this token."
    return ValidationFailed.of("providerToken", code="UNKNOWN_TOKEN", message=message)


def _own(by: Viewer) -> QuerySet[PaymentMethod]:
    return PaymentMethod.filter(user_id=by.user_id, removed_at__isnull=True)


def _check(kind: PaymentMethodKind, token: str) -> None:
    """Raises ValidationFailed. A card number is refused before it gets anywhere."""
    if kind is PaymentMethodKind.WALLET:
        raise ValidationFailed.of("kind", code="NOT_STORED", message="Everyone has a wallet: there is none to add.")
    digits = token.replace(" ", "").replace("-", "")
    if digits.isdigit() and len(digits) >= 12:
        message = "Never send a card number: send the token that the payment provider's form gives you."
        raise ValidationFailed.of("providerToken", code="CARD_NUMBER", message=message)
    if not _TOKEN.fullmatch(token):
        message = "This is no token: send the one that the payment provider's form gives you."
        raise ValidationFailed.of("providerToken", code="INVALID_TOKEN", message=message)
