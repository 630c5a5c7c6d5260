"""The contract's enumerations: the stored ones, registered under their own names."""

import strawberry

from models import enums

for _each in (
    enums.Role,
    enums.AreaUnit,
    enums.TractorState,
    enums.PricingBasis,
    enums.SlotKind,
    enums.DocumentKind,
    enums.DocumentState,
    enums.RequestStatus,
    enums.MatchState,
    enums.OfferState,
    enums.CancelReason,
    enums.ActorKind,
    enums.EstimateKind,
    enums.PaymentMethodKind,
    enums.PaymentStatus,
    enums.RefundStatus,
    enums.EtaSource,
    enums.EarningsGroup,
    enums.Channel,
    enums.NotificationKind,
):
    strawberry.enum(_each)
