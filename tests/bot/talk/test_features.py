"""Questions, search, export, settings, inline mode; and every button of every screen in both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

import pytest

from bot.callbacks import encode
from bot.i18n import LANGUAGES
from bot.records.chats import Length, Quiet, WhenNothing
from bot.schedule import EVERY_DAY, WORKDAYS
from bot.talk.asking import QUESTION_LIMIT
from briefings.ask import Context
from briefings.model import Topic
from tests.bot.handmade import AIR, FERRY, digest, point
from tests.bot.talk.talking import Said, Talk, group

# Questions


def test_a_question_may_lean_on_the_one_before_and_says_so(talk: Talk) -> None:
    talk.say(f"/topic {AIR.name}")
    assert "About “" not in talk.ask("How long was the call?").text
    assert "About “How long was the call?”:" in talk.ask("And who says so?").text


def test_in_a_group_nobody_leans_on_what_somebody_else_asked(talk: Talk) -> None:
    ann, bob = group(talk, admin=False), group(talk, admin=False).as_somebody(user=8)
    ann.say(f"/topic {AIR.name}")
    ann.say("/ask How long was the call?")
    assert "About “" not in bob.ask("/ask And who says so?").text
    assert "About “" in ann.ask("/ask And who says so?").text


def test_a_question_after_a_line_was_opened_is_about_that_line(talk: Talk) -> None:
    talk.turn(talk.ask(f"/topic {AIR.name}"), "1")
    kept = talk.room.memory.asked.get((talk.who.place, talk.who.user))
    assert isinstance(kept, Context)
    assert kept.topic == AIR.name


def test_too_long_a_question_is_told_so(talk: Talk) -> None:
    assert f"at most {QUESTION_LIMIT}" in talk.ask("why " * QUESTION_LIMIT).text


# Search


def test_a_search_is_paged_in_its_message_with_the_words_marked(talk: Talk) -> None:
    first = talk.ask("/search Patriot")
    assert first.text.startswith("🔎 Patriot\n")
    assert first.labels == ["More ▸"]
    second = talk.turn(first, "More ▸")
    assert "battery number 8 " in second.text
    assert second.labels == ["◂ Before", "More ▸"]
    assert talk.turn(second, "◂ Before").text == first.text


def test_a_search_without_words_explains_itself_and_one_without_results_says_so(talk: Talk) -> None:
    assert "/search outlet:Reuters" in talk.ask("/search").text
    talk.news.notes = ("no outlet is called 'x'",)
    assert talk.ask("/search outlet:x").text.endswith("no outlet is called 'x'\nNo stored report has that.")


def test_the_buttons_of_a_search_that_is_forgotten_say_so(talk: Talk) -> None:
    for data in ("q1:5:8", "q1:5:-8", f"q1:5:{10**12}"):
        (note,) = talk.tap_data(data)
        assert "/search" in note.reply.alert


# Export


@pytest.mark.parametrize(
    ("label", "name"),
    [("Text", "topic.markdown"), ("Claims", "topic.csv"), ("Digest", "topic.json"), ("Feeds", "topic.opml")],
)
def test_a_topic_is_sent_as_a_file_of_the_kind_chosen(talk: Talk, label: str, name: str) -> None:
    (said,) = talk.tap(talk.ask(f"/export {AIR.name}"), label)
    document = said.reply.document
    assert document is not None
    assert (document.name, document.content.decode()) == (name, AIR.name)
    assert said.text.startswith(AIR.name)


# Settings


def test_each_setting_is_changed_by_buttons_in_one_message(talk: Talk) -> None:
    home = talk.ask("/settings")
    for setting, choice in [
        ("Hour", "19:00"),
        ("Time zone", "17:45"),
        ("Sound", "always silent"),
        ("When nothing", "no message"),
        ("Length", "short"),
    ]:
        opened = talk.turn(home, setting)
        assert opened.labels[-1] == "« Settings"
        home = talk.turn(opened, choice)
    kept = talk.records.chats.preferences(7)
    assert (kept.slot.zone, kept.slot.hour, kept.zone_chosen) == ("Asia/Kathmandu", 19, True)
    assert (kept.quiet, kept.when_nothing, kept.length) == (Quiet.ALWAYS, WhenNothing.SILENCE, Length.SHORT)
    assert "Hour: 19:00\nTime zone: Kathmandu, 17:45 there now\n" in home.text


def test_days_are_ticked_one_by_one_and_the_last_one_stays(talk: Talk) -> None:
    days = talk.turn(talk.ask("/settings"), "Days")
    days = talk.turn(days, "Monday to Friday")
    assert talk.records.chats.preferences(7).slot.days == WORKDAYS
    for name in ("☑ Mon", "☑ Tue", "☑ Wed", "☑ Thu", "☑ Fri"):
        days = talk.turn(days, name)
    assert talk.records.chats.preferences(7).slot.days == {4}
    talk.turn(days, "every day")
    assert talk.records.chats.preferences(7).slot.days == EVERY_DAY


def test_the_language_changes_at_once_and_stays(talk: Talk) -> None:
    chosen = talk.turn(talk.turn(talk.ask("/settings"), "Language"), "Українська")
    assert chosen.text.startswith("Щоденний огляд\nГодина: 08:00")
    assert talk.ask("/help").text.startswith("Як читати огляд")
    assert talk.ask("/settings година 7:30").text.splitlines()[1] == "Година: 07:30"


@pytest.mark.parametrize(
    ("typed", "answer"),
    [
        ("hour 7:30", "Hour: 07:30"),
        ("hour 7", "Hour: 07:00"),
        ("hour 25", "These can be typed"),
        ("hour x", "These can be typed"),
        ("zone ukraine", "Which one is meant"),
        ("zone Lord Howe", "Lord Howe Island, 22:30 there now"),
        ("zone katmandu", "Kathmandu"),
        ("zone <b>", "I know no time zone “<b>”."),
        ("colour red", "These can be typed"),
    ],
)
def test_hour_and_zone_can_be_typed(talk: Talk, typed: str, answer: str) -> None:
    said = talk.ask(f"/settings {typed}")
    assert answer in said.text


@pytest.mark.parametrize(
    "data",
    ["s1:hour:24", "s1:hour:x", "s1:zone:Nowhere", "s1:days:9", "s1:language:xx", "s1:quiet:loud",
     "s1:home:x", "z1:h:99", "z1:c:Mars", "f1:99:1:s:0", "l1:99:0", "e1:99:csv",
     "v1:412:n:9:9", "v1:412:t:0:-1", "v1:1:t:0:0"],
)  # fmt: skip
def test_forged_buttons_change_nothing(talk: Talk, data: str) -> None:
    talk.say("/settings")
    before = talk.records.chats.get(7)
    for said in talk.tap_data(data):
        assert said.reply.alert or said.reply.edit
    assert talk.records.chats.get(7) == before


# Inline mode


def test_inline_offers_topics_then_points_with_their_sources(talk: Talk) -> None:
    found = talk.inline("air defense")
    assert found[0].title == AIR.name
    assert "5 reports" in found[0].description
    shared = next(each for each in found if each.title.startswith("Washington has halted"))
    assert [run.link for each in shared.lines for run in each.runs if run.link]


def test_inline_finds_lines_by_their_words(talk: Talk) -> None:
    found = talk.inline("shipments")
    assert any(each.title.startswith("Washington has halted some weapons shipments") for each in found)
    assert not any(each.title.startswith("The call lasted") for each in found)


@pytest.mark.parametrize("query", ["", "x" * 256, "' OR 1=1 --", "<b>", "😀", "\u202e"])
def test_inline_takes_anything_and_offers_at_most_fifty(talk: Talk, query: str) -> None:
    talk.news.listed = tuple(Topic(id=n, name=f"Topic {n}") for n in range(40))
    talk.news.shown = digest(tuple(point(f"Something numbered {n} happened.") for n in range(60)))
    found = talk.inline(query)
    assert 0 < len(found) <= 50
    assert len({each.key for each in found}) == len(found)
    assert all(len(each.key.encode()) <= 64 and each.title for each in found)


# Everything, in both languages


def every_screen(talk: Talk) -> Iterator[Said]:
    """What each command answers, and what each button leads to, until there are no new ones."""
    commands = [name for name in talk.bot.commands if name not in ("forgetme", "samples")]
    waiting = [said for name in commands for said in talk.say(f"/{name}")]
    waiting += [said for words in ("What?", "ferry", "/dance") for said in talk.say(words)]
    tried: set[str] = set()
    while waiting:
        said = waiting.pop()
        yield said
        for button in said.buttons:
            data = encode(button.call)
            kind = re.sub(r"\d+", "9", data) if data.startswith(("s1", "z1")) else data
            if kind not in tried:
                tried.add(kind)
                talk.clock.now += timedelta(seconds=10)  # nobody taps faster for long
                waiting += talk.tap_data(data)
    assert len(tried) > 60


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_button_of_every_screen_leads_somewhere_and_every_message_is_well_formed(
    talk: Talk, language: str
) -> None:
    talk = talk.as_somebody(code=language)
    talk.say(f"/follow {AIR.name}")
    talk.say(f"/follow {FERRY.name}")
    for said in every_screen(talk):
        assert said.text or said.reply.document


# What is no word of the interface: names, and what is typed as it stands.
SAME = re.compile(
    r"https?://\S+|/\w+|US–Ukraine air defense|Ostrey ferry fire|Concordance|Telegram|RFI|The Guardian"
    r"|Bloomberg|Firstpost|Axios|Le Monde|Volodymyr Zelenskyy|Markdown|CSV|JSON|OPML|UTC|English"
    r"|[a-z-]+:|How many were hurt\?|Patriot|\"air defence\" -Germany|Reuters"
)


def test_in_ukrainian_no_english_word_of_the_interface_is_left(talk: Talk) -> None:
    talk = talk.as_somebody(code="uk")
    talk.say(f"/topic {AIR.name}")
    for name in ("start", "topics", "help", "settings", "follow", "brief", "search", "ask", "export"):
        for said in talk.say(f"/{name}"):
            words = "\n".join([*said.text.splitlines(), *said.labels])
            assert not re.findall(r"[A-Za-z]{3,}", SAME.sub("", words)), said.text
