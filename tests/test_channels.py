"""Public Telegram channels: their preview page is a feed, a post is an article, a forward has its origin."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.following import Feed
from briefings.model import Article
from briefings.reading import polling
from briefings.reading.channels import is_preview, parse_preview, post_article, post_title, preview_address
from briefings.reading.feeds import FeedProblem, ParsedFeed
from briefings.reading.fetch import Fetcher, FetchSettings
from briefings.reading.polling import find_feed, poll
from briefings.store import Store
from tests.loopback import reply, site
from tests.newsdesk import NOW, reading

PREVIEW = (Path(__file__).parent / "data" / "channels" / "preview.html").read_text(encoding="utf-8")
URL = "https://t.me/s/harbourdesk"


def parsed(html: str = PREVIEW) -> ParsedFeed:
    feed = parse_preview(html, url=URL, now=NOW)
    assert isinstance(feed, ParsedFeed), feed
    return feed


def test_posts_with_words_are_entries_newest_first_under_the_channels_name() -> None:
    feed = parsed()
    assert (feed.title, feed.site) == ("Harbour Desk", "https://t.me/harbourdesk")
    assert [entry.url.rpartition("/")[2] for entry in feed.entries] == ["44", "43", "41"]


def test_a_post_keeps_its_paragraphs_and_time_and_its_first_sentence_is_the_title() -> None:
    post = parsed().entries[2]
    assert post.title == "The ferry Sorrel ran aground off Karsund before dawn."
    assert post.text.split("\n\n")[1:] == [
        "Rescue boats took off ninety people, the harbour office said.",
        "Nobody was hurt.",
    ]
    assert post.published is not None
    assert post.published.at == datetime(2025, 7, 5, 4, 12, 30, tzinfo=UTC)


def test_a_forwarded_post_is_credited_to_the_channel_that_it_came_from() -> None:
    assert [entry.credit for entry in parsed().entries] == ["", "Karsund Coastguard", ""]


def test_neither_the_post_that_is_answered_nor_a_links_preview_is_part_of_a_post() -> None:
    answer = parsed().entries[0].text
    assert answer == "Ferries to the northern shore are cancelled until Monday, the company says."


def test_an_edited_post_has_another_key_and_revises_its_article(store: Store) -> None:
    edited = parsed(PREVIEW.replace("until Monday", "until Tuesday"))
    before, after = parsed().entries[0], edited.entries[0]
    assert before.key != after.key
    assert [e.key for e in parsed().entries[1:]] == [e.key for e in edited.entries[1:]]
    for entry in (before, after):
        one = Article(url=entry.url, title=entry.title, outlet="Harbour Desk", text=entry.text)
        added = store.add_article(one, reading(one.text), now=NOW)
    assert added.revised
    assert [r.after for r in store.revisions([added.id], NOW)] == [after.text]


@pytest.mark.parametrize(
    ("html", "reason"),
    [("", "empty"), ("<html><body>Join us</body></html>", "no such public channel")],
)
def test_a_page_without_channel_is_a_reason(html: str, reason: str) -> None:
    problem = parse_preview(html, url=URL, now=NOW)
    assert isinstance(problem, FeedProblem)
    assert reason in problem.reason


@given(st.lists(st.sampled_from([*PREVIEW.split("<"), "\x00", "🙂", "<", ">"]), max_size=30))
def test_any_soup_is_a_feed_or_a_problem(pieces: list[str]) -> None:
    found = parse_preview("<".join(pieces), url=URL, now=NOW)
    assert isinstance(found, ParsedFeed | FeedProblem)


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("@harbourdesk", URL),
        ("t.me/harbourdesk", URL),
        ("https://t.me/s/harbourdesk", URL),
        ("http://www.telegram.me/harbourdesk/", URL),
        ("https://t.me/joinchat", ""),
        ("https://t.me/+AbCdEf", ""),
        ("https://harbour.example/harbourdesk", ""),
        ("harbourdesk", ""),
        ("@abc", ""),
    ],
)
def test_a_channel_is_known_however_it_is_written(written: str, address: str) -> None:
    assert preview_address(written) == address
    assert not address or is_preview(address)


def test_a_post_from_a_chat_is_an_article_like_one_from_the_page() -> None:
    entry = parsed().entries[1]
    post = post_article(
        channel="Harbour Desk",
        username="harbourdesk",
        number=43,
        text=entry.text,
        date=datetime(2025, 7, 5, 6, tzinfo=UTC),
        forwarded_from="Karsund Coastguard",
        now=NOW,
    )
    assert post is not None
    assert (post.url, post.title, post.text, post.credit) == (
        entry.url,
        entry.title,
        entry.text,
        entry.credit,
    )
    assert post.outlet == "Harbour Desk"


def test_a_private_channels_post_has_a_name_for_an_address() -> None:
    words = "Four words are enough here."
    post = post_article(channel="Desk", username="", number=7, text=words, date=NOW, now=NOW, chat=-100123)
    assert post is not None
    assert post.url == "telegram:-100123/7"


@pytest.mark.parametrize(
    "text", ["", "🔥🔥🔥", "Live", "https://harbour.example/a/b/c/d/e/f", "Photo report below"]
)
def test_a_post_that_says_nothing_is_no_article(text: str) -> None:
    assert post_article(channel="D", username="desk", number=1, text=text, date=NOW, now=NOW) is None


@given(st.text(max_size=300))
def test_a_title_is_one_short_line(text: str) -> None:
    title = post_title(text)
    assert len(title) <= 112
    assert "\n" not in title


async def test_a_channel_is_polled_like_a_feed_and_its_pages_are_not_fetched(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def none_seen(feed: object, keys: object) -> frozenset[str]:
        return frozenset()

    async with site() as server:
        monkeypatch.setattr(polling, "is_preview", lambda url: url.startswith(f"http://{server.netloc}/s/"))
        monkeypatch.setattr(polling, "preview_address", lambda url: "")
        server.answers["/s/harbourdesk"] = reply(PREVIEW.encode())
        async with Fetcher(FetchSettings(allowed=frozenset({server.netloc}), pause=0.0)) as fetcher:
            found, feed = await find_feed(server.url("/s/harbourdesk"), fetcher, now=NOW)
            assert feed.title == "Harbour Desk"
            (polled,) = [
                one async for one in poll([Feed(url=found, added=NOW)], fetcher, now=NOW, seen=none_seen)
            ]
    articles = [item for item in polled.items if isinstance(item, Article)]
    assert [a.credit for a in articles] == ["", "Karsund Coastguard", ""]
    assert {a.outlet for a in articles} == {"Harbour Desk"}
    assert polled.pages == ()
    assert {head.split()[1] for head in server.requests} == {"/robots.txt", "/s/harbourdesk"}


def test_control_characters_in_a_preview_are_passed_over() -> None:
    """What a fuzzer found: no XML text may hold them."""
    assert isinstance(parse_preview('<p>{"a\x08b\x1f\ufffe<br>', url=URL, now=NOW), FeedProblem)
