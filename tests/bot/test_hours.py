"""A topic at an hour of its own, by buttons."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.callbacks import encode
from bot.memory import Place
from bot.records import Records
from bot.records.chats import ChatKind
from bot.schedule import Slot
from bot.talk.all import conversation
from bot.talk.asker import Asker
from bot.talk.asker import ChatKind as AskerKind
from bot.talk.hours import SlotCall, What
from bot.talk.reply import Reply
from bot.talk.room import Room
from briefings.store import Store
from tests.bot.handmade import AIR, FERRY, HandMade
from tests.bot.telegram_checks import parsed

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
ANN = Asker(place=Place(chat=101), user=101)


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with Store.open(tmp_path / "briefings.db") as store:
        records = Records.open(store)
        records.chats.meet(101, ChatKind.PRIVATE, "Ann", NOW, slot=Slot(zone="Europe/Kyiv"))
        records.subscriptions.follow(ANN.place, AIR, NOW)
        records.subscriptions.follow(ANN.place, FERRY, NOW)
        yield Room(news=HandMade(), records=records, clock=lambda: NOW)


def tapped(room: Room, call: SlotCall, asker: Asker = ANN) -> Reply:
    (reply,) = conversation(room).tap(asker, encode(call))
    if reply.lines:
        parsed(reply.lines)
    return reply


def said(reply: Reply) -> str:
    return "\n".join(each.text for each in reply.lines)


def button(reply: Reply, label: str) -> SlotCall:
    """What the button asks for."""
    (found,) = [each.call for row in reply.rows for each in row if each.label == label]
    assert isinstance(found, SlotCall)
    return found


def test_from_the_settings_to_an_hour_of_its_own_and_back(room: Room) -> None:
    (settings,) = conversation(room).command(ANN, "settings")
    listing = tapped(room, button(settings, "Hours of single topics"))
    one = tapped(room, button(listing, f"08:00 {FERRY.name}"))
    assert "It comes at 08:00, every day, by the clock of Kyiv." in said(one)
    assert "the hour of the settings" in said(one)
    evening = tapped(room, button(one, "19:00"))
    assert "19:00" in said(evening)
    assert "Next on 20 November 2026." in said(evening)
    assert "the hour of the settings" not in said(evening)
    mondays_off = tapped(room, button(evening, "☑ Mon"))
    assert "Tue, Wed, Thu, Fri, Sat and Sun" in said(mondays_off)
    listing = tapped(room, button(mondays_off, "« Back"))
    labels = [each.label for row in listing.rows for each in row]
    assert labels == [f"08:00 {AIR.name}", f"● 19:00 {FERRY.name}"]
    again = tapped(room, button(mondays_off, "As all others"))
    assert "08:00, every day" in said(again)


def test_a_topic_can_go_by_another_clock(room: Room) -> None:
    one = tapped(room, SlotCall(subscription=1))
    cities = tapped(room, button(one, "Time zone"))
    tokyo = next(each.call for row in cities.rows for each in row if "Tokyo" in each.label)
    assert isinstance(tokyo, SlotCall)
    assert "by the clock of Tokyo" in said(tapped(room, tokyo))
    first, second = room.records.subscriptions.of_place(ANN.place)
    assert (first.slot.zone, second.slot.zone) == ("Asia/Tokyo", "Europe/Kyiv")


@pytest.mark.parametrize(
    "call",
    [
        SlotCall(subscription=99),
        SlotCall(subscription=1, what=What.HOUR, value="24"),
        SlotCall(subscription=1, what=What.HOUR, value="x"),
        SlotCall(subscription=1, what=What.DAY, value="7"),
        SlotCall(subscription=1, what=What.ZONE, value="Mars/Olympus"),
    ],
)
def test_a_forged_button_changes_nothing(room: Room, call: SlotCall) -> None:
    before = room.records.subscriptions.of_place(ANN.place)
    assert tapped(room, call).alert
    assert room.records.subscriptions.of_place(ANN.place) == before


def test_nobody_changes_another_chat_s_and_in_groups_only_admins_change_any(room: Room) -> None:
    bob = Asker(place=Place(chat=102), user=102)
    assert tapped(room, SlotCall(subscription=1, what=What.HOUR, value="9"), bob).alert
    member = Asker(place=Place(chat=-5), user=102, is_admin=False, kind=AskerKind.GROUP)
    assert tapped(room, SlotCall(), member).alert
    assert all(not each.own_slot for each in room.records.subscriptions.of_place(ANN.place))
