"""Who takes money, and who sends it, in which currency."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from services.providers.payments.port import EventSource, PaymentProvider, PayoutProvider

REST = "*"
"""Stands for the currencies that are not named."""


class ProviderGone(RuntimeError):
    """Raised for a row of a provider that is configured no longer: its money cannot be asked about."""


@dataclass(frozen=True, slots=True)
class Providers:
    """By their names; `by_currency` says who a new payment or payout goes to."""

    payments: Mapping[str, PaymentProvider]
    by_currency: Mapping[str, str]
    payouts: Mapping[str, PayoutProvider] = field(default_factory=dict)
    sources: Mapping[str, EventSource] = field(default_factory=dict)

    def taking(self, currency: str) -> PaymentProvider | None:
        """Who takes this currency; None where nobody does."""
        return self.payments.get(self._name(currency))

    def sending(self, currency: str) -> PayoutProvider | None:
        """Who pays out in this currency; None where nobody does."""
        return self.payouts.get(self._name(currency))

    def of_payment(self, name: str) -> PaymentProvider:
        """Whom a payment was made with, whoever takes its currency today. Raises ProviderGone."""
        if name not in self.payments:
            raise ProviderGone(name)
        return self.payments[name]

    def of_payout(self, name: str) -> PayoutProvider:
        """Raises ProviderGone."""
        if name not in self.payouts:
            raise ProviderGone(name)
        return self.payouts[name]

    def _name(self, currency: str) -> str:
        return self.by_currency.get(currency) or self.by_currency.get(REST, "")
