"""What a place follows: the list of topics, following and unfollowing, page by page.

In a group only its admins change what it follows; everybody sees the list.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from bot import words
from bot.buttons import LABEL_UNITS, Button, FollowCall, Where
from bot.callbacks import Call, TopicCall
from bot.i18n import N_, _
from bot.memory import Place
from bot.richtext import Line, clip
from bot.talk import finding
from bot.talk.asker import Asker
from bot.talk.digests import Digests
from bot.talk.feature import Feature, Listed
from bot.talk.onboarding import Onboarding
from bot.talk.reply import Replies, Reply
from bot.talk.room import Room
from briefings.model import Topic

ON_A_PAGE = 10  # topics: as many buttons as a phone shows without scrolling


@dataclass(frozen=True, kw_only=True)
class ListCall(Call):
    """A page of the topics. choosing: a tap on a topic follows it, instead of showing it."""

    PREFIX: ClassVar[str] = "l1"

    page: int
    choosing: bool


class Following(Feature):
    """Browses and follows topics."""

    menu = (
        Listed(name="topics", text=N_("browse the topics, follow and unfollow")),
        Listed(name="follow", takes=N_("NAME"), text=N_("a daily briefing on a topic")),
        Listed(name="unfollow", takes=N_("NAME"), text=N_("no more briefings on it")),
    )

    def __init__(self, room: Room, digests: Digests, onboarding: Onboarding) -> None:
        self._room = room
        self._digests = digests
        self._onboarding = onboarding
        self.commands = {"topics": self._topics, "follow": self._follow, "unfollow": self._unfollow}
        self.taps = {FollowCall: self._tap, ListCall: self._turn}

    # Lists

    def _topics(self, asker: Asker, argument: str) -> Replies:
        yield self.listing(asker.place, ListCall(page=0, choosing=False))

    def _turn(self, asker: Asker, call: ListCall) -> Replies:
        if call.choosing and not asker.is_admin:
            yield Reply(alert=_(words.ADMINS_ONLY))
        else:
            yield self.listing(asker.place, call, edit=True)

    def listing(self, place: Place, call: ListCall, *, edit: bool = False) -> Reply:
        """A page of all topics, those that the place follows marked."""
        topics = self._room.news.topics()
        if not topics:
            return finding.samples(edit=edit)
        pages = -(-len(topics) // ON_A_PAGE)
        page = min(max(call.page, 0), pages - 1)
        followed = self.followed(place)
        shown = topics[page * ON_A_PAGE : (page + 1) * ON_A_PAGE]
        rows = [*(self._row(topic, followed, call, page) for topic in shown), *turns(call, page, pages)]
        other = ListCall(page=page, choosing=not call.choosing)
        label = _("✔ Done") if call.choosing else _("Choose what I follow")
        rows.append((Button(label=label, call=other),))
        mine = sum(topic.id in followed for topic in topics)
        return Reply(lines=words.topics_head(len(topics), mine, call.choosing), rows=tuple(rows), edit=edit)

    def _row(self, topic: Topic, followed: frozenset[int], call: ListCall, page: int) -> tuple[Button, ...]:
        """The button of one topic."""
        name = clip(topic.name, LABEL_UNITS)
        follows = topic.id in followed
        if not call.choosing:
            return (Button(label=f"✓ {name}" if follows else name, call=TopicCall(topic=topic.id)),)
        toggle = FollowCall(topic=topic.id, follow=not follows, where=Where.LIST, number=page)
        return (Button(label=f"☑ {name}" if follows else f"☐ {name}", call=toggle),)

    def followed(self, place: Place) -> frozenset[int]:
        """The ids of the topics that the place follows."""
        return frozenset(each.topic for each in self._room.records.subscriptions.of_place(place))

    # Following

    def _tap(self, asker: Asker, call: FollowCall) -> Replies:
        topic = self._room.news.topic_by_id(call.topic)
        if topic is None:
            yield Reply(alert=_(words.GONE_TOPIC))
        elif not asker.is_admin:
            yield Reply(alert=_(words.ADMINS_ONLY))
        else:
            self.change(asker, topic, call.follow)
            yield from self._after(asker, topic, call)

    def change(self, asker: Asker, topic: Topic, follow: bool) -> None:
        """Keep that the place follows the topic, or does so no longer."""
        subscriptions, now, place = self._room.records.subscriptions, self._room.clock(), asker.place
        if follow:
            subscriptions.follow(place, topic, now)
        else:
            subscriptions.unfollow(place, topic.id, now)
        if place.thread is not None:  # a thread of a group is about what it follows
            mine = subscriptions.of_place(place)
            subscriptions.set_own_topic(place, mine[-1].topic if mine else None)

    def _after(self, asker: Asker, topic: Topic, call: FollowCall) -> Replies:
        """What a change shows: the message with its button changed; where that is a first step, more."""
        if call.where is Where.LIST:
            yield self.listing(asker.place, ListCall(page=call.number, choosing=True), edit=True)
        elif call.where is Where.DIGEST:
            yield from self._digests.again(asker, call.number)
        else:
            yield self.welcome(asker.place, edit=True)
            if call.follow:
                yield from self._digests.show(asker, topic)
                yield from self._onboarding.ask_once(asker, topic)

    def welcome(self, place: Place, head: tuple[Line, ...] = (), *, edit: bool = False) -> Reply:
        """The topics to follow as buttons, under what the bot does or another head."""
        topics = self._room.news.topics()
        if not topics:
            return finding.samples(words.what_this_is(), edit=edit)
        followed = self.followed(place)
        rows = [self._start_row(topic, followed) for topic in topics[:ON_A_PAGE]]
        if len(topics) > ON_A_PAGE:
            more = _("All {n} topics ▸", n=len(topics))
            rows.append((Button(label=more, call=ListCall(page=0, choosing=True)),))
        return Reply(lines=head or words.welcome(), rows=tuple(rows), edit=edit)

    def _start_row(self, topic: Topic, followed: frozenset[int]) -> tuple[Button, ...]:
        name = clip(topic.name, LABEL_UNITS)
        if topic.id in followed:
            return (Button(label=f"✓ {name}", call=TopicCall(topic=topic.id)),)
        return (Button(label=f"＋ {name}", call=FollowCall(topic=topic.id, follow=True, where=Where.START)),)

    def begin(self, asker: Asker, topic: Topic) -> Replies:
        """Follow a topic from a link or by name: its digest at once, then when to send the daily one."""
        self.change(asker, topic, True)
        yield Reply(lines=words.follows(topic.name))
        yield from self._digests.show(asker, topic)
        yield from self._onboarding.ask_once(asker, topic)

    def _follow(self, asker: Asker, name: str) -> Replies:
        yield from self._by_name(asker, name, True)

    def _unfollow(self, asker: Asker, name: str) -> Replies:
        yield from self._by_name(asker, name, False)

    def _by_name(self, asker: Asker, name: str, follow: bool) -> Replies:
        if not asker.is_admin:
            yield Reply(lines=words.notice(_(words.ADMINS_ONLY)))
        elif not name:
            yield self.listing(asker.place, ListCall(page=0, choosing=True))
        elif isinstance(topic := finding.find(self._room, name), Reply):
            yield topic
        elif follow:
            yield from self.begin(asker, topic)
        else:
            self.change(asker, topic, False)
            yield Reply(lines=words.follows_no_more(topic.name))


def turns(call: ListCall, page: int, pages: int) -> Sequence[tuple[Button, ...]]:
    """The row that leads to the pages before and after, none where there is one page."""
    row = []
    if page > 0:
        before = ListCall(page=page - 1, choosing=call.choosing)
        row.append(Button(label=f"◂ {page}/{pages}", call=before))
    if page + 1 < pages:
        after = ListCall(page=page + 1, choosing=call.choosing)
        row.append(Button(label=f"{page + 2}/{pages} ▸", call=after))
    return [tuple(row)] if row else []
