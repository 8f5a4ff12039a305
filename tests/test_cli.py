"""The command line as a person meets it: what goes in, what comes out, and what is said when it cannot be."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from briefings.cli.main import main
from briefings.store import Store
from tests.newsdesk import TEXT, digest

if TYPE_CHECKING:
    from spacy.language import Language

    from briefings.meaning import Meaning


@dataclass(frozen=True, kw_only=True)
class Said:
    """What one run said. status: its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> dict[str, Any]:
        """Standard output as JSON."""
        found: dict[str, Any] = json.loads(self.out)
        return found


Run = Callable[..., Said]


@pytest.fixture
def run(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    nlp: Language,
    meaning: Meaning,
) -> Run:
    """Runs words in this process, with a database of its own and the language model of the session."""
    monkeypatch.setattr("briefings.language.load", lambda name=None: nlp)
    monkeypatch.setattr("briefings.meaning.Meaning.load", lambda path: meaning)

    def call(*words: str | Path, stdin: bytes = b"", db: Path | None = None) -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
        capsys.readouterr()
        status = main(["--db", str(db or tmp_path / "b.db"), *map(str, words)])
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return Said(status=status, out=said.out, err=said.err)

    return call


def line(number: int, **fields: Any) -> str:
    """One article as a line of JSON."""
    record = {
        "url": f"https://harbour.example/{number}",
        "title": "Fire on the Ostrey ferry",
        "outlet": f"Outlet {number}",
        "published": "2025-07-05T10:00:00Z",
        "text": f"{TEXT} The captain told reporter {number} that the engine had failed.",
    }
    return json.dumps(record | fields)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Three articles as lines of JSON."""
    path = tmp_path / "reports.jsonl"
    path.write_text("\n".join(line(number) for number in (1, 2, 3)), encoding="utf-8")
    return path


# Bad use: one line, status 2, and what to do


@pytest.mark.parametrize(
    ("words", "says"),
    [
        ((), "Missing command"),
        (("brief",), "No such command 'brief'"),
        (("digest",), "Missing argument 'TOPIC'"),
        (("ingest",), "Missing argument 'SOURCE...'"),
        (("digest", "Ferry", "--colour"), "No such option"),
        (("digest", "Ferry"), "no topic named 'Ferry'"),
        (("ask", "Ferry", "why?"), "no topic named 'Ferry'"),
        (("sources", "Ferry"), "no topic named 'Ferry'"),
        (("topic", "show", "Ferry"), "no topic named 'Ferry'"),
        (("topic", "remove", "Ferry"), "no topic named 'Ferry'"),
        (("topic", "add", "–"), "no topic name"),
        (("sources", "Ferry", "0"), "NUMBER"),
        (("digest", "Ferry", "--since", "yesteryear"), "write 2025-07-04"),
        (("ask", "Ferry", " "), "question is empty"),
        (("verify",), "no database at"),
        (("backup",), "no database at"),
        (("page", "missing.html"), "no such file"),
        (("claims", "missing.txt"), "missing.txt"),
    ],
)
def test_bad_use_is_one_line_and_status_2(run: Run, words: tuple[str, ...], says: str) -> None:
    said = run(*words)
    assert said.status == 2
    assert said.out == ""
    assert says in said.err
    assert said.err.startswith("briefings: ")
    assert said.err.count("\n") == 1


def test_an_unknown_topic_names_the_nearest(run: Run) -> None:
    run("topic", "add", "US–Ukraine air defense")
    said = run("digest", "Ukrane air defence")
    assert said.status == 2
    assert "did you mean 'US–Ukraine air defense'?" in said.err


@pytest.mark.parametrize(
    "verb", [("topic", "list"), ("digest", "x"), ("ingest", "-"), ("verify",), ("doctor",)]
)
def test_a_folder_for_a_database_is_bad_use(run: Run, tmp_path: Path, verb: tuple[str, ...]) -> None:
    said = run(*verb, db=tmp_path)
    assert said.status in {1, 2}
    assert "is a folder" in said.err + said.out


def test_a_file_that_is_no_database_is_a_failure(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear editor, " * 100)
    said = run("topic", "list", db=letter)
    assert (said.status, said.err.count("\n")) == (1, 1)
    assert "is not a database" in said.err
    assert letter.read_text() == "Dear editor, " * 100


# Ingest


def test_articles_go_in_and_are_counted(run: Run, reports: Path) -> None:
    said = run("ingest", reports)
    assert (said.status, said.out, said.err) == (0, "", "3 articles stored\n")


def test_the_same_file_again_stores_nothing_new(run: Run, reports: Path) -> None:
    run("ingest", reports)
    said = run("ingest", reports)
    assert (said.status, said.err) == (0, "0 articles stored, 3 already known\n")


def test_a_bad_line_is_named_with_its_number_and_the_rest_goes_in(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "some.jsonl"
    path.write_text(f"{line(1)}\n{{broken\n{line(2, text=7)}\n\n{line(4)}\n")
    said = run("ingest", path)
    assert said.status == 0
    assert f"{path}, line 2: not a JSON object" in said.err
    assert f"{path}, line 3:" in said.err
    assert said.err.endswith("2 articles stored, 2 refused\n")


def test_standard_input_is_a_source(run: Run) -> None:
    said = run("ingest", "-", stdin=line(1).encode())
    assert (said.status, said.err) == (0, "1 article stored\n")


@pytest.mark.parametrize(
    ("name", "content"),
    [("empty.jsonl", b""), ("blank.txt", b" \n"), ("picture.txt", b"\x89PNG\r\n\x00\x00\x01")],
)
def test_an_unreadable_file_is_bad_use_and_the_rest_goes_in(
    run: Run, tmp_path: Path, reports: Path, name: str, content: bytes
) -> None:
    bad = tmp_path / name
    bad.write_bytes(content)
    said = run("ingest", bad, reports)
    assert said.status == 2
    assert str(bad) in said.err
    assert said.err.endswith("3 articles stored, 1 source unreadable\n")


def test_one_file_that_cannot_be_read_is_one_line(run: Run, tmp_path: Path) -> None:
    said = run("ingest", tmp_path / "missing.jsonl")
    assert (said.status, said.err.count("\n")) == (2, 1)
    assert "no such file" in said.err


def test_lines_of_which_none_can_be_read_are_bad_use(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "none.jsonl"
    path.write_text("{broken\n")
    said = run("ingest", path)
    assert said.status == 2
    assert "nothing was stored" in said.err


# Topics


def test_a_topic_is_added_listed_shown_and_removed(run: Run, reports: Path) -> None:
    run("ingest", reports)
    assert run("topic", "add", "Ferry fire", "--keywords", " ferry,  Ostrey , ferry,").out == (
        "Ferry fire: ferry, Ostrey\n"
    )
    assert run("topic", "list").out == "Ferry fire\n"
    shown = run("topic", "show", "FERRY FIRE").out
    assert "keywords  ferry, Ostrey" in shown
    assert "3 articles, 5 July 2025" in shown
    assert run("topic", "remove", "ferry fire").out == "Removed Ferry fire.\n"
    assert run("topic", "list").out == ""


def test_a_topic_without_keywords_takes_the_words_of_its_name(run: Run) -> None:
    assert run("topic", "add", "The ferry fire").out == "The ferry fire: ferry, fire\n"


# Digest, sources, ask


@pytest.fixture
def briefed(run: Run, reports: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Three articles and a topic; the digest built of them is one made by hand."""

    def build(topic: Any, material: Any, **named: Any) -> Any:
        return digest(topic.name, built=named["now"], articles=len(material.articles))

    monkeypatch.setattr("briefings.digest.build.build_digest", build)
    run("ingest", reports)
    run("topic", "add", "Ferry", "--keywords", "ferry, Ostrey")
    return run


def test_a_digest_is_text_for_people_and_json_for_programs(briefed: Run) -> None:
    assert "All 48 people were saved." in briefed("digest", "ferry").out
    built = briefed("digest", "ferry", "--json").json
    assert built["schema"] == "briefings.digest/1"
    assert (built["topic"], built["articles"], built["stale"]) == ("Ferry", 3, True)
    point, dispute = built["points"][0], built["disputes"][0]
    assert {"status", "text", "outlets", "origins", "evidence", "reasons", "key"} <= set(point)
    assert {"url", "quote", "origin", "outlet", "title", "published", "credited"} <= set(point["evidence"][0])
    assert {"kind", "question", "sides", "update", "note"} <= set(dispute)
    assert {"claim", "value", "evidence"} <= set(dispute["sides"][0])
    assert point["status"] == "consensus"


def test_sources_of_a_line_show_the_passages_with_their_links(briefed: Run) -> None:
    briefed("digest", "ferry")
    shown = briefed("sources", "ferry", "1").out
    assert "    The ferry left Ostrey" in shown
    assert "https://harbour.example/ferry" in shown
    assert "Harbour Post (from Coastguard) · 5 July 2025, 10:00 UTC · credits the coastguard" in shown
    every = briefed("sources", "ferry").out
    assert " 1  All 48 people were saved." in every


def test_a_line_that_is_not_there_is_bad_use(briefed: Run) -> None:
    briefed("digest", "ferry")
    said = briefed("sources", "ferry", "9")
    assert said.status == 2
    assert "lines 1 to 3" in said.err


def test_a_topic_without_articles_gives_an_empty_digest_and_says_so(run: Run) -> None:
    """Nothing stored is no failure: a scheduled run must not break on a quiet topic."""
    run("topic", "add", "Weather")
    said = run("digest", "weather")
    assert said.status == 0
    assert said.out.strip()
    built = run("digest", "weather", "--json")
    assert built.status == 0
    assert (built.json["articles"], built.json["points"], built.json["disputes"]) == (0, [], [])


@pytest.mark.parametrize(
    "since",
    ["2025-07-05", "2025-07-05T09:30", "2025-07-05T09:30+02:00", "1900-01-01", "0001-01-01", "99999w"],
)
def test_since_takes_days_times_and_spans(run: Run, reports: Path, since: str) -> None:
    run("ingest", reports)
    run("topic", "add", "Ferry", "--keywords", "ferry, Ostrey")
    built = run("digest", "ferry", "--since", since, "--json").json
    assert built["articles"] == 3


def test_a_question_on_a_topic_without_articles_is_declined(run: Run) -> None:
    run("topic", "add", "Weather")
    said = run("ask", "weather", "Will it rain?", "--json")
    assert said.status == 0
    assert said.json["schema"] == "briefings.answer/1"
    assert (said.json["answered"], said.json["passages"]) == (False, [])


def test_a_question_is_answered_with_verbatim_passages(run: Run, reports: Path, tmp_path: Path) -> None:
    run("ingest", reports)
    run("topic", "add", "Ferry", "--keywords", "ferry, Ostrey")
    answer = run("ask", "ferry", "How many people were saved?", "--json").json
    with Store.open(tmp_path / "b.db") as store:
        texts = {a.url: a.text for a in store.material_of([1, 2, 3]).articles}
    assert answer["answered"]
    assert all(item["quote"] in texts[item["url"]] for item in answer["passages"])
    assert "48" in answer["passages"][0]["quote"]


# One text or page


def test_claims_of_a_text_have_offsets_into_the_file(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "report.txt"
    text = "The harbour was quiet.\r\n\r\nThe captain said the engine had failed.\r\n"
    path.write_bytes(text.encode())
    (claim,) = run("claims", path, "--json").json["claims"]
    read = path.read_text(encoding="utf-8")
    source, cue, content = claim["source"], claim["cue"], claim["content"]
    assert read[source["start"] : source["end"]] == source["text"] == "The captain"
    assert read[cue["start"] : cue["end"]] == cue["text"] == "said"
    assert read[content["start"] : content["end"]] == "the engine had failed"
    assert read[claim["start"] : claim["end"]] == "The captain said the engine had failed"
    assert set(source) >= {"start", "end", "text", "name"}


def test_a_page_gives_its_article(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    body = "".join(f"<p>{TEXT} Paragraph {n} of the report tells more of it.</p>" for n in range(6))
    path.write_text(
        f"<html><head><title>Fire</title></head><body><article><h1>Fire on the ferry</h1>{body}"
        "</article></body></html>"
    )
    found = run("page", path, "--json").json
    assert {"text", "title", "outlet", "published", "url", "credit"} <= set(found)
    assert "All 48 people were saved." in found["text"]
    assert "All 48 people were saved." in run("page", path).out


# Care


def test_verify_says_what_was_checked(run: Run, reports: Path) -> None:
    run("ingest", reports)
    said = run("verify")
    assert said.status == 0
    assert said.out.startswith("3 articles, ")
    assert said.out.endswith("all sound\n")


def test_verify_names_what_does_not_match(run: Run, reports: Path, tmp_path: Path) -> None:
    run("ingest", reports)
    with Store.open(tmp_path / "b.db") as store:
        store.db.execute("UPDATE claims SET text = 'Nobody was saved.' WHERE id = 1")
    said = run("verify")
    assert said.status == 1
    assert said.out.startswith("claim 1 of article 1 (https://harbour.example/1)")
    assert "1 fault found" in said.err


def test_a_backup_is_verified_and_named(run: Run, reports: Path, tmp_path: Path) -> None:
    run("ingest", reports)
    target = tmp_path / "copy.db"
    said = run("backup", target)
    assert (said.status, said.out) == (0, f"{target}: 3 articles, verified\n")
    assert run("backup", target).status == 2
    assert run("topic", "list", db=target).status == 0


def test_doctor_finds_a_healthy_installation_healthy(run: Run, reports: Path) -> None:
    assert run("doctor").status == 0
    run("ingest", reports)
    run("topic", "add", "Weather")
    said = run("doctor")
    assert said.status == 0
    assert "nothing stored yet on Weather" in said.out
    assert "FAIL" not in said.out


def test_doctor_names_what_is_wrong(run: Run, tmp_path: Path) -> None:
    letter = tmp_path / "letter.txt"
    letter.write_text("Dear editor, " * 100)
    said = run("doctor", db=letter)
    assert said.status == 1
    assert "FAIL  database" in said.out


# Chat


def test_chat_briefs_shows_sources_and_answers(briefed: Run) -> None:
    said = briefed("chat", stdin=b"/topics\n/topic ferry\n/sources 1\nHow many people were saved?\n")
    assert said.status == 0
    assert "[1] Ferry" in said.out
    assert "https://harbour.example/ferry" in said.out
    assert "48" in said.out.split("https://harbour.example/ferry")[-1]


def test_a_follow_up_in_chat_shows_what_it_leans_on(briefed: Run) -> None:
    said = briefed("chat", stdin=b"/topic ferry\nHow many people were saved?\nwhen?\n")
    assert "About “How many people were saved?”:" in said.out
    alone = briefed("chat", stdin=b"/topic ferry\nwhy?\n")
    assert "ask it in full" in " ".join(alone.out.split())


def test_search_prints_sentences_with_what_matched(briefed: Run) -> None:
    said = briefed("search", "ferry", "fire")
    assert said.status == 0
    assert "[ferry]" in said.out
    assert "https://harbour.example/" in said.out
    page = briefed("search", "ferry", "--json", "--limit", "1").json
    assert page["schema"] == "briefings.search/1"
    assert len(page["hits"]) == 1


def test_a_search_for_nothing_that_is_there_says_so(briefed: Run) -> None:
    said = briefed("search", "outlet:Nobody ((")
    assert said.status == 0
    assert said.out.strip() == "Nothing found."
    assert "No outlet is called “Nobody”." in said.err


def test_chat_goes_on_after_what_it_cannot_do(briefed: Run) -> None:
    typed = b"/topic fery\n/sources\n/sources 99\n/dance\n/topic ferry\n/sources 99\n/quit\n/topics\n"
    said = briefed("chat", stdin=typed)
    assert said.status == 0
    assert "Did you mean:\n[1] Ferry" in said.out
    assert "Which topic? Tap one" in said.out
    assert "I do not know /dance" in said.out
    assert said.out.endswith("the digest of Ferry has lines 1 to 3.\n")
