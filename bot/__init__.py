"""The Telegram application: settings, handlers, rendering, delivery and schedule, over `briefings`."""
