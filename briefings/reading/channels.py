"""Public Telegram channels: their web preview page to a feed's entries, and any post to an article.

    t.me/s/NAME ── posts on the page, newest last ── Entry: the text, its channel, where it was forwarded from
    a post from anywhere (the page, a chat that the bot is in) ── post_article ── Article

The channel is the outlet; a forwarded post is credited to the channel that it came from. An edited post comes
again under a key of its text, so that its article is revised. Passed over: posts without text (pictures,
films, polls), what the service itself says ("Channel created"), and the words of the post that one answers.
"""

from __future__ import annotations

import re
from datetime import datetime
from hashlib import blake2b
from urllib.parse import urlsplit

import lxml.html
from lxml.html import HtmlElement

from briefings.extract.wires import wire_credit
from briefings.model import Article
from briefings.reading.feeds import Entry, FeedProblem, ParsedFeed
from briefings.reading.moments import Moment, read_moment
from briefings.reading.records import storable

HOSTS = frozenset({"t.me", "telegram.me", "telegram.dog"})

LONGEST_TITLE = 110
"""Characters of a post's first sentence that stand as its title; more is cut at a word."""

LEAST_WORDS = 4
"""Words of a post that says something: below are "Live", "Photo report", a lone name."""

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]{3,31}")
_WRITTEN = re.compile(
    rf"@({_NAME.pattern})|(?:https?://)?(?:www\.)?(?:{'|'.join(sorted(HOSTS))})/(?:s/)?({_NAME.pattern})/?"
)
_NOT_CHANNELS = frozenset({"joinchat", "addstickers", "share", "proxy", "socks", "iv", "login", "addlist"})
_SENTENCE = re.compile(r".+?[.!?…](?=\s|$)|.+", re.DOTALL)
_LINE_BREAKS = re.compile(r"[ \t]*\n[ \t\n]*")
_NOT_NAME = re.compile(r"[^\w\s#@.,!?«»“”\"'’()%$€£:;/&+-]+", re.UNICODE)


def preview_address(written: str) -> str:
    """The preview page of a channel written as "@name", "t.me/name" or "t.me/s/name", "" for all else."""
    found = _WRITTEN.fullmatch(written.strip())
    name = (found[1] or found[2]) if found else ""
    return f"https://t.me/s/{name}" if name and name.lower() not in _NOT_CHANNELS else ""


def is_preview(url: str) -> bool:
    """Whether an address is a channel's preview page, on Telegram's own host or one that stands in for it."""
    parts = urlsplit(url)
    return (parts.hostname or "") in HOSTS and parts.path.startswith("/s/")


def post_article(
    *,
    channel: str,
    username: str,
    number: int,
    text: str,
    date: datetime,
    forwarded_from: str = "",
    now: datetime,
    chat: int = 0,
) -> Article | None:
    """A channel's post as an article; None where it has too few words to say something.

    channel: its title; username: without "@", "" for a private channel, which goes by `chat`, its id; number:
    of the post; date: when it was posted, aware; forwarded_from: title of the channel, or name of the person,
    that it came from.
    """
    said = _LINE_BREAKS.sub("\n\n", storable(text)).strip()
    if len(re.findall(r"[^\W_]{2,}", re.sub(r"https?://\S+", " ", said))) < LEAST_WORDS:
        return None
    return Article(
        url=f"https://t.me/{username}/{number}" if username else f"telegram:{chat}/{number}",
        title=post_title(said),
        outlet=channel.strip() or (f"@{username}" if username else "Telegram"),
        text=said,
        published=date,
        credit=forwarded_from.strip() or wire_credit(said),
        fetched=now,
    )


def post_title(text: str) -> str:
    """A title for a post: its first line or sentence, without pictographs, cut at a word."""
    line = _NOT_NAME.sub(" ", text.split("\n", 1)[0])
    found = _SENTENCE.match(" ".join(line.split()))
    title = found[0].strip() if found else ""
    if len(title) <= LONGEST_TITLE:
        return title
    return f"{title[:LONGEST_TITLE].rsplit(' ', 1)[0].rstrip(' ,;:–—-')} …"


_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
"""What no XML text may hold."""


def parse_preview(html: str, *, url: str, now: datetime) -> ParsedFeed | FeedProblem:
    """The posts on a channel's preview page, newest first as in a feed; or why there are none."""
    if not html.strip():
        return FeedProblem(reason="empty")
    bare = re.sub(r"^\s*<\?xml[^>]{0,200}\?>", "", _CONTROL.sub("", html))
    try:
        tree = lxml.html.document_fromstring(bare, ensure_head_body=True)
    except (lxml.etree.LxmlError, ValueError):  # nothing is left of it: "<!"
        return FeedProblem(reason="no page")
    for line_break in tree.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    title = _text(_first(tree, "tgme_channel_info_header_title"))
    posts = _all(tree, "tgme_widget_message")
    if not posts and not title:
        return FeedProblem(reason="no such public channel, or one that shows no preview")
    entries = [entry for post in posts if (entry := _entry(post, title, now))]
    name = preview_address(url.split("?")[0]).rpartition("/")[2] or title
    return ParsedFeed(
        title=title or f"@{name}",
        site=f"https://t.me/{name}",
        language="",
        entries=tuple(reversed(entries)),
        left_out=0,
    )


def _entry(post: HtmlElement, channel: str, now: datetime) -> Entry | None:
    """One post, None where it is the service's, or has no text of its own."""
    place = post.get("data-post") or ""
    name, _, number = place.partition("/")
    if "service_message" in (post.get("class") or "") or not _NAME.fullmatch(name) or not number.isdigit():
        return None
    own = [el for el in _all(post, "tgme_widget_message_text") if not _answers(el)]
    text = "\n".join(_text(el) for el in own)
    moment = _posted(post, now)
    article = post_article(
        channel=channel,
        username=name,
        number=int(number),
        text=text,
        date=moment.at if moment else now,
        forwarded_from=_text(_first(post, "tgme_widget_message_forwarded_from_name")),
        now=now,
    )
    if article is None:
        return None
    mark = blake2b(article.text.encode(), digest_size=6).hexdigest()
    return Entry(
        key=f"{article.url}#{mark}",
        url=article.url,
        title=article.title,
        text=article.text,
        published=moment,
        credit=article.credit,
        whole=True,
    )


def _posted(post: HtmlElement, now: datetime) -> Moment | None:
    link = _first(post, "tgme_widget_message_date")
    times = [el.get("datetime") for el in (post if link is None else link).iter("time")]
    moment = read_moment(times[-1], now=now) if times else None
    return moment if isinstance(moment, Moment) else None


def _answers(element: HtmlElement) -> bool:
    """Whether a text is that of the post which this one answers."""
    above = (el.get("class") or "" for el in element.iterancestors())
    return any("tgme_widget_message_reply" in names.split() for names in above)


def _all(tree: HtmlElement, name: str) -> list[HtmlElement]:
    return [el for el in tree.iter() if isinstance(el.tag, str) and name in (el.get("class") or "").split()]


def _first(tree: HtmlElement, name: str) -> HtmlElement | None:
    return next(iter(_all(tree, name)), None)


def _text(element: HtmlElement | None) -> str:
    """The words of an element, in its lines."""
    if element is None:
        return ""
    lines = "".join(element.itertext()).split("\n")
    return "\n".join(" ".join(line.split()) for line in lines).strip()
