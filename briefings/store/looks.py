"""Pages that are looked at again for silent edits: when each is asked next, and with which conditions.

    with Store.open(path) as store: looks = LookTable(store)

A table of its own migrations, made when it is first asked for.
"""

from __future__ import annotations

from datetime import datetime

from sqlite_utils import Database, Migrations

from briefings.following import Look, next_look
from briefings.model import Article
from briefings.store import opening
from briefings.store.codec import moment_of, moment_text
from briefings.store.identity import url_key
from briefings.store.store import Store

migrations = Migrations("concordance.looks")

MOST_AT_ONCE = 60
"""Pages looked at in one round: at a second for each of one host, a minute."""


@migrations()
def m001_looks(db: Database) -> None:
    """One row for a page whose article was read from the network."""
    db.execute(
        """
        CREATE TABLE looks (
            article  INTEGER PRIMARY KEY REFERENCES articles(id) ON DELETE CASCADE,
            url      TEXT NOT NULL,            -- where it is asked for
            first    TEXT NOT NULL,            -- when it was read first; times as in `articles`
            next     TEXT,                     -- when it is asked again; NULL: no more
            last     TEXT NOT NULL,            -- when it was asked last
            problem  TEXT NOT NULL,            -- why it could not be read then, "" where it could
            etag     TEXT NOT NULL,
            modified TEXT NOT NULL
        )
        """
    )
    db.execute("CREATE INDEX looks_by_time ON looks(next) WHERE next IS NOT NULL")


class LookTable:
    """The pages of a store that are looked at again. Methods raise StoreError where the file fails them."""

    def __init__(self, store: Store) -> None:
        self._db = store.db
        self._store = store
        self._path = store.path
        with opening.translated(store.path):
            opening.refuse_newer(store.db, migrations, store.path)
            opening.migrate(store.db, migrations, store.path, readonly=store.readonly)

    def watch(self, address: str, url: str, *, now: datetime, etag: str = "", modified: str = "") -> bool:
        """Look again at the page `url` of the article at `address`; False where none is stored there.

        A page that is watched already goes on as it was.
        """
        with opening.translated(self._path), opening.writing(self._db):
            found = self._db.execute(
                "SELECT article FROM addresses WHERE key = ?", [url_key(address)]
            ).fetchone()
            if found is None:
                return False
            self._db.execute(
                "INSERT OR IGNORE INTO looks VALUES (?, ?, ?, ?, ?, '', ?, ?)",
                [found[0], url, *map(moment_text, (now, next_look(now, now), now)), etag, modified],
            )
            return True

    def any(self) -> bool:
        """Whether any page is still looked at again."""
        with opening.translated(self._path):
            row = self._db.execute("SELECT 1 FROM looks WHERE next IS NOT NULL LIMIT 1").fetchone()
        return row is not None

    def due(self, now: datetime) -> tuple[tuple[Look, Article], ...]:
        """Pages to be asked now, with their articles as stored: MOST_AT_ONCE, the longest overdue first."""
        with opening.translated(self._path):
            rows = list(
                self._db.query(
                    "SELECT * FROM looks WHERE next <= ? ORDER BY next, article LIMIT ?",
                    [moment_text(now), MOST_AT_ONCE],
                )
            )
        material = self._store.material_of([row["article"] for row in rows])
        stored = {article.id: article for article in material.articles}
        return tuple(
            (
                Look(
                    article=row["article"],
                    url=row["url"],
                    first=datetime.fromisoformat(row["first"]),
                    next=moment_of(row["next"]),
                    etag=row["etag"],
                    modified=row["modified"],
                ),
                stored[row["article"]],
            )
            for row in rows
        )

    def save(
        self, look: Look, *, now: datetime, problem: str = "", etag: str = "", modified: str = ""
    ) -> None:
        """Keep what came of a look, and when the next one is."""
        with opening.translated(self._path), opening.writing(self._db):
            self._db.execute(
                "UPDATE looks SET next = ?, last = ?, problem = ?, etag = ?, modified = ? WHERE article = ?",
                [*map(moment_text, (next_look(look.first, now), now)), problem, etag, modified, look.article],
            )
