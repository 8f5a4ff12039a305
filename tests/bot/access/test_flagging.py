"""Saying that a line is wrong, judging it, and what becomes of it."""

from __future__ import annotations

import json
import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from bot.buttons import Button
from bot.cases import Case
from bot.flag_calls import FlagMenuCall
from bot.flag_export import cases, write
from bot.main import main
from bot.records.flags import FlagKind, Verdict
from bot.talk.flagging import FLAGS_A_DAY
from bot.talk.reply import Reply
from briefings.errors import InputError
from briefings.store import Store
from tests.bot.access.talk import ANN, OWNER, Talk, person, told, words

TEXTS = {
    1: "A ferry burned off Ostrey on Monday.\n\nNobody was hurt.",
    2: "The ferry caught fire near Ostrey.\n\nIt sank.",
    3: "A ferry museum opened in Lund.\n\nTickets are free.",
}


@pytest.fixture
def talk(store: Store) -> Talk:
    made = Talk(store)
    told(made, TEXTS)
    return made


def menu(talk: Talk, asker_id: int = ANN) -> Reply:
    """What the button under the first line's passages shows."""
    (reply,) = talk.taps(person(asker_id), under(talk.news.shown.id), "wrong")
    return reply


def under(digest: int, index: int = 0) -> Reply:
    """What stands under the passages of a line."""
    call = FlagMenuCall(digest=digest, dispute=False, index=index)
    return Reply(rows=((Button(label="wrong", call=call),),))


def test_what_can_be_wrong_is_offered_under_the_passages(talk: Talk) -> None:
    reply = menu(talk)
    assert reply.edit
    labels = [button.label for row in reply.rows for button in row]
    assert labels == ["Not what it says", "Not the same thing", "Not my topic", "« Back"]
    assert "The ferry burned off Ostrey." in words([reply])
    assert "Outlet 3" in words([reply])


def test_a_flag_is_noted_with_its_line_and_thanked_for(talk: Talk) -> None:
    (reply,) = talk.taps(person(), menu(talk), "Not the same")
    assert reply.alert == "Noted, thank you."
    assert reply.edit
    (flag,) = talk.records.flags.waiting(5)
    assert (flag.kind, flag.person, flag.name) == (FlagKind.NOT_SAME, ANN, "Ostrey ferry fire")
    assert flag.item.evidence == talk.news.shown.points[0].evidence  # type: ignore[union-attr]
    (again,) = talk.taps(person(), menu(talk), "Not the same")
    assert "before" in again.alert
    assert len(talk.records.flags.waiting(5)) == 1


def test_where_one_report_is_to_blame_it_is_asked_which(talk: Talk) -> None:
    (which,) = talk.taps(person(), menu(talk), "Not what it says")
    labels = [button.label for row in which.rows for button in row]
    assert labels == ["Outlet 1", "Outlet 2", "Outlet 3", "None of them says so", "« Back"]
    talk.taps(person(), which, "Outlet 2")
    talk.taps(person(), which, "None of them")
    article = talk.news.shown.points[0].evidence[1].article
    assert [flag.article for flag in talk.records.flags.waiting(5)] == [article, 0]


def test_not_my_topic_from_a_reader_waits_for_an_admin_and_then_stays_out(talk: Talk) -> None:
    topic = talk.store.topic("Ostrey ferry fire")
    (which,) = talk.taps(person(), menu(talk), "Not my topic")
    talk.taps(person(), which, "Outlet 3")
    assert talk.store.excluded(topic) == frozenset()
    (shown,) = talk.says(person(OWNER), "/flags")
    assert "Not my topic · Ostrey ferry fire" in words([shown])
    assert "⚑ Outlet 3" in words([shown])
    (after,) = talk.taps(person(OWNER), shown, "They are right")
    assert after.alert == "Out of the topic, for good."
    wrong = talk.news.shown.points[0].evidence[2].article
    assert talk.store.excluded(topic) == {wrong}
    assert wrong not in [each.id for each in talk.store.matching(topic)]
    assert "No flags wait" in words([after])


def test_not_my_topic_from_an_admin_works_at_once_and_can_be_taken_back(talk: Talk) -> None:
    topic = talk.store.topic("Ostrey ferry fire")
    (which,) = talk.taps(person(OWNER), menu(talk, OWNER), "Not my topic")
    alert, said = talk.taps(person(OWNER), which, "Outlet 3")
    assert alert.alert == "Out of the topic, for good."
    assert len(talk.store.excluded(topic)) == 1
    assert "“Report 3”, is out of Ostrey ferry fire" in words([said])
    assert "back in" in words(talk.taps(person(OWNER), said, "Take it back in"))
    assert talk.store.excluded(topic) == frozenset()


def test_only_admins_judge(talk: Talk) -> None:
    talk.taps(person(), menu(talk), "Not the same")
    (shown,) = talk.says(person(OWNER), "/flags")
    (refused,) = talk.taps(person(), shown, "They are right")
    assert "no longer" in refused.alert
    assert len(talk.records.flags.waiting(5)) == 1
    talk.taps(person(OWNER), shown, "They are not")
    assert talk.records.flags.counts() == {"waiting": 0, "accepted": 0, "dismissed": 1}


def test_flags_that_wait_are_gone_through_one_by_one(talk: Talk) -> None:
    for label in ("Not the same", "Not my topic"):
        reply = menu(talk)
        found = talk.taps(person(), reply, label)
        if label == "Not my topic":
            talk.taps(person(), found[0], "Outlet 1")
    (first,) = talk.says(person(OWNER), "/flags")
    assert "2 flags wait" in words([first])
    (second,) = talk.taps(person(OWNER), first, "Next")
    assert "Not my topic" in words([second])


def test_nobody_fills_the_list_of_flags(talk: Talk) -> None:
    points = talk.news.shown.points * (FLAGS_A_DAY + 3)
    talk.news.shown = talk.store.save_digest(replace(talk.news.shown, points=points, id=0))
    alerts = []
    for index in range(FLAGS_A_DAY + 2):
        talk.pass_time(seconds=30)
        (reply,) = talk.taps(person(), under(talk.news.shown.id, index), "wrong")
        alerts.append(talk.taps(person(), reply, "Not the same")[0].alert)
    assert alerts.count("Noted, thank you.") == FLAGS_A_DAY
    assert "plenty" in alerts[-1]


def test_a_forged_tap_on_a_line_or_report_that_is_not_there_does_nothing(talk: Talk) -> None:
    number = talk.news.shown.id
    for forged in (
        f"w1:{number}:0:99", f"w1:{number}:1:0", "w1:99:0:0", f"w2:{number}:0:0:said:999:1",
        f"w2:{number}:0:0:nonsense:0:0", f"w2:{number}:0:-1:said:0:1",
    ):  # fmt: skip
        replies = talk.forges(person(), forged)
        assert all(reply.alert and not reply.lines for reply in replies)
    assert talk.records.flags.counts()["waiting"] == 0


def test_a_digest_that_is_gone_is_said_so(talk: Talk) -> None:
    assert "no longer stored" in words(talk.taps(person(), under(12345), "wrong"))
    assert FlagMenuCall(digest=1, dispute=True, index=2).written() == "1:1:2"


# Cases


def accept(talk: Talk, label: str, report: str = "") -> Case:
    found = talk.taps(person(), menu(talk), label)
    if report:
        talk.taps(person(), found[0], report)
    for flag in talk.records.flags.waiting(9):
        talk.records.flags.judge(flag.id, Verdict.ACCEPTED, talk.now)
    (case,) = cases(talk.store, talk.records)
    return case


def test_a_line_that_is_not_one_thing_is_no_point_of_the_case(talk: Talk) -> None:
    case = accept(talk, "Not the same")
    assert case.gold["points"] == []
    assert case.gold["flags"][0]["kind"] == "same"
    assert {(e["article"], e["sentence"]) for e in case.gold["flags"][0]["evidence"]} == {
        (each["id"], 0) for each in case.articles["articles"]
    }


def test_a_line_with_one_wrong_passage_keeps_the_others(talk: Talk) -> None:
    case = accept(talk, "Not what it says", "Outlet 3")
    (point,) = case.gold["points"]
    assert [each["sentence"] for each in point["evidence"]] == [0, 0]
    assert point["unchecked"]
    wrong = case.gold["flags"][0]["article"]
    assert wrong not in [each["article"] for each in point["evidence"]]


def test_a_report_off_the_topic_states_nothing(talk: Talk) -> None:
    case = accept(talk, "Not my topic", "Outlet 3")
    off = case.gold["flags"][0]["article"]
    assert off not in json.dumps(case.gold["points"])
    assert off in [each["id"] for each in case.articles["articles"]]


def test_a_case_holds_nothing_of_who_said_it(talk: Talk) -> None:
    case = accept(talk, "Not the same")
    assert str(ANN) not in json.dumps([case.articles, case.gold])


def test_every_sentence_of_a_case_stands_in_its_text_at_its_number(talk: Talk) -> None:
    for each in accept(talk, "Not the same").articles["articles"]:
        assert "\n\n".join(each["sentences"]) == each["text"]


def test_export_sends_both_files_of_each_case_and_says_where_there_is_none(talk: Talk) -> None:
    (nothing,) = talk.says(person(OWNER), "/flags export")
    assert nothing.document is None
    assert "No flag has been accepted" in words([nothing])
    case = accept(talk, "Not the same")
    (reply,) = talk.says(person(OWNER), "/flags export")
    assert reply.document is not None
    with zipfile.ZipFile(BytesIO(reply.document.content)) as packed:
        assert packed.namelist() == [f"{case.name}.json", f"{case.name}.gold.json"]


def test_cases_outlive_topic_and_digest(talk: Talk) -> None:
    accept(talk, "Not the same")
    talk.store.remove_topic("Ostrey ferry fire")
    (case,) = cases(talk.store, talk.records)
    assert case.gold["topic"] == "Ostrey ferry fire"
    assert len(case.articles["articles"]) == 3


def test_a_folder_that_cannot_be_written_is_one_line(talk: Talk, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(InputError, match="file"):
        write((accept(talk, "Not the same"),), tmp_path / "file")


def test_the_command_line_writes_the_cases(
    talk: Talk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    case = accept(talk, "Not the same")
    monkeypatch.setenv("BRIEFINGS_DB", str(talk.store.path))
    monkeypatch.setattr(sys, "argv", ["concordance-bot", "flags", str(tmp_path / "cases")])
    main()
    assert "1 case written" in capsys.readouterr().err
    assert sorted(each.name for each in (tmp_path / "cases").iterdir()) == [
        f"{case.name}.gold.json",
        f"{case.name}.json",
    ]


def test_the_scorer_reads_an_exported_case(
    talk: Talk, tmp_path: Path, shared: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = accept(talk, "Not what it says", "Outlet 3")
    write((case,), tmp_path)
    monkeypatch.syspath_prepend(str(shared / "newsroom"))
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    import score  # type: ignore[import-not-found]

    cluster = score.Cluster(tmp_path / f"{case.name}.json")
    line = {
        "status": "consensus",
        "evidence": [
            {"url": f"https://outlet{n}.example/{n}", "quote": TEXTS[n].split("\n\n")[0]} for n in (1, 2)
        ],
    }
    right = cluster.score({"points": [line], "disputes": []}, [])
    assert right["point_recall"] == (2, 2)
    assert right["point_precision"] == (1, 1)
