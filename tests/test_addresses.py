"""One article has one key, whichever of its addresses a reader sends."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.addresses import plain_address
from briefings.store import Store
from briefings.store.identity import url_key
from tests.newsdesk import NOW, article, reading

PLAIN = "https://www.harbour.example/2025/jul/04/ferry-fire"

FORMS = (
    "http://www.harbour.example/2025/jul/04/ferry-fire",
    "https://harbour.example/2025/jul/04/ferry-fire/",
    "HTTPS://WWW.Harbour.example/2025/jul/04/ferry-fire#comments",
    f"{PLAIN}?utm_source=newsletter&utm_medium=email",
    f"{PLAIN}?fbclid=IwAR0x&gclid=abc",
    f"{PLAIN}?CMP=share_btn_tw&ref=rss&__twitter_impression=true",
    f"{PLAIN}?feedType=RSS&feedName=world&rpc=22",
    f"{PLAIN}?source=rss",
    "https://m.harbour.example/2025/jul/04/ferry-fire",
    "https://mobile.harbour.example/2025/jul/04/ferry-fire?outputType=amp",
    "https://amp.harbour.example/2025/jul/04/ferry-fire",
    "https://www.harbour.example/amp/2025/jul/04/ferry-fire",
    "https://www.harbour.example/2025/jul/04/ferry-fire/amp/",
    "https://www.harbour.example/2025/jul/04/ferry-fire?amp=1&usqp=mq331AQ",
    "https://www.harbour.example/2025/jul/04/ferry-fire.amp",
    "https://www.google.com/amp/s/www.harbour.example/2025/jul/04/ferry-fire",
    "https://www-harbour-example.cdn.ampproject.org/c/s/www.harbour.example/2025/jul/04/ferry-fire?amp_js_v=0.1",
    "https://www.google.com/url?sa=t&url=https%3A%2F%2Fm.harbour.example%2F2025%2Fjul%2F04%2Fferry-fire",
    "https://l.facebook.com/l.php?u=https%3A%2F%2Fharbour.example%2F2025%2Fjul%2F04%2Fferry-fire%3Ffbclid%3D1&h=AT0",
)


@pytest.mark.parametrize("form", FORMS)
def test_every_form_of_an_address_has_one_key(form: str) -> None:
    assert url_key(form) == "harbour.example/2025/jul/04/ferry-fire"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"{PLAIN}?id=4", f"{PLAIN}?id=5"),
        (f"{PLAIN}?page=2", PLAIN),
        ("https://harbour.example/amplifier", "https://harbour.example/lifier"),
        ("https://camp.example/a", "https://c.example/a"),
        ("https://m.co/a", "https://co/a"),
        ("https://mobile.example/a", "https://example/a"),
    ],
)
def test_addresses_of_different_pages_have_different_keys(one: str, other: str) -> None:
    assert url_key(one) != url_key(other)


@pytest.mark.parametrize(
    "name", ["file:reports/a.txt", "telegram:-100/4", "mailto:a@b.example", "", "http://["]
)
def test_what_is_no_web_address_is_left_as_it_is(name: str) -> None:
    assert plain_address(name) == name


_parts = st.text(alphabet="abm./?=&%-_:#", max_size=20)
_hosts = st.sampled_from(
    [
        "harbour.example",
        "m.amp.harbour.example",
        "www.google.com/amp/s/m.x.example",
        "l.facebook.com/l.php?u=http://",
    ]
)


@given(_hosts, _parts, st.sampled_from(FORMS))
def test_plain_is_plain(host: str, path: str, form: str) -> None:
    """Whatever is sent: a second pass changes nothing, neither does a key made from a key."""
    for url in (f"https://{host}/{path}", form + path):
        once = plain_address(url)
        assert plain_address(once) == once
        key = url_key(url)
        if "google." not in key and "facebook." not in key:
            assert url_key(key) == key


def test_an_article_sent_as_amp_and_as_itself_is_stored_once(store: Store) -> None:
    for form in FORMS:
        store.add_article(article(url=form), reading(article().text), now=NOW)
    assert store.counts()["articles"] == 1


def test_addresses_stored_by_an_older_version_are_met_by_their_new_key(store: Store) -> None:
    number = store.add_article(article(url=PLAIN), reading(article().text), now=NOW).id
    db = store.db
    db.execute("UPDATE addresses SET key = ?", ["m.harbour.example/2025/jul/04/ferry-fire/amp?CMP=x"])
    db.execute("INSERT INTO addresses(key, article) VALUES ('file:a.txt', ?)", [number])
    db.execute("DELETE FROM _sqlite_migrations WHERE name = 'm002_addresses'")
    db.conn.commit()
    store.close()
    with Store.open(store.path) as again:
        keys = {key for (key,) in again.db.execute("SELECT key FROM addresses")}
        assert keys == {"harbour.example/2025/jul/04/ferry-fire", "file:a.txt"}
        known = again.known(article(url=PLAIN))
        assert known is not None
        assert known.id == number
