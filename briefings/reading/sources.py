"""Whatever a caller names, to articles: files, folders, addresses, standard input.

    source -> which kind -> records, pages or reports -> Article, or Rejected with the line and the reason

One bad line costs that line. A source that holds nothing readable raises UnreadableSourceError.
"""

from __future__ import annotations

import gzip
import json
import sys
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import IO, cast

from briefings.errors import FetchError, UnreadableSourceError
from briefings.model import Article
from briefings.reading.page import PageProblem, read_page
from briefings.reading.plain import read_plain
from briefings.reading.records import BadRecord, decoded, read_record

MAX_LINE = 10_000_000
"""Longest line of JSON in bytes. The longest article of an 8,000-article archive takes 0.2 MB."""

MAX_DOCUMENT = 20_000_000
"""Largest page or report in bytes: twice what fetching allows, so that a saved page can always be read."""

SNIFFED = 8192
"""Bytes looked at to tell text from what is not."""

BLOCK = 1 << 20
"""Bytes read at a time."""

RECORDS = frozenset({".jsonl", ".ndjson"})
PAGES = frozenset({".html", ".htm", ".xhtml"})
REPORTS = frozenset({".txt", ".text"})


@dataclass(frozen=True, kw_only=True)
class Rejected:
    """What did not go in. line: its number from 1, 0 where the source as a whole is meant; reason: one line.

    kept: the article itself went in and only a part of it was not believed, a date in 2099 for one.
    """

    source: str
    line: int
    reason: str
    kept: bool = False


def read_source(
    source: str, *, now: datetime, stdin: IO[bytes] | None = None, allowed: frozenset[str] = frozenset()
) -> Iterator[Article | Rejected]:
    """Articles that `source` holds, and what of it could not be read, in order.

    source: a file (.jsonl, .jsonl.gz, .html, .txt, or told by its content), a folder, an http(s) address,
    or "-" for `stdin`; allowed: private hosts that may be fetched (see `guard`). Raises
    UnreadableSourceError where nothing at all can be read.
    """
    if source == "-":
        yield from _stream(stdin if stdin is not None else sys.stdin.buffer, now=now)
    elif source.lower().startswith(("http://", "https://")):
        yield from _address(source, allowed, now=now)
    else:
        path = Path(source).expanduser()
        yield from _folder(path, now=now) if _is_folder(path) else _file(path, now=now)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError as error:  # a name too long, for one
        raise UnreadableSourceError(str(path)[:200], error.strerror or "cannot be read") from error


def _folder(folder: Path, *, now: datetime) -> Iterator[Article | Rejected]:
    known = RECORDS | PAGES | REPORTS
    try:
        files = sorted(
            p for p in folder.rglob("*") if _suffix(p) in known and not _hidden(p, folder) and p.is_file()
        )
    except OSError as error:
        raise UnreadableSourceError(str(folder), error.strerror or "cannot be listed") from error
    if not files:
        raise UnreadableSourceError(str(folder), "holds no .jsonl, .html or .txt files")
    readable, last = False, ""
    for path in files:
        try:
            for item in _file(path, now=now):
                readable = readable or isinstance(item, Article)
                yield item
        except UnreadableSourceError as error:
            last = error.reason
            yield Rejected(source=str(path), line=0, reason=error.reason)
    if not readable and len(files) > 1:
        raise UnreadableSourceError(str(folder), f"none of its {len(files)} files could be read")
    if not readable:
        raise UnreadableSourceError(str(files[0]), last or "holds no article")


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _suffix(path: Path) -> str:
    """The ending that tells the kind, ".gz" aside."""
    return Path(path.name.removesuffix(".gz")).suffix.lower()


def _file(path: Path, *, now: datetime) -> Iterator[Article | Rejected]:
    name = str(path)
    try:
        with path.open("rb") as raw:
            if not path.is_file():
                raise UnreadableSourceError(name, "not a regular file")
            compressed = raw.read(2) == b"\x1f\x8b"
            raw.seek(0)
            stream = cast("IO[bytes]", gzip.GzipFile(fileobj=raw) if compressed else raw)
            yield from _bytes(stream, name=name, suffix=_suffix(path), url=path.resolve().as_uri(), now=now)
    except FileNotFoundError as error:
        raise UnreadableSourceError(name, "no such file or folder") from error
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or f"broken compressed file: {error}"
        raise UnreadableSourceError(name, reason) from error
    except ValueError as error:  # a NUL in the name
        raise UnreadableSourceError(name.replace("\x00", "?"), "not a name a file can have") from error


def _stream(stdin: IO[bytes], *, now: datetime) -> Iterator[Article | Rejected]:
    yield from _bytes(stdin, name="-", suffix="", url="file:-", now=now)


def _bytes(
    stream: IO[bytes], *, name: str, suffix: str, url: str, now: datetime
) -> Iterator[Article | Rejected]:
    """Articles in a stream of bytes; `suffix` tells the kind, or else what it begins with."""
    start = stream.read(SNIFFED)
    if not start.strip():
        raise UnreadableSourceError(name, "empty")
    wide = start[:2] in {b"\xff\xfe", b"\xfe\xff"}  # UTF-16, which has NULs by right
    if not wide and b"\x00" in start:
        raise UnreadableSourceError(name, "a binary file, not text")
    kind = _kind(start, suffix)
    if kind == "records":
        if wide:
            raise UnreadableSourceError(name, "JSON lines in UTF-16; save it as UTF-8")
        yield from _records(_lines(start, stream), name=name, now=now)
        return
    whole = start + stream.read(MAX_DOCUMENT + 1 - len(start))
    if len(whole) > MAX_DOCUMENT:
        raise UnreadableSourceError(
            name, f"larger than {MAX_DOCUMENT // 1_000_000} MB, too large for one article"
        )
    yield _document(whole, kind=kind, name=name, url=url, now=now)


def _kind(start: bytes, suffix: str) -> str:
    if suffix in RECORDS:
        return "records"
    if suffix in PAGES:
        return "page"
    if suffix in REPORTS:
        return "report"
    head = start.removeprefix(b"\xef\xbb\xbf").lstrip()[:1024].lower()
    if head.startswith(b"{"):
        return "records"
    return (
        "page"
        if head.startswith((b"<!doctype", b"<html", b"<?xml", b"<head")) or b"<html" in head
        else "report"
    )


def _lines(start: bytes, stream: IO[bytes]) -> Iterator[bytes | None]:
    """Lines of the stream whose first bytes were read already; None for one longer than MAX_LINE."""
    held, dropping = start.removeprefix(b"\xef\xbb\xbf"), False
    while True:
        *whole, held = held.split(b"\n")
        if whole and dropping:
            whole[0], dropping = None, False  # type: ignore[call-overload]
        yield from (None if line is None or len(line) > MAX_LINE else line for line in whole)
        if len(held) > MAX_LINE:
            held, dropping = b"", True
        block = stream.read(BLOCK)
        if not block:
            break
        held += block
    if held or dropping:
        yield None if dropping else held


def _records(lines: Iterable[bytes | None], *, name: str, now: datetime) -> Iterator[Article | Rejected]:
    anything = False
    for number, line in enumerate(lines, start=1):
        if line is None:
            anything = True
            yield Rejected(source=name, line=number, reason=f"longer than {MAX_LINE // 1_000_000} MB")
        elif line.strip():
            anything = True
            yield from _record(line, name=name, number=number, now=now)
    if not anything:
        raise UnreadableSourceError(name, "empty")


def _record(line: bytes, *, name: str, number: int, now: datetime) -> Iterator[Article | Rejected]:
    try:
        record = json.loads(decoded(line))
        article, notes = read_record(record, name=Path(name).name, now=now)
    except (ValueError, RecursionError) as error:
        reason = str(error) if isinstance(error, BadRecord) else "not a JSON object"
        yield Rejected(source=name, line=number, reason=reason)
        return
    yield from (Rejected(source=name, line=number, reason=str(note), kept=True) for note in notes)
    yield article


def _document(whole: bytes, *, kind: str, name: str, url: str, now: datetime) -> Article:
    stem = "text" if name == "-" else Path(name.removesuffix(".gz")).stem
    if kind == "page":
        read = read_page(whole, url, now=now)
        if isinstance(read, PageProblem):
            raise UnreadableSourceError(name, read.reason)
        return read
    article = read_plain(decoded(whole), name=stem, url=url, now=now)
    if article is None:
        raise UnreadableSourceError(name, "holds no article")
    return article


def _address(source: str, allowed: frozenset[str], *, now: datetime) -> Iterator[Article | Rejected]:
    from briefings.reading.fetch import FetchSettings, fetch_page  # loaded only where it is asked for

    try:
        page = fetch_page(source, FetchSettings(allowed=allowed))
    except FetchError as error:
        raise UnreadableSourceError(source, str(error).removeprefix(f"{source}: ")) from error
    read = read_page(page.content, page.url, now=now, charset=page.charset)
    if isinstance(read, PageProblem):
        raise UnreadableSourceError(source, read.reason)
    yield replace(read, fetched=now)
