"""A digest in the chat: its first screen, what is new, other days, what is behind a line."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.records.chats import Length
from bot.richtext import html
from briefings.developments import ChangeKind
from briefings.model import Digest
from briefings.store.snapshots import Snapshot
from tests.bot.handmade import AIR, FERRY, NOON, change, digest, point
from tests.bot.talk.talking import Said, Talk


def later(talk: Talk, number: int = 413) -> Digest:
    """Another digest of the topic, an hour later; the one before is still stored."""
    before = talk.news.shown
    talk.news.earlier = (Snapshot(id=before.id, built=before.built),)
    talk.news.shown = replace(before, id=number, built=NOON + timedelta(hours=1))
    talk.news.kept = {before.id: before}
    return talk.news.shown


def test_the_first_screen_has_topic_counts_then_agreed_disputed_and_one_origin_folded(
    talk: Talk,
) -> None:
    said = talk.ask(f"/topic {AIR.name}")
    lines = said.text.splitlines()
    assert lines[:3] == [AIR.name, "4–5 July 2025", "5 reports · 5 outlets · 4 origins"]
    parts = [lines.index(each) for each in ("AGREED", "DISPUTED", "ONE ORIGIN")]
    assert parts == sorted(parts)
    folded = html(said.reply.lines).partition("<blockquote expandable>")[2].partition("</blockquote>")[0]
    assert "The call lasted about 40 minutes." in folded


def test_what_is_new_since_the_place_looked_last_stands_on_the_first_screen(talk: Talk) -> None:
    talk.say(f"/follow {AIR.name}")
    later(talk)
    said = talk.ask("/topic US–Ukraine air defense")
    assert talk.news.asked_since == 412
    assert "NEW SINCE 5 July, 05:30 UTC\n✚ Denmark sent more launchers.  Le Monde" in said.text
    assert "What’s new 1" in said.labels
    behind = talk.turn(said, "1")
    assert talk.turn(behind, "« Back").text == said.text
    assert "NEW\n✚ Denmark sent more launchers." in talk.turn(said, "What’s new 1").text


def test_who_looks_again_at_once_sees_the_same(talk: Talk) -> None:
    talk.say(f"/follow {AIR.name}")
    later(talk)
    first = talk.ask("/topic US–Ukraine air defense").text
    assert talk.ask("/topic US–Ukraine air defense").text == first


def test_nothing_new_is_said_in_a_line(talk: Talk) -> None:
    talk.say(f"/follow {AIR.name}")
    later(talk)
    talk.news.changes = ()
    assert "Nothing new since 5 July, 05:30 UTC." in talk.ask(f"/topic {AIR.name}").text


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        (ChangeKind.REVISED, "✚ revised: Denmark sent more launchers.  12 → 14"),
        (ChangeKind.CONFIRMED, "✚ now confirmed: Denmark sent more launchers.  12 → 14"),
        (ChangeKind.WITHDRAWN, "✚ withdrawn: Denmark sent more launchers.  12 → 14"),
    ],
)
def test_a_change_says_of_which_kind_it_is_and_its_step(talk: Talk, kind: ChangeKind, shown: str) -> None:
    talk.say(f"/follow {AIR.name}")
    later(talk)
    talk.news.changes = (change(kind, before="12", after="14"),)
    assert shown in talk.ask(f"/topic {AIR.name}").text


def test_earlier_and_later_days_are_a_tap_away_by_the_days_of_the_place(talk: Talk) -> None:
    yesterday = replace(talk.news.shown, id=400, built=NOON - timedelta(hours=20), points=(point("Old."),))
    talk.news.earlier = (
        Snapshot(id=399, built=NOON - timedelta(hours=26)),
        Snapshot(id=400, built=yesterday.built),
    )
    talk.news.kept = {400: yesterday}
    said = talk.ask(f"/topic {AIR.name}")
    assert said.labels[-1] == "◂ 4 July"
    before = talk.turn(said, "◂ 4 July")
    assert "Old." in before.text
    assert before.labels[-1] == "5 July ▸"
    talk.say("/settings zone Kiritimati")  # there it was 5 July already, fourteen hours ahead
    assert "◂ 5 July" in talk.ask(f"/topic {AIR.name}").labels[-1]


def test_who_wants_it_short_sees_fewer_lines_first_and_all_by_paging(talk: Talk) -> None:
    talk.news.shown = digest(tuple(point(f"Something numbered {n} happened.") for n in range(8)), ())
    full = talk.ask(f"/topic {AIR.name}")
    opened = talk.turn(talk.ask("/settings"), "Length")
    talk.turn(opened, "short")
    assert talk.records.chats.preferences(7).length is Length.SHORT
    short = talk.ask(f"/topic {AIR.name}")
    assert (full.text.count("numbered"), short.text.count("numbered")) == (7, 3)
    assert talk.turn(short, "2/2").text.count("numbered") == 5


def test_why_says_what_joined_the_passages_and_leads_back(talk: Talk) -> None:
    joined = point("They spoke.", reasons=("joined at 93% likelihood: all share phone, call",))
    talk.news.shown = digest((joined,), ())
    behind = talk.turn(talk.ask(f"/topic {AIR.name}"), "1")
    why = talk.turn(behind, "Why together?")
    assert "• joined at 93% likelihood: all share phone, call" in why.text
    assert talk.turn(why, "« Passages").text == behind.text


def test_the_button_under_a_digest_follows_and_stops(talk: Talk) -> None:
    said = talk.ask(f"/topic {AIR.name}")
    followed = talk.turn(said, "＋ Follow")
    assert [each.topic for each in talk.records.subscriptions.of_place(talk.who.place)] == [AIR.id]
    assert talk.turn(followed, "✓ Followed: stop").labels == said.labels


def test_brief_sends_all_that_is_followed(talk: Talk) -> None:
    assert talk.ask("/brief").text.startswith("Nothing is followed here yet.")
    for topic in (FERRY, AIR):
        talk.say(f"/follow {topic.name}")
    assert [said.text.splitlines()[0] for said in talk.say("/brief")] == [FERRY.name, AIR.name]


def heading(said: Said) -> str:
    return said.text.splitlines()[0]


@pytest.mark.parametrize(
    ("command", "title", "holds"),
    [
        ("new", "US–Ukraine air defense: what is new", "NEW\n✚ Denmark sent more launchers."),
        (
            "disputes",
            "US–Ukraine air defense: where reports differ",
            "since 5 July, 05:30 UTC · in 2",
        ),
        ("timeline", "US–Ukraine air defense: timeline", "4 July\n• They spoke.  RFI"),
        ("outlets", "US–Ukraine air defense: outlets", "9 lines · 3 alone · 5 confirmed · first with 1"),
    ],
)
def test_an_aspect_is_shown_by_command_and_by_button_and_leads_to_the_digest(
    talk: Talk, command: str, title: str, holds: str
) -> None:
    said = talk.ask(f"/topic {AIR.name}")
    shown = talk.ask(f"/{command}")
    assert heading(shown) == title
    assert holds in shown.text
    assert talk.turn(shown, "« Digest").text == said.text


def test_new_goes_through_all_that_is_followed_and_counts_as_seen(talk: Talk) -> None:
    for topic in (AIR, FERRY):
        talk.say(f"/follow {topic.name}")
    later(talk)
    found = talk.say("/new")
    assert [heading(each).partition(": ")[2] for each in found] == ["what is new", "what is new"]
    assert {each.seen for each in talk.records.subscriptions.of_place(talk.who.place)} == {413}


def test_aspects_ask_which_topic_where_none_was_spoken_of(talk: Talk) -> None:
    for command in ("new", "disputes", "timeline", "outlets", "export", "sources"):
        assert talk.ask(f"/{command}").labels[:2] == [AIR.name, FERRY.name]
    assert heading(talk.ask("/timeline Ostrey ferry fire")) == f"{FERRY.name}: timeline"
    assert heading(talk.ask("/timeline ferry")) == f"{FERRY.name}: timeline", "no other topic has the word"
    assert talk.ask("/timeline ostrey ferr").labels == [FERRY.name]


def test_an_outlets_account_or_the_outlets_there_are(talk: Talk) -> None:
    talk.say(f"/topic {AIR.name}")
    assert "confirmed by The Guardian" in talk.ask("/outlets RFI").text
    missed = talk.ask("/outlets <b>Rfy")
    assert "No report of “<b>Rfy” on this topic." in missed.text
    assert "did you mean 'RFI'" in missed.text


def test_buttons_of_a_topic_that_is_gone_say_so(talk: Talk) -> None:
    said = talk.ask(f"/topic {AIR.name}")
    talk.news.listed = (FERRY,)
    for label in ("What’s new", "Timeline", "＋ Follow"):
        (note,) = talk.tap(said, label)
        assert note.reply.alert
