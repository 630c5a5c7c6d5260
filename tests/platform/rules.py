"""What the database must refuse whatever the code does: each rule by its name, with a statement that breaks it.

A migration that adds a rule adds it here as well.
"""

# ruff: noqa: S608 - every name in these statements is written in this file

import json
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Sql:
    """An expression on the row `t` that is copied."""

    text: str


def changed(table: str, changes: str, where: str = "true") -> str:
    return f"UPDATE {table} SET {changes} WHERE {where}"


def copied(table: str, where: str = "true", **overrides: object) -> str:
    """One row once more, with an id of its own."""
    whole: dict[str, object] = {"id": Sql("gen_random_uuid()"), **overrides}
    pairs = ", ".join(
        f"'{name}', to_jsonb({value.text})" if isinstance(value, Sql) else f"'{name}', '{json.dumps(value)}'::jsonb"
        for name, value in whole.items()
    )
    row = f"jsonb_populate_record(NULL::{table}, to_jsonb(t) || jsonb_build_object({pairs}))"
    return f"INSERT INTO {table} SELECT ({row}).* FROM {table} t WHERE {where} ORDER BY id LIMIT 1"


def _linked(statement: str) -> str:
    """Once the audit entries have their places in the chain."""
    return f"SET CONSTRAINTS ALL IMMEDIATE; {statement}"


def _unguarded(statement: str) -> str:
    """As if the chain could be written by hand."""
    return _linked(f"ALTER TABLE audit_chain DISABLE TRIGGER audit_chain_by_entries; {statement}")


_NOBODYS: dict[str, Any] = {"user_id": None, "request_id": None, "provider": None, "balance_minor": 0}
_FARMER = Sql("(SELECT id FROM users WHERE role = 'FARMER' LIMIT 1)")
_DONE, _SENT = "status = 'COMPLETED'", "status = 'SENT'"

CHECKS = {
    "users_role_known": changed("users", "role = 'KING'"),
    "users_state_known": changed("users", "state = 'ASLEEP'"),
    "users_email_shaped": changed("users", "email = 'nobody'"),
    "sessions_end_after_start": changed("sessions", "expires_at = created_at"),
    "refresh_tokens_hash_length": changed("refresh_tokens", "token_hash = '\\x00'"),
    "mail_tokens_hash_length": changed("mail_tokens", "token_hash = '\\x00'"),
    "mail_tokens_kind_known": changed("mail_tokens", "kind = 'JOKE'"),
    "profiles_name_given": changed("profiles", "name = ' '"),
    "profiles_phone_e164": changed("profiles", "phone = '08012345678'"),
    "preferences_area_unit_known": changed("preferences", "area_unit = 'FOOT'"),
    "preferences_channels_by_kind": changed("preferences", "channels = '[]'"),
    "preferences_currency_shaped": changed("preferences", "currency = 'ngn'"),
    "preferences_quiet_hours_whole": changed("preferences", "quiet_from_minute = 60"),
    "farms_on_the_map": changed("farms", "latitude = 0, longitude = 0"),
    "farms_area_unit_known": changed("farms", "area_unit = 'FOOT'"),
    "farms_area_in_range": changed("farms", "area_m2 = 50000000.0001"),
    "addresses_country_shaped": changed("addresses", "country = 'ng'"),
    "addresses_on_the_map": changed("addresses", "latitude = 91"),
    "addresses_place_whole": changed("addresses", "latitude = NULL"),
    "audit_log_action_shaped": copied("audit_log", action="fun"),
    "audit_log_actor_known": copied("audit_log", actor="KING"),
    "audit_log_before_object": copied("audit_log", before="was"),
    "audit_log_after_object": copied("audit_log", after=[1]),
    "audit_chain_counts_from_one": _unguarded("INSERT INTO audit_chain SELECT 0, gen_random_uuid(), sha256('x')"),
    "audit_chain_hash_whole": _unguarded("INSERT INTO audit_chain SELECT 99, gen_random_uuid(), 'x'::bytea"),
    "services_code_shaped": changed("services", "code = 'dancing'", "code = 'RIDGING'"),
    "services_figures_in_range": changed("services", "field_efficiency = 1.01"),
    "tractors_paused_are_off": changed("tractors", "paused_from = 'ACTIVE'", "state = 'ACTIVE'"),
    "tractors_state_known": changed("tractors", "state = 'RUSTY'"),
    "tractors_basis_known": changed("tractors", "basis = 'PER_KISS'"),
    "tractors_currency_shaped": changed("tractors", "currency = 'ngn'"),
    "tractors_on_the_map": changed("tractors", "longitude = 180.1"),
    "tractors_radius_in_range": changed("tractors", "service_radius_km = 500.1"),
    "tractors_prices_in_range": changed("tractors", "rate_minor = 0"),
    "tractor_capabilities_figures_in_range": changed("tractor_capabilities", "speed_kmh = 0"),
    "tractor_availability_in_a_week": changed("tractor_availability", "weekday = 7"),
    "tractor_availability_in_a_day": changed("tractor_availability", "closes_minute = 1441"),
    "tractor_bookings_kind_known": changed("tractor_bookings", "kind = 'FREE', request_id = NULL"),
    "tractor_bookings_booked_for_a_request": changed("tractor_bookings", "kind = 'BLOCKED'"),
    "tractor_bookings_forward": changed("tractor_bookings", "ends_at = starts_at"),
    "tractor_uploads_kind_known": changed("tractor_uploads", "kind = 'SONG'"),
    "tractor_uploads_type_known": changed("tractor_uploads", "content_type = 'text/html'"),
    "tractor_uploads_not_empty": changed("tractor_uploads", "bytes = 0"),
    "tractor_uploads_expire_after_start": changed("tractor_uploads", "expires_at = created_at"),
    "tractor_documents_kind_known": changed("tractor_documents", "kind = 'SONG'"),
    "tractor_documents_state_known": changed("tractor_documents", "state = 'LOST'"),
    "tractor_documents_type_known": changed("tractor_documents", "kind = 'PHOTO', content_type = 'application/pdf'"),
    "tractor_documents_not_empty": changed("tractor_documents", "bytes = 0"),
    "tractor_documents_verdict_dated": changed("tractor_documents", "state = 'VERIFIED'"),
    "tractor_documents_expired_by_date": changed("tractor_documents", "state = 'EXPIRED'"),
    "job_requests_match_state_known": changed("job_requests", "match_state = 'LOST'"),
    "job_requests_area_unit_known": changed("job_requests", "area_unit = 'FOOT'"),
    "job_requests_area_in_range": changed("job_requests", "area_m2 = 0"),
    "job_requests_on_the_map": changed("job_requests", "farm_latitude = -90.1"),
    "job_requests_actor_known": changed("job_requests", "cancelled_by = 'KING'", _DONE),
    "job_requests_reason_known": changed("job_requests", "cancel_reason = 'BOREDOM'", _DONE),
    "job_requests_accepted_whole": changed("job_requests", "tractor_id = NULL", _DONE),
    "job_requests_cancelled_whole": changed(
        "job_requests", "cancelled_by = 'ADMIN', cancel_reason = 'OTHER', cancelled_at = now()", _DONE
    ),
    "job_requests_own_work": changed("job_requests", "farmer_id = owner_id", _DONE),
    "job_request_status_history_counts_from_one": copied("job_request_status_history", sequence=0),
    "job_request_status_history_actor_known": copied("job_request_status_history", actor="KING"),
    "estimates_kind_known": copied("estimates", kind="WILD"),
    "estimates_basis_known": copied("estimates", basis="PER_KISS"),
    "estimates_firm_names_a_tractor": copied("estimates", kind="FIRM", tractor_id=None),
    "estimates_sum": copied("estimates", total_minor=1),
    "estimates_commission_in_range": copied("estimates", commission_percent=101),
    "request_matches_state_known": copied("request_matches", state="LOST"),
    "request_matches_lives": changed("request_matches", "expires_at = offered_at"),
    "request_matches_forward": changed("request_matches", "scheduled_to = scheduled_from"),
    "positions_on_the_map": changed("positions", "latitude = 91"),
    "tracking_links_hash_length": copied("tracking_links", token_hash="\\x00"),
    "tracking_links_last_a_week": copied(
        "tracking_links", token_hash="\\x" + "ab" * 32, expires_at=Sql("t.created_at + interval '169 hours'")
    ),
    "live_states_stay_whole": changed("live_states", "stay_since = now()"),
    "live_states_source_known": changed("live_states", "eta_source = 'CROW'"),
    "notifications_kind_known": copied("notifications", kind="GOSSIP", event="x"),
    "notifications_facts_by_name": copied("notifications", facts=[], event="x"),
    "notifications_read_where_shown": changed("notifications", "in_app = false, read_at = now()"),
    "notification_deliveries_channel_leaves": changed("notification_deliveries", "channel = 'IN_APP'"),
    "notification_deliveries_state_known": changed("notification_deliveries", "state = 'LOST'"),
    "notification_deliveries_settled_or_open": changed("notification_deliveries", "settled_at = now()"),
    "notification_deliveries_attempt_first": changed("notification_deliveries", "state = 'SENDING'"),
    "sms_stops_phone_e164": changed("sms_stops", "phone = '0801'"),
    "push_subscriptions_encrypted": changed("push_subscriptions", "endpoint = 'http://push.test'"),
    "payment_methods_kind_stored": changed("payment_methods", "kind = 'WALLET'"),
    "payment_methods_last4_shaped": changed("payment_methods", "last4 = '42'"),
    "payment_methods_no_card_number": changed("payment_methods", "provider_reference = '4242 4242 4242 4242'"),
    "payment_methods_removed_is_no_default": changed("payment_methods", "removed_at = now()"),
    "payments_method_known": copied("payments", method="COINS"),
    "payments_status_known": copied("payments", status="LOST"),
    "payments_currency_shaped": copied("payments", currency="ngn"),
    "payments_amount_in_range": copied("payments", amount_minor=2**53),
    "payments_refunds_covered": copied("payments", refunded_minor=Sql("t.amount_minor + 1")),
    "payments_for_one_price": copied("payments", estimate_id=None),
    "payments_no_wallet_fills_itself": copied("payments", request_id=None, estimate_id=None, method="WALLET"),
    "refunds_status_known": copied("refunds", status="LOST"),
    "refunds_amount_positive": copied("refunds", amount_minor=0),
    "ledger_accounts_kind_known": copied("ledger_accounts", kind="POCKET", **_NOBODYS),
    "ledger_accounts_currency_shaped": copied("ledger_accounts", currency="ngn", balance_minor=0),
    "ledger_accounts_belong": copied("ledger_accounts", "kind = 'WALLET'", kind="REVENUE", balance_minor=0),
    "ledger_accounts_not_overdrawn": copied("wallet_transactions", "kind = 'EARNING'", amount_minor=-(10**12)),
    "wallet_transactions_kind_known": copied("wallet_transactions", "amount_minor > 0", kind="GIFT"),
    "wallet_transactions_move_something": copied("wallet_transactions", amount_minor=0),
    "webhook_events_state_known": copied("webhook_events", state="LOST", settled_at="2026-03-02"),
    "webhook_events_body_bounded": copied("webhook_events", body=Sql("'\\x' || repeat('00', 262145)")),
    "webhook_events_settled_or_waiting": copied("webhook_events", settled_at="2026-03-02"),
    "receipts_currency_shaped": copied("receipts", currency="ngn"),
    "receipts_number_positive": copied("receipts", number=0),
    "receipts_total_positive": copied("receipts", total_minor=0, lines=[]),
    "receipts_lines_add_up": copied("receipts", total_minor=1),
    "payouts_status_known": copied("payouts", status="LOST", settled_at="2026-03-02"),
    "payouts_amount_positive": copied("payouts", amount_minor=0),
    "payouts_currency_shaped": copied("payouts", currency="ngn"),
    "payouts_settled_or_pending": copied("payouts", settled_at="2026-03-02"),
    "wallet_adjustments_move_something": copied("wallet_adjustments", amount_minor=0),
    "wallet_adjustments_give_a_reason": copied("wallet_adjustments", reason=" "),
    "wallet_adjustments_currency_shaped": copied("wallet_adjustments", currency="ngn"),
    "reviews_stars_in_range": copied("reviews", stars=6),
    "reviews_of_somebody_else": copied("reviews", subject_id=Sql("t.author_id")),
}
ONCE = {
    "users_email_once": copied("users", email=Sql("upper(t.email)")),
    "refresh_tokens_hash_once": copied("refresh_tokens", generation=99),
    "refresh_tokens_one_successor": copied("refresh_tokens", token_hash="\\x" + "ab" * 32),
    "mail_tokens_hash_once": copied("mail_tokens"),
    "uid_tractor_cap_tractor_4e3e18": copied("tractor_capabilities"),
    "audit_chain_entry_once": _unguarded(
        "INSERT INTO audit_chain SELECT sequence + 1, entry_id, hash FROM audit_chain"
    ),
    "audit_head_one_row": "INSERT INTO audit_head SELECT * FROM audit_head",
    "tractor_bookings_one_per_request": copied(
        "tractor_bookings", "active", starts_at="2040-01-01", ends_at="2040-01-02"
    ),
    "job_requests_public_code_key": copied("job_requests", _SENT, successor_of_id=None),
    "job_requests_successor_of_id_key": copied(
        "job_requests", f"{_SENT} AND successor_of_id IS NOT NULL", public_code="ZZZ-ZZZ"
    ),
    "job_request_status_history_sequence_once": copied("job_request_status_history"),
    "request_matches_owner_once": copied("request_matches", state="DECLINED"),
    "request_matches_one_accepted": copied("request_matches", "state = 'ACCEPTED'", owner_id=_FARMER),
    "positions_once": copied("positions"),
    "tracking_links_hash_once": copied("tracking_links"),
    "live_states_request_id_key": copied("live_states"),
    "notifications_once": copied("notifications"),
    "notification_deliveries_once": copied("notification_deliveries"),
    "push_subscriptions_once": copied("push_subscriptions"),
    "uid_outbox_stream_93aab9": copied("outbox"),
    "stream_epoch_one_row": copied("stream_epoch"),
    "uid_idempotency_user_id_0f6729": copied("idempotency_keys"),
    "payment_methods_reference_once": copied("payment_methods", is_default=False),
    "payment_methods_one_default": copied("payment_methods", provider_reference="pm_other"),
    "payments_provider_key_key": copied("payments", "status = 'SUCCEEDED'"),
    "payments_one_live_per_request": copied("payments", "status = 'REQUIRES_CONFIRMATION'", provider_key="other"),
    "refunds_provider_key_key": copied("refunds"),
    "ledger_accounts_once": copied("ledger_accounts", "kind = 'REVENUE'", balance_minor=0),
    "ledger_journals_business_key_key": copied("ledger_journals"),
    "webhook_events_once": copied("webhook_events"),
    "receipts_request_id_key": copied("receipts", number=2),
    "receipts_number_once": copied("receipts", request_id=Sql(f"(SELECT id FROM job_requests WHERE {_SENT})")),
    "payouts_provider_key_key": copied("payouts"),
    "reviews_once_each": copied("reviews"),
}
APART = {
    "tractor_availability_apart": copied("tractor_availability"),
    "tractor_bookings_apart": copied("tractor_bookings", "active", kind="BLOCKED", request_id=None),
}
_APPEND_ONLY = "is append-only"
# The statement, and a part of what the trigger says.
TRIGGERS = {
    "tractors_archived_is_final": (
        f"{changed('tractors', "state = 'ARCHIVED'")}; {changed('tractors', "state = 'ACTIVE'")}",
        "an archived tractor stays archived",
    ),
    "job_requests_start": (copied("job_requests", _DONE), "a request starts as SENT"),
    "job_requests_edge": (changed("job_requests", "status = 'COMPLETED'", _SENT), "no edge from SENT to COMPLETED"),
    "job_requests_history": (changed("job_requests", "status = 'RECEIVED'", _SENT), "a status needs its history row"),
    "job_request_status_history_append_only": (changed("job_request_status_history", "note = 'x'"), _APPEND_ONLY),
    "job_request_status_history_no_truncate": ("TRUNCATE job_request_status_history", _APPEND_ONLY),
    "estimates_frozen": (changed("estimates", "total_minor = 1"), _APPEND_ONLY),
    "request_matches_decided_once": (
        changed("request_matches", "state = 'DECLINED'", "state = 'ACCEPTED'"),
        "stays so",
    ),
    "notification_deliveries_settled_once": (
        f"{changed('notification_deliveries', "state = 'SKIPPED', settled_at = now()")}; "
        f"{changed('notification_deliveries', "state = 'QUEUED', settled_at = NULL")}",
        "was sent or skipped stays so",
    ),
    "payments_only_forward": (changed("payments", "status = 'FAILED'", "status = 'SUCCEEDED'"), "stays so"),
    "ledger_accounts_start_empty": (copied("ledger_accounts", balance_minor=1), "only a posting moves a balance"),
    "ledger_accounts_moved_by_postings": (
        changed("ledger_accounts", "balance_minor = balance_minor + 1"),
        "only a posting moves a balance",
    ),
    "ledger_accounts_stay": ("DELETE FROM ledger_accounts", _APPEND_ONLY),
    "ledger_journals_append_only": (changed("ledger_journals", "created_at = now()"), _APPEND_ONLY),
    "ledger_journals_no_truncate": ("TRUNCATE ledger_journals CASCADE", _APPEND_ONLY),
    "wallet_transactions_append_only": (changed("wallet_transactions", "amount_minor = 1"), _APPEND_ONLY),
    "wallet_transactions_no_truncate": ("TRUNCATE wallet_transactions", _APPEND_ONLY),
    "wallet_transactions_move_balance": (
        copied("wallet_transactions", currency="GHS"),
        "a posting is in the currency of its account",
    ),
    "wallet_transactions_zero_sum": (
        copied("wallet_transactions", "amount_minor > 0", amount_minor=1),
        "does not sum to zero",
    ),
    "webhook_events_as_sent": (changed("webhook_events", "body = ''"), "what a provider has said never changes"),
    "webhook_events_stay": ("DELETE FROM webhook_events", _APPEND_ONLY),
    "receipts_without_gaps": (copied("receipts", number=7), "would leave a gap"),
    "receipts_append_only": (changed("receipts", "total_minor = 1"), _APPEND_ONLY),
    "receipts_no_truncate": ("TRUNCATE receipts", _APPEND_ONLY),
    "payouts_only_forward": (changed("payouts", "amount_minor = 1"), "what a payout asks for never changes"),
    "wallet_adjustments_append_only": (changed("wallet_adjustments", "amount_minor = 1"), _APPEND_ONLY),
    "audit_log_append_only": (changed("audit_log", "after = '{}'"), _APPEND_ONLY),
    "audit_log_no_truncate": (_linked("TRUNCATE audit_log CASCADE"), _APPEND_ONLY),
    "audit_chain_append_only": (_linked(changed("audit_chain", "sequence = 7")), _APPEND_ONLY),
    "audit_chain_no_truncate": ("TRUNCATE audit_chain", _APPEND_ONLY),
    "audit_chain_by_entries": (
        _linked("INSERT INTO audit_chain SELECT sequence + 1, entry_id, hash FROM audit_chain"),
        "only an entry moves the chain",
    ),
    "audit_head_moved_by_entries": (changed("audit_head", "sequence = 9"), "only an entry moves the chain"),
    "audit_head_stays": ("DELETE FROM audit_head", _APPEND_ONLY),
    "audit_head_no_truncate": ("TRUNCATE audit_head", _APPEND_ONLY),
    "reviews_append_only": (changed("reviews", "stars = 5"), _APPEND_ONLY),
}
MORE = [
    ("DELETE FROM job_request_status_history", _APPEND_ONLY),
    ("DELETE FROM estimates", _APPEND_ONLY),
    ("DELETE FROM ledger_journals", _APPEND_ONLY),
    ("DELETE FROM wallet_transactions", _APPEND_ONLY),
    ("DELETE FROM audit_log", _APPEND_ONLY),
    (_linked("DELETE FROM audit_chain"), _APPEND_ONLY),
    ("DELETE FROM reviews", _APPEND_ONLY),
    ("DELETE FROM receipts", _APPEND_ONLY),
    ("DELETE FROM wallet_adjustments", _APPEND_ONLY),
    (changed("payments", "amount_minor = 1"), "what a payment asks for never changes"),
    (changed("payments", "currency = 'GHS'"), "what a payment asks for never changes"),
]
# Triggers that refuse nothing: they keep what is written down twice the same.
KEEPING = {"tractor_capabilities_placed", "tractors_move_capabilities", "audit_log_chained"}
