"""Tests, as a package so that the loopback Bot API server can be run as tests.bot.botapi."""
