"""From points and disputes to what a reader is shown: selection, text and JSON."""
