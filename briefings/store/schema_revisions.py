"""The table of claims that changed when an article was read again; its own migrations, append-only."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("concordance.revisions")


@migrations()
def m001_revisions(db: Database) -> None:
    """What each later version of an article says otherwise; `article_versions` has the texts."""
    db.execute(
        """
        CREATE TABLE revisions (
            article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            version INTEGER NOT NULL,          -- that changed it, from 2
            number  INTEGER NOT NULL,          -- from 0, within the version
            noted   TEXT NOT NULL,             -- when the later version was stored, as times in `articles`
            edit    TEXT NOT NULL,             -- changed, gone, added: see briefings.revisions.Edit
            before  TEXT NOT NULL,             -- the claim's words, "" for one that was added
            after   TEXT NOT NULL,             -- the claim's words now, "" for one that is gone
            claim   INTEGER NOT NULL,          -- id of the claim then, 0 for one that is gone
            PRIMARY KEY (article, version, number)
        ) WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX revisions_by_time ON revisions(noted)")
