"""What the bot says besides the news: welcome, help, and one clear line for what cannot be done."""

from __future__ import annotations

from collections.abc import Sequence

from bot.buttons import TOPICS_AT_ONCE
from bot.richtext import BLANK, Line, Run, Style, bold, clip, italic, line
from bot.wording import count
from briefings.model import Topic

SHOWN_NAME = 60  # UTF-16 units of what was typed, when it is said back

STALE_BUTTON = "This button no longer leads anywhere. Send /topics for the news of today."
GONE_DIGEST = "That digest is no longer stored. Send /topics for a new one."
GONE_TOPIC = "That topic is no longer followed here. Send /topics for those that are."
FAILED = "That went wrong on my side, and I have noted it. Please try again."
UNREADABLE = "I cannot get at the stored news just now. Please try again in a while."
TEXT_ONLY = "I read text only. Send /help for what I can do."
SAMPLES_LABEL = "Show me sample topics"

# For the menu of commands; at most 256 characters each.
COMMANDS = {
    "topics": "the topics, as buttons",
    "topic": "NAME: its digest",
    "sources": "the reports behind the last digest; N: behind its line N",
    "ask": "QUESTION: answered from the reports on the last topic",
    "help": "how to read a digest, and what I can do",
    "start": "what this is",
}


def welcome() -> tuple[Line, ...]:
    """What this bot does, above the topics."""
    return (
        line(bold("Concordance")),
        line(
            "I read the news on a topic and tell you what the reports agree on, where they differ, and who "
            "says so. Behind every line are the sentences it rests on."
        ),
        BLANK,
        line("Choose a topic:"),
    )


def help_text() -> tuple[Line, ...]:
    """How to read a digest, and the commands."""
    commands = [_command(name, text) for name, text in COMMANDS.items() if name != "start"]
    return (
        line(bold("How to read a digest"), heading=True),
        line("● two origins or more say so"),
        line("▲ a figure was revised: the latest stands last"),
        line("◆ reports differ: the sides stand below each other"),
        line("○ all reports of it go back to one origin"),
        line(
            "An origin is where something comes from first. Three outlets that cite one agency are three "
            "outlets and one origin."
        ),
        line("Tap a number to see the sentences behind that line, and Back to return."),
        BLANK,
        line(bold("What I can do"), heading=True),
        *commands,
        line("Anything else you write is taken as a question on the last topic."),
    )


def _command(name: str, text: str) -> Line:
    """ "/topic NAME — its digest"."""
    argument, colon, rest = text.partition(": ")
    takes = argument if colon and argument.isupper() else ""
    return line(f"/{name} {takes} — {rest}" if takes else f"/{name} — {text}")


def topics_head(number: int) -> tuple[Line, ...]:
    """Above the list of topics."""
    return (line(bold(count(number, "topic")), heading=True), line("Tap one for its digest."))


def which_topic() -> tuple[Line, ...]:
    """Asked for something of a topic, with no topic named."""
    return (line("Which topic? Tap one, or send ", code("/topic NAME"), "."),)


def no_such_topic(name: str, near: bool) -> tuple[Line, ...]:
    """A name that no topic has; near: names like it follow as buttons."""
    head = line("I follow no topic called “", bold(clip(name, SHOWN_NAME)), "”.")
    return (head, line("Did you mean:" if near else "These are the topics:"))


def name_too_long(limit: int) -> tuple[Line, ...]:
    """A name longer than any."""
    return (line(f"No topic has a name of more than {limit} characters. These are the topics:"),)


def no_such_line(number: int, lines: int, topic: str) -> tuple[Line, ...]:
    """Asked for the sources of a line that is not there."""
    there = f"lines 1 to {lines}" if lines > 1 else count(lines, "line")
    return (line(f"There is no line {number}: the digest of {topic} has {there}."),)


def ask_usage() -> tuple[Line, ...]:
    """Asked nothing."""
    return (line("Ask me something, for instance ", code("/ask How many were hurt?")),)


def ask_about_which() -> tuple[Line, ...]:
    """A question, with no topic that it could be on."""
    return (line("Which topic is that about? Tap it, then ask again."),)


def too_long(limit: int) -> tuple[Line, ...]:
    """A question that is no question."""
    return (line(f"That is too long for me: please ask in at most {limit} characters."),)


def unknown_command(name: str) -> tuple[Line, ...]:
    """A command that there is not."""
    return (line(f"I do not know /{clip(name, SHOWN_NAME)}. Send /help for what I can do."),)


def nothing_yet(head: tuple[Line, ...]) -> tuple[Line, ...]:
    """No topics are stored: what whoever runs the bot can do, and what anybody can."""
    welcome_only = head[:2] if head == welcome() else ()
    return (
        *welcome_only,
        *([BLANK] if welcome_only else []),
        line("No topics are stored yet. Whoever runs me adds them with ", code("briefings topic add"), "."),
        line("Until then I can show you sample topics, with invented news:"),
    )


def more_topics(head: tuple[Line, ...], topics: Sequence[Topic]) -> tuple[Line, ...]:
    """`head`, and where not all topics have a button, how to get at the rest."""
    rest = len(topics) - TOPICS_AT_ONCE
    if rest <= 0:
        return head
    return (
        *head,
        line(italic(f"The first {TOPICS_AT_ONCE}; for the other {rest} send "), code("/topic NAME")),
    )


def reading_samples(done: int, total: int) -> tuple[Line, ...]:
    """While sample reports are read."""
    return (line(f"Reading the sample reports: {done} of {total} …"),)


def samples_ready() -> tuple[Line, ...]:
    """Above the sample topics."""
    return (line("These are samples: the events and the outlets are invented. Choose a topic:"),)


def notice(text: str) -> tuple[Line, ...]:
    """One plain line."""
    return (line(text),)


def code(text: str) -> Run:
    """Something to type as it stands."""
    return Run(text=text, style=Style.CODE)
