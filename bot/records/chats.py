"""The chats that the bot knows, and how each wants its briefings.

A chat row is made when the chat is first heard from. All that is kept of a chat hangs on this row with
`REFERENCES chats(id) ON UPDATE CASCADE ON DELETE CASCADE`: so a group that becomes a supergroup takes its
rows along, and forgetting a chat forgets everything. A chat that cannot be written to is asleep: nothing is
planned for it until it is heard from again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlite_utils import Database, Migrations

from bot.records.table import Table, guarded, moment_of, moment_text, written
from bot.schedule import EVERY_DAY, Slot, is_zone

migrations = Migrations("concordance.chats")

_FIRST = """
CREATE TABLE chats (
    id           INTEGER PRIMARY KEY,  -- Telegram's; negative for groups and channels
    kind         TEXT NOT NULL,        -- private, group, supergroup, channel
    title        TEXT NOT NULL,        -- of a group or channel, a person's first name
    language     TEXT NOT NULL,        -- of the interface, as chosen: ISO 639-1; "": the client's
    zone         TEXT NOT NULL,        -- name in the tz database
    zone_chosen  INTEGER NOT NULL,     -- 0: a guess that nobody has confirmed
    minute       INTEGER NOT NULL,     -- of the local day, at which briefings are due
    days         TEXT NOT NULL,        -- of the week: "0123456", Monday = 0
    quiet        TEXT NOT NULL,        -- when messages make no sound: never, night, always
    length       TEXT NOT NULL,        -- short, full
    when_nothing TEXT NOT NULL,        -- note, silence
    met          TEXT NOT NULL,        -- first heard from
    asleep_since TEXT,                 -- NULL: awake
    asleep_why   TEXT NOT NULL         -- in Telegram's words, "" when awake
);
"""

_COLUMNS = """
id, kind, title, language, zone, zone_chosen, minute, days, quiet, length, when_nothing, met,
asleep_since, asleep_why, code
"""


@migrations()
def first_table(db: Database) -> None:
    """Chats with their preferences."""
    db.executescript(_FIRST)


@migrations()
def client_language(db: Database) -> None:
    """What a person's client says of its language, for messages that nobody asked for."""
    db.execute("ALTER TABLE chats ADD COLUMN code TEXT NOT NULL DEFAULT ''")


class ChatKind(StrEnum):
    """As the Bot API tells them apart."""

    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class Quiet(StrEnum):
    """When briefings come without a sound."""

    NEVER = "never"
    NIGHT = "night"  # from NIGHT_FROM to NIGHT_TO on the chat's clock
    ALWAYS = "always"


class Length(StrEnum):
    """How much of a digest a briefing shows."""

    SHORT = "short"
    FULL = "full"


class WhenNothing(StrEnum):
    """What is sent where a topic has nothing new."""

    NOTE = "note"
    SILENCE = "silence"


NIGHT_FROM, NIGHT_TO = 22, 8  # hours of the chat's clock: when phones are put away, and taken up again
CODE_LIMIT = 35  # characters of a language's code: the longest that RFC 5646 foresees
TITLE_LIMIT = 128  # characters kept of a title or name; Telegram allows 128 for groups


@dataclass(frozen=True, kw_only=True)
class Preferences:
    """How a chat wants its briefings. language: of the interface, "" for the client's own; zone_chosen:
    somebody has said or confirmed the zone."""

    language: str = ""
    slot: Slot = field(default_factory=Slot)
    zone_chosen: bool = False
    quiet: Quiet = Quiet.NIGHT
    length: Length = Length.FULL
    when_nothing: WhenNothing = WhenNothing.NOTE


@dataclass(frozen=True, kw_only=True)
class Chat:
    """A chat that the bot knows. code: what its client says of its language ("uk-UA"), "" for groups and
    where it says nothing; asleep_since: when it turned out that it cannot be written to."""

    id: int
    kind: ChatKind
    title: str = ""
    code: str = ""
    preferences: Preferences = field(default_factory=Preferences)
    met: datetime | None = None
    asleep_since: datetime | None = None
    asleep_why: str = ""


def is_silent(preferences: Preferences, now: datetime) -> bool:
    """Whether a briefing sent now should make no sound."""
    if preferences.quiet is Quiet.NIGHT:
        hour = preferences.slot.local(now).hour
        return hour >= NIGHT_FROM or hour < NIGHT_TO
    return preferences.quiet is Quiet.ALWAYS


class Chats(Table):
    """The chats. Whoever changes a slot or wakes a chat plans its subscriptions anew: use
    `Subscriptions.prefer` and `Subscriptions.wake`, which do both."""

    @guarded
    def get(self, chat: int) -> Chat | None:
        """The chat of that id, None where it is not known."""
        row = self.row(f"SELECT {_COLUMNS} FROM chats WHERE id = ?", [chat])
        return _chat(row) if row else None

    def preferences(self, chat: int) -> Preferences:
        """How the chat wants its briefings; the defaults where it is not known."""
        known = self.get(chat)
        return known.preferences if known else Preferences()

    @guarded
    def meet(
        self, chat: int, kind: ChatKind, title: str, now: datetime, *, code: str = "", **guesses: Any
    ) -> Chat:
        """Know the chat by its present kind and title; writes only where something changed.

        code: what the client of whoever speaks says of its language; kept for private chats. guesses: fields
        of Preferences for a chat that is new ("language", "slot").
        """
        title = title[:TITLE_LIMIT]
        code = code[:CODE_LIMIT] if kind is ChatKind.PRIVATE else ""
        known = self.get(chat)
        if known is None:
            preferences = Preferences(**guesses)
            self._add(Chat(id=chat, kind=kind, title=title, code=code, preferences=preferences, met=now))
        elif (known.kind, known.title, known.code) != (kind, title, code or known.code):
            self._rename(chat, kind, title, code or known.code)
        else:
            return known
        return self._got(chat)

    @written
    def set_preferences(self, chat: int, preferences: Preferences) -> Chat:
        """Keep how the chat wants its briefings. Raises ValueError for a zone that there is not."""
        if not is_zone(preferences.slot.zone):
            raise ValueError(f"no time zone {preferences.slot.zone!r}")
        values = _preference_values(preferences)
        names = ", ".join(f"{name} = :{name}" for name in values)
        self.run(f"UPDATE chats SET {names} WHERE id = :chat", {**values, "chat": chat})
        return self._got(chat)

    @written
    def put_to_sleep(self, chat: int, why: str, now: datetime) -> None:
        """Nothing is planned for the chat any more until it wakes; one that sleeps keeps its reason."""
        self.run(
            "UPDATE chats SET asleep_since = ?, asleep_why = ? WHERE id = ? AND asleep_since IS NULL",
            [moment_text(now), why[:200], chat],
        )

    @written
    def rouse(self, chat: int) -> bool:
        """The chat can be written to again; whether it was asleep."""
        found = self.run(
            "UPDATE chats SET asleep_since = NULL, asleep_why = '' WHERE id = ? AND asleep_since IS NOT NULL",
            [chat],
        )
        return bool(found.rowcount)

    @written
    def forget(self, chat: int) -> None:
        """Erase the chat and all that hangs on it."""
        self.run("DELETE FROM chats WHERE id = ?", [chat])

    @guarded
    def awake(self) -> tuple[int, ...]:
        """The ids of all chats that can be written to, those met first first."""
        found = self.rows("SELECT id FROM chats WHERE asleep_since IS NULL ORDER BY met, id")
        return tuple(row[0] for row in found)

    @guarded
    def counts(self) -> dict[str, int]:
        """How many chats there are of each kind, and how many of all are asleep ("asleep")."""
        found = dict(self.rows("SELECT kind, count(*) FROM chats GROUP BY kind"))
        asleep = self.row("SELECT count(*) FROM chats WHERE asleep_since IS NOT NULL")[0]
        return {**{kind.value: found.get(kind.value, 0) for kind in ChatKind}, "asleep": asleep}

    @written
    def _add(self, chat: Chat) -> None:
        row = {
            "id": chat.id,
            "kind": chat.kind.value,
            "title": chat.title,
            **_preference_values(chat.preferences),
            "met": moment_text(chat.met) if chat.met else "",
            "asleep_since": None,
            "asleep_why": "",
            "code": chat.code,
        }
        self.db.table("chats").insert(row, ignore=True)

    @written
    def _rename(self, chat: int, kind: ChatKind, title: str, code: str) -> None:
        self.run(
            "UPDATE chats SET kind = ?, title = ?, code = ? WHERE id = ?", [kind.value, title, code, chat]
        )

    def _got(self, chat: int) -> Chat:
        found = self.get(chat)
        if found is None:
            raise ValueError(f"chat {chat} is not known: `meet` it first")
        return found


def _preference_values(preferences: Preferences) -> dict[str, object]:
    """Preferences as columns."""
    slot = preferences.slot
    return {
        "language": preferences.language,
        "zone": slot.zone,
        "zone_chosen": int(preferences.zone_chosen),
        "minute": 60 * slot.hour + slot.minute,
        "days": days_text(slot.days),
        "quiet": preferences.quiet.value,
        "length": preferences.length.value,
        "when_nothing": preferences.when_nothing.value,
    }


def days_text(days: frozenset[int]) -> str:
    """Days of the week as a table keeps them: "01234" for Monday to Friday."""
    return "".join(str(day) for day in sorted(days))


def days_of(text: str) -> frozenset[int]:
    """The days of the week that a table keeps."""
    return frozenset(int(each) for each in text) or EVERY_DAY


def _chat(row: Any) -> Chat:
    number, kind, title, language, zone, chosen, minute, days, quiet, length, nothing, *rest = row
    met, since, why, code = rest
    preferences = Preferences(
        language=language,
        slot=Slot(zone=zone, hour=minute // 60, minute=minute % 60, days=days_of(days)),
        zone_chosen=bool(chosen),
        quiet=Quiet(quiet),
        length=Length(length),
        when_nothing=WhenNothing(nothing),
    )
    made = Chat(id=number, kind=ChatKind(kind), title=title, code=code, preferences=preferences)
    return replace(made, met=moment_of(met), asleep_since=moment_of(since), asleep_why=why)
