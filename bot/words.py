"""What the bot says besides the news: welcome, help, and one clear line for what cannot be done.

Constants are marked with `N_` and translated where they are shown, with `_`.
"""

from __future__ import annotations

from collections.abc import Sequence

from bot.buttons import TOPICS_AT_ONCE
from bot.i18n import N_, _, n_
from bot.richtext import BLANK, Line, Run, Style, bold, clip, italic, line, slots
from bot.talk.feature import Listed
from bot.wording import number
from briefings.model import Topic

SHOWN_NAME = 60  # UTF-16 units of what was typed, when it is said back
DESCRIPTION = 256  # Bot API: characters of a command's description

STALE_BUTTON = N_("This button no longer leads anywhere. Send /topics for the news of today.")
GONE_DIGEST = N_("That digest is no longer stored. Send /topics for a new one.")
GONE_TOPIC = N_("That topic is no longer followed here. Send /topics for those that are.")
FAILED = N_("That went wrong on my side, and I have noted it. Please try again.")
UNREADABLE = N_("I cannot get at the stored news just now. Please try again in a while.")
TEXT_ONLY = N_("I read text only. Send /help for what I can do.")
SAMPLES_LABEL = N_("Show me sample topics")


def welcome() -> tuple[Line, ...]:
    """What this bot does, above the topics."""
    return (
        line(bold("Concordance")),
        line(
            _(
                "I read the news on a topic and tell you what the reports agree on, where they differ, and "
                "who says so. Behind every line are the sentences it rests on."
            )
        ),
        BLANK,
        line(_("Choose a topic:")),
    )


def help_text(listed: Sequence[Listed]) -> tuple[Line, ...]:
    """How to read a digest, and the commands."""
    return (
        line(bold(_("How to read a digest")), heading=True),
        line(_("● two origins or more say so")),
        line(_("▲ a figure was revised: the latest stands last")),
        line(_("◆ reports differ: the sides stand below each other")),
        line(_("○ all reports of it go back to one origin")),
        line(
            _(
                "An origin is where something comes from first. Three outlets that cite one agency are three "
                "outlets and one origin."
            )
        ),
        line(_("Tap a number to see the sentences behind that line, and Back to return.")),
        BLANK,
        line(bold(_("What I can do")), heading=True),
        *(line(_command(each)) for each in listed if each.name != "start"),
        line(_("Anything else you write is taken as a question on the last topic.")),
    )


def _command(each: Listed) -> str:
    """ "/topic NAME — its digest"."""
    takes = f" {_(each.takes)}" if each.takes else ""
    return f"/{each.name}{takes} — {_(each.text)}"


def in_menu(each: Listed) -> str:
    """What Telegram shows beside the command's name."""
    text = f"{_(each.takes)}: {_(each.text)}" if each.takes else _(each.text)
    return clip(text, DESCRIPTION)


def topics_head(count: int) -> tuple[Line, ...]:
    """Above the list of topics."""
    head = n_("{n} topic", "{n} topics", count)
    return (line(bold(head), heading=True), line(_("Tap one for its digest.")))


def which_topic() -> tuple[Line, ...]:
    """Asked for something of a topic, with no topic named."""
    return (slots(_("Which topic? Tap one, or send {command}."), command=code(_("/topic NAME"))),)


def no_such_topic(name: str, near: bool) -> tuple[Line, ...]:
    """A name that no topic has; near: names like it follow as buttons."""
    head = slots(_("I follow no topic called “{name}”."), name=bold(clip(name, SHOWN_NAME)))
    return (head, line(_("Did you mean:") if near else _("These are the topics:")))


def name_too_long(limit: int) -> tuple[Line, ...]:
    """A name longer than any."""
    text = n_(
        "No topic has a name of more than {n} character. These are the topics:",
        "No topic has a name of more than {n} characters. These are the topics:",
        limit,
    )
    return (line(text),)


def no_such_line(wanted: int, lines: int, topic: str) -> tuple[Line, ...]:
    """Asked for the sources of a line that is not there."""
    text = n_(
        "There is no line {wanted}: the digest of {topic} has {n} line.",
        "There is no line {wanted}: the digest of {topic} has lines 1 to {n}.",
        lines,
        wanted=number(wanted),
        topic=topic,
    )
    return (line(text),)


def ask_usage() -> tuple[Line, ...]:
    """Asked nothing."""
    return (
        slots(_("Ask me something, for instance {command}"), command=code(_("/ask How many were hurt?"))),
    )


def ask_about_which() -> tuple[Line, ...]:
    """A question, with no topic that it could be on."""
    return (line(_("Which topic is that about? Tap it, then ask again.")),)


def too_long(limit: int) -> tuple[Line, ...]:
    """A question that is no question."""
    text = n_(
        "That is too long for me: please ask in at most {n} character.",
        "That is too long for me: please ask in at most {n} characters.",
        limit,
    )
    return (line(text),)


def unknown_command(name: str) -> tuple[Line, ...]:
    """A command that there is not."""
    shown = f"/{clip(name, SHOWN_NAME)}"
    return (line(_("I do not know {command}. Send /help for what I can do.", command=shown)),)


def nothing_yet(head: tuple[Line, ...]) -> tuple[Line, ...]:
    """No topics are stored: what whoever runs the bot can do, and what anybody can."""
    welcome_only = head[:2] if head == welcome() else ()
    how = slots(
        _("No topics are stored yet. Whoever runs me adds them with {command}."),
        command=code("briefings topic add"),
    )
    return (
        *welcome_only,
        *([BLANK] if welcome_only else []),
        how,
        line(_("Until then I can show you sample topics, with invented news:")),
    )


def more_topics(head: tuple[Line, ...], topics: Sequence[Topic]) -> tuple[Line, ...]:
    """`head`, and where not all topics have a button, how to get at the rest."""
    rest = len(topics) - TOPICS_AT_ONCE
    if rest <= 0:
        return head
    text = n_(
        "The first {shown}; for the other {n} send ",
        "The first {shown}; for the other {n} send ",
        rest,
        shown=number(TOPICS_AT_ONCE),
    )
    return (*head, line(italic(text), code(_("/topic NAME"))))


def reading_samples(done: int, total: int) -> tuple[Line, ...]:
    """While sample reports are read."""
    text = _("Reading the sample reports: {done} of {total} …", done=number(done), total=number(total))
    return (line(text),)


def samples_ready() -> tuple[Line, ...]:
    """Above the sample topics."""
    return (line(_("These are samples: the events and the outlets are invented. Choose a topic:")),)


def notice(text: str) -> tuple[Line, ...]:
    """One plain line, translated by whoever calls."""
    return (line(text),)


def code(text: str) -> Run:
    """Something to type as it stands."""
    return Run(text=text, style=Style.CODE)
