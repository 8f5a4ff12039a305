"""What is stored that helps to set up a topic: keywords for a name, and what a set of words would match."""

from __future__ import annotations

from sqlite_utils import Database

from briefings.model import Topic
from briefings.store import articles
from briefings.topic_words import MOST_READ, candidates, named_in, proposed
from briefings.topics import Matcher, derived_keywords, index_terms


def keywords(db: Database, name: str) -> tuple[str, ...]:
    """Keywords for a topic of that name, from the newest stored articles that its name finds."""
    matcher = Matcher(Topic(name=name))
    found = [
        c
        for c in articles.candidates(db, matcher.queries, matcher.needed)
        if matcher.belongs(c.title, c.text, c.published)
    ]
    newest = sorted(found, key=lambda c: (c.moment, c.id))[-MOST_READ:]
    named = named_in(articles.material(db, [c.id for c in newest]))
    if not named:
        return derived_keywords(name)
    total = db.table("articles").count
    return proposed(name, named, {text: _stored(db, text) for text in candidates(named)}, total)


def _stored(db: Database, name: str) -> int:
    """How many articles have all words of a name."""
    terms = " AND ".join(f"({' OR '.join(index_terms(word))})" for word in name.split() if word.isalnum())
    if not terms:
        return 0
    sql = "SELECT COUNT(*) FROM articles_fts WHERE articles_fts MATCH ?"
    count: int = db.execute(sql, [terms]).fetchone()[0]
    return count
