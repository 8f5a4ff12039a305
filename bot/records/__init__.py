"""What the bot keeps of those it talks to, in tables of its own beside the news.

    chats ─► places ─► subscriptions ─► deliveries   one row hangs on another: forgetting a chat forgets all

Each module has its tables, as append-only migrations of a set of its own, and the records that are read from
them. SQL of the bot stands here alone.
"""

from bot.records.opening import Records

__all__ = ["Records"]
