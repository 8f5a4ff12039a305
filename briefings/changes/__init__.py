"""What became of a topic: identity from digest to digest, what is new, histories, timelines, accounts."""
