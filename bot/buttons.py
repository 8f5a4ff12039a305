"""The buttons under a message: what stands on them and what they call.

digest     1 2 3 4 5 6        a button for each line on the screen
           ‹ 1/3 ›            where there are more screens
           Sources  Disputes 6
           What's new 3  Timeline
           ＋ Follow
           ‹ 3 July  5 July ›
passages   ‹ 1/2 ›
           ‹ 2   Back   4 ›   the lines before and after
           Why together?  Wrong?
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from bot.callbacks import Aspect, AspectCall, Call, DigestCall, TopicCall, View
from bot.flag_calls import FlagMenuCall
from bot.i18n import _
from bot.layout import Entry, Screen
from bot.richtext import clip
from bot.wording import number
from briefings.model import Digest, Dispute, Topic

NUMBERS_IN_ROW = 6  # wide enough for a thumb on a narrow phone; Telegram allows 8
BEHIND_IN_ROW = 2
LABEL_UNITS = 60  # of a topic's name on its button: longer ones are cut off by the clients anyway
TOPICS_AT_ONCE = 20  # buttons in one message; Telegram allows 100, nobody reads so many


@dataclass(frozen=True, kw_only=True)
class Button:
    """A button: its label and what a tap asks for."""

    label: str
    call: Call


Rows = tuple[tuple[Button, ...], ...]


class Where(StrEnum):
    """Under which message a follow button stands: that message is changed with it."""

    START = "s"
    LIST = "l"
    DIGEST = "d"


@dataclass(frozen=True, kw_only=True)
class FollowCall(Call):
    """Follow a topic, or follow it no longer. number: the page of the list, or the digest's id."""

    PREFIX: ClassVar[str] = "f1"

    topic: int
    follow: bool
    where: Where
    number: int = 0


@dataclass(frozen=True, kw_only=True)
class HomeButtons:
    """What the buttons under a digest depend on besides it. topic: its id, 0 where it is gone; follows: the
    place follows it; days: buttons to earlier and later digests; since: the digest seen before, 0 for none;
    changes: how many there are since, None where nobody has counted."""

    topic: int = 0
    follows: bool = False
    days: tuple[Button, ...] = ()
    since: int = 0
    changes: int | None = None


def topic_rows(topics: Sequence[Topic], *, edit: bool = False) -> Rows:
    """One button below another for each topic; edit: the digest replaces the message with the buttons."""
    return tuple(
        (Button(label=clip(topic.name, LABEL_UNITS), call=TopicCall(topic=topic.id, edit=edit)),)
        for topic in topics[:TOPICS_AT_ONCE]
    )


def entry_call(digest: int, entry: Entry) -> DigestCall:
    """What the button of a line asks for: its passages."""
    view = View.DISPUTE if isinstance(entry.item, Dispute) else View.POINT
    return DigestCall(digest=digest, view=view, index=entry.index)


def home_rows(digest: Digest, screen: Screen, call: DigestCall, screens: int, more: HomeButtons) -> Rows:
    """Under a screen of the digest: its lines by number, the other screens, what is behind it, other days."""
    rows = [*_numbers(screen, digest.id), _turn(call, screens)]
    if digest.points or digest.disputes:
        rows += _in_rows(_behind(digest, more), BEHIND_IN_ROW)
    if more.topic:
        rows.append((follow_button(more.topic, digest.id, more.follows),))
    return tuple(row for row in [*rows, more.days] if row)


def _behind(digest: Digest, more: HomeButtons) -> list[Button]:
    """Sources, disputes, what is new, the timeline."""
    found = [Button(label=_("Sources"), call=DigestCall(digest=digest.id, view=View.SOURCES))]
    if digest.disputes:
        label = _("Disputes {n}", n=number(len(digest.disputes)))
        found.append(Button(label=label, call=DigestCall(digest=digest.id, view=View.DISPUTES)))
    new = _("What’s new {n}", n=number(more.changes)) if more.changes else _("What’s new")
    found.append(Button(label=new, call=AspectCall(digest=digest.id, aspect=Aspect.NEW, since=more.since)))
    found.append(Button(label=_("Timeline"), call=AspectCall(digest=digest.id, aspect=Aspect.TIMELINE)))
    return found


def follow_button(topic: int, digest: int, follows: bool) -> Button:
    """Follow the topic of a digest, or follow it no longer."""
    label = _("✓ Followed: stop") if follows else _("＋ Follow: a daily briefing")
    return Button(
        label=label, call=FollowCall(topic=topic, follow=not follows, where=Where.DIGEST, number=digest)
    )


def view_rows(screen: Screen, call: DigestCall, screens: int, home: DigestCall) -> Rows:
    """Under the sources or the disputes of a digest; each leads on to the whole story."""
    back = Button(label=_("« Back"), call=home)
    if call.view is View.SOURCES:
        on = Button(label=_("Outlets"), call=AspectCall(digest=call.digest, aspect=Aspect.OUTLETS))
    else:
        on = Button(label=_("How it went"), call=AspectCall(digest=call.digest, aspect=Aspect.DISPUTES))
    rows = [*_numbers(screen, call.digest), _turn(call, screens), (back, on)]
    return tuple(row for row in rows if row)


def aspect_rows(call: AspectCall, screens: int) -> Rows:
    """Under an aspect of a topic: its other screens, back to the digest."""
    back = Button(label=_("« Digest"), call=DigestCall(digest=call.digest))
    return tuple(row for row in [_turn(call, screens), (back,)] if row)


def passage_rows(
    listing: Sequence[Entry], entry: Entry, call: DigestCall, screens: int, home: DigestCall
) -> Rows:
    """Under the passages of a line, or why they stand together: more of them, the lines before and after,
    back to its screen; why, and whether that is wrong."""
    before = [e for e in listing if e.number == entry.number - 1]
    after = [e for e in listing if e.number == entry.number + 1]
    row = [
        *(Button(label=f"‹ {e.number}", call=entry_call(call.digest, e)) for e in before),
        Button(label=_("« Back"), call=home),
        *(Button(label=f"{e.number} ›", call=entry_call(call.digest, e)) for e in after),
    ]
    return tuple(each for each in (_turn(call, screens), tuple(row), _doubts(entry, call)) if each)


def _doubts(entry: Entry, call: DigestCall) -> tuple[Button, ...]:
    """Why these passages stand together (and back to them), and that something is wrong with it."""
    dispute = isinstance(entry.item, Dispute)
    if call.view in (View.WHY_POINT, View.WHY_DISPUTE):
        other = Button(label=_("« Passages"), call=entry_call(call.digest, entry))
    else:
        view = View.WHY_DISPUTE if dispute else View.WHY_POINT
        why = DigestCall(digest=call.digest, view=view, index=entry.index)
        other = Button(label=_("Why together?"), call=why)
    wrong = FlagMenuCall(digest=call.digest, dispute=dispute, index=entry.index)
    return (other, Button(label=_("⚑ Wrong?"), call=wrong))


def _in_rows(buttons: Sequence[Button], width: int) -> list[tuple[Button, ...]]:
    """`buttons` in rows of `width`."""
    return [tuple(buttons[i : i + width]) for i in range(0, len(buttons), width)]


def _numbers(screen: Screen, digest: int) -> list[tuple[Button, ...]]:
    """The lines of a screen by number, in rows of nearly the same length."""
    buttons = [Button(label=str(e.number), call=entry_call(digest, e)) for e in screen.entries]
    rows = -(-len(buttons) // NUMBERS_IN_ROW)
    return _in_rows(buttons, -(-len(buttons) // rows) if rows else 1)


def _turn(call: DigestCall | AspectCall, screens: int) -> tuple[Button, ...]:
    """Back and forth between the screens of one view."""
    row = []
    if call.screen > 0:
        back = replace(call, screen=call.screen - 1)
        row.append(Button(label=f"◂ {call.screen}/{screens}", call=back))
    if call.screen + 1 < screens:
        on = replace(call, screen=call.screen + 1)
        row.append(Button(label=f"{call.screen + 2}/{screens} ▸", call=on))
    return tuple(row)
