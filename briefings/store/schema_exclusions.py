"""The table of articles that were thrown out of a topic, in a migration set of its own; append-only."""

from __future__ import annotations

from sqlite_utils import Database, Migrations

migrations = Migrations("concordance.exclusions")


@migrations()
def m001_exclusions(db: Database) -> None:
    """Which articles a person said are not on a topic, whatever its keywords say."""
    db.execute(
        """
        CREATE TABLE exclusions (
            topic   INTEGER NOT NULL REFERENCES topics(id) ON DELETE CASCADE,
            article INTEGER NOT NULL REFERENCES articles(id) ON DELETE CASCADE,
            since   TEXT NOT NULL,             -- when it was thrown out, as times in `articles`
            PRIMARY KEY (topic, article)
        ) WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX exclusions_by_article ON exclusions(article)")
