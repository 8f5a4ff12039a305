"""The buttons under a message: what stands on them and what they call.

digest     1 2 3 4 5 6        a button for each line on the screen
           ‹ 1/3 ›            where there are more screens
           Sources  Disputes 6
passages   ‹ 1/2 ›
           ‹ 2   Back   4 ›   the lines before and after
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.callbacks import Call, DigestCall, TopicCall, View
from bot.i18n import _
from bot.layout import Entry, Screen
from bot.richtext import clip
from bot.wording import number
from briefings.model import Digest, Dispute, Topic

NUMBERS_IN_ROW = 6  # wide enough for a thumb on a narrow phone; Telegram allows 8
LABEL_UNITS = 60  # of a topic's name on its button: longer ones are cut off by the clients anyway
TOPICS_AT_ONCE = 60  # buttons in one message; Telegram allows 100


@dataclass(frozen=True, kw_only=True)
class Button:
    """A button: its label and what a tap asks for."""

    label: str
    call: Call


Rows = tuple[tuple[Button, ...], ...]


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


def digest_rows(digest: Digest, screen: Screen, call: DigestCall, screens: int) -> Rows:
    """Under a screen of the digest: its lines by number, the other screens, sources and disputes."""
    below = []
    if digest.points or digest.disputes:
        below.append(Button(label=_("Sources"), call=DigestCall(digest=digest.id, view=View.SOURCES)))
    if digest.disputes:
        label = _("Disputes {n}", n=number(len(digest.disputes)))
        below.append(Button(label=label, call=DigestCall(digest=digest.id, view=View.DISPUTES)))
    rows = [*_numbers(screen, digest.id), _turn(call, screens), tuple(below)]
    return tuple(row for row in rows if row)


def view_rows(screen: Screen, call: DigestCall, screens: int, home: DigestCall) -> Rows:
    """Under the sources or the disputes of a digest."""
    rows = [*_numbers(screen, call.digest), _turn(call, screens), (Button(label=_("« Back"), call=home),)]
    return tuple(row for row in rows if row)


def passage_rows(
    listing: Sequence[Entry], entry: Entry, call: DigestCall, screens: int, home: DigestCall
) -> Rows:
    """Under the passages of a line: more of them, the lines before and after, back to its screen."""
    before = [e for e in listing if e.number == entry.number - 1]
    after = [e for e in listing if e.number == entry.number + 1]
    row = [
        *(Button(label=f"‹ {e.number}", call=entry_call(call.digest, e)) for e in before),
        Button(label=_("« Back"), call=home),
        *(Button(label=f"{e.number} ›", call=entry_call(call.digest, e)) for e in after),
    ]
    return tuple(each for each in (_turn(call, screens), tuple(row)) if each)


def _numbers(screen: Screen, digest: int) -> list[tuple[Button, ...]]:
    """The lines of a screen by number, in rows of nearly the same length."""
    buttons = [Button(label=str(e.number), call=entry_call(digest, e)) for e in screen.entries]
    rows = -(-len(buttons) // NUMBERS_IN_ROW)
    width = -(-len(buttons) // rows) if rows else 1
    return [tuple(buttons[i : i + width]) for i in range(0, len(buttons), width)]


def _turn(call: DigestCall, screens: int) -> tuple[Button, ...]:
    """Back and forth between the screens of one view."""
    row = []
    if call.screen > 0:
        back = replace(call, screen=call.screen - 1)
        row.append(Button(label=f"◂ {call.screen}/{screens}", call=back))
    if call.screen + 1 < screens:
        on = replace(call, screen=call.screen + 1)
        row.append(Button(label=f"{call.screen + 2}/{screens} ▸", call=on))
    return tuple(row)
