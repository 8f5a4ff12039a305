"""Who administers a channel decides what is posted there, and Telegram is asked each time."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.access import Door
from bot.memory import Place
from bot.talk.channels import Channels
from bot.talk.reply import Reply
from briefings.model import Topic
from briefings.store import Store
from tests.bot.access.talk import ANN, BOB, OWNER, USUAL, Talk, person, words

CHANNEL = -1001234567890


@pytest.fixture
def talk(store: Store) -> Talk:
    made = Talk(store)
    made.store.add_topic(Topic(name="Ostrey ferry fire", keywords=("ferry",)))
    made.rights = {(CHANNEL, ANN), (CHANNEL, OWNER)}
    return made


def joined(talk: Talk, user: int = ANN, rules: object = USUAL) -> list[Reply]:
    feature = Channels(talk.room, rules, talk.office)  # type: ignore[arg-type]
    return list(feature.joined(person(user), CHANNEL, "Ostrey Now"))


def followed(talk: Talk) -> list[str]:
    return [each.name for each in talk.records.subscriptions.of_place(Place(chat=CHANNEL))]


def test_whoever_lets_the_bot_in_chooses_a_topic_and_an_hour_in_private(talk: Talk) -> None:
    talk.says(person(), "/help")
    (asked,) = joined(talk)
    assert "Ostrey Now" in words([asked])
    assert followed(talk) == []
    *_, chosen = talk.taps(person(), asked, "Ostrey ferry fire")
    assert chosen.edit
    assert followed(talk) == ["Ostrey ferry fire"]
    assert "daily briefing at 08:00" in words([chosen])
    *_, later = talk.taps(person(), chosen, "18:00")
    assert "daily briefing at 18:00" in words([later])
    talk.taps(person(), later, "✓ Ostrey")
    assert followed(talk) == []


def test_nobody_else_changes_it_nor_somebody_who_is_no_admin_any_more(talk: Talk) -> None:
    (asked,) = joined(talk)
    assert "Only those who administer" in words(talk.taps(person(BOB), asked, "Ostrey ferry fire"))
    talk.rights.clear()
    assert "Only those who administer" in words(talk.taps(person(), asked, "Ostrey ferry fire"))
    assert followed(talk) == []


def test_posts_are_read_where_somebody_who_may_file_says_so(talk: Talk) -> None:
    (asked,) = joined(talk)
    assert "Read its posts" not in str(asked.rows)
    (own,) = joined(talk, OWNER)
    *_, on = talk.taps(person(OWNER), own, "Read its posts")
    assert talk.records.channels.reads(CHANNEL)
    talk.taps(person(OWNER), on, "Do not read")
    assert not talk.records.channels.reads(CHANNEL)


def test_a_forged_tap_does_not_have_posts_read(talk: Talk) -> None:
    joined(talk)
    talk.forges(person(), f"c1:{CHANNEL}:read:0")
    assert not talk.records.channels.reads(CHANNEL)
    talk.forges(person(), f"c1:{CHANNEL}:hour:99")
    talk.forges(person(), f"c1:{CHANNEL}:topic:99")
    assert followed(talk) == []


def test_channels_are_listed_to_those_who_administer_them(talk: Talk) -> None:
    joined(talk)
    *_, mine = talk.says(person(), "/channels")
    assert [button.label for row in mine.rows for button in row] == ["Ostrey Now"]
    *_, screen = talk.taps(person(), mine, "Ostrey Now")
    assert "I post nothing there" in words([screen])
    assert "no channel of yours" in words(talk.says(person(BOB), "/channels"))


def test_strangers_who_let_the_bot_in_are_not_asked(talk: Talk) -> None:
    closed = replace(USUAL, door=Door.INVITE)
    assert joined(talk, BOB, closed) == []
    assert talk.records.chats.get(CHANNEL) is None
    talk.records.people.shut_out(BOB, talk.now)
    assert joined(talk, BOB) == []
