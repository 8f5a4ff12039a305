"""From an article's text to passages and claims: attribution, names, quantities, dates, polarity."""
