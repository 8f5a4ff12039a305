"""The many addresses of one article: as readers share it, as a cache keeps it, as a telephone is shown it.

`plain_address` gives the address that they are all forms of. Its rules are general (what AMP caches, hosts
for telephones and feed readers do), no lists of outlets; what they miss is found by the text, see
`briefings.copies`.
"""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

_CACHES = (
    re.compile(r"https?://(?:www\.)?google\.[a-z.]{2,6}/amp/(?P<s>s/)?(?P<rest>[^/?#]+\.[^/?#]+.*)", re.I),
    re.compile(r"https?://[\w-]+\.cdn\.ampproject\.org/[a-z]/(?P<s>s/)?(?P<rest>[^/?#]+\..*)", re.I),
    re.compile(r"https?://(?:[\w-]+\.)?bing-amp\.com/[a-z]/(?P<s>s/)?(?P<rest>[^/?#]+\..*)", re.I),
)
"""Caches that have the address of what they keep in their own."""

_FORWARDERS = re.compile(
    r"https?://(?:www\.)?(?:google\.[a-z.]{2,6}/url|(?:l|lm)\.facebook\.com/l\.php|out\.reddit\.com/[^?]*"
    r"|slack-redir\.net/link|t\.umblr\.com/redirect|news\.url\.google\.com/url)\?",
    re.IGNORECASE,
)
"""Hosts that only send on, with the address they send to in their query."""

_SENT_TO = ("url", "q", "u", "z")

_FOR_TELEPHONES = re.compile(
    r"^(?:amp|m|mobile|touch|wap)\.(?=[\w-]+\.)|(?<=\.)(?:amp|m|mobile)\.(?=[\w-]+\.\w)"
)
"""Labels of hosts that show the same pages to telephones: "m.dw.com", "en.m.wikipedia.org"."""

_AMP_PATH = re.compile(r"/amp(?=/|$)|(?<=\w)\.amp(?=\.html?$|$)|(?<=\w)\.amphtml$", re.IGNORECASE)
"""What marks the AMP form of a page in its path: "/amp/", "/story/amp", "story.amp.html"."""

_DEFAULT_PAGE = re.compile(r"/(?:index|default)\.(?:html?|php|aspx?)$", re.IGNORECASE)

_NAMES = (
    r"utm_\w+|at_(?:medium|campaign|custom\d|link_\w+|format|ptr_name|bbc_team)|ns_\w+|pk_\w+|mtm_\w+|_hs\w+"
    r"|hsa_\w+|fb(?:clid|_\w+)|[gdy]clid|msclkid|wbraid|gbraid|twclid|igshid|igsh|mc_[ce]id|mkt_tok|vero_id"
    r"|oly_\w+_id|amp|_amp|amp_\w+|usqp|__twitter_impression|__source|__tn__|cmp|cmpid|icid|ncid|ocid|cvid|ito"
    r"|smid|smtyp|sref|spm|xtor|sh|mod|partner|feedtype|feedname|wprss|rss|rpc|taid|\.?tsrc|soc_\w+|guc\w+"
    r"|ref|ref_?src|ref_?url|referr?er|share|shared|shareid|sharetype|abcnews\w*|traffic_source|syndication"
)
_FROM = r"(?:feed|rss|twitter|facebook|email|social|share)"
_TRACKING = re.compile(rf"(?:{_NAMES})=.*|(?:source|from|src|via)={_FROM}|output(?:type)?=amp", re.I | re.S)
"""Parameters that tell where a reader came from, never what is shown; some only with the value named."""

_MOST_LAYERS = 3
"""Addresses within addresses that are unwrapped: a cache of a forwarder of a cache is as far as it goes."""


def plain_address(url: str) -> str:
    """`url` without what only says how a reader came to it; what is no web address comes back as it is.

    Idempotent. Caches and forwarders give way to what they lead to, hosts for telephones to their site, AMP
    forms to the page, tracking parameters to nothing; the scheme and "www." stay.
    """
    for _ in range(_MOST_LAYERS):
        url, before = _unwrapped(url), url
        if url == before:
            break
    try:
        parts = urlsplit(url)
        if parts.scheme.lower() not in {"http", "https"} or not parts.hostname:
            return url
        host = _host(parts.netloc.lower())
    except ValueError:
        return url
    path = _DEFAULT_PAGE.sub("/", _AMP_PATH.sub("", parts.path)) or "/"
    return urlunsplit((parts.scheme.lower(), host, path, _query(parts.query), ""))


def _unwrapped(url: str) -> str:
    for cache in _CACHES:
        found = cache.fullmatch(url.strip())
        if found:
            return f"{'https' if found['s'] else 'http'}://{found['rest']}"
    if _FORWARDERS.match(url):
        given = dict(parse_qsl(url.partition("?")[2]))
        to = (given.get(name, "") for name in _SENT_TO)
        return next((address for address in to if address.startswith(("http://", "https://"))), url)
    return url


def _host(netloc: str) -> str:
    """The host without labels for telephones; a site whose name is such a label ("m.co") keeps it."""
    while (bare := _FOR_TELEPHONES.sub("", netloc)) != netloc:
        netloc = bare
    return netloc


def _query(query: str) -> str:
    pairs = parse_qsl(query, keep_blank_values=True)
    kept = [(name, value) for name, value in pairs if not _TRACKING.fullmatch(f"{name}={value}")]
    return urlencode(kept, quote_via=quote)
