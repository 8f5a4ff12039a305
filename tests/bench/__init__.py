"""How fast it is, measured by hand with `make bench`; no test depends on it."""
