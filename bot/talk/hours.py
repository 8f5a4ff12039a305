"""A topic at an hour of its own: opened from /settings, for those who want one topic at another time.

list of what the place follows ─► one of them ─► hour · days · zone · as all others
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from bot import words, zones
from bot.buttons import LABEL_UNITS, Button, Rows
from bot.callbacks import Call
from bot.i18n import _
from bot.records.subscriptions import Subscription
from bot.richtext import NAME_UNITS, Line, bold, clip, line
from bot.schedule import EVERY_DAY, Slot, is_zone
from bot.setting_words import days_text, weekday
from bot.talk.asker import Asker
from bot.talk.feature import Feature
from bot.talk.reply import Replies, Reply
from bot.talk.room import Room
from bot.wording import clock, day, minutes_text

HOURS_IN_ROW, ZONES_IN_ROW, DAYS_IN_ROW = 4, 2, 4
MOST_LISTED = 60  # topics with a button; whoever follows more gives hours to the first


class What(StrEnum):
    """What of a slot is changed; the value stands in buttons."""

    OPEN = "open"
    HOUR = "hour"
    DAY = "day"
    ZONE = "zone"  # value "": show the zones
    RESET = "reset"


@dataclass(frozen=True, kw_only=True)
class SlotCall(Call):
    """Change when one topic comes. subscription: 0 for the list of all."""

    PREFIX: ClassVar[str] = "h1"

    subscription: int = 0
    what: What = What.OPEN
    value: str = ""


def entry() -> Button:
    """The button that leads here."""
    return Button(label=_("Hours of single topics"), call=SlotCall())


class Hours(Feature):
    """Gives subscriptions slots of their own."""

    def __init__(self, room: Room) -> None:
        self._room = room
        self.taps = {SlotCall: self._tap}

    def _tap(self, asker: Asker, call: SlotCall) -> Replies:
        mine = {each.id: each for each in self._room.records.subscriptions.of_place(asker.place)}
        which = mine.get(call.subscription)
        if not asker.is_admin:
            yield Reply(alert=_(words.ADMINS_ONLY))
        elif not call.subscription:
            yield self._listing(tuple(mine.values()))
        elif which is None:
            yield Reply(alert=_(words.STALE_BUTTON))
        elif call.what is What.ZONE and not call.value:
            yield Reply(lines=_told(which), rows=self._zones(which), edit=True)
        else:
            yield self._changed(which, call)

    def _changed(self, which: Subscription, call: SlotCall) -> Reply:
        subscriptions, now = self._room.records.subscriptions, self._room.clock()
        if call.what is What.RESET:
            which = subscriptions.set_slot(which.id, None, now)
        elif call.what is not What.OPEN:
            try:
                slot = changed(which.slot, call.what, call.value)
            except ValueError:  # a forged button
                return Reply(alert=_(words.STALE_BUTTON))
            which = subscriptions.set_slot(which.id, slot, now)
        return Reply(lines=_told(which), rows=_choices(which), edit=True)

    def _listing(self, mine: tuple[Subscription, ...]) -> Reply:
        """All that the place follows, each with when it comes."""
        told = _("Each topic comes at the hour of the settings, unless you give it its own.")
        rows = tuple(
            (Button(label=clip(_label(each), LABEL_UNITS), call=SlotCall(subscription=each.id)),)
            for each in mine[:MOST_LISTED]
        )
        none = _("No topic is followed here yet: /topics")
        head = line(bold(_("Hours of single topics")), heading=True)
        return Reply(lines=(head, line(told if mine else none)), rows=rows, edit=True)

    def _zones(self, which: Subscription) -> Rows:
        """Cities by their clocks."""
        now = self._room.clock()
        cities = [
            Button(
                label=f"{clock(now, zones.zone_of(each.zone))} {zones.city(each.zone)}",
                call=SlotCall(subscription=which.id, what=What.ZONE, value=each.zone),
            )
            for each in zones.by_clock(now)
        ]
        back = Button(label=_("« Back"), call=SlotCall(subscription=which.id))
        return (*_in_rows(cities, ZONES_IN_ROW), (back,))


def changed(slot: Slot, what: What, value: str) -> Slot:
    """The slot with an hour, a day of the week or a zone changed; raises ValueError for what cannot be."""
    if what is What.HOUR:
        return replace(slot, hour=int(value), minute=0)
    if what is What.ZONE:
        if not is_zone(value):
            raise ValueError(value)
        return replace(slot, zone=value)
    return replace(slot, days=(slot.days ^ {int(value)}) or slot.days)  # the last day stays


def _told(which: Subscription) -> tuple[Line, ...]:
    """When a topic comes."""
    slot = which.slot
    when = _(
        "It comes at {time}, {days}, by the clock of {city}.",
        time=minutes_text(60 * slot.hour + slot.minute),
        days=days_text(slot.days),
        city=zones.city(slot.zone),
    )
    as_all = () if which.own_slot else (line(_("That is the hour of the settings.")),)
    return (
        line(bold(clip(which.name, NAME_UNITS)), heading=True),
        line(when),
        *as_all,
        line(_("Next on {day}.", day=day(which.next_day))),
    )


def _choices(which: Subscription) -> Rows:
    """Hours, days, zone, the hour of all others, back."""

    def to(what: What, value: str = "") -> SlotCall:
        return SlotCall(subscription=which.id, what=what, value=value)

    slot = which.slot
    hours = [
        Button(
            label=("● " if (slot.hour, slot.minute) == (hour, 0) else "") + minutes_text(60 * hour),
            call=to(What.HOUR, str(hour)),
        )
        for hour in range(24)
    ]
    days = [
        Button(label=("☑ " if each in slot.days else "☐ ") + weekday(each), call=to(What.DAY, str(each)))
        for each in sorted(EVERY_DAY)
    ]
    below = [Button(label=_("Time zone"), call=to(What.ZONE))]
    if which.own_slot:
        below.append(Button(label=_("As all others"), call=to(What.RESET)))
    back = Button(label=_("« Back"), call=SlotCall())
    return (*_in_rows(hours, HOURS_IN_ROW), *_in_rows(days, DAYS_IN_ROW), tuple(below), (back,))


def _label(which: Subscription) -> str:
    """ "● 19:00 Air defense": the dot for an hour of its own."""
    time = minutes_text(60 * which.slot.hour + which.slot.minute)
    return f"{'● ' if which.own_slot else ''}{time} {which.name}"


def _in_rows(buttons: list[Button], width: int) -> Rows:
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))
