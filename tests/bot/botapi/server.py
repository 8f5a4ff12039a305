"""The server: one bot, private chats and groups, long polling, refusals as Telegram words them."""

from __future__ import annotations

import asyncio
import inspect
import json
import re
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.bot.botapi import parsing
from tests.bot.botapi.groups import Group, member
from tests.bot.botapi.inline import checked_results
from tests.bot.botapi.people import Person
from tests.bot.botapi.records import CallbackAnswer, Json, Message, Refusal, RefusedError

TOKEN = "4242424242:AAloopbackTokenForTestsOnly_0123456789"
_NAME = re.compile(r"[a-z0-9_]{1,32}")


class _LostError(Exception):
    """The call was done, and its answer will not arrive."""


class BotApi:
    """A Bot API server for one bot token. Use as `async with BotApi() as api`; `stop` and `start` keep what
    is stored and the port, as a server that was down for a while."""

    def __init__(self, token: str = TOKEN, port: int = 0, username: str = "ConcordanceTestBot") -> None:
        self.token, self.port = token, port
        self.bot: Json = {
            "id": int(token.partition(":")[0]),
            "is_bot": True,
            "first_name": "Concordance",
            "username": username,
            "can_join_groups": True,
            "can_read_all_group_messages": False,
            "supports_inline_queries": True,
        }
        self.people: dict[int, Person | Group] = {}  # and chats of several people
        self.latency = 0.0  # seconds until a message is answered
        self.sends: list[tuple[float, int]] = []  # when a message was asked for, and for which chat
        self.messages: dict[tuple[int, int], Message] = {}
        self.calls: list[tuple[str, Json]] = []
        self.menus: dict[tuple[str, str], list[Json]] = {}  # by scope ("default", "chat 7") and language
        self.violations: list[str] = []
        self.answers: dict[str, asyncio.Future[CallbackAnswer]] = {}
        self.hook: Json = {}  # the webhook, as it was set last
        self._hook_set = asyncio.Event()
        self.inline_answers: dict[str, asyncio.Future[list[Json]]] = {}
        self._refusals: list[Refusal] = []
        self._quiet: dict[int, float] = {}  # until when a chat was told to wait, on the loop's clock
        self._updates: list[Json] = []
        self._next_id = 100
        self._wake = asyncio.Event()
        self._call_came = asyncio.Event()
        self._poll = 0
        self._runner: web.AppRunner | None = None

    @property
    def url(self) -> str:
        """For TELEGRAM_API_URL."""
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        """Listen; the port is chosen at the first start and stays."""
        app = web.Application(client_max_size=60 * 2**20)
        app.router.add_route("*", "/{rest:.*}", self._serve)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1, handle_signals=False)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self.port, reuse_address=True)
        await site.start()
        if not self.port:
            self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        """Stop listening; an open poll ends as behind a proxy whose server went away."""
        runner, self._runner = self._runner, None
        self._wake.set()
        if runner is not None:
            await runner.cleanup()

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    def person(self, name: str = "Ann", started: bool = True) -> Person:
        """A new person with a private chat; started: they have written to the bot before."""
        person = Person(api=self, user_id=self.new_id(), name=name, reachable=started)
        self.people[person.user_id] = person
        return person

    def group(self, title: str = "News desk", kind: str = "group", threads: Iterable[int] = ()) -> Group:
        """A new group, supergroup or channel that the bot is in; threads: its topics."""
        group = Group(api=self, title=title, kind=kind, threads=frozenset(threads))
        self.people[group.user_id] = group
        return group

    def script(self, refusal: Refusal) -> None:
        """Refuse the coming calls of a method instead of doing them."""
        self._refusals.append(refusal)

    def called(self, method: str) -> list[Json]:
        """The parameters of all calls of `method` so far, refused ones too."""
        return [asked for name, asked in self.calls if name == method]

    async def until_called(self, method: str, times: int) -> None:
        """Wait until `method` was called that often."""
        while len(self.called(method)) < times:
            self._call_came.clear()
            await self._call_came.wait()

    def new_id(self) -> int:
        """A number that was not used yet."""
        self._next_id += 1
        return self._next_id

    def push(self, **update: Any) -> None:
        """Queue an update for the bot."""
        self._updates.append({"update_id": self.new_id(), **update})
        self._wake.set()

    async def _serve(self, request: web.Request) -> web.Response:
        """One call of a method, answered as Telegram answers."""
        try:
            result = await self._call(request)
        except RefusedError as refused:
            body: Json = {"ok": False, "error_code": refused.code, "description": refused.description}
            if refused.parameters:
                body["parameters"] = refused.parameters
            return web.json_response(body, status=refused.code)
        except _LostError:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        return web.json_response({"ok": True, "result": result})

    async def _call(self, request: web.Request) -> Any:
        found = re.fullmatch(r"/bot([^/]+)/(\w+)", request.path)
        if not found:
            raise RefusedError(404, "Not Found")
        token, method = found.groups()
        if not re.fullmatch(r"\d+:[\w-]{30,}", token):
            raise RefusedError(404, "Not Found")
        if token != self.token:
            raise RefusedError(401, "Unauthorized")
        asked = await _parameters(request)
        self.calls.append((method, asked))
        self._call_came.set()
        self._note_impatience(method, asked)
        lost = self._refuse_as_scripted(method, asked)
        if method.lower().startswith("sendmessage"):
            self.sends.append((asyncio.get_running_loop().time(), int(asked.get("chat_id", 0))))
            await asyncio.sleep(self.latency)
        action: Callable[[Json], Any] | None = getattr(self, f"_do_{method.lower()}", None)
        if action is None:
            raise RefusedError(404, "Not Found: method not found")
        result = action(asked)
        result = await result if inspect.isawaitable(result) else result
        if lost:
            raise _LostError
        return result

    def _note_impatience(self, method: str, asked: Json) -> None:
        """Write down a message to a chat that was to be left alone for a while."""
        until = self._quiet.get(int(asked.get("chat_id", 0)), 0.0)
        if asyncio.get_running_loop().time() < until and method.lower() != "sendchataction":
            self.violations.append(f"{method} to chat {asked['chat_id']} before the wait was over")

    def _refuse_as_scripted(self, method: str, asked: Json) -> bool:
        """Raise what is scripted for this call; True where its answer is to be lost."""
        for place, refusal in enumerate(self._refusals):
            if refusal.method.lower() != method.lower() or refusal.chat_id not in (0, asked.get("chat_id")):
                continue
            if refusal.times <= 1:
                del self._refusals[place]
            else:
                self._refusals[place] = _once_less(refusal)
            parameters = {"retry_after": refusal.retry_after} if refusal.retry_after else {}
            if parameters and "chat_id" in asked:
                now = asyncio.get_running_loop().time()
                self._quiet[int(asked["chat_id"])] = now + refusal.retry_after
            if refusal.lost:
                return True
            raise RefusedError(refusal.code, refusal.description, **parameters)
        return False

    async def _do_getupdates(self, asked: Json) -> list[Json]:
        self._poll += 1
        mine = self._poll
        self._wake.set()  # an earlier poll is told that it was replaced
        offset = int(asked.get("offset", 0))
        self._updates = [u for u in self._updates if u["update_id"] >= offset]
        allowed = asked.get("allowed_updates")
        deadline = asyncio.get_running_loop().time() + float(asked.get("timeout", 0))
        while True:
            if allowed:
                self._updates = [u for u in self._updates if any(kind in u for kind in allowed)]
            if self._updates:
                return self._updates[: int(asked.get("limit", 100))]
            self._wake.clear()
            left = deadline - asyncio.get_running_loop().time()
            try:
                await asyncio.wait_for(self._wake.wait(), max(0.0, left))
            except TimeoutError:
                return []
            if self._runner is None:
                raise RefusedError(502, "Bad Gateway")
            if mine != self._poll:
                raise RefusedError(
                    409,
                    "Conflict: terminated by other getUpdates request; "
                    "make sure that only one bot instance is running",
                )

    def _do_getme(self, asked: Json) -> Json:
        return self.bot

    def _do_deletewebhook(self, asked: Json) -> bool:
        self.hook = {}
        return True

    def _do_setwebhook(self, asked: Json) -> bool:
        self.hook = asked
        self._hook_set.set()
        return True

    async def until_hooked(self) -> Json:
        """Wait until a webhook is set; how."""
        await self._hook_set.wait()
        return self.hook

    def _do_getwebhookinfo(self, asked: Json) -> Json:
        url = self.hook.get("url", "")
        return {"url": url, "has_custom_certificate": False, "pending_update_count": len(self._updates)}

    def _do_setmycommands(self, asked: Json) -> bool:
        commands = asked.get("commands", [])
        for each in commands:
            if not _NAME.fullmatch(each["command"]):
                raise RefusedError(400, "Bad Request: BOT_COMMAND_INVALID")
            if not 1 <= len(each["description"]) <= 256:
                raise RefusedError(400, "Bad Request: BOT_COMMAND_DESCRIPTION_INVALID")
        if len(commands) > 100:
            raise RefusedError(400, "Bad Request: BOT_COMMANDS_TOO_MUCH")
        self.menus[_scope(asked), asked.get("language_code", "")] = commands
        return True

    def _do_getmycommands(self, asked: Json) -> list[Json]:
        return self.menus.get((_scope(asked), asked.get("language_code", "")), [])

    def _do_setmydescription(self, asked: Json) -> bool:
        return True

    _do_setmyshortdescription = _do_setmydescription

    def _do_sendchataction(self, asked: Json) -> bool:
        self._chat(asked)
        return True

    def _do_getchat(self, asked: Json) -> Json:
        return {**self._chat(asked).chat, "accent_color_id": 0, "max_reaction_count": 11}

    def _do_sendmessage(self, asked: Json) -> Json:
        person = self._chat(asked)
        text, entities = parsing.message_text(asked)
        return self._keep(person, self._checked(asked, text, entities))

    def _do_senddocument(self, asked: Json) -> Json:
        person = self._chat(asked)
        caption, entities = parsing.parse_html(asked.get("caption", ""))
        if parsing.units(caption) > 1024:
            raise RefusedError(400, "Bad Request: message caption is too long")
        return self._keep(person, self._checked(asked, caption, entities))

    def _do_editmessagetext(self, asked: Json) -> Json:
        person = self._chat(asked)
        old = self.messages.get((person.user_id, int(asked.get("message_id", 0))))
        if old is None:
            raise RefusedError(400, "Bad Request: message to edit not found")
        text, entities = parsing.message_text(asked)
        new = self._checked(asked, text, entities)
        if (new.text, new.entities, new.rows) == (old.text, old.entities, old.rows):
            raise RefusedError(
                400,
                "Bad Request: message is not modified: specified new message content and reply markup are "
                "exactly the same as a current content and reply markup of the message",
            )
        edited = old.edited(text=new.text, entities=new.entities, rows=new.rows, request=asked)
        self.messages[person.user_id, old.message_id] = edited
        person.edits.put_nowait(edited)
        return edited.as_json(self.bot, person.chat)

    def _do_answercallbackquery(self, asked: Json) -> bool:
        waiting = self.answers.pop(str(asked.get("callback_query_id", "")), None)
        if waiting is None:
            raise RefusedError(
                400, "Bad Request: query is too old and response timeout expired or query ID is invalid"
            )
        text = asked.get("text", "")
        if len(text) > 200:
            raise RefusedError(400, "Bad Request: MESSAGE_TOO_LONG")
        if not waiting.done():
            waiting.set_result(CallbackAnswer(text=text, alert=bool(asked.get("show_alert"))))
        return True

    def _do_answerinlinequery(self, asked: Json) -> bool:
        waiting = self.inline_answers.pop(str(asked.get("inline_query_id", "")), None)
        if waiting is None:
            raise RefusedError(400, "Bad Request: query is too old and response timeout expired")
        results = checked_results(asked)
        if not waiting.done():
            waiting.set_result(results)
        return True

    def _do_getchatmember(self, asked: Json) -> Json:
        chat, user = self._chat(asked), int(asked.get("user_id", 0))
        person = self.people.get(user)
        known = (
            person.user if isinstance(person, Person) else {"id": user, "is_bot": False, "first_name": "X"}
        )
        admins = chat.admins if isinstance(chat, Group) else set()
        return member(known, "administrator" if user in admins else "member")

    def _chat(self, asked: Json) -> Person | Group:
        person = self.people.get(int(asked.get("chat_id", 0)))
        if person is None or not person.reachable:
            raise RefusedError(400, "Bad Request: chat not found")
        person.check(asked)
        return person

    def _checked(self, asked: Json, text: str, entities: tuple[Json, ...]) -> Message:
        """The message that is asked for; what is past 100 entities, dropped in silence, is noted."""
        if len(entities) > parsing.ENTITIES:
            self.violations.append(f"{len(entities)} entities in {text[:60]!r}")
        return Message(
            message_id=self.new_id(),
            chat_id=int(asked["chat_id"]),
            text=text,
            entities=entities[: parsing.ENTITIES],
            rows=parsing.keyboard(asked.get("reply_markup")),
            date=1_751_700_000 + self._next_id,
            request=asked,
        )

    def _keep(self, person: Person | Group, message: Message) -> Json:
        self.messages[person.user_id, message.message_id] = message
        person.inbox.put_nowait(message)
        return message.as_json(self.bot, person.chat)


def _scope(asked: Json) -> str:
    """Which menu is meant: "default", "all_group_chats", "chat 7"."""
    scope = asked.get("scope", {})
    return " ".join(str(scope[name]) for name in ("type", "chat_id") if name in scope) or "default"


def _once_less(refusal: Refusal) -> Refusal:
    return Refusal(**{**refusal.__dict__, "times": refusal.times - 1})


async def _parameters(request: web.Request) -> Json:
    """The parameters of a call, from the query, a form or JSON; JSON inside a form field is read."""
    asked: Json = dict(request.query)
    if request.content_type == "application/json":
        return {**asked, **await request.json()}
    for name, value in (await request.post()).items():
        asked[name] = value.filename if isinstance(value, web.FileField) else value
    return {name: _value(name, value) for name, value in asked.items()}


def _value(name: str, value: str) -> Any:
    """A form field as JSON where it is a structure, a number or a boolean; texts stay texts."""
    if name in ("text", "caption", "callback_query_id", "description"):
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
