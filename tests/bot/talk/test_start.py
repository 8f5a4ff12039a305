"""The first minute: what it is, a topic followed, when the briefing comes; links; the list of topics."""

from __future__ import annotations

import pytest

from bot.links import PAYLOAD, payload, slug_of, topic_of
from bot.memory import Place
from briefings.model import Topic
from tests.bot.handmade import AIR, FERRY
from tests.bot.talk.talking import Talk, group


def followed(talk: Talk, place: Place | None = None) -> list[str]:
    return [each.name for each in talk.records.subscriptions.of_place(place or talk.who.place)]


def test_start_says_in_one_message_what_it_does_with_topics_as_buttons(talk: Talk) -> None:
    said = talk.ask("/start")
    assert "where they differ" in said.text
    assert said.labels == [f"＋ {AIR.name}", f"＋ {FERRY.name}"]


def test_following_sends_the_digest_at_once_and_asks_when_to_brief(talk: Talk) -> None:
    uk = talk.as_somebody(code="uk")
    changed, digest, asked = uk.tap(uk.ask("/start"), f"＋ {AIR.name}")
    assert changed.reply.edit
    assert changed.labels[0] == f"✓ {AIR.name}"
    assert digest.text.startswith(f"{AIR.name}\n4–5 липня 2025")
    assert "о 08:00 за часом міста Київ. Там зараз 15:00" in asked.text
    assert asked.labels[0] == "✓ Так, о 08:00"
    assert followed(uk) == [AIR.name]


def test_one_tap_confirms_the_guess_and_nobody_is_asked_again(talk: Talk) -> None:
    talk = talk.as_somebody(code="de")
    *_, asked = talk.tap(talk.ask("/start"), f"＋ {AIR.name}")
    done = talk.turn(asked, "✓ 08:00 is right")
    assert done.text.startswith("Done: each day at 08:00, Berlin time")
    preferences = talk.records.chats.preferences(7)
    assert (preferences.slot.zone, preferences.zone_chosen) == ("Europe/Berlin", True)
    assert len(talk.tap(talk.ask("/start"), f"＋ {FERRY.name}")) == 2


def test_whose_zone_cannot_be_guessed_taps_what_their_clock_shows(talk: Talk) -> None:
    *_, asked = talk.tap(talk.ask("/start"), f"＋ {AIR.name}")
    assert "Tap what your clock shows" in asked.text
    zone = talk.turn(asked, "17:45 Kathmandu")
    assert "Kathmandu time. It is 17:45 there now" in zone.text
    done = talk.turn(zone, "18:00")
    assert "each day at 18:00, Kathmandu time" in done.text
    assert talk.records.subscriptions.of_chat(7)[0].next_run.isoformat() == "2025-07-05T12:15:00+00:00"


def test_another_zone_than_the_guess_is_a_tap_away(talk: Talk) -> None:
    uk = talk.as_somebody(code="uk-UA")
    *_, asked = uk.tap(uk.ask("/start"), f"＋ {AIR.name}")
    clocks = uk.turn(asked, "🌍")
    assert "Нью-Йорк" in "".join(clocks.labels)


@pytest.mark.parametrize("slug", ["us-ukraine-air-defense", "US_Ukraine_air_defense", "7"])
def test_a_deep_link_follows_its_topic_and_sends_the_digest(talk: Talk, slug: str) -> None:
    told, digest, asked = talk.say(f"/start topic_{slug}")
    assert told.text == f"✓ You follow {AIR.name}."
    assert "AGREED" in digest.text
    assert "clock" in asked.text
    assert followed(talk) == [AIR.name]


HOSTILE = [
    "topic_",
    "topic_none-such",
    "topic_-1",
    "topic_" + "9" * 58,
    "topic_<b>",
    "topic_'--",
    "x_y",
    "_",
    "topic",
]


@pytest.mark.parametrize("said", HOSTILE)
def test_a_hostile_or_dead_link_leads_to_the_start_and_follows_nothing(talk: Talk, said: str) -> None:
    *_, last = talk.say(f"/start {said}")
    assert f"＋ {AIR.name}" in last.labels
    assert followed(talk) == []


def test_a_link_into_a_group_makes_the_group_follow_where_an_admin_opened_it(talk: Talk) -> None:
    crowd, admin = group(talk, admin=False), group(talk, admin=True)
    assert len(crowd.say("/start topic_us-ukraine-air-defense")) == 1
    assert followed(crowd) == []
    admin.say("/start topic_us-ukraine-air-defense")
    assert followed(admin) == [AIR.name]


def test_every_topic_has_a_link_that_leads_back_to_it() -> None:
    names = [
        "US–Ukraine air defense",
        "Київ: ППО",
        "Київ",
        "a",
        "7",
        "x" * 200,
        "Über-Öl",
        "us ukraine air defense",
    ]
    topics = [Topic(id=100 + i, name=name) for i, name in enumerate(names)]
    for topic in topics:
        made = payload(topic, topics)
        assert len(made) <= PAYLOAD
        assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789_-")
        assert topic_of(made.partition("_")[2], topics) == topic
    assert slug_of("Über-Öl") == "uber-ol"


def test_the_list_of_topics_is_paged_and_chooses_what_is_followed(talk: Talk) -> None:
    talk.news.listed = tuple(Topic(id=n, name=f"Topic {n:02}") for n in range(1, 26))
    first = talk.ask("/topics")
    assert first.text.startswith("25 topics\n")
    assert first.labels[-3:] == ["Topic 10", "2/3 ▸", "Choose what I follow"]
    second = talk.turn(first, "2/3")
    assert second.labels[0] == "Topic 11"
    choosing = talk.turn(second, "Choose")
    ticked = talk.turn(choosing, "☐ Topic 12")
    assert "☑ Topic 12" in ticked.labels
    assert followed(talk) == ["Topic 12"]
    assert "1 followed here" in ticked.text
    again = talk.turn(ticked, "☑ Topic 12")
    assert followed(talk) == []
    assert talk.turn(again, "✔ Done").labels[0] == "Topic 11"


def test_many_topics_start_with_the_first_and_a_button_to_all(talk: Talk) -> None:
    talk.news.listed = tuple(Topic(id=n, name=f"Topic {n:02}") for n in range(1, 26))
    assert talk.ask("/start").labels[-1] == "All 25 topics ▸"


def test_follow_and_unfollow_by_name(talk: Talk) -> None:
    assert len(talk.say("/follow ostrey ferry fire")) == 3
    assert followed(talk) == [FERRY.name]
    assert talk.ask("/unfollow Ostrey ferry fire").text == f"No more briefings on {FERRY.name}."
    assert followed(talk) == []
    assert talk.ask("/follow ostrey ferr").labels == [FERRY.name]
    assert talk.ask("/unfollow").labels[0].startswith("☐")


# Groups


def test_in_a_group_only_admins_change_what_it_follows(talk: Talk) -> None:
    crowd, admin = group(talk, admin=False), group(talk, admin=True)
    welcome = crowd.ask("/start")
    (note,) = crowd.tap(welcome, f"＋ {AIR.name}")
    assert note.reply.alert.startswith("Only those who administer")
    (note,) = crowd.tap(crowd.ask("/topics"), "Choose")
    assert note.reply.alert
    assert crowd.ask(f"/follow {AIR.name}").text.startswith("Only those who administer")
    assert crowd.ask("/settings zone Oslo").text.startswith("Only those who administer")
    assert followed(crowd) == []
    admin.tap(welcome, f"＋ {AIR.name}")
    assert followed(crowd) == [AIR.name]


def test_a_thread_of_a_group_follows_its_own_topic_and_is_about_it(talk: Talk) -> None:
    air, ferry = group(talk, admin=True, thread=3), group(talk, admin=True, thread=4)
    air.say(f"/follow {AIR.name}")
    ferry.say(f"/follow {FERRY.name}")
    assert (followed(air), followed(ferry)) == ([AIR.name], [FERRY.name])
    talk.room.memory.__init__()  # type: ignore[misc]  # as after a restart
    assert air.ask("/topic").text.startswith(f"{AIR.name}\n")
    assert ferry.ask("/topic").text.startswith(f"{FERRY.name}\n")
    assert ferry.ask("How long did it take?").labels == [FERRY.name]
    ferry.say(f"/unfollow {FERRY.name}")
    assert talk.records.subscriptions.own_topic(ferry.who.place) is None
