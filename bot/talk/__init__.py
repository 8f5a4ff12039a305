"""What the bot can do, a feature a file: commands, taps, deep links and words in, replies out.

A feature subclasses `bot.talk.feature.Feature` and is listed in `bot.talk.all`. Nothing here knows of
Telegram: `bot.handlers` turns updates into askers and words, `briefings chat` does the same for a terminal.
"""
