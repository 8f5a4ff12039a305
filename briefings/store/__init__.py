"""The store: one SQLite file that holds articles, what was read from them, topics and digests.

`Store` is the only way in; every SQL statement of the library stands in this package. Writes take the
write lock at once and happen inside `db.atomic()`; a digest is kept as it was built, with its evidence.
"""

from briefings.places import default_path
from briefings.store.store import Added, Store
from briefings.store.verify import Fault

__all__ = ["Added", "Fault", "Store", "default_path"]
