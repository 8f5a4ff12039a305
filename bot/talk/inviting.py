"""Invitations and people, for those who run the bot: /invite and /users."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import ClassVar

from babel.dates import format_date, format_datetime

from bot import words
from bot.access import Door, Rules
from bot.buttons import Button, Rows
from bot.callbacks import Call
from bot.i18n import N_, _, locale, n_
from bot.office import Office
from bot.records.invites import Invite
from bot.records.people import Person
from bot.richtext import BLANK, Line, bold, clip, italic, line
from bot.talk.access import INVITED
from bot.talk.asker import Asker
from bot.talk.feature import Audience, Feature, Listed
from bot.talk.reply import Replies, Reply
from bot.talk.room import Room

USUAL = ((1, 7), (10, 30))  # places and days of the invitations that are a tap away
MOST_PLACES, MOST_DAYS = 100_000, 3650  # more is a slip of the finger
INVITES_SHOWN = 12  # with a button each
PEOPLE_SHOWN = 20
ACTIVE = timedelta(days=7)


@dataclass(frozen=True, kw_only=True)
class InviteCall(Call):
    """Make an invitation. places, days: 0 for any number, and for ever."""

    PREFIX: ClassVar[str] = "i1"

    places: int
    days: int


@dataclass(frozen=True, kw_only=True)
class RevokeCall(Call):
    """Take an invitation back."""

    PREFIX: ClassVar[str] = "i2"

    invite: int


class Deal(StrEnum):
    """What is done with a person."""

    LET_IN = "in"
    PUT_OUT = "out"
    SHUT_OUT = "shut"
    LET_BACK = "back"


@dataclass(frozen=True, kw_only=True)
class PersonCall(Call):
    """Let somebody in, or not."""

    PREFIX: ClassVar[str] = "i3"

    person: int
    deal: Deal


class Inviting(Feature):
    """Links that let people in, and the people."""

    menu = (
        Listed(
            name="invite",
            takes=N_("[PEOPLE DAYS NAME]"),
            text=N_("links that let people in: make, list, revoke"),
            audience=Audience.OWNERS,
        ),
        Listed(
            name="users",
            takes=N_("[ID]"),
            text=N_("who uses the bot; let somebody in or shut them out"),
            audience=Audience.OWNERS,
        ),
    )

    def __init__(self, room: Room, rules: Rules, office: Office) -> None:
        self._room = room
        self._rules = rules
        self._office = office
        self.commands = {"invite": self._invite, "users": self._users}
        self.taps = {InviteCall: self._make, RevokeCall: self._revoke, PersonCall: self._deal}

    # Links

    def _invite(self, asker: Asker, argument: str) -> Replies:
        """`/invite`: the list; `/invite 5 30 friends`: a link for five people, good for thirty days."""
        if not argument:
            yield self._invites()
            return
        places, days, label = _asked(argument)
        if places is None:
            yield Reply(
                lines=(line(_("How many people, and for how many days? For example: /invite 5 30 friends")),)
            )
            return
        yield self._made(places, days, label)

    def _make(self, asker: Asker, call: InviteCall) -> Replies:
        good = 0 <= call.places <= MOST_PLACES and 0 <= call.days <= MOST_DAYS
        yield self._made(call.places, call.days, "") if asker.runs_bot and good else _stale()

    def _made(self, places: int, days: int, label: str) -> Reply:
        now = self._room.clock()
        made = self._room.records.invites.make(
            now, label=label, places=places or None, expires=now + timedelta(days=days) if days else None
        )
        lines = [line(bold(_("A new invitation"))), line(self._link(made)), line(italic(_terms(made, now)))]
        if self._rules.door is Door.OPEN:
            lines.append(line(_("The bot is open to everybody just now: nobody needs it.")))
        return Reply(lines=tuple(lines), rows=(_revoke_row(made),))

    def _revoke(self, asker: Asker, call: RevokeCall) -> Replies:
        if not asker.runs_bot:
            yield _stale()
            return
        self._room.records.invites.revoke(call.invite, self._room.clock())
        yield self._invites(edit=True)

    def _invites(self, *, edit: bool = False) -> Reply:
        now = self._room.clock()
        good = [each for each in self._room.records.invites.every() if each.is_good(now)]
        lines = [line(bold(n_("{n} invitation is good", "{n} invitations are good", len(good))))]
        rows: list[tuple[Button, ...]] = []
        for each in good[:INVITES_SHOWN]:
            name = each.label or f"{each.id}"
            lines += [BLANK, line(bold(clip(name, 60)), " · ", _terms(each, now)), line(self._link(each))]
            rows.append(_revoke_row(each, name))
        for places, days in USUAL:
            people = n_("{n} person", "{n} people", places)
            label = _("New: {people}, {days} days", people=people, days=days)
            rows.append((Button(label=label, call=InviteCall(places=places, days=days)),))
        return Reply(lines=tuple(lines), rows=tuple(rows), edit=edit)

    def _link(self, invite: Invite) -> str:
        return f"https://t.me/{self._office.username()}?start={INVITED}_{invite.token}"

    # People

    def _users(self, asker: Asker, argument: str) -> Replies:
        if not argument:
            yield self._listing()
        elif argument.isdecimal() and len(argument) < 17:
            yield self._one(int(argument))
        else:
            yield Reply(lines=(line(_("Give the id of a person, a number: /users lists them.")),))

    def _listing(self) -> Reply:
        people, now = self._room.records.people, self._room.clock()
        counts = people.counts((now - ACTIVE).date())
        chats = self._room.records.chats.counts()
        groups = chats.get("group", 0) + chats.get("supergroup", 0)
        lines = [
            line(bold(n_("{n} person", "{n} people", counts["all"]))),
            line(_("{n} heard from in the last seven days", n=counts["lately"])),
            line(_("{groups} groups, {channels} channels", groups=groups, channels=chats.get("channel", 0))),
        ]
        if self._rules.door is not Door.OPEN:
            lines.append(line(_("{n} let in by a link or by you", n=counts["members"])))
        if counts["shut out"]:
            lines.append(line(_("{n} shut out", n=counts["shut out"])))
        lines.append(BLANK)
        lines += [_person_line(each) for each in people.lately(PEOPLE_SHOWN)]
        lines.append(line(italic(_("/users ID for one of them."))))
        return Reply(lines=tuple(lines))

    def _one(self, number: int, *, edit: bool = False) -> Reply:
        people = self._room.records.people
        known, out = people.get(number), people.is_shut_out(number)
        lines = [line(bold(clip(known.name, 60) if known else str(number))), line(f"{number}")]
        if known is None:
            lines.append(line(_("I know nobody of that id.")))
        else:
            day = format_date(known.seen, locale=locale())
            lines.append(line(_("Last heard from: {day}", day=day)))
        if out:
            lines.append(line(_("Shut out: they get no answer.")))
        return Reply(lines=tuple(lines), rows=self._deals(number, known, out), edit=edit)

    def _deals(self, number: int, known: Person | None, out: bool) -> Rows:
        """What can be done with a person."""
        deals: list[tuple[str, Deal]] = []
        if out:
            deals.append((_("Let them back"), Deal.LET_BACK))
        else:
            if self._rules.door is not Door.OPEN:
                member = known is not None and known.member
                deals.append((_("Put out"), Deal.PUT_OUT) if member else (_("Let in"), Deal.LET_IN))
            deals.append((_("Shut out"), Deal.SHUT_OUT))
        return (tuple(Button(label=t, call=PersonCall(person=number, deal=d)) for t, d in deals),)

    def _deal(self, asker: Asker, call: PersonCall) -> Replies:
        if not asker.runs_bot or call.person <= 0:
            yield _stale()
            return
        people, now = self._room.records.people, self._room.clock()
        if call.person in self._rules.admins:
            yield Reply(alert=_("They run the bot: the settings decide that."))
            return
        match call.deal:
            case Deal.LET_IN:
                known = people.get(call.person)
                people.let_in(call.person, known.name if known else "", now)
            case Deal.PUT_OUT:
                people.put_out(call.person)
            case Deal.SHUT_OUT:
                people.shut_out(call.person, now)
            case Deal.LET_BACK:
                people.let_back(call.person)
        yield self._one(call.person, edit=True)


def _asked(argument: str) -> tuple[int | None, int, str]:
    """Places, days and label of "5 30 friends"; None where the beginning is no such numbers."""
    parts = argument.split()
    numbers = [int(each) for each in parts[:2] if each.isdecimal() and len(each) < 7]
    if not numbers or numbers[0] > MOST_PLACES or (len(numbers) > 1 and numbers[1] > MOST_DAYS):
        return None, 0, ""
    return numbers[0], numbers[1] if len(numbers) > 1 else 0, " ".join(parts[len(numbers) :])


def _terms(invite: Invite, now: datetime) -> str:
    """ "2 of 5 used, until 9 Apr 2026"."""
    if invite.places is None:
        used = n_("{n} person came by it", "{n} people came by it", invite.used)
    else:
        used = _("{used} of {places} used", used=invite.used, places=invite.places)
    if invite.expires is None:
        return _("{used}, good until it is revoked", used=used)
    until = format_datetime(invite.expires, "d MMM y HH:mm", locale=locale())
    return _("{used}, good until {until} UTC", used=used, until=until)


def _revoke_row(invite: Invite, name: str = "") -> tuple[Button, ...]:
    label = _("Revoke {name}", name=clip(name, 30)) if name else _("Revoke")
    return (Button(label=label, call=RevokeCall(invite=invite.id)),)


def _person_line(person: Person) -> Line:
    mark = " ✓" if person.member else ""
    day = format_date(person.seen, "d MMM", locale=locale())
    return line(f"{person.id}  ", clip(person.name, 40), mark, italic(f"  {day}"))


def _stale() -> Reply:
    return Reply(alert=_(words.STALE_BUTTON))
