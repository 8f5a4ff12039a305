"""Filing: a link or a forwarded post that is sent to the bot is read and stored, with a word on what it
added; posts of channels that the bot is to read are filed without a word.

    words with links ─► pages ──┐
    forwarded post ─► article ──┼─► not known as it is ─► read ─► stored ─► "new, on these topics"
    post in a channel ─► article┘

Fetching and reading are errands: they hold up nobody else.
"""

from __future__ import annotations

import logging
import re
from collections.abc import Sequence

from bot.access import Rules
from bot.buttons import topic_rows
from bot.i18n import _, n_
from bot.office import Filed, NoNewsError, Office
from bot.richtext import Line, bold, clip, italic, line
from bot.talk.asker import Asker, ChatKind
from bot.talk.feature import Feature, Heard
from bot.talk.reply import Replies, Reply
from bot.talk.room import Room
from bot.telegram_posts import article_of, only_announces
from briefings.errors import BriefingsError, FetchError, LanguageModelError, UnreadableSourceError
from briefings.model import Article, Topic

LINKS_AT_ONCE = 3  # read of one message: more is a list, not something to read
TITLE_UNITS = 160
REASON_UNITS = 200

log = logging.getLogger(__name__)


class Filing(Feature):
    """Takes reports."""

    def __init__(self, room: Room, rules: Rules, office: Office) -> None:
        self._room = room
        self._rules = rules
        self._office = office

    def heard(self, asker: Asker, heard: Heard) -> Replies | None:
        """Links, forwarded messages and posts; None for words that are just words."""
        if heard.post:
            return self._post(asker, heard)
        if not heard.links and not heard.forwarded:
            return None
        if not (asker.runs_bot or asker.kind is ChatKind.TERMINAL or self._rules.may_file(asker.user)):
            return _refusal() if heard.forwarded or _is_bare(heard) else None
        return self._file(heard)

    def _post(self, asker: Asker, heard: Heard) -> Replies:
        """A post in a channel: filed where an admin of it has asked for that."""
        if asker.kind is ChatKind.CHANNEL and self._room.records.channels.reads(asker.place.chat):
            for step in self._file(heard):
                if step.errand is not None:
                    yield Reply(errand=step.errand)

    def _file(self, heard: Heard) -> Replies:
        """File all that was sent, one after the other, and say what became of each."""
        now = self._room.clock()
        if heard.posted is not None and not only_announces(heard.text, heard.links):
            article = article_of(heard.posted, heard.text, now)
            if article is not None:
                yield from self._take(article)
            elif not heard.album:
                yield Reply(lines=(line(_("There is nothing to read in it: no text.")),))
            return
        links = [each for each in heard.links if each.lower().startswith(("http://", "https://"))]
        if not links:
            if not (heard.album and not heard.text):
                yield Reply(lines=_no_report(heard))
            return
        for link in links[:LINKS_AT_ONCE]:
            yield from self._take_page(link)
        if len(links) > LINKS_AT_ONCE:
            rest = len(links) - LINKS_AT_ONCE
            text = n_("I left {n} more link unread.", "I left {n} more links unread.", rest)
            yield Reply(lines=(line(text),))

    def _take_page(self, link: str) -> Replies:
        fetching = self._office.fetching(link, self._room.clock())
        yield Reply(lines=(line(_("Reading {link} …", link=clip(link, 80))),), errand=fetching)
        try:
            article = fetching.outcome()
        except (FetchError, UnreadableSourceError, NoNewsError) as error:
            yield Reply(lines=(line(_("It could not be read: {reason}.", reason=_reason(error, link))),))
            return
        yield from self._take(article)
        self._office.look_again(article, self._room.clock())

    def _take(self, article: Article) -> Replies:
        """Read the article where it is new or changed, store it, and say what it added."""
        reading = None
        if not self._office.is_known(article):
            errand = self._office.reading([article])
            yield Reply(errand=errand)
            try:
                reading = errand.outcome()[0]
            except LanguageModelError as error:
                log.error("a report could not be read: %s", error)
                yield Reply(lines=(line(_("I cannot read anything just now; please send it again later.")),))
                return
        filed = self._office.keep(article, reading, self._room.clock())
        if filed.unread:
            log.warning("a report was not filed: %s: %s", article.url, filed.unread)
        yield Reply(lines=_told(filed), rows=topic_rows(filed.topics))


def _is_bare(heard: Heard) -> bool:
    """Whether a message is links and nothing else."""
    rest = heard.text
    for link in heard.links:
        rest = rest.replace(link, " ")
    return not re.search(r"\w", rest)


def _refusal() -> Replies:
    yield Reply(lines=(line(_("I read what is sent to me only for those who run me.")),))


def _no_report(heard: Heard) -> tuple[Line, ...]:
    text = _("I file posts of channels, and links to reports: that is neither.")
    return (line(text),) if heard.forwarded else (line(_("There is no link in it that I can read.")),)


def _reason(error: BriefingsError, link: str) -> str:
    """Why a page could not be read, without the address, which is known."""
    reason = getattr(error, "reason", "") or str(error)
    return clip(reason.removeprefix(f"{link}: "), REASON_UNITS).rstrip(".")


def _told(filed: Filed) -> tuple[Line, ...]:
    """What a report added."""
    article = filed.article
    if filed.unread:
        return (line(_("It could not be read: {reason}.", reason=clip(filed.unread, REASON_UNITS))),)
    head = line(bold(clip(article.title or article.url, TITLE_UNITS)), " · ", clip(article.outlet, 60))
    if filed.new:
        standing = _("Filed.")
    elif filed.revised:
        standing = _("It has changed since I read it: the new text is filed, the old one kept.")
    else:
        standing = _("I know it already.")
    return (head, line(standing, " ", italic(_on(filed.topics))))


def _on(topics: Sequence[Topic]) -> str:
    """Which topics it is on."""
    if not topics:
        return _("It belongs to none of the topics.")
    names = ", ".join(clip(each.name, 80) for each in topics)
    return n_("It is on the topic {names}.", "It is on the topics {names}.", len(topics), names=names)
