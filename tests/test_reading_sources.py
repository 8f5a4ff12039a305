"""Whatever is named as a source becomes articles, or one clear line says why not."""

from __future__ import annotations

import gzip
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.errors import InputError, UnreadableSourceError
from briefings.model import Article
from briefings.reading import sources
from briefings.reading.records import BadRecord, read_record
from briefings.reading.sources import Rejected, read_source

NOW = datetime(2031, 5, 2, 12, tzinfo=UTC)
PROSE = (
    "The council voted on Tuesday night to close the old harbour bridge for eleven months, the mayor said."
)
RECORD = {
    "url": "https://post.example/bridge",
    "title": "Bridge closes",
    "outlet": "Harbour Post",
    "published": "2031-05-01",
    "text": PROSE,
}


def write(path: Path, *lines: object) -> str:
    path.write_text("".join((x if isinstance(x, str) else json.dumps(x)) + "\n" for x in lines))
    return str(path)


def read(source: str, stdin: bytes = b"") -> tuple[list[Article], list[Rejected]]:
    items = list(read_source(source, now=NOW, stdin=io.BytesIO(stdin)))
    return [i for i in items if isinstance(i, Article)], [i for i in items if isinstance(i, Rejected)]


def test_a_line_of_json_is_an_article_with_its_day(tmp_path: Path) -> None:
    (article,), rejected = read(write(tmp_path / "a.jsonl", RECORD))
    assert (article.url, article.title, article.outlet) == (RECORD["url"], "Bridge closes", "Harbour Post")
    assert (article.published, article.day_only) == (datetime(2031, 5, 1, tzinfo=UTC), True)
    assert article.text == PROSE
    assert not rejected


def test_text_of_a_record_is_kept_to_the_letter(tmp_path: Path) -> None:
    dirty = f"Photo: Nobody\n\n{PROSE}  \n\n\u00a0Sign up for news "
    (article,), _ = read(write(tmp_path / "a.jsonl", RECORD | {"text": dirty}))
    assert article.text == dirty


def test_bad_lines_are_rejected_by_number_and_the_rest_goes_in(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl",
        RECORD,
        "{not json",
        "",
        "[1, 2]",
        {"text": 7},
        {"title": "no text"},
        RECORD | {"text": " \n"},
        {"text": PROSE},
    )
    articles, rejected = read(path)
    assert [a.outlet for a in articles] == ["Harbour Post", "a"]
    assert [(r.line, r.kept) for r in rejected] == [
        (2, False),
        (4, False),
        (5, False),
        (6, False),
        (7, False),
    ]
    assert all("\n" not in r.reason for r in rejected)


@pytest.mark.parametrize("wrong", [None, 3, ["x"], {"a": 1}, True, "", "\ud800"])
@pytest.mark.parametrize("field", ["url", "title", "outlet", "published", "authors"])
def test_a_field_of_the_wrong_type_costs_only_that_field(field: str, wrong: object) -> None:
    article, _ = read_record(RECORD | {field: wrong}, name="a.jsonl", now=NOW)
    assert article.text == PROSE
    article.url.encode()
    article.title.encode()


@pytest.mark.parametrize(
    "written", ["2099-01-01", "1601-01-01", "yesterday", "0000-00-00", "2031-13-45", 1e300]
)
def test_a_date_that_cannot_be_is_left_out_and_noted(tmp_path: Path, written: object) -> None:
    (article,), (note,) = read(write(tmp_path / "a.jsonl", RECORD | {"published": written}))
    assert article.published is None
    assert note.kept
    assert note.line == 1


def test_the_same_record_without_address_has_the_same_name_everywhere(tmp_path: Path) -> None:
    record = {"text": PROSE}
    (one,), _ = read(write(tmp_path / "a.jsonl", record))
    (two,), _ = read(write(tmp_path / "b.jsonl", RECORD | {"url": "javascript:alert(1)"}))
    assert one.url == two.url
    assert one.url.startswith("file:")


def test_compressed_lines_and_lines_in_another_charset_are_read(tmp_path: Path) -> None:
    latin = json.dumps({"text": f"Café. {PROSE}"}, ensure_ascii=False).encode("cp1252")
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(json.dumps(RECORD).encode() + b"\r\n" + latin))
    articles, rejected = read(str(tmp_path / "a.jsonl.gz"))
    assert [a.text[:4] for a in articles] == ["The ", "Café"]
    assert not rejected


def test_a_giant_line_is_dropped_without_being_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "MAX_LINE", 1000)
    monkeypatch.setattr(sources, "BLOCK", 300)
    path = write(tmp_path / "a.jsonl", RECORD, {"text": "x" * 9000}, RECORD, {"text": "y" * 20000})
    articles, rejected = read(path)
    assert len(articles) == 2
    assert [r.line for r in rejected] == [2, 4]


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.jsonl", b"", "empty"),
        ("blank.txt", b" \n\n", "empty"),
        ("image.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00", "binary"),
        ("binary.jsonl", b"{\x00\x01\x02", "binary"),
        ("wide.jsonl", "{}".encode("utf-16"), "UTF-16"),
        ("broken.jsonl.gz", b"\x1f\x8b\x08\x00garbage that is not deflate", "broken.jsonl.gz"),
        ("short.jsonl.gz", gzip.compress(json.dumps(RECORD).encode() * 50)[:-20], "compressed"),
        ("furniture.txt", b"Comments\n\nSign up for our newsletter\n", "no article"),
    ],
)
def test_a_file_that_cannot_be_read_is_named_in_one_line(
    tmp_path: Path, name: str, content: bytes, reason: str
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(UnreadableSourceError, match=reason) as caught:
        read(str(tmp_path / name))
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("source", ["/nowhere/at/all.txt", "a\x00b", "x" * 5000, ""])
def test_a_source_that_is_not_there_is_bad_input(
    source: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(InputError):
        read(source)


def test_a_report_too_large_for_one_article_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "MAX_DOCUMENT", 20_000)
    (tmp_path / "a.txt").write_text(PROSE * 1000)
    with pytest.raises(UnreadableSourceError, match="too large"):
        read(str(tmp_path / "a.txt"))


def test_a_folder_is_read_in_order_and_a_bad_file_in_it_is_reported(tmp_path: Path) -> None:
    (tmp_path / "sub").mkdir()
    write(tmp_path / "sub" / "b.jsonl", RECORD)
    (tmp_path / "a.txt").write_text(f"Site: Fjord Times\nTitle: Bridge shut\n\n{PROSE}\n")
    (tmp_path / "c.txt").write_bytes(b"\x00\x01")
    (tmp_path / ".hidden.txt").write_text(PROSE)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG")
    articles, rejected = read(str(tmp_path))
    assert [a.outlet for a in articles] == ["Fjord Times", "Harbour Post"]
    assert [(Path(r.source).name, r.line) for r in rejected] == [("c.txt", 0)]


def test_a_folder_without_readable_files_is_one_line(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSourceError, match="holds no"):
        read(str(tmp_path))


@pytest.mark.parametrize(
    "piped",
    [
        json.dumps(RECORD).encode(),
        f"Bridge closes in the harbour town\n\n{PROSE}\n".encode(),
        f"<html><head><title>Bridge</title></head><body><article><h1>Bridge</h1><p>{PROSE}</p>"
        f"<p>{PROSE.replace('Tuesday', 'Friday')}</p></article></body></html>".encode(),
    ],
    ids=["records", "report", "page"],
)
def test_standard_input_is_told_by_what_it_begins_with(piped: bytes) -> None:
    (article,), _ = read("-", piped)
    assert PROSE in article.text


VALUES = st.recursive(
    st.none() | st.text(max_size=5),
    lambda x: st.dictionaries(st.text(max_size=5), x, max_size=3),
    max_leaves=3,
)


@settings(max_examples=40)
@given(VALUES)
def test_any_json_value_is_an_article_or_a_bad_record(value: object) -> None:
    with pytest.raises(BadRecord):
        read_record(value if not isinstance(value, dict) else value | {"text": None}, name="a", now=NOW)


@given(st.binary(max_size=600))
def test_any_bytes_are_articles_or_bad_input_never_a_crash(content: bytes) -> None:
    try:
        articles, rejected = read("-", content)
    except InputError:
        return
    assert articles or rejected
