"""What those who run the bot do in the chat: feeds, topics, announcements, how everything stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.memory import Place
from bot.records.chats import ChatKind
from bot.talk.new_topics import parted
from briefings.following import Feed
from briefings.model import Topic
from briefings.store import Store
from briefings.store.feeds import FeedTable
from tests.bot.access.talk import ANN, BOB, NOW, OWNER, Talk, article, person, read, words

FEED = Feed(url="https://news.example/rss", title="Example News", site="https://news.example", added=NOW)


@pytest.fixture
def talk(store: Store) -> Talk:
    return Talk(store)


# Feeds


def test_a_feed_is_found_at_a_sites_address_and_followed(talk: Talk) -> None:
    talk.desk.feeds["https://news.example"] = FEED
    looking, found = talk.says(person(OWNER), "/feed add news.example")
    assert looking.errand is not None
    assert "I read Example News from now on.\nhttps://news.example/rss" in words([found])
    assert "already" in words(talk.says(person(OWNER), "/feed https://news.example"))
    assert [each.url for each in talk.office.feeds.all()] == ["https://news.example/rss"]


@pytest.mark.parametrize(
    "address", ["nothing.example", "http://10.0.0.1/", "file:///etc/passwd", "javascript:x.y"]
)
def test_where_there_is_no_feed_that_is_said_in_one_line(talk: Talk, address: str) -> None:
    assert "No feed could be read" in words(talk.says(person(OWNER), f"/feed add {address}"))
    assert talk.office.feeds.all() == ()


@pytest.mark.parametrize("said", ["add", "remove", "frobnicate", "add " + "x" * 3000])
def test_what_makes_no_sense_is_answered_with_how_to_say_it(talk: Talk, said: str) -> None:
    (reply,) = talk.says(person(OWNER), f"/feed {said}")
    assert reply.errand is None
    assert words([reply])


def test_feeds_are_listed_with_their_health_and_removed_after_a_question(talk: Talk) -> None:
    well = replace(FEED, last_try=NOW, last_success=NOW - timedelta(hours=2), entries=30,
                   next_poll=NOW + timedelta(hours=1))  # fmt: skip
    ill = replace(FEED, url="https://ill.example/rss", title="Ill News", last_try=NOW, failures=9,
                  problem="the server answered 500", dead=True)  # fmt: skip
    FeedTable(talk.store).add([well, ill])
    (listed,) = talk.says(person(OWNER), "/feed")
    text = words([listed])
    assert "2 feeds" in text
    assert "30 entries, read 2 hours ago; next in 1 hour" in text
    assert "⚠ Ill News: dead: the server answered 500, never read" in text
    (asked,) = talk.taps(person(OWNER), listed, "Ill News")
    assert len(talk.office.feeds.all()) == 2
    assert "reports stay" in words(talk.taps(person(OWNER), asked, "Remove it"))
    assert [each.title for each in talk.office.feeds.all()] == ["Example News"]
    (by_name,) = talk.says(person(OWNER), "/feed remove example news")
    talk.taps(person(OWNER), by_name, "Remove it")
    assert talk.office.feeds.all() == ()


def test_a_long_list_of_feeds_has_pages(talk: Talk) -> None:
    FeedTable(talk.store).add(
        replace(FEED, url=f"https://n{n:02}.example/rss", title=f"News {n:02}") for n in range(20)
    )
    (first,) = talk.says(person(OWNER), "/feed")
    (second,) = talk.taps(person(OWNER), first, "2/3")
    assert second.edit
    assert "News 08" in words([second])
    assert "News 07" not in words([second])


# Topics


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Kyiv air defense", ("Kyiv air defense", (), ())),
        ("US–Ukraine: Patriot, air  defense", ("US–Ukraine", ("Patriot", "air defense"), ())),
        ("Ferry: ferry, Ostrey - museum, toy", ("Ferry", ("ferry", "Ostrey"), ("museum", "toy"))),
        ("Ferry: - museum", ("Ferry", (), ("museum",))),
        ("Ferry: ferry-boat, x,, x, !", ("Ferry", ("ferry-boat", "x"), ())),
    ],
)
def test_name_and_words_are_told_apart(
    said: str, meant: tuple[str, tuple[str, ...], tuple[str, ...]]
) -> None:
    assert parted(said) == meant


def test_a_new_topic_is_shown_with_what_it_would_match_and_kept_after_a_yes(talk: Talk) -> None:
    for number, text in enumerate(["A ferry burned off Ostrey.", "A bank failed.", "The Ostrey ferry sank."]):
        stored = article(number, text)
        talk.store.add_article(stored, read(stored), now=NOW)
    (draft,) = talk.says(person(OWNER), "/addtopic Ostrey ferry")
    text = words([draft])
    assert "Words: Ostrey, ferry" in text
    assert "2 reports of the last 90 days would belong to it." in text
    assert "• Report 2" in text
    assert talk.store.topics() == ()
    (kept,) = talk.taps(person(OWNER), draft, "Keep it")
    assert kept.edit
    assert [(each.name, each.keywords) for each in talk.store.topics()] == [
        ("Ostrey ferry", ("Ostrey", "ferry"))
    ]
    assert "no longer" in words(talk.taps(person(OWNER), draft, "Keep it"))


def test_words_are_taken_out_and_put_back_one_by_one(talk: Talk) -> None:
    (draft,) = talk.says(person(OWNER), "/addtopic Sea: ferry, boat - museum")
    assert "Not with: museum" in words([draft])
    (less,) = talk.taps(person(OWNER), draft, "✓ boat")
    assert "Words: ferry\n" in words([less])
    assert "at least one" in words(talk.taps(person(OWNER), less, "✓ ferry"))
    (more,) = talk.taps(person(OWNER), less, "✗ boat")
    talk.taps(person(OWNER), more, "Keep it")
    (topic,) = talk.store.topics()
    assert (topic.keywords, topic.exclude) == (("ferry", "boat"), ("museum",))


def test_a_topic_that_is_there_comes_up_with_its_words(talk: Talk) -> None:
    talk.store.add_topic(Topic(name="Ferry", keywords=("ferry", "Ostrey"), exclude=("museum",)))
    (draft,) = talk.says(person(OWNER), "/addtopic ferry")
    assert "Words: ferry, Ostrey\nNot with: museum" in words([draft])
    (dropped,) = talk.taps(person(OWNER), draft, "Drop it")
    assert words([dropped]) == "Dropped."


def test_others_cannot_keep_a_draft_nor_change_it(talk: Talk) -> None:
    (draft,) = talk.says(person(OWNER), "/addtopic Ferry")
    for label in ("Keep it", "✓"):
        assert "no longer" in words(talk.taps(person(ANN), draft, label))
    assert talk.store.topics() == ()


@pytest.mark.parametrize("said", ["", "!!!", ": ferry", "x" * 300])
def test_a_topic_without_a_name_is_asked_for_one(talk: Talk, said: str) -> None:
    (reply,) = talk.says(person(OWNER), f"/addtopic {said}".strip())
    assert "For example" in words([reply])
    assert reply.rows == ()


# Announcements


def everybody(talk: Talk) -> None:
    for user in (ANN, BOB):
        talk.records.chats.meet(user, ChatKind.PRIVATE, "x", NOW)
    talk.records.chats.put_to_sleep(BOB, "blocked", NOW)


def test_an_announcement_is_seen_before_it_goes_to_all_who_are_awake(talk: Talk) -> None:
    everybody(talk)
    (preview,) = talk.says(person(OWNER), "/broadcast We are down <b>tonight</b>.\n\nSorry!")
    assert words([preview]).startswith("We are down <b>tonight</b>.\n\nSorry!\n\nThis goes to 2 chats.")
    assert talk.records.deliveries.ready(NOW, 10) == ()
    (sent,) = talk.taps(person(OWNER), preview, "Send it")
    assert "0 sent, 2 waiting" in words([sent])
    tasks = talk.records.deliveries.ready(NOW, 10)
    assert {each.place for each in tasks} == {Place(chat=ANN), Place(chat=OWNER)}
    assert {each.part.plain for each in tasks} == {"We are down <b>tonight</b>.\n\nSorry!"}
    assert "2 waiting" in words(talk.taps(person(OWNER), sent, "How far"))


def test_an_announcement_goes_to_no_channel(talk: Talk) -> None:
    everybody(talk)
    talk.records.chats.meet(-1001234567890, ChatKind.CHANNEL, "Ostrey Now", NOW)
    talk.records.chats.meet(-5, ChatKind.GROUP, "Desk", NOW)
    (preview,) = talk.says(person(OWNER), "/broadcast Hello")
    assert "This goes to 3 chats." in words([preview])
    talk.taps(person(OWNER), preview, "Send it")
    assert {each.place.chat for each in talk.records.deliveries.ready(NOW, 10)} == {ANN, OWNER, -5}


def test_a_second_tap_sends_nothing_again(talk: Talk) -> None:
    everybody(talk)
    (preview,) = talk.says(person(OWNER), "/broadcast Hello")
    talk.taps(person(OWNER), preview, "Send it")
    assert "no longer" in words(talk.taps(person(OWNER), preview, "Send it"))
    assert len(talk.records.deliveries.ready(NOW, 10)) == 2


def test_an_announcement_that_is_dropped_or_not_an_admins_goes_nowhere(talk: Talk) -> None:
    everybody(talk)
    (preview,) = talk.says(person(OWNER), "/broadcast Hello")
    assert "no longer" in words(talk.taps(person(ANN), preview, "Send it"))
    talk.taps(person(OWNER), preview, "Drop it")
    assert "no longer" in words(talk.taps(person(OWNER), preview, "Send it"))
    assert talk.records.deliveries.ready(NOW, 10) == ()


@pytest.mark.parametrize(("text", "told"), [("", "Write what"), ("x" * 4000, "too long")])
def test_an_announcement_has_some_text_and_not_too_much(talk: Talk, text: str, told: str) -> None:
    assert told in words(talk.says(person(OWNER), f"/broadcast {text}"))


# Status


def test_status_tells_how_everything_stands_in_one_message(talk: Talk) -> None:
    everybody(talk)
    topic = talk.store.add_topic(Topic(name="Ferry", keywords=("ferry",)))
    talk.records.subscriptions.follow(Place(chat=ANN), topic, NOW)
    FeedTable(talk.store).add(
        [replace(FEED, last_success=NOW - timedelta(minutes=5), problem="no end after 30 s")]
    )
    (reply,) = talk.says(person(OWNER), "/status")
    text = words([reply])
    for told in (
        "0 reports", "1 topic", "1 feed", "Last reading: 5 minutes ago", "⚠ Example News: no end after 30 s",
        "Subscriptions: 1 awake, 0 asleep", "0 sent, 0 failed", "Chats: 2 awake, 1 asleep", "0 flags wait",
    ):  # fmt: skip
        assert told in text
    assert len(text) < 1500
