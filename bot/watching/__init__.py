"""Watching over the running bot: what it measures, whether it is well, and who is told."""
