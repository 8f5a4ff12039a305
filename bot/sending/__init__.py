"""Sending: how fast, in which order, and what is known of each message afterwards.

    replies ───────────────────────────────────────────► limiter ─► Telegram
    due subscriptions ─► daily ─► ledger ─► outbox ──────►  ▲
    announcements ─────────────►    ▲          └─ outcome ──┼──► ledger, sleeping chats, migrations
                                    └──────────────────────────

Replies go before briefings and announcements; a chat that Telegram asks to wait for holds up no other.
"""
