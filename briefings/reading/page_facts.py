"""What a page says about itself: headline, outlet, byline, time, address, language, whether it is free.

Taken from JSON-LD and meta elements, then from what trafilatura finds. Where they disagree on the day, the
page's own machine-readable time stands. Not believed: dates that cannot be, a canonical address elsewhere.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html import unescape
from typing import Any
from urllib.parse import urljoin, urlsplit

from courlan import extract_domain
from lxml.html import HtmlElement
from trafilatura import extract_metadata

from briefings.reading.moments import Moment, day_in_address, read_moment

MAX_LD = 2_000_000
"""Longest JSON-LD in characters that is parsed; real pages stay below a tenth of it."""

MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December".split("|")  # noqa: SIM905
)

ARTICLE_TYPES = re.compile(r"Article|BlogPosting|Report|Posting|LiveBlog|OpinionPiece|Review|WebPage")

_TIME_META = (
    "article:published_time",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "article.published",
    "dc.date.issued",
    "dcterms.created",
    "dc.date",
    "date",
)


@dataclass(frozen=True, kw_only=True)
class PageFacts:
    """A page about itself; what it does not tell is "" or None. free: False where it must be paid for."""

    titles: tuple[str, ...]
    title: str
    outlet: str
    byline: str
    description: str
    canonical: str
    language: str
    published: Moment | None
    body: str
    free: bool | None


def facts_of(tree: HtmlElement, url: str, *, now: datetime) -> PageFacts:
    """What the page at `url` says about itself."""
    metas = _metas(tree)
    linked = list(_linked_data(tree))
    found = extract_metadata(tree, default_url=url if url.startswith("http") else None, extensive=False)
    outlet = _outlet(tree, metas, linked, url) or _line(found.sitename if found else "")
    title, titles = _titles(tree, metas, linked, outlet, _line(found.title if found else ""))
    return PageFacts(
        titles=titles,
        title=title,
        outlet=outlet,
        byline=_tidy_byline(_byline(metas, linked) or _line(found.author if found else "")),
        description=_line(metas.get("og:description") or metas.get("description")),
        canonical=_canonical(tree, metas, url),
        language=_language(tree, metas),
        published=_published(tree, metas, linked, url, found.date if found else None, now),
        body=next((_plain(b) for d in linked if isinstance(b := d.get("articleBody"), str) and b), ""),
        free=_free(linked),
    )


def _line(value: object) -> str:
    return re.sub(r"\s+", " ", unescape(value)).strip()[:2000] if isinstance(value, str) else ""


def _plain(markup: str) -> str:
    return re.sub(r"<[^<>]{1,500}>", " ", markup)


def _metas(tree: HtmlElement) -> dict[str, str]:
    metas: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        content = meta.get("content")
        if name and content and content.strip():
            metas.setdefault(name, content.strip())
    return metas


def _linked_data(tree: HtmlElement) -> Iterator[dict[str, Any]]:
    """Objects of JSON-LD that describe an article, news articles before web pages."""
    found: list[dict[str, Any]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "") and script.text and len(script.text) <= MAX_LD:
            try:
                value = json.loads(script.text, strict=False)
            except (ValueError, RecursionError):
                continue
            found.extend(d for d in _objects(value, 0) if ARTICLE_TYPES.search(_type(d)))
    yield from sorted(found, key=lambda d: "WebPage" in _type(d))


def _objects(value: object, depth: int) -> Iterator[dict[str, Any]]:
    if depth > 8:
        return
    if isinstance(value, dict):
        yield value
        for inner in value.values():
            yield from _objects(inner, depth + 1)
    elif isinstance(value, list):
        for inner in value[:200]:
            yield from _objects(inner, depth + 1)


def _type(linked: dict[str, Any]) -> str:
    kind = linked.get("@type")
    return " ".join(map(str, kind)) if isinstance(kind, list) else str(kind or "")


def _names(value: object) -> list[str]:
    """Names in an author or publisher field, however it is nested."""
    if isinstance(value, str):
        return [] if re.match(r"https?://", value) else [_line(value)]
    if isinstance(value, dict):
        return _names(value.get("name"))
    if isinstance(value, list):
        return [name for inner in value[:20] for name in _names(inner)]
    return []


def _outlet(tree: HtmlElement, metas: dict[str, str], linked: list[dict[str, Any]], url: str) -> str:
    """The publisher's name: the first given that the address bears out, else the first given."""
    publisher = next((names[0] for d in linked if (names := _names(d.get("publisher")))), "")
    host = re.sub(r"^(?:www|m|amp|edition|mobile)\.", "", _host(url))
    given = [
        n for n in (_line(metas.get("og:site_name")), publisher, _line(metas.get("application-name"))) if n
    ]
    borne_out = [name for name in (*given, *_ends(tree)) if _alike(name, host)]
    return next(iter([*borne_out, *given, host]), "")


def _ends(tree: HtmlElement) -> list[str]:
    """First and last part of the page's title ("Bridge closes - Port Gazette")."""
    titles = [_line(t.text_content()) for t in tree.iter("title")][:1]
    parts = [part for title in titles for part in re.split(r"\s+[|–—-]\s+|\s*\|\s*", title)]
    return [parts[-1], parts[0]] if len(parts) > 1 else []


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:
        return ""


def _alike(name: str, host: str) -> bool:
    """A name and a host that share their letters: "Fjord Times" and fjordtimes.example."""
    folded = "".join(re.findall(r"\w", name.casefold()))
    label = re.sub(r"\W", "", host.rsplit(".", 1)[0])
    return len(folded) >= 3 and len(label) >= 2 and (folded in label or label in folded)


def _titles(
    tree: HtmlElement, metas: dict[str, str], linked: list[dict[str, Any]], outlet: str, found: str
) -> tuple[str, tuple[str, ...]]:
    """The headline, and every way in which the page writes it."""
    heads = [_line(h.text_content()) for h in tree.iter("h1")]
    whole = [_line(t.text_content()) for t in tree.iter("title")][:1]
    headline = next((_line(d.get("headline")) for d in linked if _line(d.get("headline"))), "")
    shared = _line(metas.get("og:title") or metas.get("twitter:title"))
    named = [t for t in (headline, shared, found, *heads[:3], *whole) if t]
    best = next((_without_outlet(t, outlet) for t in named), "")
    return best, tuple(dict.fromkeys([*named, best, *heads]))


def _without_outlet(title: str, outlet: str) -> str:
    """A headline without the outlet's name that follows it ("... | Fjord Times")."""
    parts = re.split(r"\s+[|–—-]\s+|\s*\|\s*", title)
    if (
        len(parts) > 1
        and outlet
        and parts[-1].casefold() in {outlet.casefold(), outlet.casefold().split(".")[0]}
    ):
        return title[: title.rindex(parts[-1])].rstrip(" |–—-")
    return title


def _byline(metas: dict[str, str], linked: list[dict[str, Any]]) -> str:
    names = next((names for d in linked if (names := _names(d.get("author")))), [])
    written = ", ".join(dict.fromkeys(names)) or _line(metas.get("author") or metas.get("parsely-author"))
    return "" if re.match(r"https?://", written) else written


def _tidy_byline(byline: str) -> str:
    """Names without what stands around them in a byline: "By", a date, "Published"."""
    byline = re.sub(r"^[Bb]y\s+", "", byline)
    return re.sub(rf"(?:[\s;,]+(?:Published|Updated|Posted|{'|'.join(MONTHS)}|\w+day))+$", "", byline)


def _canonical(tree: HtmlElement, metas: dict[str, str], url: str) -> str:
    """The address that the page gives as its own, if it may: on the same site, or for a page from a file."""
    link = next(
        (el.get("href") for el in tree.iter("link") if "canonical" in (el.get("rel") or "").lower()), None
    )
    base = url if url.startswith("http") else ""
    for written in (link, metas.get("og:url")):
        try:
            address = urljoin(base, (written or "").strip())
            parts = urlsplit(address)
        except ValueError:
            continue
        if parts.scheme not in {"http", "https"} or not parts.hostname or (parts.path in {"", "/"} and base):
            continue
        if not base or extract_domain(address, fast=True) == extract_domain(url, fast=True):
            return address.split("#")[0]
    return ""


def _language(tree: HtmlElement, metas: dict[str, str]) -> str:
    root = tree.getroottree().getroot()
    written = root.get("lang") or metas.get("og:locale") or metas.get("language") or ""
    return written[:2].lower() if re.match(r"[A-Za-z]{2}(?:[-_]|$)", written) else ""


def _published(
    tree: HtmlElement,
    metas: dict[str, str],
    linked: list[dict[str, Any]],
    url: str,
    found: str | None,
    now: datetime,
) -> Moment | None:
    written = [d.get("datePublished") or d.get("dateCreated") for d in linked if "WebPage" not in _type(d)]
    written += [metas.get(name) for name in _TIME_META]
    written += [
        el.get("datetime") or el.get("content") for el in tree.iterfind(".//*[@itemprop='datePublished']")
    ]
    written += [d.get("datePublished") for d in linked]
    moments = [m for w in written if isinstance(m := read_moment(w, now=now), Moment)]
    times = [m for m in moments if not m.day_only]
    day = day_in_address(url, now=now)
    if not moments:
        in_text = [read_moment(el.get("datetime"), now=now) for el in tree.iter("time") if el.get("datetime")]
        moments = [m for m in in_text[:1] if isinstance(m, Moment)]
        times = [m for m in moments if not m.day_only]
    stated = read_moment(found, now=now)
    fallback = stated if isinstance(stated, Moment) else None
    return next(iter(times + moments), None) or day or fallback


def _free(linked: list[dict[str, Any]]) -> bool | None:
    for data in linked:
        value = data.get("isAccessibleForFree")
        if value is not None:
            return str(value).strip().lower() not in {"false", "no", "0", "http://schema.org/false"}
    return None
