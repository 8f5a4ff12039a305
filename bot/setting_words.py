"""Settings in words: their names, their values, and what each is for."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from babel.dates import get_day_names

from bot import zones
from bot.i18n import LANGUAGES, N_, _, locale, n_
from bot.records.chats import Length, Preferences, Quiet, WhenNothing
from bot.richtext import BLANK, Line, Run, Style, bold, clip, line, slots
from bot.schedule import EVERY_DAY, WORKDAYS, zone_of
from bot.wording import clock, listed, minutes_text

SHOWN_TYPED = 60  # UTF-16 units of what was typed, when it is said back


class Setting(StrEnum):
    """What can be set; the value stands in buttons."""

    HOME = "home"
    HOUR = "hour"
    ZONE = "zone"
    DAYS = "days"
    QUIET = "quiet"
    NOTHING = "nothing"
    LENGTH = "length"
    LANGUAGE = "language"


_NAMES = {
    Setting.HOUR: N_("Hour"),
    Setting.ZONE: N_("Time zone"),
    Setting.DAYS: N_("Days"),
    Setting.QUIET: N_("Sound"),
    Setting.NOTHING: N_("When nothing is new"),
    Setting.LENGTH: N_("Length"),
    Setting.LANGUAGE: N_("Language"),
}

_WHAT_FOR = {
    Setting.HOUR: N_("At which hour the daily briefing comes. For another minute send {command}."),
    Setting.ZONE: N_("Whose clock it goes by. For a city that is not here send {command}."),
    Setting.DAYS: N_("On which days of the week it comes."),
    Setting.QUIET: N_("When briefings come without a sound. Night is from 22 to 8 on your clock."),
    Setting.NOTHING: N_("What a day without news brings."),
    Setting.LENGTH: N_("How much of a digest is shown at first. The rest is a tap away."),
    Setting.LANGUAGE: N_("The language of my own words. News stays as it was written."),
}

_TYPED = {Setting.HOUR: N_("/settings hour 7:30"), Setting.ZONE: N_("/settings zone Oslo")}

_VALUES = {
    Quiet.NEVER: N_("always with a sound"),
    Quiet.NIGHT: N_("silent at night"),
    Quiet.ALWAYS: N_("always silent"),
    WhenNothing.NOTE: N_("one line that says so"),
    WhenNothing.SILENCE: N_("no message"),
    Length.SHORT: N_("short: one screen of a phone"),
    Length.FULL: N_("full"),
}


def label(setting: Setting) -> str:
    """The name of a setting."""
    return _(_NAMES[setting])


def values(setting: Setting) -> tuple[str, ...]:
    """What a setting with few values can be."""
    kinds = {Setting.QUIET: Quiet, Setting.NOTHING: WhenNothing, Setting.LENGTH: Length}
    return tuple(LANGUAGES) if setting is Setting.LANGUAGE else tuple(kinds[setting])


def value_text(setting: Setting, value: str) -> str:
    """A value in words; a language in its own."""
    return LANGUAGES[value] if setting is Setting.LANGUAGE else _(_text_of(value))


def _text_of(value: str) -> str:
    return next(text for known, text in _VALUES.items() if known == value)


def chosen(preferences: Preferences, setting: Setting) -> str:
    """The value that is set, of a setting with few values."""
    match setting:
        case Setting.QUIET:
            return preferences.quiet
        case Setting.NOTHING:
            return preferences.when_nothing
        case Setting.LENGTH:
            return preferences.length
        case _:
            return preferences.language


def weekday(day: int) -> str:
    """ "Mon"; Monday is 0."""
    return str(get_day_names("abbreviated", "stand-alone", locale=locale())[day])


def days_text(days: frozenset[int]) -> str:
    """ "every day", "Monday to Friday", "Mon, Wed and Fri"."""
    if days == EVERY_DAY:
        return _("every day")
    if days == WORKDAYS:
        return _("Monday to Friday")
    return listed([weekday(day) for day in sorted(days)])


def overview(preferences: Preferences, followed: int, now: datetime) -> tuple[Line, ...]:
    """All settings with their values."""
    slot = preferences.slot
    here = clock(now, zone_of(slot.zone))
    language = LANGUAGES.get(preferences.language) or _("that of your Telegram")
    shown = {
        Setting.HOUR: minutes_text(60 * slot.hour + slot.minute),
        Setting.ZONE: _("{city}, {now} there now", city=zones.city(slot.zone), now=here),
        Setting.DAYS: days_text(slot.days),
        Setting.QUIET: _(_VALUES[preferences.quiet]),
        Setting.NOTHING: _(_VALUES[preferences.when_nothing]),
        Setting.LENGTH: _(_VALUES[preferences.length]),
        Setting.LANGUAGE: language,
    }
    rows = (line(f"{label(setting)}: ", bold(value)) for setting, value in shown.items())
    follows = n_("{n} topic is followed here.", "{n} topics are followed here.", followed)
    none = _("No topic is followed here yet: /topics")
    return (
        line(bold(_("Daily briefing")), heading=True),
        *rows,
        BLANK,
        line(follows if followed else none),
    )


def opened(setting: Setting, preferences: Preferences) -> tuple[Line, ...]:
    """What a setting is for, above its values."""
    typed = Run(text=_(_TYPED[setting]), style=Style.CODE) if setting in _TYPED else Run(text="")
    return (line(bold(label(setting)), heading=True), slots(_(_WHAT_FOR[setting]), command=typed))


def which_zone(typed: str, near: bool) -> tuple[Line, ...]:
    """A city that is not known, or could be several."""
    name = bold(clip(typed, SHOWN_TYPED))
    if near:
        return (slots(_("Which one is meant by “{name}”?"), name=name),)
    how = Run(text="/settings zone Europe/Kyiv", style=Style.CODE)
    return (
        slots(_("I know no time zone “{name}”."), name=name),
        slots(_("Try a larger city nearby, or a name such as in {command}."), command=how),
    )


def typed_settings() -> tuple[Line, ...]:
    """What can be typed."""
    return (
        line(_("These can be typed; all others have buttons in /settings.")),
        *(line(Run(text=_(typed), style=Style.CODE)) for typed in _TYPED.values()),
    )
