"""/mydata and /forgetme: all that is stored of a person, and nothing of it left in the file."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

from sqlite_utils import Database

from bot.memory import Place
from bot.parts import Part
from bot.records import Records
from bot.records.chats import ChatKind
from bot.records.flags import Flag, FlagKind
from bot.records.opening import SETS
from bot.records.personal import HELD
from briefings.model import Topic
from briefings.store import Store
from tests.bot.handmade import point

NOW = datetime(2026, 3, 12, 12, 0, tzinfo=UTC)
ANN, BOB = 7_312_345_678_901, 7_312_345_678_955  # long enough to stand nowhere by chance


def traces(path: Path, person: int) -> list[str]:
    """Where the id stands in the database's files, as text or as SQLite writes a number."""
    forms = {"text": str(person).encode(), "number": person.to_bytes(6, "big")}
    files = [path, *path.parent.glob(f"{path.name}-*")]
    return [
        f"{file.name}: {name}" for file in files for name, form in forms.items() if form in file.read_bytes()
    ]


def live(records: Records, person: int, store: Store) -> None:
    """All that somebody can do: be invited, follow, be sent briefings, flag."""
    topic = store.add_topic(Topic(name="Ferry", keywords=("ferry",)))
    link = records.invites.make(NOW)
    records.invites.use(link.token, person, "Ann", NOW)
    records.chats.meet(person, ChatKind.PRIVATE, "Ann", NOW, language="uk")
    followed = records.subscriptions.follow(Place(chat=person), topic, NOW)
    records.deliveries.plan(
        followed.id, followed.place, NOW.date(), [Part(html="x", plain="x")], expires=NOW, now=NOW
    )
    flag = Flag(
        kind=FlagKind.NOT_SAID, topic=topic.id, name="Ferry", digest=1, line=0, item=point("It burned."),
        made=NOW, person=person,
    )  # fmt: skip
    records.flags.add(flag)


def test_nothing_of_a_person_is_left_in_the_file_and_others_keep_all_they_have(store: Store) -> None:
    records = Records.open(store)
    for number in range(40):  # so that rows move between pages
        live(records, BOB + number, store)
    live(records, ANN, store)
    for number in range(40, 80):
        live(records, BOB + number, store)
    store.db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    assert traces(store.path, ANN)
    erased = records.personal.erase(ANN)
    assert erased.rows == {
        "people": 1, "invites": 1, "flags": 1, "chats": 1, "places": 1, "subscriptions": 1, "deliveries": 1,
    }  # fmt: skip
    assert traces(store.path, ANN) == []
    assert records.personal.of(ANN) == {}
    for number in range(80):
        assert len(records.personal.of(BOB + number)) == 7
    assert not records.personal.erase(ANN).anything


def test_a_flag_outlives_its_author(store: Store) -> None:
    records = Records.open(store)
    live(records, ANN, store)
    records.personal.erase(ANN)
    kept = records.flags.waiting(5)
    assert [(each.person, each.item) for each in kept] == [(None, point("It burned."))]


def test_what_is_handed_out_is_plain_json_with_every_table(store: Store) -> None:
    records = Records.open(store)
    live(records, ANN, store)
    live(records, BOB, store)
    written = json.dumps(records.personal.of(ANN))
    assert set(json.loads(written)) == set(HELD)
    assert str(BOB) not in written


def test_no_table_of_the_bot_holds_people_or_chats_besides_those_that_are_known(store: Store) -> None:
    """A new table with a column for a person or a chat has to be looked at, and listed, by a human."""
    Records.open(store)
    looked_at = {
        *HELD,
        "channels",  # of channels alone, and they go with their chat
        "contents",  # what messages say, until they are sent: no ids
        "broadcasts",
        "shut_out",  # a keyed hash
        "marking",
        "alarms",  # what is wrong with disk and feeds
    }
    of_the_bot = set()
    for known in SETS:
        fresh = Database(memory=True)
        for earlier in SETS[: SETS.index(known)]:
            earlier.apply(fresh)
        before = set(fresh.table_names())
        known.apply(fresh)
        of_the_bot |= set(fresh.table_names()) - before - {"_sqlite_migrations", "sqlite_sequence"}
        fresh.close()
    assert of_the_bot == looked_at
