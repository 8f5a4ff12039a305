"""Feeds: read in four formats, bounded, found from pages and lists. All feeds are ours."""

from __future__ import annotations

from datetime import UTC, datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.errors import InputError
from briefings.reading.feeds import MAX_ENTRIES, FeedProblem, ParsedFeed, named_feeds, parse_feed
from briefings.reading.opml import read_opml, write_opml

NOW = datetime(2031, 5, 2, 12, tzinfo=UTC)
URL = "https://fjordtimes.example/feed"
RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0"><channel><title>Fjord Times &amp; Post</title>
<link>https://fjordtimes.example/</link><language>en-gb</language>
<item><title>Bridge &lt;em&gt;shut&lt;/em&gt;</title><link>/bridge</link><guid isPermaLink="false">one</guid>
<pubDate>Thu, 01 May 2031 20:15:00 +0200</pubDate>
<description>&lt;p&gt;First.&lt;/p&gt;&lt;p&gt;Second.&lt;/p&gt;</description></item>
<item><title>Ship aground</title><link>https://fjordtimes.example/ship</link>
<pubDate>1 Jan 2099</pubDate></item>
</channel></rss>"""
RSS1 = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://f.example/"><title>Fjord Times</title><link>https://f.example/</link></channel>
<item rdf:about="one"><title>Bridge shut</title><link>https://f.example/bridge</link>
<dc:date>2031-05-01T18:15:00Z</dc:date></item></rdf:RDF>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>Fjord Times</title>
<link href="https://f.example/"/><entry><id>one</id><title>Bridge shut</title>
<link href="https://f.example/bridge"/><published>2031-05-01T20:15:00+02:00</published>
<author><name>Ola Nordmann</name></author>
<content type="html">&lt;p&gt;First.&lt;/p&gt;</content></entry></feed>"""
JSON = """{"version": "https://jsonfeed.org/version/1.1", "title": "Fjord Times",
"home_page_url": "https://f.example/", "items": [{"id": 7, "url": "https://f.example/bridge",
"title": "Bridge shut", "content_html": "<p>First.</p>", "date_published": "2031-05-01T20:15:00+02:00",
"authors": [{"name": "Ola Nordmann"}]}, "nonsense", {}]}"""


def parsed(content: str | bytes, **more: str) -> ParsedFeed:
    raw = content.encode() if isinstance(content, str) else content
    feed = parse_feed(raw, url=URL, now=NOW, **more)
    assert isinstance(feed, ParsedFeed), feed
    return feed


# -- formats ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [RSS, RSS1, ATOM, JSON], ids=["RSS 2.0", "RSS 1.0", "Atom", "JSON Feed"])
def test_every_format_gives_title_site_and_entries_with_their_times(content: str) -> None:
    feed = parsed(content)
    assert feed.title.startswith("Fjord Times")
    assert feed.site in {"https://fjordtimes.example/", "https://f.example/"}
    first = feed.entries[0]
    assert first.title == "Bridge shut"
    assert first.url.endswith("/bridge")
    assert first.published is not None
    assert first.published.at == datetime(2031, 5, 1, 18, 15, tzinfo=UTC)


def test_an_entry_keeps_key_zone_and_paragraphs_and_a_date_in_2099_is_not_believed() -> None:
    one, two = parsed(RSS).entries
    assert (one.key, one.url, one.text) == ("one", "https://fjordtimes.example/bridge", "First.\n\nSecond.")
    assert one.published is not None
    assert one.published.zone_hours == 2.0
    assert (two.key, two.published) == ("https://fjordtimes.example/ship", None)


@pytest.mark.parametrize("charset", ["utf-8", "cp1252", "utf-16"])
def test_a_feed_in_another_charset_than_it_says_is_not_garbled(charset: str) -> None:
    content = RSS.replace("Ship aground", "Skip på grunn – “hjelp”").encode(charset)
    assert parsed(content).entries[1].title == "Skip på grunn – “hjelp”"


def test_broken_xml_gives_the_entries_that_can_be_read() -> None:
    assert parsed(RSS.replace("</channel></rss>", "<item><title>x</ti")).entries[0].title == "Bridge shut"


# -- hostile feeds ----------------------------------------------------------------------------------------


BOMB = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><rss version="2.0"><channel><title>&c;</title></channel></rss>"""
THIEF = """<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>&x;</title></channel></rss>"""


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (BOMB.encode(), "entities"),
        (BOMB.encode("utf-16"), "entities"),
        (THIEF.encode(), "entities"),
        (b"<!DOCTYPE rss SYSTEM 'http://evil.example/x.dtd' [ ]><rss/>", "entities"),
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"<html><body>Hello</body></html>", "web page"),
        (b"plain words", "not a feed"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not a feed"),
        (b"{broken", "broken JSON"),
        (b'{"a": 1}', "not a JSON Feed"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": 7}', "not a JSON Feed"),
        (("[" * 9000).encode().replace(b"[", b'{"a":'), "broken JSON"),
    ],
)
def test_what_is_no_feed_or_a_bomb_is_refused_with_the_reason(content: bytes, reason: str) -> None:
    problem = parse_feed(content, url=URL, now=NOW)
    assert isinstance(problem, FeedProblem)
    assert reason in problem.reason


def test_a_feed_of_very_many_entries_is_cut_to_the_first() -> None:
    item = "<item><title>Story {0}</title><link>https://f.example/{0}</link></item>"
    items = "".join(item.format(n) for n in range(30_000))
    feed = parsed(f"<rss version='2.0'><channel><title>F</title>{items}</channel></rss>")
    assert len(feed.entries) == MAX_ENTRIES
    assert feed.entries[0].url == "https://f.example/0"
    assert feed.left_out == 30_000 - MAX_ENTRIES


@pytest.mark.parametrize(
    "item", ["<item/>", "<item />", "<item></item>", "<entry><id>1</id></entry>", "<item>"]
)
def test_a_feed_of_a_million_entries_is_cut_before_it_is_parsed(item: str) -> None:
    found = parse_feed(
        f"<rss version='2.0'><channel><title>F</title>{item * 1_000_000}</channel></rss>".encode()[
            :9_000_000
        ],
        url=URL,
        now=NOW,
    )
    assert isinstance(found, FeedProblem) or len(found.entries) <= MAX_ENTRIES


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "http://[", "x" * 9000])
def test_an_entry_that_leads_nowhere_is_left_out(link: str) -> None:
    content = f"<rss version='2.0'><channel><item><title>x</title><link>{link}</link></item></channel></rss>"
    entries = parsed(content).entries
    assert all(entry.url.startswith("https://fjordtimes.example/") for entry in entries)


@given(
    st.lists(
        st.sampled_from(
            [
                "<rss>",
                "<channel>",
                "<item>",
                "</item>",
                "<link>",
                "&amp;",
                "&#0;",
                "&x;",
                "<![CDATA[",
                "]]>",
                "text",
                "<feed>",
                "<entry>",
                "<id>",
                "\x00",
                "é",
                "<title>",
                "</title>",
            ]
        )
    )
)
def test_any_soup_is_a_feed_or_a_problem(pieces: list[str]) -> None:
    parse_feed(f"<rss>{''.join(pieces)}".encode(), url=URL, now=NOW)


# -- discovery and lists ----------------------------------------------------------------------------------


def test_a_page_names_its_feeds_in_its_head() -> None:
    page = b"""<html><head><link rel="alternate" type="application/rss+xml" href="/feed"> <link
    rel="alternate" type="application/atom+xml" href="https://f.example/atom"><link rel="alternate"
    hreflang="no" href="/no"><link rel="stylesheet" type="text/xml" href="/s"><link rel="alternate"
    type="application/rss+xml" href="javascript:x"></head></html>"""
    assert named_feeds(page, "https://f.example/news") == ("https://f.example/feed", "https://f.example/atom")
    assert named_feeds(b"", URL) == ()


def test_a_list_comes_back_as_it_was_written() -> None:
    feeds = [
        ("https://a.example/feed?x=1&y=2", "A & <B> \x07", "https://a.example/"),
        ("https://b.example/", "", ""),
    ]
    text = write_opml(feeds, now=NOW)
    ElementTree.fromstring(text)
    assert read_opml(text.encode(), "list") == (
        ("https://a.example/feed?x=1&y=2", "A & <B>"),
        ("https://b.example/", "https://b.example/"),
    )


def test_nested_lists_give_each_feed_once_and_only_web_addresses() -> None:
    content = b"""<opml version="1.0"><body><outline text="News"><outline text="A"
    xmlUrl="https://a.example/f"/> <outline text="again" xmlUrl="https://a.example/f"/></outline><outline
    text="x" xmlUrl="file:///etc/passwd"/> </body></opml>"""
    assert read_opml(content, "list") == (("https://a.example/f", "A"),)


@pytest.mark.parametrize(
    "content",
    [b"", b"words", b"<html/>", b"\x00\x01", BOMB.replace("rss", "opml").encode(), b"x" * 20_000_001],
)
def test_what_is_no_list_is_bad_input(content: bytes) -> None:
    with pytest.raises(InputError, match=r"list\.opml"):
        read_opml(content, "list.opml")
