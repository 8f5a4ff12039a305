"""Turns to send, so that Telegram's limits are kept: 30 a second over all, 1 a second in a chat, 20 a minute
in a group; replies before briefings, and a chat that must wait holds up no other.

Time is the event loop's. Turns are given in the order asked for, replies first; within a chat too. Windows
slide: at no moment do the last 60 seconds hold more than 20 turns of a group. Replies may come in a short
burst, as Telegram allows a chat where somebody taps quickly; briefings and announcements keep the second, and
are spread evenly over each, so that there is always room for a reply within the 30th part of one.
"""

from __future__ import annotations

import asyncio
import heapq
from collections import deque
from dataclasses import dataclass, field
from itertools import count

EPSILON = 1e-6  # seconds: sums of fractions of a second must not come out a hair too early
KEPT_CHATS = 4096  # chats whose last turns are remembered before those that are long past are let go


@dataclass(frozen=True, kw_only=True)
class Limits:
    """What Telegram allows a bot. burst: replies that may follow each other within `burst` seconds."""

    a_second: int = 30
    chat_gap: float = 1.0  # seconds between messages to one chat
    burst: int = 3
    group: int = 20  # messages to one group or channel within `group_span` seconds
    group_span: float = 60.0


@dataclass(frozen=True, kw_only=True)
class _Waiter:
    """Somebody who waits for a turn. edit: of a message that is there, which is no new one."""

    turn: asyncio.Future[None]
    edit: bool


@dataclass(kw_only=True)
class _Chat:
    """What is known of a chat: when it had its last turns, until when it must wait, who waits."""

    turns: deque[float]
    paused: float = 0.0
    replies: deque[_Waiter] = field(default_factory=deque)
    others: deque[_Waiter] = field(default_factory=deque)

    def first(self) -> tuple[_Waiter | None, bool]:
        """Who is next, and whether it is a reply; those that gave up waiting are dropped."""
        for queue in (self.replies, self.others):
            while queue and queue[0].turn.done():
                queue.popleft()
        if self.replies:
            return self.replies[0], True
        return (self.others[0] if self.others else None), False


class Limiter:
    """Gives turns. One event loop."""

    def __init__(self, limits: Limits | None = None) -> None:
        self._limits = limits or Limits()
        self._chats: dict[int, _Chat] = {}
        self._last: deque[float] = deque(maxlen=self._limits.a_second)  # turns over all
        self._timed: list[tuple[float, int, int]] = []  # chats that may have a turn later: when, order, chat
        self._ready: list[tuple[bool, int, int]] = []  # chats that may have one now: replies first, in order
        self._order = count()
        self._timer: asyncio.TimerHandle | None = None

    async def turn(self, chat: int, *, reply: bool, edit: bool = False) -> None:
        """Wait until a message may be sent to the chat, or edited in it. Edits in a private chat keep the
        limit over all alone: they are taps on buttons, and Telegram is generous with them."""
        waiter = _Waiter(turn=asyncio.get_running_loop().create_future(), edit=edit and chat > 0)
        known = self._chat(chat)
        (known.replies if reply else known.others).append(waiter)
        heapq.heappush(self._ready, (not reply, next(self._order), chat))
        self._give()
        await waiter.turn

    def pause(self, chat: int, seconds: float) -> None:
        """Telegram asks to leave the chat alone for so long."""
        known = self._chat(chat)
        known.paused = max(known.paused, asyncio.get_running_loop().time() + seconds)

    def _chat(self, chat: int) -> _Chat:
        known = self._chats.get(chat)
        if known is None:
            if len(self._chats) >= KEPT_CHATS:
                self._let_go()
            known = self._chats[chat] = _Chat(turns=deque(maxlen=max(self._limits.group, self._limits.burst)))
        return known

    def _let_go(self) -> None:
        """Forget chats whose last turns are past all limits."""
        now = asyncio.get_running_loop().time()
        for number, chat in list(self._chats.items()):
            idle = not chat.turns or chat.turns[-1] + self._limits.group_span < now
            if idle and chat.paused < now and chat.first()[0] is None:
                del self._chats[number]

    def _give(self) -> None:
        """Give all turns that may be given now, and come back when the next may."""
        now = asyncio.get_running_loop().time() + EPSILON
        while self._timed and self._timed[0][0] <= now:
            _, order, chat = heapq.heappop(self._timed)
            if waiting := self._chats.get(chat):
                heapq.heappush(self._ready, (not waiting.first()[1], order, chat))
        wake = self._timed[0][0] if self._timed else None
        while self._ready:
            later, order, number = self._ready[0]
            free = self._free_over_all(reply=not later)
            if free > now:
                wake = free if wake is None else min(wake, free)
                break
            heapq.heappop(self._ready)
            when = self._consider(number, order, reply=not later, now=now)
            if when is not None:
                wake = when if wake is None else min(wake, when)
        self._come_back(wake)

    def _consider(self, number: int, order: int, *, reply: bool, now: float) -> float | None:
        """Give the chat its turn if it may have one now; when it may, if that is later."""
        chat = self._chats.get(number)
        waiting, is_reply = chat.first() if chat else (None, False)
        if chat is None or waiting is None:
            return None
        if is_reply != reply:  # whoever was first has gone or come meanwhile
            heapq.heappush(self._ready, (not is_reply, order, number))
            return None
        when = chat.paused if waiting.edit else self._free_in(number, chat, reply=reply)
        if when > now:
            heapq.heappush(self._timed, (when, order, number))
            return when
        (chat.replies if reply else chat.others).popleft()
        if not waiting.edit:
            chat.turns.append(now)
        self._last.append(now)
        waiting.turn.set_result(None)
        return None

    def _free_over_all(self, *, reply: bool) -> float:
        """From when on a message may be sent to anybody."""
        if not self._last:
            return 0.0
        full = len(self._last) == self._limits.a_second
        window = self._last[0] + 1.0 if full else 0.0
        return window if reply else max(window, self._last[-1] + 1.0 / self._limits.a_second)

    def _free_in(self, number: int, chat: _Chat, *, reply: bool) -> float:
        """From when on a message may be sent to this chat."""
        limits, turns, when = self._limits, chat.turns, chat.paused
        for back in (limits.burst,) if reply else (1, limits.burst):
            if len(turns) >= back:
                when = max(when, turns[-back] + back * limits.chat_gap)
        if number < 0 and len(turns) >= limits.group:
            when = max(when, turns[-limits.group] + limits.group_span)
        return when

    def _come_back(self, when: float | None) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if when is not None:
            self._timer = asyncio.get_running_loop().call_at(when, self._give)
