"""What is fetched from the network, and what is refused, each for its reason. All on loopback."""

from __future__ import annotations

import asyncio
import gzip
import socket
import zlib
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from ipaddress import ip_address

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.errors import FetchError
from briefings.reading.fetch import (
    AnswerError,
    Fetched,
    Fetcher,
    FetchSettings,
    Unchanged,
    fetch_page,
    retry_after,
)
from briefings.reading.guard import is_public, target_of
from briefings.reading.unpacking import BrokenError, TooLargeError, Unpacking
from tests.loopback import Site, redirect, reply, site

PAGE = b"<html><body>Hello</body></html>"


@pytest.fixture
async def server() -> AsyncIterator[Site]:
    async with site() as made:
        yield made


def fetcher(server: Site, **settings: object) -> Fetcher:
    chosen = {"allowed": frozenset({server.netloc}), "pause": 0.0, "robots": False, "whole": 5.0} | settings
    return Fetcher(FetchSettings(**chosen))  # type: ignore[arg-type]


async def page(server: Site, path: str = "/", **settings: object) -> Fetched:
    async with fetcher(server, **settings) as one:
        return await one.page(server.url(path))


async def reason(server: Site, path: str = "/", **settings: object) -> str:
    with pytest.raises(FetchError) as caught:
        await page(server, path, **settings)
    assert "\n" not in str(caught.value)
    return str(caught.value)


# -- what comes through -----------------------------------------------------------------------------------


async def test_a_page_comes_with_its_charset_and_the_host_is_named(server: Site) -> None:
    server.answers["/a?b=c"] = reply(PAGE, kind='text/html; charset="ISO-8859-1"')
    got = await page(server, "/a?b=c#part")
    assert (got.content, got.charset, got.content_type, got.moved) == (PAGE, "ISO-8859-1", "text/html", "")
    assert f"Host: {server.netloc}\r\n" in server.requests[0]
    assert "cookie" not in server.requests[0].lower()


def test_a_caller_without_event_loop_gets_a_page_or_the_reason() -> None:
    with pytest.raises(FetchError, match="private"):
        fetch_page("http://127.0.0.1:9/")


async def test_a_caller_inside_an_event_loop_does_too() -> None:
    with pytest.raises(FetchError, match="private"):
        fetch_page("http://127.0.0.1:9/")


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", zlib.compress(PAGE)[2:-4]),
        ("br", brotli.compress(PAGE)),
        ("identity", PAGE),
    ],
)
async def test_packed_pages_are_unpacked(server: Site, encoding: str, packed: bytes) -> None:
    server.answers["/"] = reply(packed, headers=f"Content-Encoding: {encoding}\r\n")
    assert (await page(server)).content == PAGE


# -- where a request may go -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://0.0.0.0/",
        "http://10.1.2.3/",
        "http://172.16.0.1/",
        "http://192.168.1.1:8080/",
        "http://169.254.169.254/latest/meta-data/",
        "http://100.64.0.1/",
        "http://224.0.0.1/",
        "http://255.255.255.255/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://127.1/",
        "http://[::ffff:127.0.0.1]/",
        "http://[64:ff9b::7f00:1]/",
        "http://[2002:7f00:1::]/",
        "http://[fe80::1]/",
        "http://[fc00::1]/",
        "http://[fec0::1]/",
        "http://[ff02::1]/",
    ],
)
async def test_private_addresses_are_refused_however_they_are_written(url: str) -> None:
    with pytest.raises(FetchError, match=r"private address|no such host"):
        await target_of(url)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "ftp://example.com/",
        "gopher://example.com/",
        "javascript:alert(1)",
        "//example.com/",
        "http://",
        "http://[/",
        "http://a:99999/",
        "http://user:secret@example.com/",
        "http://exa mple.com/",
        "http://" + "a" * 5000,
        "http://" + "a" * 300 + ".example/",
    ],
)
async def test_what_is_no_web_address_is_refused_and_no_password_is_repeated(url: str) -> None:
    async with Fetcher() as one:
        with pytest.raises(FetchError) as caught:
            await one.page(url)
    assert "secret" not in str(caught.value)


@given(st.ip_addresses())
def test_only_global_addresses_are_public(ip: object) -> None:
    address = ip_address(str(ip))
    if is_public(address):
        assert address.is_global or address.version == 6
        assert not address.is_private or address.version == 6
        assert not address.is_loopback
        assert not address.is_multicast


class FakeNames:
    """A name service that answers from a list, one list a look-up."""

    def __init__(self, *answers: list[str]) -> None:
        self.answers = list(answers)
        self.asked = 0

    async def __call__(self, host: str, port: int, **_: object) -> list[tuple[object, ...]]:
        self.asked += 1
        if not self.answers:
            raise socket.gaierror(socket.EAI_NONAME, "no such host")
        found = self.answers.pop(0)
        return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (ip, port)) for ip in found]


def named(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> FakeNames:
    names = FakeNames(*answers)
    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", names)
    return names


async def test_a_name_with_one_private_address_among_public_ones_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    named(monkeypatch, ["93.184.216.34", "10.0.0.1"])
    with pytest.raises(FetchError, match="private"):
        await target_of("http://news.example/")


async def test_the_address_judged_is_the_one_connected_to(
    server: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = named(monkeypatch, ["127.0.0.1"], ["10.9.9.9"])
    server.answers["/"] = reply(PAGE)
    async with fetcher(server, allowed=frozenset({"news.example"})) as one:
        got = await one.page(f"http://news.example:{server.port}/")
    assert got.content == PAGE
    assert got.url == f"http://news.example:{server.port}/"
    assert f"Host: news.example:{server.port}\r\n" in server.requests[0]
    assert names.asked == 1


async def test_a_redirect_to_a_private_address_is_refused(server: Site) -> None:
    server.answers["/"] = redirect("http://127.0.0.1:1/admin")
    assert "private" in await reason(server)


async def test_a_redirect_to_another_scheme_is_refused(server: Site) -> None:
    server.answers["/"] = redirect("file:///etc/passwd")
    assert "only http" in await reason(server)


async def test_a_name_that_turns_private_between_two_requests_is_refused(
    server: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    named(monkeypatch, ["127.0.0.1"], ["127.0.0.1"])
    server.answers["/"] = redirect(f"http://other.example:{server.port}/")
    async with fetcher(server, allowed=frozenset({"news.example"})) as one:
        with pytest.raises(FetchError, match="private"):
            await one.page(f"http://news.example:{server.port}/")


# -- redirects --------------------------------------------------------------------------------------------


async def test_five_redirects_are_followed_and_a_sixth_is_not(server: Site) -> None:
    for n in range(6):
        server.answers[f"/{n}"] = redirect(f"/{n + 1}")
    server.answers["/6"] = reply(PAGE)
    assert (await page(server, "/1")).url == server.url("/6")
    assert "more than 5 redirects" in await reason(server, "/0")


async def test_a_circle_of_redirects_ends(server: Site) -> None:
    server.answers["/"] = redirect("/")
    assert "redirects" in await reason(server)


@pytest.mark.parametrize(
    ("status", "moves"), [("301 Moved", True), ("308 Moved", True), ("302 Found", False)]
)
async def test_only_permanent_redirects_move_an_address(server: Site, status: str, moves: bool) -> None:
    server.answers |= {"/": redirect("/new", status), "/new": reply(PAGE)}
    assert (await page(server)).moved == (server.url("/new") if moves else "")


# -- size, time, type -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("encoding", "bomb"),
    [
        ("gzip", gzip.compress(bytes(30_000_000))),
        ("deflate", zlib.compress(bytes(30_000_000))),
        ("br", brotli.compress(bytes(30_000_000), quality=4)),
    ],
)
async def test_a_bomb_costs_no_more_than_the_limit(server: Site, encoding: str, bomb: bytes) -> None:
    server.answers["/"] = reply(bomb, headers=f"Content-Encoding: {encoding}\r\n")
    assert "more than 10 MB" in await reason(server)
    unpacking = Unpacking(encoding, 1_000_000)
    with pytest.raises(TooLargeError):
        unpacking.feed(bomb)
    assert len(unpacking.body) < 1_200_000


@pytest.mark.parametrize("encoding", ["gzip, br", "zstd", "compress", "x" * 500])
async def test_packing_that_we_did_not_ask_for_is_refused(server: Site, encoding: str) -> None:
    server.answers["/"] = reply(PAGE, headers=f"Content-Encoding: {encoding}\r\n")
    assert "packed" in await reason(server)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
@given(data=st.binary(min_size=1, max_size=200))
def test_any_bytes_unpack_or_are_broken(encoding: str, data: bytes) -> None:
    unpacking = Unpacking(encoding, 1000)
    try:
        unpacking.feed(data)
    except (BrokenError, TooLargeError):
        return
    assert len(unpacking.body) <= 1000


async def test_an_answer_said_to_be_too_large_is_not_read(server: Site) -> None:
    server.answers["/"] = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99999999\r\n\r\n"
    assert "more than 10 MB" in await reason(server)


async def test_an_endless_stream_is_cut_off(server: Site) -> None:
    async def endless(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            writer.write(b"x" * 65536)
            await writer.drain()

    server.answers["/"] = endless
    assert "more than" in await reason(server, max_bytes=1_000_000)


async def test_a_dripping_stream_ends_with_the_time_for_the_whole(server: Site) -> None:
    async def drip(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n")
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    server.answers["/"] = drip
    assert "no end after 0.3 s" in await reason(server, whole=0.3)


@pytest.mark.parametrize("kind", ["image/png", "application/pdf", "video/mp4", "application/octet-stream"])
async def test_what_is_not_text_is_refused(server: Site, kind: str) -> None:
    server.answers["/"] = reply(b"\x89PNG", kind=kind)
    assert f"not text but {kind}" in await reason(server)


@pytest.mark.parametrize(
    "answer", [b"", b"garbage\r\n\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort"]
)
async def test_a_server_that_breaks_off_or_talks_nonsense_is_a_reason(server: Site, answer: bytes) -> None:
    server.answers["/"] = answer
    assert "cannot be reached" in await reason(server)


async def test_nobody_at_home_is_a_reason(server: Site) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        netloc = f"127.0.0.1:{unused.getsockname()[1]}"
        async with fetcher(server, allowed=frozenset({netloc})) as one:
            with pytest.raises(FetchError, match="cannot be reached"):
                await one.page(f"http://{netloc}/")


# -- manners ----------------------------------------------------------------------------------------------


async def test_what_robots_txt_forbids_is_not_asked_for(server: Site) -> None:
    server.answers |= {
        "/robots.txt": reply(b"User-agent: *\nDisallow: /private/\n", kind="text/plain"),
        "/private/a": reply(PAGE),
        "/open": reply(PAGE),
    }
    assert "robots.txt" in await reason(server, "/private/a", robots=True)
    assert (await page(server, "/open", robots=True)).content == PAGE
    assert not any("GET /private/a" in head for head in server.requests)


async def test_robots_txt_is_asked_for_once_and_heeded_after_a_redirect(server: Site) -> None:
    server.answers |= {
        "/robots.txt": reply(b"User-agent: Concordance\nDisallow: /private\n", kind="text/plain"),
        "/a": redirect("/private"),
        "/private": reply(PAGE),
        "/b": reply(PAGE),
    }
    async with fetcher(server, robots=True) as one:
        with pytest.raises(FetchError, match=r"robots\.txt"):
            await one.page(server.url("/a"))
        await one.page(server.url("/b"))
    assert sum("GET /robots.txt" in head for head in server.requests) == 1


@pytest.mark.parametrize(("status", "read"), [("404 Not Found", True), ("403 No", True), ("503 Busy", False)])
async def test_missing_rules_allow_and_failing_ones_forbid(server: Site, status: str, read: bool) -> None:
    server.answers |= {"/robots.txt": reply(b"", status=status), "/": reply(PAGE)}
    if read:
        assert (await page(server, robots=True)).content == PAGE
    else:
        assert "503" in await reason(server, robots=True)


async def test_one_host_is_asked_one_thing_at_a_time(server: Site) -> None:
    async def slowly(writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.02)
        writer.write(reply(PAGE))
        await writer.drain()

    server.answers |= {f"/{n}": slowly for n in range(5)}
    async with fetcher(server) as one:
        await asyncio.gather(*(one.page(server.url(f"/{n}")) for n in range(5)))
    assert server.most_under_way == 1


async def test_a_slow_host_holds_up_nobody(server: Site) -> None:
    async with site() as other:
        quick_done = asyncio.Event()

        async def wait_for_other(writer: asyncio.StreamWriter) -> None:
            await quick_done.wait()
            writer.write(reply(PAGE))
            await writer.drain()

        server.answers["/"] = wait_for_other
        other.answers["/"] = reply(PAGE)
        async with fetcher(server, allowed=frozenset({server.netloc, other.netloc})) as one:
            slow = asyncio.create_task(one.page(server.url("/")))
            await one.page(other.url("/"))
            quick_done.set()
            assert (await slow).content == PAGE


# -- feeds ------------------------------------------------------------------------------------------------


async def test_a_feed_is_asked_for_on_condition_and_may_be_unchanged(server: Site) -> None:
    headers = (
        'ETag: "v1"\r\nLast-Modified: Thu, 01 May 2031 10:00:00 GMT\r\nCache-Control: public, max-age=900\r\n'
    )
    server.answers["/feed"] = reply(b"<rss/>", kind="application/rss+xml", headers=headers)
    async with fetcher(server) as one:
        first = await one.feed(server.url("/feed"))
        assert isinstance(first, Fetched)
        assert (first.etag, first.max_age) == ('"v1"', 900.0)
        server.answers["/feed"] = reply(b"", status="304 Not Modified")
        again = await one.feed(server.url("/feed"), etag=first.etag, modified=first.modified)
    assert isinstance(again, Unchanged)
    assert 'if-none-match: "v1"' in server.requests[1].lower()
    assert "if-modified-since: thu, 01 may 2031" in server.requests[1].lower()


async def test_a_server_that_asks_to_wait_says_how_long(server: Site) -> None:
    server.answers["/"] = reply(b"", status="429 Slow down", headers="Retry-After: 120\r\n")
    with pytest.raises(AnswerError) as caught:
        await page(server)
    assert (caught.value.status, caught.value.retry_after) == (429, 120.0)


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("120", 120.0),
        ("Fri, 02 May 2031 12:01:00 GMT", 60.0),
        ("Thu, 01 May 2031 12:00:00 GMT", 0.0),
        ("soon", None),
    ],
)
def test_retry_after_is_a_number_or_a_date(written: str, seconds: float | None) -> None:
    assert retry_after(written, now=datetime(2031, 5, 2, 12, tzinfo=UTC)) == seconds
