"""Parts of stored digests as replies: what a button of a digest leads to, and the first screen itself.

Pure functions.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot import passages, rendering, words
from bot.buttons import digest_rows, entry_call, passage_rows, view_rows
from bot.callbacks import DigestCall, View
from bot.i18n import _
from bot.layout import Entry, Screen, entries, entry_of, screen_of
from bot.richtext import clip
from bot.talk.reply import Reply
from briefings.model import Digest


def first_screen(digest: Digest, *, edit: bool = False) -> Reply:
    """The digest, as it is sent."""
    return screen_reply(digest, DigestCall(digest=digest.id), edit=edit)


def screen_reply(digest: Digest, call: DigestCall, *, edit: bool = False) -> Reply:
    """What a call for a part of a digest shows; an alert where there is no such part."""
    screens, entry = _screens(digest, call)
    if call.screen >= len(screens):
        return Reply(alert=_(words.STALE_BUTTON))
    screen = screens[call.screen]
    if call.view is View.HOME:
        rows = digest_rows(digest, screen, call, len(screens))
    elif entry is not None:
        home = DigestCall(digest=digest.id, screen=screen_of(rendering.digest(digest), entry))
        rows = passage_rows(entries(digest), entry, call, len(screens), home)
    else:
        rows = view_rows(screen, call, len(screens), DigestCall(digest=digest.id))
    return Reply(lines=screen.lines, rows=rows, edit=edit)


def _screens(digest: Digest, call: DigestCall) -> tuple[Sequence[Screen], Entry | None]:
    """All screens of the view that is called for, and the line it belongs to, if any."""
    match call.view:
        case View.HOME:
            return rendering.digest(digest), None
        case View.SOURCES:
            return passages.sources(digest, entries(digest)), None
        case View.DISPUTES:
            return rendering.disputes(digest, entries(digest)), None
        case View.POINT | View.DISPUTE:
            entry = entry_of(digest, dispute=call.view is View.DISPUTE, index=call.index)
            return (passages.passages(entry) if entry else (), entry)


def line_reply(digest: Digest, number: int) -> Reply:
    """The passages of the line with that number."""
    listing = {entry.number: entry for entry in entries(digest)}
    if number not in listing:
        return Reply(lines=words.no_such_line(number, len(listing), clip(digest.topic, 80)))
    return screen_reply(digest, entry_call(digest.id, listing[number]))
