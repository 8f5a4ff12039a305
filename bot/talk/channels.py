"""Channels as places: who administers one chooses, in a private chat, what is posted there and whether its
own posts are read as reports.

    the bot is let into a channel ─► whoever let it in is asked ─► a screen with what can be chosen
    /channels ─► those of the known channels that the asker administers ─► the same screen

At each step Telegram is asked whether the person administers the channel still.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from typing import ClassVar

from bot.access import Rules
from bot.buttons import Button, Rows
from bot.callbacks import Call
from bot.errands import Errand
from bot.i18n import N_, _
from bot.memory import Place
from bot.office import Office
from bot.records.channels import Channel
from bot.records.chats import ChatKind as RecordedKind
from bot.richtext import BLANK, Line, bold, clip, italic, line
from bot.talk.asker import Asker, ChatKind
from bot.talk.feature import Audience, Feature, Listed
from bot.talk.reply import Replies, Reply
from bot.talk.room import Room
from briefings.model import Topic

MOST_CHANNELS = 50  # that Telegram is asked about for one person
TOPICS_OFFERED = 20
HOURS = (6, 8, 12, 18, 21)  # when briefings are read: before work, at it, at noon, after it, in the evening


class What(StrEnum):
    """What is chosen for a channel."""

    SHOW = "show"
    TOPIC = "topic"  # post a topic's daily briefing, or no longer
    HOUR = "hour"
    READ = "read"  # read its posts as reports, or no longer


@dataclass(frozen=True, kw_only=True)
class ChannelCall(Call):
    """Choose something for a channel. value: a topic's id, or an hour."""

    PREFIX: ClassVar[str] = "c1"

    chat: int
    what: What
    value: int = 0


class Channels(Feature):
    """What happens in channels."""

    menu = (Listed(name="channels", text=N_("what I post in your channels"), audience=Audience.PRIVATE),)

    def __init__(self, room: Room, rules: Rules, office: Office) -> None:
        self._room = room
        self._rules = rules
        self._office = office
        self.commands = {"channels": self._channels}
        self.taps = {ChannelCall: self._choose}

    def joined(self, asker: Asker, chat: int, title: str) -> Replies:
        """The asker has let the bot into a channel: what they are asked, in private."""
        known = self._room.records.people.get(asker.user)
        member = known is not None and known.member
        shut = self._room.records.people.is_shut_out(asker.user)
        if shut or not (asker.runs_bot or self._rules.is_let_in(asker.user, member=member)):
            return
        self._room.records.chats.meet(chat, RecordedKind.CHANNEL, title, self._room.clock())
        yield self._screen(asker, chat, head=_("I am in a channel of yours now."))

    def _channels(self, asker: Asker, argument: str) -> Replies:
        if asker.kind is not ChatKind.PRIVATE:
            yield Reply(lines=(line(_("That is between the two of us: write it to me in a private chat.")),))
            return
        known = self._room.records.channels.every()[:MOST_CHANNELS]
        asking = Errand(lambda: [each for each in known if self._office.administers(each.chat, asker.user)])
        yield Reply(errand=asking)
        yield _listing(asking.outcome())

    def _choose(self, asker: Asker, call: ChannelCall) -> Replies:
        asking = Errand(lambda: self._office.administers(call.chat, asker.user))
        yield Reply(errand=asking)
        records, now = self._room.records, self._room.clock()
        if not asking.outcome() or records.chats.get(call.chat) is None:
            text = _("Only those who administer the channel can change that, as long as I am in it too.")
            yield Reply(lines=(line(text),), edit=True)
            return
        match call.what:
            case What.TOPIC:
                self._turn_topic(call.chat, call.value)
            case What.HOUR if 0 <= call.value < 24:
                zone = records.chats.preferences(asker.place.chat).slot.zone
                wanted = records.chats.preferences(call.chat)
                slot = replace(wanted.slot, hour=call.value, minute=0, zone=zone)
                records.subscriptions.prefer(call.chat, replace(wanted, slot=slot), now)
            case What.READ if asker.runs_bot or self._rules.may_file(asker.user):
                records.channels.set_reads(call.chat, not records.channels.reads(call.chat))
            case _:
                pass
        yield self._screen(asker, call.chat, edit=True)

    def _turn_topic(self, chat: int, number: int) -> None:
        """Post a topic in the channel, or no longer."""
        topic = self._room.news.topic_by_id(number)
        subscriptions, now, place = self._room.records.subscriptions, self._room.clock(), Place(chat=chat)
        if any(each.topic == number for each in subscriptions.of_place(place)):
            subscriptions.unfollow(place, number, now)
        elif topic is not None:
            subscriptions.follow(place, topic, now)

    def _screen(self, asker: Asker, chat: int, *, head: str = "", edit: bool = False) -> Reply:
        """A channel with what is chosen for it, and what can be."""
        records = self._room.records
        known = records.chats.get(chat)
        title = clip(known.title if known else "", 80)
        slot = records.chats.preferences(chat).slot
        followed = {each.topic for each in records.subscriptions.of_place(Place(chat=chat))}
        reads = records.channels.reads(chat)
        lines: list[Line] = [line(head)] if head else []
        lines += [line(bold(title)), BLANK]
        if followed:
            at = f"{slot.hour:02}:{slot.minute:02}"
            lines.append(
                line(_("A daily briefing at {time} ({zone}), of what is ticked.", time=at, zone=slot.zone))
            )
        else:
            lines.append(line(_("I post nothing there. Which topic should it get every day?")))
        may_file = asker.runs_bot or self._rules.may_file(asker.user)
        if may_file:
            lines.append(line(italic(_reading(reads))))
        topics = self._room.news.topics()[:TOPICS_OFFERED]
        return Reply(
            lines=tuple(lines), rows=_rows(chat, topics, followed, slot.hour, reads, may_file), edit=edit
        )


def _reading(reads: bool) -> str:
    if reads:
        return _("What is posted there is read as reports of the channel.")
    return _("What is posted there is not read.")


def _rows(
    chat: int, topics: tuple[Topic, ...], followed: set[int], hour: int, reads: bool, may_file: bool
) -> Rows:
    rows: list[tuple[Button, ...]] = []
    for topic in topics:
        label = ("✓ " if topic.id in followed else "") + clip(topic.name, 50)
        rows.append((Button(label=label, call=ChannelCall(chat=chat, what=What.TOPIC, value=topic.id)),))
    if followed:
        rows.append(
            tuple(
                Button(
                    label=f"• {each}:00" if each == hour else f"{each}:00",
                    call=ChannelCall(chat=chat, what=What.HOUR, value=each),
                )
                for each in HOURS
            )
        )
    if may_file:
        label = _("Do not read its posts") if reads else _("Read its posts as reports")
        rows.append((Button(label=label, call=ChannelCall(chat=chat, what=What.READ)),))
    return tuple(rows)


def _listing(mine: list[Channel]) -> Reply:
    if not mine:
        text = _("I know no channel of yours. Make me an administrator of one, with the right to post.")
        return Reply(lines=(line(text),))
    rows = tuple(
        (Button(label=clip(each.title, 50), call=ChannelCall(chat=each.chat, what=What.SHOW)),)
        for each in mine
    )
    return Reply(lines=(line(_("Your channels that I am in:")),), rows=rows)
