"""What a user has: available, held back and still to come."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from models.enums import AccountKind
from models.payments import WalletTransaction
from services.payments.escrow import share
from services.platform.database import Database
from services.platform.pages import Page, newest_first


@dataclass(slots=True)
class Balance:
    """Minor units of one currency. `pending` is in escrow for the user's jobs, less commission."""

    currency: str
    available_minor: int = 0
    held_minor: int = 0
    pending_minor: int = 0


@dataclass(frozen=True, slots=True)
class Moved:
    """The posting on the wallet that a use case was about."""

    transaction_id: UUID


class Wallets:
    """Reads wallets."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def balances(self, user_id: UUID) -> list[Balance]:
        """One for each currency that the user prefers, has, or will get; in their alphabetical order."""
        rows = await self._database.fetch(
            "SELECT kind, currency, balance_minor, 0 AS percent FROM ledger_accounts "
            "WHERE user_id = $1 AND kind IN ('WALLET', 'HELD') "
            "UNION ALL SELECT a.kind, a.currency, a.balance_minor, e.commission_percent FROM job_requests r "
            "JOIN ledger_accounts a ON a.kind = 'ESCROW' AND a.request_id = r.id AND a.balance_minor > 0 "
            "JOIN estimates e ON e.id = r.estimate_id WHERE r.owner_id = $1 "
            "UNION ALL SELECT 'WALLET', currency, 0, 0 FROM preferences WHERE user_id = $1",
            user_id,
        )
        found: dict[str, Balance] = {}
        for row in rows:
            balance = found.setdefault(row["currency"], Balance(row["currency"]))
            match AccountKind(row["kind"]):
                case AccountKind.HELD:
                    balance.held_minor += row["balance_minor"]
                case AccountKind.ESCROW:
                    balance.pending_minor += row["balance_minor"] - share(row["balance_minor"], row["percent"])
                case _:
                    balance.available_minor += row["balance_minor"]
        return [found[currency] for currency in sorted(found)]

    async def balance(self, user_id: UUID, currency: str) -> Balance:
        """The balance in one currency; zero where there is none."""
        found = [each for each in await self.balances(user_id) if each.currency == currency]
        return found[0] if found else Balance(currency)

    async def transactions(self, user_id: UUID, *, first: int, after: str | None) -> Page[WalletTransaction]:
        """What came and went, newest first, each with its journal. Raises ValidationFailed."""
        rows = WalletTransaction.filter(account__kind=AccountKind.WALLET, account__user_id=user_id)
        return await newest_first(rows.select_related("journal"), first=first, after=after)

    async def transactions_by_id(self, ids: Sequence[UUID]) -> dict[UUID, WalletTransaction]:
        """Those that the viewer is known to see, with their journals."""
        rows = await WalletTransaction.filter(id__in=list(ids)).select_related("journal")
        return {row.id: row for row in rows}


async def wallet_posting(business_key: str, user_id: UUID) -> Moved:
    """What a journal has moved on a user's wallet."""
    posting = await WalletTransaction.get(
        journal__business_key=business_key, account__kind=AccountKind.WALLET, account__user_id=user_id
    )
    return Moved(posting.id)
