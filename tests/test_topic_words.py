"""Setting up a topic: keywords proposed from what is stored, a preview, and wrong matches thrown out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.cli.main import main
from briefings.model import Name, NameLabel, Reading, Span
from briefings.store import Store
from briefings.topic_words import MOST_PROPOSED, named_in, proposed
from tests.newsdesk import NOW, article, reading

TEXTS = (
    "The ferry Sorrel ran aground off Karsund. Mara Lind led the rescue. Parliament met.",
    "Mara Lind of the harbour office spoke about the ferry Sorrel. Lind was calm. Parliament met.",
    "The ferry Sorrel is towed to Karsund today. Parliament met.",
)
OTHERS = tuple(f"Bread costs {n} more in Velholm this year. Parliament met." for n in range(9))
NAMES = ("Mara Lind", "Lind", "Karsund", "Parliament", "Sorrel", "Velholm")


def with_names(text: str) -> Reading:
    """A reading by hand whose claims have the names that stand in them."""
    read = reading(text)
    claims = []
    for claim in read.claims:
        said = claim.span.of(text)
        names = tuple(
            Name(
                span=Span(
                    start=claim.span.start + said.index(name),
                    end=claim.span.start + said.index(name) + len(name),
                ),
                text=name,
                key=name.lower(),
                label=NameLabel.PLACE,
            )
            for name in NAMES
            if name in said
        )
        claims.append(replace(claim, names=names))
    return replace(read, claims=tuple(claims))


@pytest.fixture
def news(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    with Store.open(path) as store:
        for number, text in enumerate((*TEXTS, *OTHERS)):
            one = article(url=f"https://h.example/{number}", title=text.split(".")[0], text=text)
            store.add_article(one, with_names(text), now=NOW)
    return path


def test_names_that_the_found_articles_share_and_others_have_not_are_proposed(news: Path) -> None:
    with Store.open(news) as store:
        words = store.proposed_keywords("Sorrel ferry")
    assert words[:2] == ("Sorrel", "ferry")
    assert set(words[2:]) == {"Mara Lind", "Karsund"}


def test_where_nothing_is_stored_the_names_own_words_are_proposed(store: Store) -> None:
    assert store.proposed_keywords("Thai cave rescue 2018") == ("Thai", "cave", "rescue")


def test_names_are_taken_once_an_article(news: Path) -> None:
    with Store.open(news) as store:
        named = named_in(store.material_of([1, 2]))
    assert named[2] == {"Mara Lind", "Lind", "Sorrel", "Parliament"}


@given(
    st.text(max_size=20), st.dictionaries(st.integers(1, 5), st.frozensets(st.text(max_size=12), max_size=5))
)
def test_any_name_gives_a_few_keywords(name: str, named: dict[int, frozenset[str]]) -> None:
    words = proposed(name, named, {}, 10)
    assert len(words) <= MOST_PROPOSED
    assert all(words)


def test_adding_a_name_alone_says_what_it_proposes(news: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--db", str(news), "topic", "add", "Sorrel ferry"]) == 0
    said = capsys.readouterr()
    assert "Sorrel ferry: Sorrel, ferry" in said.out
    assert "Mara Lind" in said.err
    assert '--keywords "Sorrel, ferry' in said.err


def test_a_preview_shows_what_would_match_and_changes_nothing(
    news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["topic", "preview", "Sorrel ferry", "--keywords", "Sorrel, Karsund", "--limit", "1"]
    assert main(["--db", str(news), *words]) == 0
    said = capsys.readouterr()
    assert "Harbour Post" in said.out
    assert "sorrel" in said.out
    assert "the newest 1 shown" in said.err
    with Store.open(news) as store:
        assert store.topics() == ()


def test_what_is_thrown_out_stays_out_until_it_is_taken_back(
    news: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def topic(*words: str) -> str:
        assert main(["--db", str(news), "topic", *words]) == 0
        return capsys.readouterr().out

    topic("add", "Sorrel ferry", "--keywords", "Sorrel, ferry")
    assert "is out of Sorrel ferry" in topic("drop", "Sorrel ferry", "https://h.example/1")
    assert "was out of" in topic("drop", "Sorrel ferry", "2")
    assert "Mara Lind of the harbour" not in topic("preview", "Sorrel ferry")
    topic("add", "Sorrel ferry", "--keywords", "Sorrel, ferry, Karsund")
    assert "Mara Lind of the harbour" not in topic("preview", "Sorrel ferry")
    assert "is back in" in topic("drop", "Sorrel ferry", "2", "--undo")
    assert "never thrown out" in topic("drop", "Sorrel ferry", "2", "--undo")
    assert "Mara Lind of the harbour" in topic("preview", "Sorrel ferry")


@pytest.mark.parametrize("written", ["999", "https://nowhere.example/", "x", "-1", "9" * 40])
def test_an_article_that_is_not_there_is_one_line(
    news: Path, written: str, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--db", str(news), "topic", "add", "Sorrel ferry"])
    capsys.readouterr()
    assert main(["--db", str(news), "topic", "drop", "Sorrel ferry", "--", written]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
