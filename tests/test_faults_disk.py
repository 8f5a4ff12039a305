"""A full, read-only, locked or damaged database: one line says so, nothing is lost, it goes on after."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from briefings.errors import DamagedStoreError, InputError, StoreError
from briefings.following import Feed, after_success, due
from briefings.model import Topic
from briefings.store import Store, backup
from briefings.store import restore as restoring
from briefings.store.opening import writing
from tests.faults import disk
from tests.newsdesk import NOW, article, reading

# Stores articles until the disk is full, says what was stored and what the error was, then stops.
FILLING = """
import sys
from pathlib import Path
from briefings.errors import StoreError
from briefings.store import Store
from tests.newsdesk import NOW, article, reading
{before}
text = " ".join(f"The ferry saved {{n}} people." for n in range(300))
try:
    with Store.open(sys.argv[1]) as store:
        for number in range(10_000):
            one = article(url=f"https://harbour.example/{{number}}", text=f"{{text}} {{number}}.")
            store.add_article(one, reading(one.text), now=NOW)
            print(one.url, flush=True)
except StoreError as error:
    print(f"{{type(error).__name__}}: {{error}}", file=sys.stderr)
"""
LIMITED = """
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)  # the write fails instead
resource.setrlimit(resource.RLIMIT_FSIZE, (2_000_000, 2_000_000))
"""

mounts = pytest.mark.skipif(not disk.can_mount(), reason="nothing can be mounted here")


def fill(store: Store, articles: int) -> None:
    for number in range(articles):
        one = article(url=f"https://harbour.example/{number}", text=f"The ferry saved {number} people.")
        store.add_article(one, reading(one.text), now=NOW)


def urls(path: Path) -> list[str]:
    with Store.open(path) as store:
        assert store.verify() == ()
        return [url for (url,) in store.db.execute("SELECT url FROM articles ORDER BY id").fetchall()]


# Full


def test_a_file_that_may_not_grow_loses_nothing_that_was_accepted(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    ran = disk.run(FILLING.format(before=LIMITED), path)
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr.startswith(f"StoreError: {path} cannot be read or written")
    assert len(ran.stderr.splitlines()) == 1
    assert urls(path) == ran.stdout.split()


@mounts
def test_a_full_disk_loses_nothing_that_was_accepted(tmp_path: Path) -> None:
    script = 'mount -t tmpfs -o size=4m tmpfs "$1"; "$0" -c "$2" "$1/b.db"; cp "$1"/b.db* "$3"'
    (tmp_path / "small").mkdir()
    (tmp_path / "saved").mkdir()
    code = FILLING.format(before="")
    ran = disk.run_mounted(script, tmp_path / "small", code, tmp_path / "saved")
    assert ran.returncode == 0, ran.stderr
    assert "no room on the disk for" in ran.stderr or "cannot be read or written" in ran.stderr
    assert len(ran.stderr.splitlines()) == 1
    assert len(ran.stdout.split()) > 3
    assert urls(tmp_path / "saved" / "b.db") == ran.stdout.split()


def test_a_full_database_says_so_and_goes_on_when_there_is_room_again(store: Store) -> None:
    fill(store, 2)
    pages = store.db.execute("PRAGMA page_count").fetchone()[0]
    store.db.execute(f"PRAGMA max_page_count = {pages + 3}")
    long = article(url="https://harbour.example/long", text="The ferry burns. " * 5000)
    with pytest.raises(StoreError, match=r"no room on the disk for .*free some"):
        store.add_article(long, reading(long.text), now=NOW)
    assert store.counts()["articles"] == 2
    assert store.verify() == ()
    store.db.execute(f"PRAGMA max_page_count = {pages + 10_000}")
    assert store.add_article(long, reading(long.text), now=NOW).new
    assert store.verify() == ()


@mounts
def test_a_copy_for_which_there_is_no_room_leaves_nothing_behind(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    with Store.open(path) as store:
        fill(store, 400)
    (tmp_path / "small").mkdir()
    script = (
        'mount -t tmpfs -o size=256k tmpfs "$1"; '
        '"$0" -m briefings --db "$2" backup "$1/c.db" || echo "status $?"; '
        'ls -A "$1"'
    )
    ran = disk.run_mounted(script, tmp_path / "small", path)
    assert ran.stdout == "status 1\n"
    assert ran.stderr.startswith("briefings: no room on the disk for")


# Read-only


@mounts
def test_on_a_read_only_disk_what_is_stored_can_be_read_and_writing_is_refused_in_one_line(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "disk"
    folder.mkdir()
    with Store.open(folder / "b.db") as store:
        store.add_topic(Topic(name="Ferry"))
        fill(store, 3)
    script = (
        'mount --bind "$1" "$1"; mount -o remount,ro,bind "$1";'
        ' "$0" -m briefings --db "$1/b.db" topic list;'
        ' "$0" -m briefings --db "$1/b.db" topic add Strike || echo "status $?"'
    )
    ran = disk.run_mounted(script, folder)
    assert "Ferry" in ran.stdout
    assert ran.stdout.endswith("status 1\n")
    assert ran.stderr.startswith("briefings: ")
    assert len(ran.stderr.splitlines()) == 1
    assert "read-only" in ran.stderr or "cannot be opened" in ran.stderr


def test_a_read_only_file_is_named(tmp_path: Path) -> None:
    path = tmp_path / "b.db"
    Store.open(path).close()
    with Store.open(path, readonly=True) as store, pytest.raises(StoreError, match="is read-only"):
        store.add_topic(Topic(name="Ferry"))


# Locked


def test_a_locked_database_is_waited_for_then_named_and_works_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("briefings.store.opening.BUSY_SECONDS", 0.05)
    path = tmp_path / "b.db"
    Store.open(path).close()
    with Store.open(path) as ours, Store.open(path) as theirs:
        with writing(theirs.db), pytest.raises(StoreError, match="in use by another process: try again"):
            fill(ours, 1)
        fill(ours, 1)
        assert ours.verify() == ()


# The clock


def test_an_article_revised_after_the_clock_went_back_is_the_one_revised_last(store: Store) -> None:
    first, second = article(text="All were saved."), article(text="Two were lost.")
    store.add_article(first, reading(first.text), now=NOW + timedelta(days=400))
    assert store.add_article(second, reading(second.text), now=NOW).revised
    assert store.material_of([1]).articles[0].text == second.text
    assert store.last_moment() == NOW
    assert store.verify() == ()


def test_feeds_asked_when_the_clock_was_ahead_are_asked_again(store: Store) -> None:
    ahead = NOW + timedelta(days=400)
    feed = after_success(Feed(url="https://harbour.example/rss", added=NOW), now=ahead)
    assert due([feed], NOW) == (feed,)
    assert due([feed], ahead + timedelta(minutes=1)) == ()


# Damaged: recognised, set aside, restored


@pytest.fixture
def copied(tmp_path: Path) -> Path:
    """A database with three articles and a copy of it, and two more articles since."""
    path = tmp_path / "b.db"
    with Store.open(path) as store:
        fill(store, 3)
        store.backup(backup.named(path, tmp_path / backup.FOLDER, NOW))
        fill(store, 5)
    return path


def damage(path: Path) -> None:
    """Overwrite the middle of a file, as a bad disk may."""
    content = bytearray(path.read_bytes())
    content[4096 : 4096 * 20] = b"\xff" * (4096 * 19)
    path.write_bytes(content)


@pytest.mark.parametrize("content", [b"", b"no database\n" * 900], ids=["emptied", "overwritten"])
def test_a_file_that_lost_all_is_restored_too(copied: Path, content: bytes) -> None:
    copied.write_bytes(content)
    source = backup.copies(copied, copied.parent / backup.FOLDER)[0]
    done = restoring.restore(copied, source, NOW)
    assert done.aside is not None
    assert done.aside.read_bytes() == content
    assert len(urls(copied)) == 3


def test_a_damaged_database_is_recognised_set_aside_and_restored_from_the_last_sound_copy(
    copied: Path,
) -> None:
    newer = backup.named(copied, copied.parent / backup.FOLDER, NOW + timedelta(hours=1))
    shutil.copyfile(copied, newer)
    damage(newer)
    damage(copied)
    torn = copied.read_bytes()
    with pytest.raises(DamagedStoreError, match="`briefings restore` puts the last backup in its place"):
        urls(copied)
    found = list(restoring.sound_copies(copied, (copied.parent / backup.FOLDER,), NOW + timedelta(days=1)))
    assert [bool(wrong) for _, wrong in found] == [True, False]
    done = restoring.restore(copied, found[1][0], NOW)
    assert done.aside is not None
    assert done.aside.read_bytes() == torn
    assert len(urls(copied)) == 3


def test_what_is_set_aside_can_be_opened_with_all_it_held(copied: Path) -> None:
    with closing(sqlite3.connect(copied)) as holder:  # a crash leaves the journal behind; so does this
        holder.execute("PRAGMA wal_autocheckpoint = 0")
        holder.execute(
            "INSERT INTO topics (name, key, keywords, exclude) VALUES ('Strike', 'strike', '[]', '[]')"
        )
        holder.commit()
        wal = Path(f"{copied}-wal").read_bytes()
    before = copied.read_bytes()
    Path(f"{copied}-wal").write_bytes(wal)
    copied.write_bytes(before)
    done = restoring.restore(copied, backup.copies(copied, copied.parent / backup.FOLDER)[0], NOW)
    assert not Path(f"{copied}-wal").exists()
    assert done.aside is not None
    with Store.open(done.aside) as aside:
        assert [topic.name for topic in aside.topics()] == ["Strike"]
    assert len(urls(copied)) == 3


def test_a_database_that_is_in_use_is_not_restored(copied: Path) -> None:
    code = (
        "import sys; from briefings.store import Store; store = Store.open(sys.argv[1]); store.topics();"
        "print('open', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code, str(copied)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        cwd=disk.ROOT,
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"open\n"
        with pytest.raises(StoreError, match="is in use: stop the bot"):
            restoring.restore(copied, backup.copies(copied, copied.parent / backup.FOLDER)[0], NOW)
        assert other.stdin is not None
        other.stdin.close()
    assert not restoring.in_use(copied)
    assert len(urls(copied)) == 5


def test_a_restore_that_fails_leaves_the_database_as_it_was(
    copied: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    source = backup.copies(copied, copied.parent / backup.FOLDER)[0]

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", fail)
    with pytest.raises(StoreError, match="could not be restored: No space left"):
        restoring.restore(copied, source, NOW)
    assert len(urls(copied)) == 5
    assert not list(copied.parent.glob("*.part"))


@pytest.mark.parametrize("kind", ["missing", "letter", "other", "itself"])
def test_what_is_no_copy_is_refused_and_changes_nothing(copied: Path, tmp_path: Path, kind: str) -> None:
    source = copied if kind == "itself" else tmp_path / "source"
    if kind == "letter":
        source.write_text("Dear editor, " * 100)
    if kind == "other":
        with closing(sqlite3.connect(source)) as other:
            other.execute("CREATE TABLE recipes (name TEXT)")
            other.commit()
    with pytest.raises((InputError, StoreError)):
        restoring.restore(copied, source, NOW)
    assert len(urls(copied)) == 5


# Copies


def test_a_copy_taken_when_the_clock_was_ahead_is_not_taken_for_the_newest(copied: Path) -> None:
    folder = copied.parent / backup.FOLDER
    backup.copy_of(copied, backup.named(copied, folder, NOW + timedelta(days=400)))
    assert backup.taken(backup.copies(copied, folder, NOW)[0]) == NOW
    assert len(backup.rotate(copied, folder, 1, NOW)) == 1
    assert backup.taken(backup.copies(copied, folder)[0]) == NOW


def test_of_the_copies_in_a_folder_the_newest_are_kept_and_nothing_else_is_touched(copied: Path) -> None:
    folder = copied.parent / backup.FOLDER
    for name in ("b-notes.db", "b-20250101.db", "other-20250705-120000.db", "b-20250705-120000.db.faulty"):
        (folder / name).write_text("mine")
    for day in range(1, 4):
        with Store.open(copied) as store:
            store.backup(backup.named(copied, folder, NOW + timedelta(days=day)))
    gone = backup.rotate(copied, folder, 2)
    assert [path.name for path in gone] == ["b-20250706-120000.db", "b-20250705-120000.db"]
    assert [path.name for path in backup.copies(copied, folder)] == [
        "b-20250708-120000.db",
        "b-20250707-120000.db",
    ]
    assert len(list(folder.iterdir())) == 6
    assert backup.rotate(copied, folder, 0) == ()
    assert backup.taken(backup.copies(copied, folder)[0]) == datetime(2025, 7, 8, 12, tzinfo=UTC)


def test_a_copy_with_faults_is_kept_under_another_name_and_said(copied: Path) -> None:
    target = copied.parent / "c.db"
    with Store.open(copied) as store:
        store.db.execute("UPDATE claims SET text = 'Nobody was saved.' WHERE id = 1")
        with pytest.raises(StoreError, match=r"has faults.*kept as"):
            store.backup(target)
    assert not target.exists()
    assert target.with_name("c.db.faulty").exists()


def test_a_copy_is_taken_while_another_writes(copied: Path) -> None:
    with Store.open(copied) as writer, writing(writer.db):
        writer.add_topic(Topic(name="Strike"))
        backup.copy_of(copied, copied.parent / "c.db")
    with Store.open(copied.parent / "c.db") as copy:
        assert copy.topics() == ()
        assert copy.counts()["articles"] == 5


def test_a_copy_is_one_file_that_only_its_owner_can_read(copied: Path) -> None:
    target = backup.copy_of(copied, copied.parent / "alone" / "c.db")
    assert [path.name for path in target.parent.iterdir()] == ["c.db"]
    assert target.stat().st_mode & 0o077 == 0
