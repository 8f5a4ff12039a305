"""At the door: strangers, links, limits, those shut out; what is kept of a person."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.access import Door, Rules
from bot.talk.reply import Reply
from briefings.store import Store
from tests.bot.access.talk import ANN, BOB, OWNER, USUAL, Talk, in_group, person, words
from tests.bot.access.test_personal import traces

INVITE_ONLY = replace(USUAL, door=Door.INVITE)


def link_of(replies: list[Reply]) -> str:
    """What `/start` gets from the link in a message."""
    link = next(word for word in words(replies).split() if word.startswith("https://t.me/"))
    return link.partition("?start=")[2]


def test_a_stranger_is_told_kindly_and_not_each_time_and_leaves_no_trace(store: Store) -> None:
    talk = Talk(store, INVITE_ONLY)
    first = talk.says(person(), "/topics")
    assert "invited" in words(first)
    assert [talk.says(person(), each) for each in ("/topics", "hello", "/ask why")] == [[], [], []]
    assert talk.says(in_group(BOB), "/topics") == []
    assert traces(store.path, ANN) == []
    assert talk.records.chats.get(ANN) is None


def test_a_link_that_an_admin_makes_lets_somebody_in_once(store: Store) -> None:
    talk = Talk(store, INVITE_ONLY)
    made = talk.says(person(OWNER), "/invite 1 7 friends")
    assert "0 of 1 used, good until 19 Mar 2026" in words(made)
    payload = link_of(made)
    assert "You are in" in words(talk.says(person(), f"/start {payload}"))
    assert "topics" in words(talk.says(person(), "/topics")).lower()
    assert "not good any more" in words(talk.says(person(BOB), f"/start {payload}"))
    assert talk.says(person(BOB), "/topics") != []


def test_a_link_that_is_revoked_is_out_of_the_list_and_lets_nobody_in(store: Store) -> None:
    talk = Talk(store, INVITE_ONLY)
    payload = link_of(talk.says(person(OWNER), "/invite 5 30"))
    listed = talk.says(person(OWNER), "/invite")
    assert payload in words(listed)
    after = talk.taps(person(OWNER), listed[0], "Revoke")
    assert payload not in words(after)
    assert "not good any more" in words(talk.says(person(), f"/start {payload}"))


def test_nobody_but_an_admin_makes_links_or_sees_people_by_word_or_by_a_forged_tap(store: Store) -> None:
    talk = Talk(store)
    listed = talk.says(person(OWNER), "/invite")
    for command in ("/invite", "/users", "/status", "/broadcast hello", "/feed", "/addtopic x", "/flags"):
        assert f"know {command.split()[0]}" in words(talk.says(person(), command))
    assert "no longer" in words(talk.taps(person(), listed[0], "New: 1 person"))
    assert talk.records.invites.every() == ()
    one = talk.says(person(OWNER), f"/users {BOB}")
    assert "no longer" in words(talk.taps(person(), one[0], "Shut out"))
    assert not talk.records.people.is_shut_out(BOB)


def test_somebody_shut_out_gets_no_answer_but_to_what_is_theirs(store: Store) -> None:
    talk = Talk(store)
    talk.says(person(), "/topics")
    one = talk.says(person(OWNER), f"/users {ANN}")
    assert "Shut out" in words(talk.taps(person(OWNER), one[0], "Shut out"))
    assert talk.says(person(), "/topics") == []
    assert talk.says(in_group(), "/topics") == []
    asked = talk.says(person(), "/forgetme")
    talk.taps(person(), asked[0], "Erase it all")
    assert talk.says(person(), "/topics") == []
    again = talk.says(person(OWNER), f"/users {ANN}")
    talk.taps(person(OWNER), again[0], "Let them back")
    assert talk.says(person(), "/topics") != []


def test_on_a_list_are_those_of_the_settings_and_those_an_admin_lets_in(store: Store) -> None:
    talk = Talk(store, replace(USUAL, door=Door.LIST, users=frozenset({BOB})))
    assert "invited" in words(talk.says(person(), "/topics"))
    assert "invited" not in words(talk.says(person(BOB), "/topics"))
    one = talk.says(person(OWNER), f"/users {ANN}")
    talk.taps(person(OWNER), one[0], "Let in")
    assert "invited" not in words(talk.says(person(), "/topics"))


def test_too_many_commands_are_answered_kindly_once_and_soon_go_on(store: Store) -> None:
    talk = Talk(store, Rules(commands=3))
    said = [talk.says(person(), "/help") for _ in range(6)]
    assert ["lot at once" in words(each) for each in said] == [False, False, False, True, False, False]
    assert said[4:] == [[], []]
    talk.pass_time(minutes=1)
    assert "lot at once" not in words(talk.says(person(), "/help"))


def test_admins_and_what_is_tapped_by_others_are_not_slowed_down(store: Store) -> None:
    talk = Talk(store, replace(USUAL, commands=2))
    for _ in range(9):
        assert "lot at once" not in words(talk.says(person(OWNER), "/help"))
        talk.says(person(BOB), "/help")
    assert "lot at once" not in words(talk.says(person(), "/help"))


def test_questions_of_a_day_run_out_and_digests_go_on(store: Store) -> None:
    talk = Talk(store, replace(USUAL, questions=2))
    said = [words(talk.says(person(), text)) for text in ("/ask why?", "why?", "how?", "/ask who?")]
    assert ["all the questions" in each for each in said] == [False, False, True, False]
    assert words(talk.says(person(), "/topics"))


def test_mydata_is_a_file_of_json_with_all_that_is_stored(store: Store) -> None:
    talk = Talk(store)
    talk.says(person(), "/topics")
    talk.says(person(BOB), "/topics")
    (reply,) = talk.says(person(), "/mydata")
    assert reply.document is not None
    assert reply.document.name == "mydata.json"
    held = json.loads(reply.document.content)
    assert held["person"] == ANN
    assert set(held["stored"]) == {"people", "chats"}
    assert str(BOB) not in reply.document.content.decode()


def test_forgetme_asks_first_and_then_leaves_nothing_in_the_file(store: Store) -> None:
    talk = Talk(store)
    talk.says(person(), "/topics")
    asked = talk.says(person(), "/forgetme")
    assert "Nothing was erased" in words(talk.taps(person(), asked[0], "Keep it"))
    assert talk.records.people.get(ANN) is not None
    done = talk.taps(person(), asked[0], "Erase it all")
    assert "know nothing of you" in words(done)
    assert done[0].edit
    store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert traces(store.path, ANN) == []


@pytest.mark.parametrize("command", ["/mydata", "/forgetme"])
def test_what_is_stored_of_a_person_is_not_told_in_a_group(store: Store, command: str) -> None:
    (reply,) = Talk(store).says(in_group(), command)
    assert reply.document is None
    assert "private chat" in words([reply])
    assert reply.rows == ()


@pytest.mark.parametrize(
    "command", ["/users", "/status", "/feed", "/flags", "/invite", "/broadcast x", "/addtopic x"]
)
def test_what_is_for_admins_is_not_shown_in_a_group(store: Store, command: str) -> None:
    (reply,) = Talk(store).says(in_group(OWNER), command)
    assert "private chat" in words([reply])


def test_users_lists_people_by_name_and_day_with_how_many_there_are(store: Store) -> None:
    talk = Talk(store)
    for user in (ANN, BOB):
        talk.says(person(user), "/topics")
    text = words(talk.says(person(OWNER), "/users"))
    assert text.startswith("2 people\n2 heard from in the last seven days")
    assert f"{ANN}  Person 901" in text
    assert "id" in words(talk.says(person(OWNER), "/users ann"))
    assert "nobody" in words(talk.says(person(OWNER), "/users 12"))
