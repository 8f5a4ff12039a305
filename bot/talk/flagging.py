"""Saying that a line is wrong: the buttons under its passages, and /flags for those who run the bot.

    ⚑ under the passages ─► what is wrong ─► (which report) ─► kept ─► /flags: agree or not ─► a case

"Not my topic" throws the report out of the topic: at once where an admin says so, else when one agrees.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from bot import words
from bot.buttons import Button, Rows
from bot.callbacks import DigestCall, View
from bot.cases import archive, evidence_of
from bot.flag_calls import FlagCall, FlagMenuCall, IncludeCall, JudgeCall, NextFlagCall
from bot.flag_export import cases
from bot.i18n import N_, _, n_
from bot.records.flags import Flag, FlagKind, Verdict
from bot.richtext import BLANK, Line, bold, clip, italic, line
from bot.talk.asker import Asker
from bot.talk.digests import Digests
from bot.talk.feature import Audience, Feature, Listed
from bot.talk.reply import Document, Replies, Reply
from bot.talk.room import Room
from briefings.errors import InputError
from briefings.model import Digest, Dispute, Evidence, Point
from briefings.store import Store

FLAGS_A_DAY = 50  # of one person: whoever finds more is fooling, and an admin has to read them all
QUOTED_UNITS = 400  # of a passage, where a flag is judged
PASSAGES_SHOWN = 6  # of a line, where a flag is judged
LABEL_UNITS = 40  # of an outlet's name on a button
OUTLETS_OFFERED = 12  # reports that are offered for choice

KINDS = {
    FlagKind.NOT_SAID: N_("Not what it says"),
    FlagKind.NOT_SAME: N_("Not the same thing"),
    FlagKind.NO_DISPUTE: N_("No dispute"),
    FlagKind.OFF_TOPIC: N_("Not my topic"),
}
POINT_KINDS = (FlagKind.NOT_SAID, FlagKind.NOT_SAME, FlagKind.OFF_TOPIC)
DISPUTE_KINDS = (FlagKind.NO_DISPUTE, FlagKind.NOT_SAID, FlagKind.OFF_TOPIC)
ONE_REPORT = frozenset({FlagKind.NOT_SAID, FlagKind.OFF_TOPIC})  # of these one report may be to blame


class Flagging(Feature):
    """Takes flags, and shows them to those who run the bot."""

    menu = (
        Listed(
            name="flags",
            takes=N_("[export]"),
            text=N_("what readers said is wrong; as cases, in a file"),
            audience=Audience.OWNERS,
        ),
    )

    def __init__(self, room: Room, digests: Digests, store: Store) -> None:
        self._room = room
        self._digests = digests
        self._store = store
        self.commands = {"flags": self._flags}
        self.taps = {
            FlagMenuCall: self._menu,
            FlagCall: self._flag,
            JudgeCall: self._judge,
            NextFlagCall: self._next,
            IncludeCall: self._include,
        }

    # For readers

    def _menu(self, asker: Asker, call: FlagMenuCall) -> Replies:
        """What can be wrong, under the passages that are on the screen."""
        item = self._item(call)
        if item is None:
            yield Reply(alert=_(words.GONE_DIGEST))
            return
        kinds = DISPUTE_KINDS if call.dispute else POINT_KINDS
        rows = [
            (
                Button(
                    label=_(KINDS[kind]),
                    call=FlagCall(digest=call.digest, dispute=call.dispute, index=call.index, what=kind),
                ),
            )
            for kind in kinds
        ]
        yield self._over_passages(asker, call, (*rows, (_back(call),)))

    def _flag(self, asker: Asker, call: FlagCall) -> Replies:
        item, digest = self._item(call), self._room.news.saved(call.digest)
        reports = _reports(item) if item is not None else {}
        if item is None or digest is None or (call.article and call.article not in reports):
            yield Reply(alert=_(words.GONE_DIGEST))
        elif call.what in ONE_REPORT and not call.asked and len(reports) > 1:
            yield self._over_passages(asker, call, _which(call, reports))
        else:
            only = next(iter(reports), 0) if len(reports) == 1 else 0
            article = call.article or (only if call.what in ONE_REPORT else 0)
            yield from self._keep(asker, call, digest, item, article)

    def _keep(
        self, asker: Asker, call: FlagCall, digest: Digest, item: Point | Dispute, article: int
    ) -> Replies:
        """Keep the flag, and go back to the passages."""
        now, flags = self._room.clock(), self._room.records.flags
        topic = next((t for t in self._room.news.topics() if t.name == digest.topic), None)
        if not asker.runs_bot and flags.made_since(asker.user, now - timedelta(days=1)) >= FLAGS_A_DAY:
            yield Reply(alert=_("Thank you, that is plenty for one day. Please go on tomorrow."))
            return
        flag = Flag(
            kind=call.what,
            topic=topic.id if topic else 0,
            name=digest.topic,
            digest=digest.id,
            line=call.index,
            item=item,
            article=article,
            made=now,
            person=asker.user or None,
        )
        new = flags.add(flag)
        thanks = _("Noted, thank you.") if new else _("You have said so before; it is noted.")
        if asker.runs_bot and call.what is FlagKind.OFF_TOPIC and topic is not None and article:
            yield Reply(alert=self._throw_out(flag))
            yield Reply(lines=_thrown_out(item, article, digest.topic), rows=_undo(topic.id, article))
            return
        yield replace(self._digests.screen(asker, digest, _passages(call)), alert=thanks)

    def _throw_out(self, flag: Flag) -> str:
        """Throw the report of a flag out of its topic; what is said of it."""
        now, flags = self._room.clock(), self._room.records.flags
        waiting = [each for each in flags.waiting(1000) if _same(each, flag)]
        for each in waiting:
            flags.judge(each.id, Verdict.ACCEPTED, now)
        topic = self._store.topic_by_id(flag.topic)
        try:
            out = topic is not None and self._store.exclude(topic, flag.article, now)
        except InputError:
            return _("That report is not stored any more.")
        return _("Out of the topic, for good.") if out else _("It was out of the topic already.")

    def _item(self, call: FlagMenuCall | FlagCall) -> Point | Dispute | None:
        digest = self._room.news.saved(call.digest)
        items: Sequence[Point | Dispute] = ()
        if digest is not None:
            items = digest.disputes if call.dispute else digest.points
        return items[call.index] if 0 <= call.index < len(items) else None

    def _over_passages(self, asker: Asker, call: FlagMenuCall | FlagCall, rows: Rows) -> Reply:
        """The passages of the line, with other buttons under them."""
        digest = self._room.news.saved(call.digest)
        if digest is None:
            return Reply(alert=_(words.GONE_DIGEST))
        shown = self._digests.screen(asker, digest, _passages(call))
        return replace(shown, rows=rows)

    # For those who run the bot

    def _flags(self, asker: Asker, argument: str) -> Replies:
        if argument.strip().lower() == "export":
            yield self._export()
        elif argument.strip():
            yield Reply(lines=(line(_("Send /flags to judge them, or /flags export for a file of cases.")),))
        else:
            yield self._waiting(0)

    def _export(self) -> Reply:
        found = cases(self._store, self._room.records)
        if not found:
            return Reply(lines=(line(_("No flag has been accepted yet: /flags shows those that wait.")),))
        caption = n_("{n} case, of accepted flags.", "{n} cases, of accepted flags.", len(found))
        return Reply(lines=(line(caption),), document=Document(name="cases.zip", content=archive(found)))

    def _waiting(self, after: int, *, edit: bool = False) -> Reply:
        """The first flag that waits after that one."""
        counts, found = self._room.records.flags.counts(), self._room.records.flags.waiting(2, after)
        if not found:
            return Reply(lines=_nothing_waits(counts), edit=edit)
        rows: list[tuple[Button, ...]] = [
            (
                Button(label=_("They are right"), call=JudgeCall(flag=found[0].id, verdict=Verdict.ACCEPTED)),
                Button(label=_("They are not"), call=JudgeCall(flag=found[0].id, verdict=Verdict.DISMISSED)),
            )
        ]
        if len(found) > 1:
            rows.append((Button(label=_("Next ›"), call=NextFlagCall(after=found[0].id)),))
        return Reply(lines=_shown(found[0], counts["waiting"]), rows=tuple(rows), edit=edit)

    def _judge(self, asker: Asker, call: JudgeCall) -> Replies:
        if not asker.runs_bot:
            yield Reply(alert=_(words.STALE_BUTTON))
            return
        flag = self._room.records.flags.judge(call.flag, call.verdict, self._room.clock())
        note = ""
        if flag is not None and flag.kind is FlagKind.OFF_TOPIC and call.verdict is Verdict.ACCEPTED:
            note = self._throw_out(flag)
        yield replace(self._waiting(call.flag, edit=True), alert=note)

    def _next(self, asker: Asker, call: NextFlagCall) -> Replies:
        yield self._waiting(call.after, edit=True) if asker.runs_bot else Reply(alert=_(words.STALE_BUTTON))

    def _include(self, asker: Asker, call: IncludeCall) -> Replies:
        topic = self._store.topic_by_id(call.topic)
        if not asker.runs_bot or topic is None:
            yield Reply(alert=_(words.STALE_BUTTON))
            return
        self._store.include(topic, call.article)
        yield Reply(lines=(line(_("It is back in {topic}.", topic=topic.name)),), edit=True)


def _same(each: Flag, flag: Flag) -> bool:
    """Whether two flags say of one report that it is off the topic."""
    return (each.kind, each.topic, each.article) == (flag.kind, flag.topic, flag.article)


def _reports(item: Point | Dispute) -> dict[int, Evidence]:
    """The reports behind a line, by id."""
    found: dict[int, Evidence] = {}
    for each in evidence_of(item):
        found.setdefault(each.article, each)
    return found


def _which(call: FlagCall, reports: dict[int, Evidence]) -> Rows:
    """A button for each report that may be to blame; for a line that is wrong as a whole too."""
    rows = [
        (
            Button(
                label=clip(each.outlet or each.title, LABEL_UNITS),
                call=replace(call, article=number, asked=True),
            ),
        )
        for number, each in list(reports.items())[:OUTLETS_OFFERED]
    ]
    if call.what is FlagKind.NOT_SAID:
        rows.append((Button(label=_("None of them says so"), call=replace(call, asked=True)),))
    return (*rows, (_back(call),))


def _passages(call: FlagMenuCall | FlagCall) -> DigestCall:
    """What shows the passages of the line."""
    view = View.DISPUTE if call.dispute else View.POINT
    return DigestCall(digest=call.digest, view=view, index=call.index)


def _back(call: FlagMenuCall | FlagCall) -> Button:
    return Button(label=_("« Back"), call=_passages(call))


def _undo(topic: int, article: int) -> Rows:
    return ((Button(label=_("Take it back in"), call=IncludeCall(topic=topic, article=article)),),)


def _thrown_out(item: Point | Dispute, article: int, topic: str) -> tuple[Line, ...]:
    each = _reports(item)[article]
    title = clip(each.title or each.url, LABEL_UNITS * 3)
    text = _(
        "{outlet}, “{title}”, is out of {topic} and stays out.", outlet=each.outlet, title=title, topic=topic
    )
    return (line(text),)


def _nothing_waits(counts: dict[str, int]) -> tuple[Line, ...]:
    judged = _(
        "{accepted} accepted, {dismissed} dismissed.",
        accepted=counts["accepted"],
        dismissed=counts["dismissed"],
    )
    more = (line(_("/flags export sends those accepted as cases.")),) if counts["accepted"] else ()
    return (line(_("No flags wait to be judged.")), line(italic(judged)), *more)


def _shown(flag: Flag, waiting: int) -> tuple[Line, ...]:
    """A flag with the line and its passages."""
    item = flag.item
    text = item.text if isinstance(item, Point) else item.question
    passages = evidence_of(item)
    lines = [
        line(bold(_(KINDS[flag.kind])), " · ", clip(flag.name, 80)),
        line(italic(n_("{n} flag waits", "{n} flags wait", waiting))),
        BLANK,
        line(bold(clip(text, QUOTED_UNITS))),
    ]
    for each in passages[:PASSAGES_SHOWN]:
        mark = "⚑ " if each.article == flag.article else ""
        lines.append(line(mark, bold(clip(each.outlet, LABEL_UNITS), link=each.url)))
        lines.append(line(clip(each.quote, QUOTED_UNITS), quoted=True))
    if len(passages) > PASSAGES_SHOWN:
        rest = len(passages) - PASSAGES_SHOWN
        lines.append(line(italic(n_("and {n} more passage", "and {n} more passages", rest))))
    return tuple(lines)
