"""Pages and feeds from the network: guarded, polite, bounded.

    address ─► guard (scheme, look-up, every address judged) ─► request to the judged address ─┐
       ▲                                                                                        │
       └──── redirect, 5 at most, guarded again ◄──────────────────────────────────────────────┤
                                            Fetched | Unchanged ◄── type, size, unpacking ◄─────┘

Refused, each with its reason: what is not http(s), private addresses, more than 5 redirects, no connection
in 10 s, no end after 30 s, more than 10 MB unpacked, what is not text, what robots.txt forbids (of pages;
feeds are made for programs). No cookies, no proxy, no credentials. A connection serves one request, so that
two hosts at one network address never share one.
"""

from __future__ import annotations

import asyncio
import re
import threading
from collections.abc import Callable, Coroutine, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Any, Self, TypeVar
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

import httpx

from briefings.errors import FetchError
from briefings.reading.guard import Target, target_of, web_address
from briefings.reading.unpacking import ENCODINGS, BrokenError, TooLargeError, Unpacking

USER_AGENT = "Concordance/0.1 (news digests; reads each page once)"
ROBOT = "Concordance"

MAX_REDIRECTS = 5
CONNECT_SECONDS = 10.0
WHOLE_SECONDS = 30.0
MAX_BYTES = 10_000_000
"""Largest answer, unpacked. The largest of 79 real pages has 1.6 MB, feeds stay below 5 MB."""

MAX_ROBOTS_BYTES = 500_000
"""As much of robots.txt as search engines read."""

AT_ONCE = 8
"""Requests under way at the same time, all hosts together: enough that one slow host holds up nobody."""

PAUSE_SECONDS = 1.0
"""Between two requests to one host, more where its robots.txt asks (up to MAX_PAUSE_SECONDS)."""

MAX_PAUSE_SECONDS = 20.0

PAGE_TYPES = re.compile(r"text/(?:html|plain|xml)|application/(?:xhtml\+xml|xml)|$")
FEED_TYPES = re.compile(
    r"text/|application/(?:[\w.-]+\+)?(?:xml|json)|application/(?:rss|atom|rdf)|$|application/octet-stream"
)

_T = TypeVar("_T")


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """What an address gave. url: where it was found; moved: its new address if every redirect was permanent.

    charset, content_type: as the server says; max_age: seconds for which it says the answer stays good.
    """

    url: str
    content: bytes
    charset: str | None = None
    content_type: str = ""
    moved: str = ""
    etag: str = ""
    modified: str = ""
    max_age: float | None = None


@dataclass(frozen=True, kw_only=True)
class Unchanged:
    """The address has nothing newer than what we have (304)."""

    url: str
    moved: str = ""
    max_age: float | None = None


class AnswerError(FetchError):
    """The server refused. status: its code; retry_after: seconds it asks to wait, None where it does not."""

    def __init__(self, url: str, status: int, retry_after: float | None) -> None:
        self.status = status
        self.retry_after = retry_after
        super().__init__(url, f"the server answered {status}")


@dataclass(frozen=True, kw_only=True)
class FetchSettings:
    """How to fetch. allowed: private hosts that may be; the rest is for tests and slow lines."""

    allowed: frozenset[str] = frozenset()
    pause: float = PAUSE_SECONDS
    connect: float = CONNECT_SECONDS
    whole: float = WHOLE_SECONDS
    max_bytes: int = MAX_BYTES
    robots: bool = True


@dataclass
class _Host:
    """What is kept about a host while a Fetcher lives."""

    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    free_at: float = 0.0
    pause: float = 0.0
    robots: RobotFileParser | None = None
    robots_known: bool = False
    robots_turn: asyncio.Lock = field(default_factory=asyncio.Lock)


class Fetcher:
    """Fetches with one pool of connections: `async with Fetcher() as fetcher`."""

    def __init__(self, settings: FetchSettings | None = None) -> None:
        self.settings = settings or FetchSettings()
        self._hosts: dict[str, _Host] = {}
        self._places = asyncio.Semaphore(AT_ONCE)
        timeout = httpx.Timeout(self.settings.whole, connect=self.settings.connect)
        limits = httpx.Limits(max_keepalive_connections=0)
        self._client = httpx.AsyncClient(
            timeout=timeout, limits=limits, trust_env=False, follow_redirects=False
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self._client.aclose()

    async def page(self, url: str) -> Fetched:
        """A page, where its host's robots.txt lets programs read it; raises FetchError."""
        wanted = _Wanted(types=PAGE_TYPES, limit=self.settings.max_bytes, robots=self.settings.robots)
        answer = await self._bounded(url, wanted)
        if isinstance(answer, Unchanged):
            raise FetchError(url, "the server answered 304 though nothing was held")
        return answer

    async def page_again(self, url: str, *, etag: str = "", modified: str = "") -> Fetched | Unchanged:
        """A page that was read before, or word that it has not changed since; raises FetchError."""
        wanted = _Wanted(
            types=PAGE_TYPES,
            limit=self.settings.max_bytes,
            robots=self.settings.robots,
            headers=_conditions(etag, modified),
        )
        return await self._bounded(url, wanted)

    async def feed(
        self, url: str, *, etag: str = "", modified: str = "", robots: bool = False
    ) -> Fetched | Unchanged:
        """A feed, or word that it has not changed since the answer with this ETag or Last-Modified.

        robots: heed robots.txt, for what is a page and only serves as a feed.
        """
        wanted = _Wanted(
            types=FEED_TYPES,
            limit=self.settings.max_bytes,
            robots=robots and self.settings.robots,
            headers=_conditions(etag, modified),
        )
        return await self._bounded(url, wanted)

    async def _bounded(self, url: str, wanted: _Wanted) -> Fetched | Unchanged:
        """One answer, in its host's turn and within the time that there is for all of it."""
        host = self._host(url)
        async with host.turn:
            loop = asyncio.get_running_loop()
            await asyncio.sleep(max(0.0, host.free_at - loop.time()))
            try:
                async with self._places, asyncio.timeout(self.settings.whole):
                    return await self._follow(url, wanted)
            except TimeoutError as error:
                raise FetchError(url, f"no end after {self.settings.whole:g} s") from error
            finally:
                host.free_at = loop.time() + max(self.settings.pause, host.pause)

    def _host(self, url: str) -> _Host:
        return self._hosts.setdefault(web_address(url).netloc.lower(), _Host())

    async def _follow(self, url: str, wanted: _Wanted) -> Fetched | Unchanged:
        at, permanent = url, True
        for _ in range(MAX_REDIRECTS + 1):
            target = await target_of(at, self.settings.allowed)
            if wanted.robots:
                await self._heed_robots(at)
            answer = await self._ask(target, wanted)
            if not isinstance(answer, _Redirect):
                return replace(answer, moved=at if permanent and at != url else "")
            permanent = permanent and answer.permanent
            at = urljoin(at, answer.to)
        raise FetchError(url, f"more than {MAX_REDIRECTS} redirects")

    async def _ask(self, target: Target, wanted: _Wanted) -> Fetched | Unchanged | _Redirect:
        try:
            response = await self._client.send(self._request(target, wanted.headers), stream=True)
            try:
                return await _read(response, target.url, wanted)
            finally:
                await response.aclose()
        except httpx.ConnectTimeout as error:
            raise FetchError(target.url, f"no connection in {self.settings.connect:g} s") from error
        except httpx.TimeoutException as error:
            raise FetchError(target.url, "no answer in time") from error
        except (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, OSError) as error:
            raise FetchError(target.url, "cannot be reached", type(error).__name__) from error

    def _request(self, target: Target, headers: Mapping[str, str]) -> httpx.Request:
        """A request to the judged network address, with the host's own name for TLS and Host."""
        url = httpx.URL(target.url)
        named = {
            "Host": url.netloc.decode("ascii"),
            "User-Agent": USER_AGENT,
            "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5",
            "Accept-Encoding": ENCODINGS,
            "Connection": "close",
        }
        timeout = httpx.Timeout(self.settings.whole, connect=self.settings.connect).as_dict()
        extensions = {"sni_hostname": url.raw_host.decode("ascii"), "timeout": timeout}
        pinned = url.copy_with(host=target.ip, fragment=None)
        return httpx.Request("GET", pinned, headers={**named, **headers}, extensions=extensions)

    async def _heed_robots(self, url: str) -> None:
        """Raise FetchError where the host's robots.txt keeps programs from `url`."""
        host = self._host(url)
        async with host.robots_turn:
            if not host.robots_known:
                host.robots = await self._robots(url)
                host.robots_known = True
                delay = host.robots.crawl_delay(ROBOT) if host.robots else None
                host.pause = min(float(delay or 0), MAX_PAUSE_SECONDS)
        if host.robots is not None and not host.robots.can_fetch(ROBOT, url):
            raise FetchError(url, "the site's robots.txt asks programs not to read it")

    async def _robots(self, url: str) -> RobotFileParser | None:
        """The rules of a host, None where it has none; a host that fails to answer is left alone for now."""
        wanted = _Wanted(types=re.compile(""), limit=MAX_ROBOTS_BYTES)
        try:
            answer = await self._follow(urljoin(url, "/robots.txt"), wanted)
        except AnswerError as error:
            if error.status < 500 and error.status != 429:
                return None
            raise AnswerError(url, error.status, error.retry_after) from error
        except FetchError as error:
            if error.reason.startswith("more than"):  # endless redirects, or rules no program could read
                return None
            raise FetchError(url, error.reason, "asking for its robots.txt") from error
        rules = RobotFileParser()
        text = answer.content.decode("utf-8", errors="replace") if isinstance(answer, Fetched) else ""
        rules.parse(text.splitlines())
        return rules


@dataclass(frozen=True, kw_only=True)
class _Wanted:
    """What to ask for: content types, largest size in bytes, whether robots.txt has a say, conditions."""

    types: re.Pattern[str]
    limit: int
    robots: bool = False
    headers: Mapping[str, str] = field(default_factory=dict)


def _conditions(etag: str, modified: str) -> dict[str, str]:
    held = {"If-None-Match": etag, "If-Modified-Since": modified}
    return {name: value for name, value in held.items() if value}


@dataclass(frozen=True, kw_only=True)
class _Redirect:
    to: str
    permanent: bool


async def _read(response: httpx.Response, url: str, wanted: _Wanted) -> Fetched | Unchanged | _Redirect:
    headers = response.headers
    if response.status_code in {301, 302, 303, 307, 308} and headers.get("location"):
        return _Redirect(to=headers["location"], permanent=response.status_code in {301, 308})
    if response.status_code == 304:
        return Unchanged(url=url, max_age=_max_age(headers))
    if response.status_code != 200:
        raise AnswerError(url, response.status_code, retry_after(headers.get("retry-after", "")))
    declared = headers.get("content-type", "")
    kind, _, parameters = declared.partition(";")
    if not wanted.types.match(kind.strip().lower()):
        raise FetchError(url, f"not text but {kind.strip()[:60]}")
    charset = re.search(r"charset\s*=\s*[\"']?([\w.:-]+)", parameters, re.IGNORECASE)
    return Fetched(
        url=url,
        content=await _body(response, url, wanted.limit),
        charset=charset.group(1) if charset else None,
        content_type=kind.strip().lower(),
        etag=headers.get("etag", "")[:500],
        modified=headers.get("last-modified", "")[:100],
        max_age=_max_age(headers),
    )


async def _body(response: httpx.Response, url: str, limit: int) -> bytes:
    length = response.headers.get("content-length", "")
    if length.isdigit() and int(length) > limit:
        raise FetchError(url, f"more than {limit / 1e6:g} MB")
    try:
        unpacking = Unpacking(response.headers.get("content-encoding", ""), limit)
        async for piece in response.aiter_raw():
            unpacking.feed(piece)
    except TooLargeError as error:
        raise FetchError(url, f"more than {limit / 1e6:g} MB") from error
    except BrokenError as error:
        raise FetchError(url, str(error)) from error
    return unpacking.body


def _max_age(headers: httpx.Headers) -> float | None:
    found = re.search(r"(?:^|[,\s])max-age\s*=\s*\"?(\d{1,9})", headers.get("cache-control", ""))
    return float(found.group(1)) if found else None


def retry_after(written: str, *, now: datetime | None = None) -> float | None:
    """Seconds that a Retry-After header asks for, as a number or a date; None where it says neither."""
    if re.fullmatch(r"\d{1,9}", written.strip()):
        return float(written)
    try:
        until = parsedate_to_datetime(written)
    except (ValueError, TypeError):
        return None
    if until.tzinfo is None:
        until = until.replace(tzinfo=UTC)
    return max(0.0, (until - (now or datetime.now(UTC))).total_seconds())


def fetch_page(url: str, settings: FetchSettings | None = None) -> Fetched:
    """The page at `url`, for callers that do not run an event loop; raises FetchError."""

    async def one() -> Fetched:
        async with Fetcher(settings) as fetcher:
            return await fetcher.page(url)

    return run(one)


def run(work: Callable[[], Coroutine[Any, Any, _T]]) -> _T:
    """Run asynchronous work to its end, from a thread with or without an event loop of its own."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work())
    done: list[_T] = []
    failed: list[BaseException] = []

    def aside() -> None:
        try:
            done.append(asyncio.run(work()))
        except BaseException as error:  # handed to the caller's thread, whatever it is
            failed.append(error)

    thread = threading.Thread(target=aside, name="fetch")
    thread.start()
    thread.join()
    if failed:
        raise failed[0]
    return done[0]
