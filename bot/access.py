"""Who may use the bot, and how much: decisions over what is known, without a database and without Telegram.

    shut out ─► nothing · runs the bot ─► everything · else: the door (open, by link, on a list), the meter

The meter holds an account for each of the people heard from last, in constant memory: one that is pushed out
begins anew with a full account, which only a crowd of thousands can bring about.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

PEOPLE = 20_000  # accounts kept: about 200 bytes each

# A person who reads quickly taps about every two seconds; a minute's worth may be used at once.
COMMANDS_A_MINUTE = 30

# An answer costs about a second of the newsroom's time; nobody asks so much of the news of one day.
QUESTIONS_A_DAY = 100

# Inline mode asks with every letter that is typed: as a part of a command.
INLINE_COST = 0.25

# How often somebody who may not use the bot is told so.
TOLD_EVERY = timedelta(minutes=10)


class Door(StrEnum):
    """Whom the bot talks to."""

    OPEN = "open"  # everybody
    INVITE = "invite"  # those let in by a link
    LIST = "list"  # those listed in the settings, and those an admin lets in


class Filing(StrEnum):
    """Who may have links and forwarded messages read and filed."""

    ADMINS = "admins"
    EVERYBODY = "everybody"  # whoever may use the bot


@dataclass(frozen=True, kw_only=True)
class Rules:
    """Who may do what, as the settings say. admins: ids of those who run the bot; users: the list;
    commands: a minute; questions: a day."""

    door: Door = Door.OPEN
    admins: frozenset[int] = frozenset()
    users: frozenset[int] = frozenset()
    commands: int = COMMANDS_A_MINUTE
    questions: int = QUESTIONS_A_DAY
    filing: Filing = Filing.ADMINS

    def is_let_in(self, person: int, *, member: bool) -> bool:
        """Whether the door is open to a person. member: they were let in by a link or an admin."""
        return self.door is Door.OPEN or member or person in self.admins or person in self.users

    def may_file(self, person: int) -> bool:
        """Whether a person whom the door is open to may have things filed."""
        return person in self.admins or self.filing is Filing.EVERYBODY


class Refusal(StrEnum):
    """What stands against it."""

    TOO_FAST = "too fast"
    ASKED_OUT = "asked out"  # all questions of the day are asked
    STRANGER = "stranger"


@dataclass(frozen=True, kw_only=True)
class Judgement:
    """refusal: None where nothing stands against it; tell: it is to be said, for it was not just said."""

    refusal: Refusal | None = None
    tell: bool = False


FINE = Judgement()


@dataclass
class _Account:
    """What one person has left. at: when `commands` was right; told: refusals said since they last held."""

    commands: float
    at: datetime
    day: date
    questions: int
    told: dict[Refusal, datetime]


class Meter:
    """Counts what people do. A clock that goes back costs nobody anything."""

    def __init__(self, rules: Rules, people: int = PEOPLE) -> None:
        self._rules = rules
        self._people = people
        self._accounts: OrderedDict[int, _Account] = OrderedDict()

    def __len__(self) -> int:
        return len(self._accounts)

    def use(self, person: int, now: datetime, *, cost: float = 1.0) -> Judgement:
        """Take a command from the person's account."""
        account = self._account(person, now)
        if account.commands < cost:
            return self._refused(account, Refusal.TOO_FAST, now, timedelta(minutes=1))
        account.commands -= cost
        return FINE

    def ask(self, person: int, now: datetime) -> Judgement:
        """Take a question from what the person has for the day (UTC)."""
        account = self._account(person, now)
        if account.day != now.date():
            account.day, account.questions = now.date(), self._rules.questions
        if account.questions < 1:
            return self._refused(account, Refusal.ASKED_OUT, now, timedelta(days=1))
        account.questions -= 1
        return FINE

    def stranger(self, person: int, now: datetime) -> Judgement:
        """The door is not open to the person."""
        return self._refused(self._account(person, now), Refusal.STRANGER, now, TOLD_EVERY)

    def forget(self, person: int) -> None:
        """Keep nothing of the person."""
        self._accounts.pop(person, None)

    def _account(self, person: int, now: datetime) -> _Account:
        """The person's account, with what has come back since it was last used."""
        most = float(self._rules.commands)
        account = self._accounts.get(person)
        if account is None:
            account = _Account(most, now, now.date(), self._rules.questions, {})
            self._accounts[person] = account
            while len(self._accounts) > self._people:
                self._accounts.popitem(last=False)
        self._accounts.move_to_end(person)
        passed = max(0.0, (now - account.at).total_seconds())
        account.commands = min(most, account.commands + passed * most / 60)
        account.at = now
        return account

    def _refused(self, account: _Account, why: Refusal, now: datetime, every: timedelta) -> Judgement:
        """Refuse, and say so where that was not said for `every`."""
        said = account.told.get(why)
        tell = said is None or not timedelta(0) <= now - said < every
        if tell:
            account.told[why] = now
        return Judgement(refusal=why, tell=tell)
