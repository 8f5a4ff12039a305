"""Compressed answers unpacked piece by piece, never further than a limit: a bomb costs the limit, no more."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli

ENCODINGS = "gzip, deflate, br"
"""What we ask for and can unpack, as in Accept-Encoding."""

PIECE = 1 << 16
"""Bytes unpacked at a time."""


class TooLargeError(Exception):
    """More than the limit came out."""


class BrokenError(Exception):
    """What came is not what it was said to be, or an encoding that we did not ask for."""


class _Unpacker(Protocol):
    def feed(self, data: bytes) -> Iterator[bytes]: ...


class Unpacking:
    """One answer's body: `feed` it as it comes, then take `body`. Raises TooLargeError, BrokenError."""

    def __init__(self, encoding: str, limit: int) -> None:
        names = [name.strip().lower() for name in encoding.split(",") if name.strip()]
        names = [name for name in names if name != "identity"]
        if len(names) > 1:
            raise BrokenError(f"packed more than once ({encoding[:40]})")
        self._unpacker = _unpacker(names[0] if names else "")
        self._limit = limit
        self._body = bytearray()

    def feed(self, data: bytes) -> None:
        """Unpack the next bytes of the answer."""
        try:
            for piece in self._unpacker.feed(data):
                self._body += piece
                if len(self._body) > self._limit:
                    raise TooLargeError
        except (zlib.error, brotli.error) as error:
            raise BrokenError("broken compression") from error

    @property
    def body(self) -> bytes:
        """What has been unpacked so far."""
        return bytes(self._body)


def _unpacker(name: str) -> _Unpacker:
    if name in {"gzip", "x-gzip"}:
        return _Zlib(16 + zlib.MAX_WBITS)
    if name == "deflate":
        return _Deflate()
    if name == "br":
        return _Brotli()
    if name:
        raise BrokenError(f"packed as {name[:20]}")
    return _Plain()


class _Plain:
    def feed(self, data: bytes) -> Iterator[bytes]:
        yield data


class _Zlib:
    def __init__(self, bits: int) -> None:
        self._inner = zlib.decompressobj(bits)

    def feed(self, data: bytes) -> Iterator[bytes]:
        while data and not self._inner.eof:
            yield self._inner.decompress(data, PIECE)
            data = self._inner.unconsumed_tail


class _Deflate:
    """zlib's wrapping, or none: servers send both under this name."""

    def __init__(self) -> None:
        self._inner: _Zlib | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._inner is None and data:
            wrapped = data[0] & 0x0F == 8 and (len(data) < 2 or (data[0] * 256 + data[1]) % 31 == 0)
            self._inner = _Zlib(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)
        if self._inner is not None:
            yield from self._inner.feed(data)


class _Brotli:
    def __init__(self) -> None:
        self._inner = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        yield self._inner.process(data, output_buffer_limit=PIECE)
        while not self._inner.can_accept_more_data() and not self._inner.is_finished():
            yield self._inner.process(b"", output_buffer_limit=PIECE)
