"""What the bot says besides the news: welcome, help, and one clear line for what cannot be done.

Constants are marked with `N_` and translated where they are shown, with `_`.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from bot.buttons import TOPICS_AT_ONCE
from bot.i18n import N_, _, n_
from bot.richtext import BLANK, Line, Run, Style, bold, clip, italic, line, slots
from bot.talk.feature import Listed
from bot.wording import day_and_time, number
from briefings.model import Topic

SENTENCE = 240  # UTF-16 units of a remark
SHOWN_NAME = 60  # UTF-16 units of what was typed, when it is said back
DESCRIPTION = 256  # Bot API: characters of a command's description

STALE_BUTTON = N_("This button no longer leads anywhere. Send /topics for the news of today.")
GONE_DIGEST = N_("That digest is no longer stored. Send /topics for a new one.")
GONE_TOPIC = N_("That topic is no longer followed here. Send /topics for those that are.")
FAILED = N_("That went wrong on my side, and I have noted it. Please try again.")
UNREADABLE = N_("I cannot get at the stored news just now. Please try again in a while.")
TEXT_ONLY = N_("I read text only. Send /help for what I can do.")
SAMPLES_LABEL = N_("Show me sample topics")
ADMINS_ONLY = N_("Only those who administer this chat change what it follows.")
DEAD_LINK = N_("The topic of that link is no longer here.")
GONE_SEARCH = N_("I no longer know what was searched for. Please send /search again.")


def what_this_is() -> tuple[Line, ...]:
    """What this bot does."""
    return (
        line(bold("Concordance")),
        line(
            _(
                "I read the news on a topic and tell you what the reports agree on, where they differ, and "
                "who says so. Behind every line are the sentences it rests on."
            )
        ),
    )


def welcome() -> tuple[Line, ...]:
    """What this bot does, above the topics to follow."""
    return (
        *what_this_is(),
        BLANK,
        line(_("Tap what you want to follow. You see where it stands at once, and then once a day.")),
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


def topics_head(count: int, mine: int, choosing: bool) -> tuple[Line, ...]:
    """Above the list of topics. mine: how many of them are followed here."""
    head = n_("{n} topic", "{n} topics", count)
    if mine:
        head += " · " + n_("{n} followed here", "{n} followed here", mine)
    how = _("Tap a topic to follow it, or to stop.") if choosing else _("Tap one for its digest.")
    return (line(bold(head), heading=True), line(how))


def follows(topic: str) -> tuple[Line, ...]:
    """A topic is followed from now on."""
    return (slots(_("✓ You follow {topic}."), topic=bold(clip(topic, SHOWN_NAME))),)


def follows_no_more(topic: str) -> tuple[Line, ...]:
    """A topic is followed no longer."""
    return (slots(_("No more briefings on {topic}."), topic=bold(clip(topic, SHOWN_NAME))),)


def follows_nothing() -> tuple[Line, ...]:
    """Asked for all that is followed, and nothing is."""
    return (line(_("Nothing is followed here yet. Tap a topic for its digest, and follow it there:")),)


def more_to_brief(rest: int) -> tuple[Line, ...]:
    """Below the first of many digests."""
    return (line(n_("{n} more that is followed here:", "{n} more that are followed here:", rest)),)


def when_to_brief(topic: str, at: str, city: str, now_there: str) -> tuple[Line, ...]:
    """The guess when a daily briefing suits. now_there: what the clocks of the city show."""
    followed = follows(topic) if topic else ()
    guess = slots(
        _("The daily briefing would come at {time}, {city} time. It is {now} there now."),
        time=bold(at),
        city=bold(city),
        now=Run(text=now_there),
    )
    return (*followed, guess, line(_("Is that right? Or tap the hour that suits you.")))


def which_clock(topic: str = "") -> tuple[Line, ...]:
    """Which time zone: asked by what the clock shows."""
    followed = follows(topic) if topic else ()
    how = slots(
        _("Is your city not here? Send {command} with its name."), command=code(_("/settings zone Oslo"))
    )
    return (*followed, line(_("When is morning where you are? Tap what your clock shows now:")), how)


def briefed_at(at: str, city: str) -> tuple[Line, ...]:
    """When the daily briefing comes is settled."""
    told = slots(
        _("Done: each day at {time}, {city} time, I send what is new."), time=bold(at), city=bold(city)
    )
    return (told, line(_("Ask me anything in between, in your own words.")))


def nothing_new(topic: str, since: datetime) -> tuple[Line, ...]:
    """The briefing of a day without news."""
    told = slots(
        _("{topic}: nothing new since {moment}."),
        topic=bold(clip(topic, SHOWN_NAME)),
        moment=Run(text=day_and_time(since)),
    )
    return (told,)


def export_as(topic: str) -> tuple[Line, ...]:
    """Which kind of file."""
    return (slots(_("{topic} as a file. Which kind?"), topic=bold(clip(topic, SHOWN_NAME))),)


def exported(topic: str, form: str) -> tuple[Line, ...]:
    """The caption of a file."""
    return (line(bold(clip(topic, SHOWN_NAME)), f" · {form}"),)


def no_such_outlet(name: str, why: str) -> tuple[Line, ...]:
    """An outlet that has no report on the topic. why: in English, with the nearest names."""
    told = slots(
        _("No report of “{name}” on this topic. Send {command} for the outlets there are."),
        name=bold(clip(name, SHOWN_NAME)),
        command=code("/outlets"),
    )
    return (told, line(italic(clip(why, SENTENCE))))


def search_usage() -> tuple[Line, ...]:
    """Searched for nothing: how to search."""
    examples = ("Patriot", '"air defence" -Germany', "outlet:Reuters from:2025-07-04")
    return (
        line(_("Send words to find the sentences that have them, for instance:")),
        *(line(code(f"/search {each}")) for each in examples),
        line(
            _(
                "“in quotation marks” a phrase, -word without it; outlet:, said-by:, from:, before:, "
                "number: and topic: narrow it down."
            )
        ),
    )


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


def nothing_yet(head: tuple[Line, ...] = ()) -> tuple[Line, ...]:
    """No topics are stored: what whoever runs the bot can do, and what anybody can."""
    how = slots(
        _("No topics are stored yet. Whoever runs me adds them with {command}."),
        command=code("briefings topic add"),
    )
    return (
        *((*what_this_is(), BLANK) if head == what_this_is() else ()),
        how,
        line(_("Until then I can show you sample topics, with invented news:")),
    )


def more_topics(head: tuple[Line, ...], topics: Sequence[Topic]) -> tuple[Line, ...]:
    """`head`, and where not all topics have a button, how to get at the rest."""
    rest = len(topics) - TOPICS_AT_ONCE
    if rest <= 0:
        return head
    text = n_(
        "The first {shown}. Send {command} for {n} more.",
        "The first {shown}. Send {command} for {n} more.",
        rest,
        shown=number(TOPICS_AT_ONCE),
        command="/topics",
    )
    return (*head, line(italic(text)))


def reading_samples(done: int, total: int) -> tuple[Line, ...]:
    """While sample reports are read."""
    text = _("Reading the sample reports: {done} of {total} …", done=number(done), total=number(total))
    return (line(text),)


def samples_ready() -> tuple[Line, ...]:
    """Above the sample topics."""
    return (line(_("These are samples: events and outlets are invented. Tap what you want to follow:")),)


def notice(text: str) -> tuple[Line, ...]:
    """One plain line, translated by whoever calls."""
    return (line(text),)


def code(text: str) -> Run:
    """Something to type as it stands."""
    return Run(text=text, style=Style.CODE)
