"""How a chat wants its briefings: /settings, one message whose buttons change it.

    home ─► hour · zone · days · sound · when nothing is new · length · language

Some can be typed too: `/settings zone Lviv`, `/settings hour 7:30`. In a group only admins change them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import ClassVar

from bot import setting_words, words, zones
from bot.buttons import Button, Rows
from bot.callbacks import Call
from bot.i18n import LANGUAGES, N_, _, each_speaking, known_language
from bot.records.chats import Length, Preferences, Quiet, WhenNothing
from bot.schedule import EVERY_DAY, WORKDAYS, Slot, is_zone
from bot.setting_words import Setting, days_text, label, value_text, weekday
from bot.talk import hours
from bot.talk.asker import Asker
from bot.talk.feature import Feature, Listed
from bot.talk.reply import Replies, Reply
from bot.talk.room import Room
from bot.wording import clock, minutes_text

HOURS_IN_ROW, ZONES_IN_ROW, DAYS_IN_ROW = 4, 2, 4
_HOUR = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")


@dataclass(frozen=True, kw_only=True)
class SettingCall(Call):
    """Open a setting (value ""), or set it. "home" opens all of them."""

    PREFIX: ClassVar[str] = "s1"

    setting: Setting
    value: str = ""


class SettingsFeature(Feature):
    """Shows and changes preferences."""

    menu = (
        Listed(
            name="settings",
            text=N_("hour, time zone, days, sound, length and language"),
        ),
    )

    def __init__(self, room: Room) -> None:
        self._room = room
        self.commands = {"settings": self._settings}
        self.taps = {SettingCall: self._tap}

    def _settings(self, asker: Asker, argument: str) -> Replies:
        name, _space, value = argument.partition(" ")
        if not value:
            yield self._home(asker, self._preferences(asker))
        elif not asker.is_admin:
            yield Reply(lines=words.notice(_(words.ADMINS_ONLY)))
        elif name.casefold() in ("zone", _("zone")):
            yield self._typed_zone(asker, value)
        elif name.casefold() in ("hour", _("hour")):
            yield self._typed_hour(asker, value)
        else:
            yield Reply(lines=setting_words.typed_settings())

    def _typed_zone(self, asker: Asker, typed: str) -> Reply:
        found = zones.find(typed)
        if len(found) == 1:
            return self._home(asker, self._keep(asker, _with_zone(self._preferences(asker), found[0])))
        rows = tuple((_zone_button(self._room, zone),) for zone in found)
        return Reply(lines=setting_words.which_zone(typed, bool(found)), rows=rows)

    def _typed_hour(self, asker: Asker, typed: str) -> Reply:
        found = _HOUR.fullmatch(typed.strip())
        hour, minute = (int(found[1]), int(found[2] or 0)) if found else (24, 0)
        if hour > 23 or minute > 59:
            return Reply(lines=setting_words.typed_settings())
        preferences = self._preferences(asker)
        slot = replace(preferences.slot, hour=hour, minute=minute)
        return self._home(asker, self._keep(asker, replace(preferences, slot=slot)))

    def _tap(self, asker: Asker, call: SettingCall) -> Replies:
        preferences = self._preferences(asker)
        if call.setting is Setting.HOME:
            yield self._home(asker, preferences, edit=True)
        elif not asker.is_admin:
            yield Reply(alert=_(words.ADMINS_ONLY))
        elif not call.value:
            yield self._open(asker, preferences, call.setting)
        elif (changed := changed_by(preferences, call.setting, call.value)) is None:
            yield Reply(alert=_(words.STALE_BUTTON))
        else:
            yield from self._changed(asker, self._keep(asker, changed), call.setting)

    def _changed(self, asker: Asker, preferences: Preferences, setting: Setting) -> Replies:
        """What a change shows, in the language that is chosen then."""
        language = preferences.language or known_language(asker.code)

        def steps() -> Replies:
            if setting is Setting.DAYS:  # several are tapped one after another
                yield self._open(asker, preferences, setting)
            else:
                yield self._home(asker, preferences, edit=True)

        return each_speaking(language, steps())

    def _preferences(self, asker: Asker) -> Preferences:
        return self._room.records.chats.preferences(asker.place.chat)

    def _keep(self, asker: Asker, preferences: Preferences) -> Preferences:
        self._room.records.subscriptions.prefer(asker.place.chat, preferences, self._room.clock())
        return preferences

    # Screens

    def _home(self, asker: Asker, preferences: Preferences, *, edit: bool = False) -> Reply:
        """All settings with their values, a button for each."""
        followed = len(self._room.records.subscriptions.of_chat(asker.place.chat))
        lines = setting_words.overview(preferences, followed, self._room.clock())
        buttons = [
            Button(label=label(setting), call=SettingCall(setting=setting))
            for setting in Setting
            if setting is not Setting.HOME
        ]
        if followed:
            buttons.append(hours.entry())
        rows = tuple(tuple(buttons[i : i + 2]) for i in range(0, len(buttons), 2))
        return Reply(lines=lines, rows=rows, edit=edit)

    def _open(self, asker: Asker, preferences: Preferences, setting: Setting) -> Reply:
        """One setting with its values to choose from."""
        back = (Button(label=_("« Settings"), call=SettingCall(setting=Setting.HOME)),)
        rows = (*_choices(self._room, preferences, setting), back)
        return Reply(lines=setting_words.opened(setting, preferences), rows=rows, edit=True)


def changed_by(preferences: Preferences, setting: Setting, value: str) -> Preferences | None:
    """The preferences with a setting changed; None where the value cannot be one (a forged button)."""
    try:
        return _CHANGES[setting](preferences, value)
    except (KeyError, ValueError):
        return None


def _with_hour(preferences: Preferences, value: str) -> Preferences:
    return replace(preferences, slot=replace(preferences.slot, hour=int(value), minute=0))


def _with_zone(preferences: Preferences, value: str) -> Preferences:
    if not is_zone(value):
        raise ValueError(value)
    return replace(preferences, slot=replace(preferences.slot, zone=value), zone_chosen=True)


def _with_days(preferences: Preferences, value: str) -> Preferences:
    """All days, workdays, or one day on or off; the last one stays."""
    if value in ("all", "work"):
        days = EVERY_DAY if value == "all" else WORKDAYS
    else:
        days = preferences.slot.days ^ {int(value)}
        days = days or preferences.slot.days
    return replace(preferences, slot=replace(preferences.slot, days=days))


def _with_language(preferences: Preferences, value: str) -> Preferences:
    if value not in LANGUAGES:
        raise ValueError(value)
    return replace(preferences, language=value)


_CHANGES: dict[Setting, Callable[[Preferences, str], Preferences]] = {
    Setting.HOUR: _with_hour,
    Setting.ZONE: _with_zone,
    Setting.DAYS: _with_days,
    Setting.QUIET: lambda preferences, value: replace(preferences, quiet=Quiet(value)),
    Setting.NOTHING: lambda preferences, value: replace(preferences, when_nothing=WhenNothing(value)),
    Setting.LENGTH: lambda preferences, value: replace(preferences, length=Length(value)),
    Setting.LANGUAGE: _with_language,
}


def _choices(room: Room, preferences: Preferences, setting: Setting) -> Rows:
    """The values of a setting; the one that is set is marked."""
    match setting:
        case Setting.HOUR:
            return _in_rows([_hour_button(preferences.slot, hour) for hour in range(24)], HOURS_IN_ROW)
        case Setting.ZONE:
            cities = [_zone_button(room, each.zone) for each in zones.by_clock(room.clock())]
            return _in_rows(cities, ZONES_IN_ROW)
        case Setting.DAYS:
            return _day_rows(preferences.slot)
        case _:
            chosen = setting_words.chosen(preferences, setting)
            values = setting_words.values(setting)
            return tuple(
                (
                    Button(
                        label=("● " if value == chosen else "") + value_text(setting, value),
                        call=SettingCall(setting=setting, value=value),
                    ),
                )
                for value in values
            )


def _hour_button(slot: Slot, hour: int) -> Button:
    text = minutes_text(60 * hour)
    marked = f"● {text}" if (slot.hour, slot.minute) == (hour, 0) else text
    return Button(label=marked, call=SettingCall(setting=Setting.HOUR, value=str(hour)))


def _zone_button(room: Room, zone: str) -> Button:
    text = f"{clock(room.clock(), zones.zone_of(zone))} {zones.city(zone)}"
    return Button(label=text, call=SettingCall(setting=Setting.ZONE, value=zone))


def _day_rows(slot: Slot) -> Rows:
    days = [
        Button(
            label=("☑ " if day in slot.days else "☐ ") + weekday(day),
            call=SettingCall(setting=Setting.DAYS, value=str(day)),
        )
        for day in sorted(EVERY_DAY)
    ]
    whole = [
        Button(label=days_text(EVERY_DAY), call=SettingCall(setting=Setting.DAYS, value="all")),
        Button(label=days_text(WORKDAYS), call=SettingCall(setting=Setting.DAYS, value="work")),
    ]
    return (*_in_rows(days, DAYS_IN_ROW), tuple(whole))


def _in_rows(buttons: list[Button], width: int) -> Rows:
    return tuple(tuple(buttons[i : i + width]) for i in range(0, len(buttons), width))
