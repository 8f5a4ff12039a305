"""`briefings chat`: the same conversation, with numbers for buttons."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.records import Records
from bot.richtext import bold, line
from bot.talk.all import conversation
from bot.talk.room import Room
from bot.terminal import HERE, Look, Terminal, shown
from briefings.store import Store
from tests.bot.handmade import AIR, HandMade


@pytest.fixture
def records(tmp_path: Path) -> Records:
    store = Store.open(tmp_path / "records.db")
    return Records.open(store)


def terminal(records: Records, tmp_path: Path, code: str = "") -> Terminal:
    return Terminal(conversation(Room(news=HandMade(), records=records)), Look(), code, tmp_path)


def test_lines_have_their_numbers_and_other_buttons_those_after_them(
    records: Records, tmp_path: Path
) -> None:
    talk = terminal(records, tmp_path)
    (digest,) = talk.say(f"/topic {AIR.name}")
    assert "[5] Sources  [6] Disputes 1" in digest
    (behind,) = talk.say("4")
    assert behind.startswith("4 · ONE ORIGIN")
    assert "https://outlet5.example/story?id=5&lang=en" in behind
    (back,) = talk.say("2")
    assert back == digest


def test_a_number_without_a_choice_is_words(records: Records, tmp_path: Path) -> None:
    assert "Which topic is that about?" in next(terminal(records, tmp_path).say("99"))


def test_files_are_written_under_a_name_that_is_free(records: Records, tmp_path: Path) -> None:
    talk = terminal(records, tmp_path)
    for name in ("topic.csv", "topic-2.csv"):
        list(talk.say(f"/export {AIR.name}"))
        (said,) = talk.say("2")
        assert said.endswith(f"Written to {tmp_path / name}")
        assert (tmp_path / name).read_text(encoding="utf-8") == AIR.name


def test_nothing_is_delivered_to_a_terminal(records: Records, tmp_path: Path) -> None:
    list(terminal(records, tmp_path).say(f"/follow {AIR.name}"))
    assert [each.topic for each in records.subscriptions.of_place(HERE)] == [AIR.id]
    assert records.chats.awake() == ()


def test_it_speaks_the_language_of_whoever_sits_there(records: Records, tmp_path: Path) -> None:
    (said,) = terminal(records, tmp_path, "uk_UA.UTF-8").say("/help")
    assert said.startswith("Як читати огляд")


def test_quotations_are_set_in_and_no_line_is_wider_than_asked() -> None:
    lines = (line(bold("word " * 30)), line("quoted " * 20, quoted=True))
    text = shown(lines, Look(width=50))
    assert all(len(each) <= 50 for each in text.splitlines())
    assert text.splitlines()[-1].startswith("  │ quoted")
