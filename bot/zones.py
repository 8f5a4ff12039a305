"""Time zones as people pick them: a likely one for a language, cities by their clocks, names as typed.

Pure: the moment is handed in, names of cities come from Babel in the language spoken.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from babel.core import get_global
from rapidfuzz import fuzz, process

from bot.i18n import ENGLISH, locale, locale_of
from bot.schedule import is_zone, zone_of

DEFAULT = "UTC"
NEAR_ENOUGH = 80  # of 100: "katmandu" finds Kathmandu, "berln" Berlin; "xyz" nothing
MOST_FOUND = 6

# Offered by the clock, west to east: a large city for each zone where many readers live. Others are typed.
CITIES = (
    "Pacific/Honolulu", "America/Anchorage", "America/Los_Angeles", "America/Denver", "America/Chicago",
    "America/New_York", "America/Halifax", "America/Sao_Paulo", "Atlantic/Azores", "Europe/London",
    "Europe/Berlin", "Europe/Warsaw", "Europe/Kyiv", "Africa/Cairo", "Africa/Lagos", "Africa/Nairobi",
    "Europe/Istanbul", "Asia/Tbilisi", "Asia/Dubai", "Asia/Tehran", "Asia/Karachi", "Asia/Kolkata",
    "Asia/Kathmandu", "Asia/Dhaka", "Asia/Bangkok", "Asia/Singapore", "Asia/Tokyo", "Australia/Adelaide",
    "Australia/Sydney", "Pacific/Auckland",
)  # fmt: skip

# The zone of most people, for territories that have several.
_LARGEST = {
    "UA": "Europe/Kyiv", "US": "America/New_York", "GB": "Europe/London", "DE": "Europe/Berlin",
    "BR": "America/Sao_Paulo", "RU": "Europe/Moscow", "ES": "Europe/Madrid", "PT": "Europe/Lisbon",
    "CA": "America/Toronto", "AU": "Australia/Sydney", "MX": "America/Mexico_City", "CN": "Asia/Shanghai",
    "ID": "Asia/Jakarta", "KZ": "Asia/Almaty", "AR": "America/Argentina/Buenos_Aires",
    "NZ": "Pacific/Auckland", "MY": "Asia/Kuala_Lumpur", "UZ": "Asia/Tashkent", "CL": "America/Santiago",
    "EC": "America/Guayaquil",
}  # fmt: skip


@cache
def likely_zone(code: str) -> str:
    """The zone of most people whose client says this of its language ("uk", "pt-BR"); UTC where unknown.

    English says nothing of where somebody lives: it is UTC, so that it is asked for.
    """
    parts = code.replace("_", "-").split("-")
    if not parts[0] or (parts[0] == "en" and len(parts) == 1):
        return DEFAULT
    territory = next((p.upper() for p in parts[1:] if len(p) == 2), "")
    territory = territory or get_global("likely_subtags").get(parts[0], "").rpartition("_")[2]
    zones = get_global("territory_zones").get(territory, [])
    zone = _LARGEST.get(territory) or (zones[0] if zones else DEFAULT)
    return zone if is_zone(zone) else DEFAULT


@dataclass(frozen=True, kw_only=True)
class OnTheClock:
    """A zone with what its clocks show."""

    zone: str
    local: datetime


def by_clock(now: datetime) -> tuple[OnTheClock, ...]:
    """The cities that are offered, the earliest clock first."""
    found = [OnTheClock(zone=zone, local=now.astimezone(zone_of(zone))) for zone in CITIES if is_zone(zone)]
    return tuple(sorted(found, key=lambda each: each.local.utcoffset() or timedelta()))


def city(zone: str) -> str:
    """The name of a zone's city in the language spoken; "UTC" for UTC."""
    for name in (zone, *_former(zone)):  # CLDR still has Kyiv under the spelling that it had before
        known = locale().time_zones.get(name, {})
        if "city" in known:
            return str(known["city"])
    return zone.rpartition("/")[2].replace("_", " ")


@cache
def _former(zone: str) -> tuple[str, ...]:
    """Other names of the zone in the tz database."""
    return tuple(old for old, new in get_global("zone_aliases").items() if new == zone)


def find(typed: str) -> tuple[str, ...]:
    """The zones that somebody may mean who types a name of the tz database, a city or a country, best
    first; one of those that cannot be told apart."""
    exact = {name.casefold(): name for name in _names()}
    wanted = " ".join(typed.split()).casefold()
    if wanted.replace(" ", "_") in exact:
        return (exact[wanted.replace(" ", "_")],)
    places = {name: name.rpartition("/")[2].replace("_", " ").casefold() for name in _names()}
    places |= {f"{zone}|": city(zone).casefold() for zone in CITIES if is_zone(zone)}
    found = process.extract(wanted, places, scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH, limit=2 * MOST_FOUND)
    zones = [str(key).rstrip("|") for _, score, key in found] or _of_country(wanted)
    distinct = {city(zone): zone for zone in reversed(zones)}
    return tuple(reversed(distinct.values()))[:MOST_FOUND]


def _of_country(typed: str) -> list[str]:
    """The zones of a country, called so in the language spoken or in English."""
    for names in (locale().territories, locale_of(ENGLISH).territories):
        for code, name in names.items():
            if name.casefold() == typed:
                largest = [_LARGEST[code]] if code in _LARGEST else []
                zones = [zone for zone in get_global("territory_zones").get(code, []) if is_zone(zone)]
                return list(dict.fromkeys([*largest, *zones]))
    return []


@cache
def _names() -> tuple[str, ...]:
    """Names of places: the tz database's, without its abbreviations and old spellings of whole regions."""
    from zoneinfo import available_timezones

    old = ("Etc/", "posix/", "right/", "SystemV/", "US/", "Canada/", "Brazil/", "Chile/", "Mexico/")
    named = (name for name in available_timezones() if "/" in name and not name.startswith(old))
    return (*sorted(named), DEFAULT)
