"""Where things lie on this machine when nobody says where."""

from __future__ import annotations

from pathlib import Path

import platformdirs


def default_path() -> Path:
    """The database in this user's data directory; the directory need not exist yet."""
    return Path(platformdirs.user_data_path("concordance", appauthor=False)) / "briefings.db"
