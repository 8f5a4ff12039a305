"""Concordance's library: reads news articles, compares what they claim, and builds digests.

Knows nothing of Telegram. Data goes one way: reading → extract → compare → digest, each stage a set of
pure functions over the records in `briefings.model`; `briefings.store` keeps them; `briefings.pipeline`
puts the stages in order.
"""

__version__ = "0.1.0"
