"""When the daily briefing comes: asked once, after the first topic, with a guess that one tap confirms."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from bot import words, zones
from bot.buttons import Button, Rows
from bot.callbacks import Call, MenuCall
from bot.i18n import _
from bot.records.chats import Preferences
from bot.schedule import Slot, is_zone, zone_of
from bot.talk.asker import Asker
from bot.talk.feature import Feature
from bot.talk.reply import Replies, Reply
from bot.talk.room import Room
from bot.wording import clock, minutes_text
from briefings.model import Topic

HOURS = (6, 7, 8, 9, 12, 18, 20, 22)  # offered; any other can be had in /settings
HOURS_IN_ROW, ZONES_IN_ROW = 4, 2


class Step(StrEnum):
    """What is settled by a tap."""

    HOUR = "h"
    ZONES = "z"  # show the cities
    ZONE = "c"
    DONE = "ok"


@dataclass(frozen=True, kw_only=True)
class SlotCall(Call):
    """One step of settling when briefings come. value: an hour, or a zone's name."""

    PREFIX: ClassVar[str] = "z1"

    step: Step
    value: str = ""


class Onboarding(Feature):
    """Asks for the zone and the hour of the daily briefing."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.taps = {SlotCall: self._tap}

    def ask_once(self, asker: Asker, topic: Topic) -> Replies:
        """The question, where nobody here has answered it yet and somebody may."""
        preferences = self._room.records.chats.preferences(asker.place.chat)
        if not preferences.zone_chosen and asker.is_admin:
            yield self._question(preferences, topic.name)

    def _question(self, preferences: Preferences, topic: str = "", *, edit: bool = False) -> Reply:
        """The guess with a button that confirms it, and hours; without a guess, clocks to choose from."""
        slot = preferences.slot
        if slot.zone == zones.DEFAULT and not preferences.zone_chosen:
            return Reply(lines=words.which_clock(topic), rows=self._zone_rows(), edit=edit)
        at, local = minutes_text(60 * slot.hour + slot.minute), self._room.clock()
        lines = words.when_to_brief(topic, at, zones.city(slot.zone), clock(local, zone_of(slot.zone)))
        right = Button(label=_("✓ {time} is right", time=at), call=SlotCall(step=Step.DONE))
        elsewhere = Button(label=_("🌍 Another time zone"), call=SlotCall(step=Step.ZONES))
        return Reply(lines=lines, rows=((right,), *hour_rows(slot), (elsewhere,)), edit=edit)

    def _tap(self, asker: Asker, call: SlotCall) -> Replies:
        if not asker.is_admin:
            yield Reply(alert=_(words.ADMINS_ONLY))
            return
        preferences = self._room.records.chats.preferences(asker.place.chat)
        match call.step:
            case Step.ZONES:
                yield Reply(lines=words.which_clock(), rows=self._zone_rows(), edit=True)
            case Step.ZONE if is_zone(call.value):
                kept = self._keep(
                    asker, replace(preferences, slot=replace(preferences.slot, zone=call.value))
                )
                yield self._question(kept, edit=True)
            case Step.HOUR if call.value.isdecimal() and int(call.value) < 24:
                slot = replace(preferences.slot, hour=int(call.value), minute=0)
                yield self._settled(self._keep(asker, replace(preferences, slot=slot)))
            case Step.DONE:
                yield self._settled(self._keep(asker, preferences))
            case _:
                yield Reply(alert=_(words.STALE_BUTTON))

    def _keep(self, asker: Asker, preferences: Preferences) -> Preferences:
        """Keep what was chosen: from now on it is no guess."""
        chosen = replace(preferences, zone_chosen=True)
        self._room.records.subscriptions.prefer(asker.place.chat, chosen, self._room.clock())
        return chosen

    def _settled(self, preferences: Preferences) -> Reply:
        slot = preferences.slot
        at = minutes_text(60 * slot.hour + slot.minute)
        more = Button(label=_("⚙ Settings"), call=MenuCall(command="settings"))
        return Reply(lines=words.briefed_at(at, zones.city(slot.zone)), rows=((more,),), edit=True)

    def _zone_rows(self) -> Rows:
        """The cities with what their clocks show."""
        buttons = [
            Button(
                label=f"{clock(each.local, zone_of(each.zone))} {zones.city(each.zone)}",
                call=SlotCall(step=Step.ZONE, value=each.zone),
            )
            for each in zones.by_clock(self._room.clock())
        ]
        return tuple(tuple(buttons[i : i + ZONES_IN_ROW]) for i in range(0, len(buttons), ZONES_IN_ROW))


def hour_rows(slot: Slot) -> Rows:
    """The hours that are offered; the one that is set is marked."""
    buttons = [
        Button(
            label=("● " if (slot.hour, slot.minute) == (hour, 0) else "") + minutes_text(60 * hour),
            call=SlotCall(step=Step.HOUR, value=str(hour)),
        )
        for hour in HOURS
    ]
    return tuple(tuple(buttons[i : i + HOURS_IN_ROW]) for i in range(0, len(buttons), HOURS_IN_ROW))
