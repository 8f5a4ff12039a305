"""What the bot measures of itself, in Prometheus' terms.

Counts and times only: no chat, no person, no text is in any label.
"""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import UTC, date, datetime

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.process_collector import ProcessCollector

# Answers are to come within a second, so most of the steps lie below it.
ANSWERS = (0.05, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.5, 5.0, 10.0, 30.0)
LAGS = (0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0)


class Metrics:
    """All measures of one bot, in a registry of their own."""

    def __init__(self) -> None:
        self._faults: dict[date, int] = {}
        self.registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self.updates = Counter(
            "concordance_updates", "Updates from Telegram that were handled", ["kind"], registry=registry
        )
        self.answer_seconds = Histogram(
            "concordance_answer_seconds",
            "From an update's coming until all that answers it was sent",
            buckets=ANSWERS,
            registry=registry,
        )
        self.calls = Counter(
            "concordance_bot_api_calls", "Calls of the Bot API", ["method", "outcome"], registry=registry
        )
        self.loop_lag = Histogram(
            "concordance_loop_lag_seconds",
            "How late the event loop wakes what is due",
            buckets=LAGS,
            registry=registry,
        )
        self.last_poll = Gauge(
            "concordance_last_contact_timestamp_seconds",
            "When Telegram last answered, in seconds since 1970",
            registry=registry,
        )
        self.log_lines = Counter(
            "concordance_log_lines", "Lines logged, by their level", ["level"], registry=registry
        )
        self.stored = Gauge(
            "concordance_stored", "Rows in the database, by kind", ["kind"], registry=registry
        )
        self.deliveries = Gauge(
            "concordance_deliveries",
            "Deliveries of the last 24 hours, by state",
            ["state"],
            registry=registry,
        )

    def keep_stored(self, counts: Mapping[str, int]) -> None:
        """Note how many rows of each kind are stored."""
        for kind, number in counts.items():
            self.stored.labels(kind=kind).set(number)

    def keep_deliveries(self, counts: Mapping[str, int]) -> None:
        """Note how many messages of briefings stand in each state."""
        for state, number in counts.items():
            self.deliveries.labels(state=state).set(number)

    def note_fault(self, day: date) -> None:
        """Count an error that nothing foresaw."""
        self._faults = {day: self._faults.get(day, 0) + 1}

    def faults_of(self, day: date) -> int:
        """How many such errors there were on a day, of the last day that had any."""
        return self._faults.get(day, 0)

    def page(self) -> bytes:
        """Everything as Prometheus reads it (text format 0.0.4)."""
        return generate_latest(self.registry)


class Counting(logging.Handler):
    """A log handler that counts records by level, and faults, and writes nothing."""

    def __init__(self, metrics: Metrics) -> None:
        super().__init__()
        self._metrics = metrics

    def emit(self, record: logging.LogRecord) -> None:
        """Count the record; one with an exception is a fault that nothing foresaw."""
        if record.exc_info and record.levelno >= logging.ERROR:
            self._metrics.note_fault(datetime.fromtimestamp(record.created, UTC).date())
        self._metrics.log_lines.labels(level=record.levelname.lower()).inc()


def outcome(status: int) -> str:
    """What became of a call, by the answer's status: a small set of words."""
    if status == 200:
        return "ok"
    if status == 429:
        return "slow down"
    return "refused" if status < 500 else "server error"
