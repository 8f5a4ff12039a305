"""From bytes to articles: pages, plain-text reports, JSON lines, feeds and the guarded fetch."""
