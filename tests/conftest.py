"""What every test may ask for: the language model once a session, a store of its own, and no network."""

from __future__ import annotations

import ipaddress
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from spacy.language import Language

    from briefings.meaning import Meaning
    from briefings.store import Store

# Before numpy loads: two cores are shared by whatever else runs here.
os.environ.setdefault("OMP_NUM_THREADS", "1")

SHARED = Path(__file__).resolve().parents[2] / "shared"

# Machines differ in speed and no test here is about time; the same examples on every run.
settings.register_profile(
    "concordance", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("concordance")

_connect = socket.socket.connect
_connect_ex = socket.socket.connect_ex
_getaddrinfo = socket.getaddrinfo


def _is_here(host: object) -> bool:
    """Whether an address stays on this machine."""
    if host in {"localhost", "", None}:
        return True
    try:
        return ipaddress.ip_address(str(host)).is_loopback
    except ValueError:
        return False


def _refuse(address: object) -> None:
    host = address[0] if isinstance(address, tuple) else None
    if isinstance(address, tuple) and not _is_here(host):
        pytest.fail(f"a test tried to reach {address!r}: the network is not for tests", pytrace=True)


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Fails any test that connects to, or looks up, anything but this machine."""

    def connect(self: socket.socket, address: Any) -> None:
        _refuse(address)
        return _connect(self, address)

    def connect_ex(self: socket.socket, address: Any) -> int:
        _refuse(address)
        return _connect_ex(self, address)

    def getaddrinfo(host: Any, *args: Any, **kwargs: Any) -> Any:
        _refuse((host,))
        return _getaddrinfo(host, *args, **kwargs)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", connect)
        patch.setattr(socket.socket, "connect_ex", connect_ex)
        patch.setattr(socket, "getaddrinfo", getaddrinfo)
        yield


@pytest.fixture(autouse=True)
def clean_environment(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test sees this user's settings or writes into this user's data directory."""
    for name in [n for n in os.environ if n.startswith(("BRIEFINGS_", "TELEGRAM_"))]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data-home"))


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The shipped language model, loaded once."""
    from briefings import language

    return language.load()


@pytest.fixture(scope="session")
def meaning() -> Meaning:
    """The shipped table of meanings, loaded once."""
    from briefings import language
    from briefings.meaning import Meaning

    return Meaning.load(language.shipped_folder())


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty database in a folder of the test's own."""
    from briefings.store import Store

    with Store.open(tmp_path / "briefings.db") as opened:
        yield opened


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real news beside the project; the test is skipped where there is none."""
    if not SHARED.is_dir():
        pytest.skip(f"needs {SHARED}, which is not part of the project")
    return SHARED
