"""The door: who may use the bot and how much; invitations; and what is kept of a person.

    /start invite_TOKEN    lets somebody in        /invite   for admins: makes, lists and revokes links
    /mydata                all that is stored      /forgetme erases it

The guard stands before everything that anybody does. Even those whom the door is closed to may see and erase
what is kept of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot.access import FINE, INLINE_COST, Door, Judgement, Meter, Refusal, Rules
from bot.buttons import Button
from bot.callbacks import Call
from bot.i18n import N_, _, n_
from bot.records.invites import Entry
from bot.richtext import Line, bold, line
from bot.talk.asker import Asker, ChatKind
from bot.talk.feature import Audience, Deed, DeedKind, Feature, Listed
from bot.talk.reply import Document, Replies, Reply
from bot.talk.room import Room

START = "start"
INVITED = "invite"  # `/start invite_TOKEN`
OWN = frozenset({"mydata", "forgetme"})  # what nobody is kept from
QUESTIONS = frozenset({"ask"})  # commands that count as questions

# What those who run the bot see is for nobody else's eyes: in a group they are asked to write in private.
UNSEEN = frozenset({"addtopic", "broadcast", "feed", "flags", "invite", "status", "users"})

Begin = Callable[[Asker, str], Replies]


@dataclass(frozen=True, kw_only=True)
class ForgetCall(Call):
    """Erase all that is stored of whoever taps, or leave it."""

    PREFIX: ClassVar[str] = "y1"

    sure: bool


class Access(Feature):
    """Stands at the door. begin: the plain /start."""

    menu = (
        Listed(name="mydata", text=N_("all that I have stored of you"), audience=Audience.PRIVATE),
        Listed(name="forgetme", text=N_("erase all that I have stored of you"), audience=Audience.PRIVATE),
    )

    def __init__(self, room: Room, rules: Rules, begin: Begin) -> None:
        self._room = room
        self._rules = rules
        self._begin = begin
        self._meter = Meter(rules)
        self.commands = {"mydata": self._mydata, "forgetme": self._forgetme}
        self.starts = {INVITED: self._invited}
        self.taps = {ForgetCall: self._forget}

    def guard(self, asker: Asker, deed: Deed) -> Sequence[Reply] | None:
        """Nothing against admins and terminals; the others by door and meter. What is refused is said in a
        private chat, and not each time; in a group nobody is bothered with it."""
        if asker.runs_bot and deed.kind is DeedKind.COMMAND and deed.name in UNSEEN and not asker.alone:
            return (_in_private(),)
        if asker.kind is ChatKind.TERMINAL or asker.runs_bot or _is_post(asker, deed):
            return None
        people, now = self._room.records.people, self._room.clock()
        who = asker.user or asker.place.chat
        if people.is_shut_out(who):
            return () if not _is_own(deed) else None
        if not _is_own(deed) and not _comes_by_link(deed) and not self._is_let_in(asker):
            return _refused(asker, deed, self._meter.stranger(who, now))
        judged = self._meter.use(who, now, cost=INLINE_COST if deed.kind is DeedKind.INLINE else 1.0)
        if judged == FINE and _is_question(deed):
            judged = self._meter.ask(who, now)
        if judged != FINE:
            return _refused(asker, deed, judged)
        if asker.alone and not _comes_by_link(deed) and not _is_own(deed):
            people.meet(who, asker.name, now)
        return None

    def _is_let_in(self, asker: Asker) -> bool:
        if self._rules.door is Door.OPEN:
            return True
        known = self._room.records.people.get(asker.user) if asker.user else None
        return self._rules.is_let_in(asker.user, member=known is not None and known.member)

    # Invitations

    def _invited(self, asker: Asker, token: str) -> Replies:
        """Let the asker in, and begin. In a group nobody is let in: it would be whoever types it."""
        if not asker.alone or not asker.user:
            return
        if asker.runs_bot or self._rules.door is Door.OPEN:
            yield from self._begin(asker, "")
            return
        entry = self._room.records.invites.use(token, asker.user, asker.name, self._room.clock())
        if entry is Entry.REFUSED:
            yield Reply(lines=(line(_("This invitation is not good any more. Ask for a new one.")),))
            return
        if entry is Entry.LET_IN:
            yield Reply(lines=(line(_("Welcome! You are in.")),))
        yield from self._begin(asker, "")

    # What is kept of a person

    def _mydata(self, asker: Asker, argument: str) -> Replies:
        if not _is_person(asker):
            yield _in_private()
            return
        now = self._room.clock()
        stored = {
            "schema": "concordance.mydata/1",
            "person": asker.user,
            "at": now.isoformat(timespec="seconds"),
            "stored": self._room.records.personal.of(asker.user),
            "remembered": _remembered(self._room, asker),
        }
        content = json.dumps(stored, ensure_ascii=False, indent=1).encode()
        caption = line(_("All that I have stored of you. /forgetme erases it."))
        yield Reply(lines=(caption,), document=Document(name="mydata.json", content=content))

    def _forgetme(self, asker: Asker, argument: str) -> Replies:
        if not _is_person(asker):
            yield _in_private()
            return
        followed = len(self._room.records.subscriptions.of_chat(asker.user))
        yield Reply(
            lines=_what_goes(followed),
            rows=(
                (
                    Button(label=_("Erase it all"), call=ForgetCall(sure=True)),
                    Button(label=_("Keep it"), call=ForgetCall(sure=False)),
                ),
            ),
        )

    def _forget(self, asker: Asker, call: ForgetCall) -> Replies:
        if not _is_person(asker):
            yield Reply()
        elif not call.sure:
            yield Reply(lines=(line(_("Nothing was erased.")),), edit=True)
        else:
            self._room.records.personal.erase(asker.user)
            self._room.memory.forget(asker.user)
            self._meter.forget(asker.user)
            yield Reply(lines=_gone(), edit=True)


def _in_private() -> Reply:
    return Reply(lines=(line(_("That is between the two of us: write it to me in a private chat.")),))


def _is_post(asker: Asker, deed: Deed) -> bool:
    """Something posted in a channel: nobody asks, and whether it is read is decided elsewhere."""
    return asker.kind is ChatKind.CHANNEL and deed.kind is DeedKind.WORDS


def _is_own(deed: Deed) -> bool:
    """What concerns nobody but the asker: seeing and erasing what is kept of them."""
    if deed.kind is DeedKind.TAP:
        return deed.name == ForgetCall.PREFIX
    return deed.kind is DeedKind.COMMAND and deed.name in OWN


def _comes_by_link(deed: Deed) -> bool:
    return deed.kind is DeedKind.COMMAND and deed.name == START and deed.argument.startswith(f"{INVITED}_")


def _is_question(deed: Deed) -> bool:
    if deed.kind is DeedKind.WORDS:
        return True
    return deed.kind is DeedKind.COMMAND and deed.name in QUESTIONS and bool(deed.argument.strip())


def _is_person(asker: Asker) -> bool:
    """Whether somebody speaks for themselves: alone with the bot, as themselves."""
    return asker.kind is ChatKind.PRIVATE and asker.user == asker.place.chat


def _refused(asker: Asker, deed: Deed, judged: Judgement) -> Sequence[Reply]:
    """What is said of it: a note for a tap, a message in a private chat, else nothing."""
    if not judged.tell or judged.refusal is None:
        return ()
    text = _(_REFUSALS[judged.refusal])
    if deed.kind is DeedKind.TAP:
        return (Reply(alert=text),)
    if deed.kind is DeedKind.INLINE or not asker.alone:
        return ()
    return (Reply(lines=(line(text),)),)


_REFUSALS = {
    Refusal.TOO_FAST: N_("That was a lot at once. Give me a minute, then go on."),
    Refusal.ASKED_OUT: N_(
        "You have asked all the questions that I answer in a day. There are new ones after midnight (UTC); "
        "digests and briefings go on as ever."
    ),
    Refusal.STRANGER: N_("I talk to people who were invited. If somebody sent you a link, open that."),
}


def _what_goes(followed: int) -> tuple[Line, ...]:
    """What /forgetme would erase."""
    rest = n_(
        "You follow {n} topic: its briefings end.", "You follow {n} topics: their briefings end.", followed
    )
    return (
        line(bold(_("Erase all that I have stored of you?"))),
        line(
            _(
                "Your settings, what you follow, what was delivered to you and by which link you came. What "
                "you said is wrong stays, without your name. It cannot be undone."
            )
        ),
        *((line(rest),) if followed else ()),
    )


def _gone() -> tuple[Line, ...]:
    return (
        line(_("Done: I know nothing of you any more.")),
        line(_("If you write to me again, we begin anew.")),
    )


def _remembered(room: Room, asker: Asker) -> dict[str, object]:
    """What is kept in memory alone, until the next restart."""
    subject = room.memory.subject(asker.place)
    return {"last topic": subject.topic, "last digest": subject.digest} if subject else {}
