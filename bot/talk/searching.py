"""Words in the stored reports: /search, page by page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from bot import words
from bot.buttons import Button, Rows
from bot.callbacks import Call
from bot.found import results
from bot.i18n import N_, _
from bot.talk.asker import Asker
from bot.talk.feature import Feature, Listed
from bot.talk.reply import Replies, Reply
from bot.talk.room import Room

WORDS_LIMIT = 300  # characters of a search: more is a mistake
AT_ONCE = 8  # sentences on a screen: about two screens of a phone
FARTHEST = 400  # sentences that can be paged to: who has not found it by then searches for something else


@dataclass(frozen=True, kw_only=True)
class SearchCall(Call):
    """Another page of a search. number: of the words, in memory; offset: of the first sentence."""

    PREFIX: ClassVar[str] = "q1"

    number: int
    offset: int


class Searching(Feature):
    """Finds sentences."""

    menu = (Listed(name="search", takes=N_("WORDS"), text=N_("sentences of the reports with these words")),)

    def __init__(self, room: Room) -> None:
        self._room = room
        self.commands = {"search": self._search}
        self.taps = {SearchCall: self._turn}

    def _search(self, asker: Asker, typed: str) -> Replies:
        if not typed:
            yield Reply(lines=words.search_usage())
        elif len(typed) > WORDS_LIMIT:
            yield Reply(lines=words.too_long(WORDS_LIMIT))
        else:
            # Numbers begin at the clock, so that those of an earlier run are not taken for new ones.
            number = self._room.memory.searched(typed, int(self._room.clock().timestamp()))
            yield self._page(typed, SearchCall(number=number, offset=0))

    def _turn(self, asker: Asker, call: SearchCall) -> Replies:
        typed = self._room.memory.searches.get(call.number)
        if typed is None or not 0 <= call.offset <= FARTHEST:
            yield Reply(alert=_(words.GONE_SEARCH))
        else:
            yield self._page(typed, call, edit=True)

    def _page(self, typed: str, call: SearchCall, *, edit: bool = False) -> Reply:
        found = self._room.news.search(typed, limit=AT_ONCE, offset=call.offset)
        row = []
        if call.offset:
            back = SearchCall(number=call.number, offset=max(0, call.offset - AT_ONCE))
            row.append(Button(label=_("◂ Before"), call=back))
        if found.more and call.offset + AT_ONCE <= FARTHEST:
            on = SearchCall(number=call.number, offset=call.offset + AT_ONCE)
            row.append(Button(label=_("More ▸"), call=on))
        rows: Rows = (tuple(row),) if row else ()
        return Reply(lines=results(typed, found), rows=rows, edit=edit)
