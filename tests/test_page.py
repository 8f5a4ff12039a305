"""What is read from a page: its own text and facts, or why there is none. All pages are ours."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.model import Article
from briefings.reading.blocks import blocks_of
from briefings.reading.page import PageProblem, decoded_page, read_page

NOW = datetime(2031, 5, 2, 12, tzinfo=UTC)
URL = "https://www.fjordtimes.example/2031/05/01/bridge"
BODY = [
    "The council voted on Tuesday night to close the old harbour bridge for eleven months, the mayor said.",
    "Repairs will cost the town about 40 million crowns and begin in the spring, according to its engineers.",
    "“We should have done this ten years ago,” said Kari Lie, who runs the ferry across the fjord.",
    "Ferries will run every twenty minutes from six in the morning until midnight while it is closed.",
    "The town has set aside another five million crowns for shops on the quay that expect to lose customers.",
]
OTHER = (
    "A cruise ship ran aground near the northern lighthouse on Monday, its owner said in a short statement."
)

HEAD = """<title>Harbour bridge closes for eleven months | Fjord Times</title>
<meta property="og:title" content="Harbour bridge closes for eleven months">
<meta property="og:site_name" content="Fjord Times">
<link rel="canonical" href="https://www.fjordtimes.example/2031/05/01/bridge">
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "NewsArticle",
 "headline": "Harbour bridge closes for eleven months", "datePublished": "2031-05-01T20:15:00+02:00",
 "author": [{"@type": "Person", "name": "Ola Nordmann"}], "publisher": {"name": "Fjord Times"}}</script>"""


def page(body: list[str], head: str = HEAD, after: str = "", before: str = "", lang: str = "en-GB") -> bytes:
    text = "".join(f"<p>{p}</p>" for p in body)
    return f"""<!doctype html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<main><article><h1>Harbour bridge closes for eleven months</h1>{before}{text}{after}</article></main>
<footer><p>Copyright 2031 Fjord Times. All rights reserved.</p></footer></body></html>""".encode()


def read(html: bytes, url: str = URL, charset: str | None = None) -> Article:
    article = read_page(html, url, now=NOW, charset=charset)
    assert isinstance(article, Article), article
    return article


def test_own_paragraphs_come_through_in_order_and_nothing_else() -> None:
    assert read(page(BODY)).text.split("\n\n") == BODY


def test_facts_come_from_the_pages_own_metadata() -> None:
    article = read(page(BODY))
    assert (article.title, article.outlet) == ("Harbour bridge closes for eleven months", "Fjord Times")
    assert article.byline == "Ola Nordmann"
    assert article.published == datetime(2031, 5, 1, 18, 15, tzinfo=UTC)
    assert (article.day_only, article.zone_hours, article.language) == (False, 2.0, "en")
    assert article.url == URL


def test_without_metadata_headline_host_and_day_in_the_address_stand_in() -> None:
    article = read(page(BODY, head="<title>Bridge</title>"))
    assert article.title
    assert article.outlet.casefold().startswith("fjordtimes")
    assert (article.published, article.day_only) == (datetime(2031, 5, 1, tzinfo=UTC), True)


@pytest.mark.parametrize(
    "furniture",
    [
        f'<aside class="related"><h3>Related stories</h3><p><a href="/ship">{OTHER}</a></p></aside>',
        f'<div class="recommended"><h3>More stories</h3><div><a href="/ship"><p>{OTHER}</p></a></div></div>',
        '<div class="newsletter-signup"><p>Sign up for our morning newsletter.</p></div>',
        "<figure><img src='a.jpg'><figcaption>The bridge at dusk. Photo: Lena Brandt</figcaption></figure>",
        '<div class="share"><ul><li><a href="#">Tweet</a></li><li><a href="#">Share</a></li></ul></div>',
        "<p>Additional reporting by Kari Lie and Per Hansen; editing by Anne Berg.</p>",
        f'<section id="comments"><h2>Comments</h2><p>reader7: {OTHER}</p></section>',
    ],
    ids=["related", "recommended", "newsletter", "caption", "share", "credits", "comments"],
)
def test_furniture_after_the_article_is_left_out(furniture: str) -> None:
    assert read(page(BODY, after=furniture)).text.split("\n\n") == BODY


def test_a_caption_and_a_link_to_another_story_amid_the_text_are_left_out() -> None:
    amid = (
        "</p><figure><img src='a.jpg'><figcaption>Kari Lie on her ferry (L. Brandt/Getty Images)</figcaption>"
        "</figure><p><a href='/ship'>Read more: Cruise ship aground near lighthouse</a></p><p>"
    )
    assert read(page([*BODY[:2], f"{BODY[2]}{amid}", *BODY[3:]])).text.split("\n\n") == BODY


def test_subheadings_and_lists_of_the_article_stay() -> None:
    items = ("Bridge deck: 30 million crowns.", "New cables: 10 million crowns.")
    extra = f"<h2>What it costs</h2><ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>"
    html = page(BODY).decode().replace(f"<p>{BODY[3]}", f"{extra}<p>{BODY[3]}").encode()
    text = read(html).text
    assert "Bridge deck: 30 million crowns." in text
    assert text.index("Bridge deck") < text.index("Ferries will run")


@pytest.mark.parametrize(
    ("html", "paywall"),
    [
        (page(BODY[:1], after="<p>Subscribe to continue reading.</p>"), True),
        (page(BODY[:1], head=HEAD.replace('"author"', '"isAccessibleForFree": "False", "author"')), True),
        (page([]), False),
        (b"<html><body></body></html>", False),
        (b"", False),
        (b"   ", False),
        (b"\x00\x01\x02", False),
    ],
    ids=["asks to subscribe", "says so", "no text", "empty body", "nothing", "blank", "binary"],
)
def test_a_stub_or_a_page_without_article_is_a_problem_with_its_reason(html: bytes, paywall: bool) -> None:
    problem = read_page(html, URL, now=NOW)
    assert isinstance(problem, PageProblem)
    assert problem.paywall == paywall
    assert problem.reason


def test_a_whole_article_behind_a_soft_paywall_is_read() -> None:
    article = read(page(BODY * 3, after="<p>Subscribe to continue reading our other stories.</p>"))
    assert article.text.startswith(BODY[0])


def test_a_short_article_in_a_frame_that_asks_to_subscribe_is_read() -> None:
    frame = b"<header><p>Subscribe to continue reading the Fjord Times. Already a subscriber?</p></header>"
    assert read(page(BODY).replace(b"<nav>", frame + b"<nav>")).text.split("\n\n") == BODY


def test_a_front_page_is_no_article() -> None:
    teasers = "".join(f'<div class="teaser"><h2><a href="/{n}">{OTHER} {n}</a></h2></div>' for n in range(40))
    html = f"<html><head><title>Fjord Times</title></head><body><main>{teasers}</main></body></html>".encode()
    assert isinstance(read_page(html, "https://www.fjordtimes.example/", now=NOW), PageProblem)


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("/2031/05/01/bridge?utm_source=x", "https://www.fjordtimes.example/2031/05/01/bridge?utm_source=x"),
        ("https://m.fjordtimes.example/bridge", "https://m.fjordtimes.example/bridge"),
        ("https://evil.example/bridge", URL),
        ("javascript:alert(1)", URL),
        ("https://www.fjordtimes.example/", URL),
        ("http://[", URL),
    ],
)
def test_a_canonical_address_is_believed_on_the_same_site_only(written: str, kept: str) -> None:
    head = HEAD.replace('href="https://www.fjordtimes.example/2031/05/01/bridge"', f'href="{written}"')
    assert read(page(BODY, head=head)).url == kept


@pytest.mark.parametrize("written", ["2099-01-01T00:00:00Z", "1601-01-01", "soon"])
def test_a_date_that_cannot_be_gives_way_to_the_day_in_the_address(written: str) -> None:
    article = read(page(BODY, head=HEAD.replace("2031-05-01T20:15:00+02:00", written)))
    assert article.published == datetime(2031, 5, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("charset", "declared", "served"),
    [
        ("utf-8", "utf-8", None),
        ("utf-8", "iso-8859-1", "iso-8859-1"),
        ("cp1252", "windows-1252", None),
        ("cp1252", "utf-8", "windows-1252"),
        ("utf-16", "utf-8", None),
        ("cp1252", "no-such-charset", "neither-this"),
    ],
)
def test_wrong_or_missing_charsets_do_not_garble(charset: str, declared: str, served: str | None) -> None:
    html = page(BODY).decode().replace('charset="utf-8"', f'charset="{declared}"').encode(charset)
    assert "“We should have done this ten years ago,”" in read(html, charset=served).text


def test_credit_is_the_wire_that_the_page_names_for_the_whole() -> None:
    assert read(page([f"OSLO (AP) — {BODY[0]}", *BODY[1:]])).credit == "Associated Press"
    assert read(page(BODY, head=HEAD.replace("Ola Nordmann", "Reuters"))).credit == "Reuters"
    assert read(page(BODY)).credit == ""


def test_no_depth_of_nesting_overflows() -> None:
    html = b"<html><body>" + b"<div>" * 30_000 + b"text" + b"</div>" * 30_000 + b"</body></html>"
    assert isinstance(read_page(html, URL, now=NOW), PageProblem)


def test_hostile_metadata_is_passed_over() -> None:
    nested = "[" * 5000 + "]" * 5000
    head = "".join(f'<script type="application/ld+json">{x}</script>' for x in (nested, '{"@type": 7}', "{"))
    assert read(page(BODY, head=head)).text.split("\n\n") == BODY


def test_blocks_follow_the_eye_and_know_their_links() -> None:
    import lxml.html

    tree = lxml.html.fromstring(
        "<div>One <b>two</b> <a>three</a><p>Four<br><br>five</p><script>six</script> seven</div>"
    )
    assert [(b.text, b.words, b.linked) for b in blocks_of(tree)] == [
        ("One two three", 3, 1),
        ("Four", 1, 0),
        ("five", 1, 0),
        ("seven", 1, 0),
    ]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<div>",
                "</article>",
                "<table>",
                "<a href='",
                "'>",
                "<!--",
                "&#0;",
                "&#xD800;",
                "<br><br>",
                "<script>",
                "text and more text. ",
                BODY[0],
                "\x00",
            ]
        )
    )
)
def test_any_tag_soup_is_an_article_or_a_problem(pieces: list[str]) -> None:
    read_page("".join(pieces).encode(), URL, now=NOW)


@given(
    st.binary(max_size=300),
    st.sampled_from([None, "utf-8", "latin-1", "x-unknown", "utf-16", "idna", "base64"]),
)
def test_any_bytes_decode(html: bytes, charset: str | None) -> None:
    assert isinstance(decoded_page(html, charset), str)
