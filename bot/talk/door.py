"""At the door: which language somebody is answered in, and that the bot knows the chat from now on."""

from __future__ import annotations

from bot.conversation import Tongue
from bot.i18n import known_language
from bot.records.chats import ChatKind as RecordedKind
from bot.schedule import Slot, zone_of
from bot.talk.asker import Asker, ChatKind
from bot.talk.room import Room
from bot.zones import likely_zone

SUPERGROUPS_BELOW = -(10**12)  # Bot API: ids of supergroups and channels are -100 and ten digits or more


class Door:
    """Meets those who ask."""

    def __init__(self, room: Room) -> None:
        self._room = room

    def tongue(self, asker: Asker) -> Tongue:
        """The language chosen for the chat, else that of the asker's client; the chat's zone."""
        preferences = self._room.records.chats.preferences(asker.place.chat)
        language = preferences.language or known_language(asker.code)
        return Tongue(language=language, zone=zone_of(preferences.slot.zone))

    def arrive(self, asker: Asker) -> None:
        """Know the chat, with guesses where it is new; one that had become silent is awake again."""
        records, now = self._room.records, self._room.clock()
        guess = Slot(zone=likely_zone(asker.code))
        chat = records.chats.meet(
            asker.place.chat,
            recorded_kind(asker),
            asker.title or asker.name,
            now,
            code=asker.code,
            slot=guess,
        )
        if asker.kind is ChatKind.TERMINAL:
            if chat.asleep_since is None:  # there is nobody to send a daily briefing to
                records.chats.put_to_sleep(asker.place.chat, "a terminal", now)
        elif chat.asleep_since is not None:
            records.subscriptions.wake(asker.place.chat, now)


def recorded_kind(asker: Asker) -> RecordedKind:
    """The kind of chat, as the records tell them apart."""
    if asker.kind is ChatKind.CHANNEL:
        return RecordedKind.CHANNEL
    if asker.kind is ChatKind.GROUP:
        supergroup = asker.place.chat < SUPERGROUPS_BELOW
        return RecordedKind.SUPERGROUP if supergroup else RecordedKind.GROUP
    return RecordedKind.PRIVATE
