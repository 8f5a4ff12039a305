"""Search over all that is stored: words, phrases, and operators for outlet, time, speaker, figure and topic.

    text ── parse ──► Query ── Shelf.find ──► articles, best first ── passages_of ──► Hit, Hit, …

Any string is a query: what is no operator is words, and a value that cannot be understood is told in a note.
"""

from briefings.search.finding import find
from briefings.search.query import OPERATORS, SEARCH_HELP, Query, parse
from briefings.search.records import Hit, Results

__all__ = ["OPERATORS", "SEARCH_HELP", "Hit", "Query", "Results", "find", "parse"]
