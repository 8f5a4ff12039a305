"""What a person in a chat sees, over a newsroom made by hand; the bot's own wiring up to the sockets."""

from __future__ import annotations

import pytest

from bot import words
from bot.talk.asking import QUESTION_LIMIT
from bot.talk.finding import NAME_LIMIT
from briefings.ask import Context
from briefings.errors import StoreError
from briefings.model import Answer, Digest, Topic
from tests.bot.botapi import BotApi, Refusal
from tests.bot.conftest import serving
from tests.bot.handmade import AIR, HandMade, digest, evidence, point


async def test_start_offers_topics_to_follow_and_a_tap_sends_the_digest_and_asks_for_the_hour(
    api: BotApi,
) -> None:
    ann = api.person(started=False)
    async with serving(api, HandMade()):
        welcome = await ann.ask("/start")
        assert welcome.labels == ["＋ US–Ukraine air defense", "＋ Ostrey ferry fire"]
        changed = await ann.turn(welcome, "＋ US–Ukraine air defense")
        assert changed.labels == ["✓ US–Ukraine air defense", "＋ Ostrey ferry fire"]
        assert "AGREED" in (await ann.next_message()).text
        asked = await ann.next_message()
        assert asked.text.startswith("✓ You follow US–Ukraine air defense.\n")


async def test_a_tap_on_a_line_shows_its_passages_and_back_shows_the_digest_in_the_same_message(
    api: BotApi,
) -> None:
    ann = api.person()
    async with serving(api, HandMade()):
        shown = await ann.ask("/topic US–Ukraine air defense")
        assert shown.labels == [
            *("1", "2", "3", "4", "Sources", "Disputes 1", "What’s new", "Timeline"),
            "＋ Follow: a daily briefing",
        ]
        behind = await ann.turn(shown, "4")
        assert behind.message_id == shown.message_id
        assert behind.marked("blockquote")[0].startswith(
            "They spoke on Friday. The call lasted about 5 minutes"
        )
        assert behind.links() == [f"https://outlet{n}.example/story?id={n}&lang=en" for n in (5, 6, 7)]
        assert behind.labels == ["‹ 3", "« Back", "Why together?", "⚑ Wrong?"]
        assert (await ann.turn(behind, "« Back")).text == shown.text
        assert ann.inbox.empty()


async def test_link_previews_are_off_in_whatever_is_sent(api: BotApi) -> None:
    ann = api.person()
    async with serving(api, HandMade()):
        shown = await ann.ask("/topic US–Ukraine air defense")
        behind = await ann.turn(shown, "1")
        for message in (shown, behind):
            assert message.request["link_preview_options"] == {"is_disabled": True}


async def test_sources_and_disputes_are_a_tap_away_and_lead_back(api: BotApi) -> None:
    ann = api.person()
    async with serving(api, HandMade()):
        shown = await ann.ask("/topic US–Ukraine air defense")
        sources = await ann.turn(shown, "Sources")
        assert "Bloomberg · 4 July 2025" in sources.text
        back = await ann.turn(sources, "« Back")
        disputes = await ann.turn(back, "Disputes 1")
        assert "• Russia fired more than 500 drones (Bloomberg)" in disputes.text
        assert "DISPUTED" in (await ann.turn(disputes, "3")).text


async def test_a_long_digest_is_paged_in_its_message_and_back_leads_to_the_page_of_the_line(
    api: BotApi,
) -> None:
    many = digest(tuple(point(f"Something numbered {n} happened.") for n in range(40)), ())
    ann = api.person()
    async with serving(api, HandMade(many)):
        first = await ann.ask("/topic US–Ukraine air defense")
        second = await ann.turn(first, "2/")
        assert "Something numbered 7 happened." in second.text
        behind = await ann.turn(second, "8")
        assert (await ann.turn(behind, "« Back")).text == second.text
        assert (await ann.turn(second, "◂ 1/")).text == first.text


async def test_buttons_of_an_older_digest_still_show_that_digest(api: BotApi) -> None:
    ann, news = api.person(), HandMade()
    async with serving(api, news):
        shown = await ann.ask("/topic US–Ukraine air defense")
        saved = news.shown
        news.saved = lambda number: saved if number == saved.id else None  # type: ignore[method-assign]
        news.shown = digest((point("Something else entirely."),), (), id=413)
        assert "Something else" in (await ann.ask("/topic US–Ukraine air defense")).text
        assert "The call lasted about 40 minutes." in (await ann.turn(shown, "4")).text


async def test_a_near_miss_offers_the_names_as_buttons_and_a_tap_turns_the_message_into_the_digest(
    api: BotApi,
) -> None:
    ann = api.person()
    async with serving(api, HandMade()):
        missed = await ann.ask("/topic ostrey ferr")
        assert "no topic called “ostrey ferr”" in missed.text
        assert missed.labels == ["Ostrey ferry fire"]
        assert (await ann.turn(missed, "Ostrey ferry fire")).text.startswith("Ostrey ferry fire\n")


async def test_words_that_one_topic_alone_has_are_enough_to_name_it(api: BotApi) -> None:
    ann = api.person()
    async with serving(api, HandMade()):
        assert (await ann.ask("/topic ferry")).text.startswith("Ostrey ferry fire\n")


HOSTILE = [
    "<b>bold</b> & <a href='x'>",
    "</code>",
    "\u202egnp.exe\u2066",
    "%s {0} \\n",
    "😀" * 90,
    "../../etc/passwd",
    "' OR 1=1 --",
]


@pytest.mark.parametrize("name", HOSTILE)
async def test_a_hostile_topic_name_is_a_name_that_no_topic_has(api: BotApi, name: str) -> None:
    ann = api.person()
    async with serving(api, HandMade()):
        answer = await ann.ask(f"/topic {name}")
        assert answer.text.startswith("I follow no topic called “")
        assert answer.labels == ["US–Ukraine air defense", "Ostrey ferry fire"]
        assert not set("\u202e\u2066") & set(answer.text)
        assert answer.marked("text_link") == []


@pytest.mark.parametrize(
    ("said", "answered"),
    [
        ("/topic " + "x" * 4000, f"No topic has a name of more than {NAME_LIMIT} characters."),
        ("why " * 10_000, f"That is too long for me: please ask in at most {QUESTION_LIMIT}"),
        ("/ask " + "x" * 40_000, f"That is too long for me: please ask in at most {QUESTION_LIMIT}"),
        ("/topic", "Which topic? Tap one, or send /topic NAME."),
        ("/topic   \n ", "Which topic? Tap one, or send /topic NAME."),
        ("/sources", "Which topic? Tap one, or send /topic NAME."),
        ("/sources 3", "Which topic? Tap one, or send /topic NAME."),
        ("/ask", "Ask me something, for instance /ask How many were hurt?"),
        ("/frobnicate now", "I do not know /frobnicate. Send /help for what I can do."),
        ("How many drones were fired?", "Which topic is that about? Tap it, then ask again."),
    ],
)  # fmt: skip
async def test_what_cannot_be_done_is_said_in_one_line(api: BotApi, said: str, answered: str) -> None:
    ann = api.person()
    async with serving(api, HandMade()):
        assert (await ann.ask(said)).text.startswith(answered)


async def test_sources_take_a_line_number_or_a_topic(api: BotApi) -> None:
    ann = api.person()
    async with serving(api, HandMade()):
        assert "sources" in (await ann.ask("/sources Ostrey ferry fire")).text.splitlines()[0]
        assert "4 · ONE ORIGIN" in (await ann.ask("/sources 4")).text
        assert (await ann.ask("/sources 9")).text.startswith("There is no line 9")


async def test_free_text_is_a_topic_or_a_question_on_the_last_topic(api: BotApi) -> None:
    ann = api.person()
    async with serving(api, HandMade()):
        assert (await ann.ask("ostrey ferry fire")).text.startswith("Ostrey ferry fire\n")
        answer = await ann.ask("How long was the call?")
        assert answer.text.startswith("How long was the call?\nAbout 40 minutes.\n")
        assert answer.labels == ["Ostrey ferry fire"]


async def test_an_answer_too_long_for_one_message_comes_in_several_with_the_buttons_under_the_last(
    api: BotApi,
) -> None:
    class Wordy(HandMade):
        def answer(
            self, topic: Topic, question: str, context: Context | None
        ) -> tuple[Answer, Context | None]:
            rows = tuple(
                evidence(n, context=f"The call lasted about {n} minutes" + ", it is said" * 50)
                for n in range(1, 15)
            )
            return Answer(question=question, answered=True, text="Much.", passages=rows), None

    ann = api.person()
    async with serving(api, Wordy(topics=(AIR,))):
        first = await ann.ask("/ask What was said?")
        parts = [first]
        while not parts[-1].buttons:
            parts.append(await ann.next_message())
        assert len(parts) > 1
        assert sum(len(part.links()) for part in parts) == 14


@pytest.mark.parametrize(
    "data", ["x", "d2:1:h", "d1:412:p99", "d1:412:h9", "d1:999:h", "t1:999", "m1:nothing"]
)
async def test_a_forged_or_outdated_button_is_answered_with_a_note_and_changes_nothing(
    api: BotApi, data: str
) -> None:
    ann = api.person()
    async with serving(api, HandMade()):
        shown = await ann.ask("/topic US–Ukraine air defense")
        answer = await ann.press_data(shown, data)
        assert answer.alert
        assert "/topics" in answer.text
        assert ann.edits.empty()
        assert ann.inbox.empty()


async def test_the_same_button_tapped_twice_does_no_harm(api: BotApi) -> None:
    ann = api.person()
    async with serving(api, HandMade()):
        shown = await ann.ask("/topic US–Ukraine air defense")
        behind = await ann.turn(shown, "1")
        await ann.press_data(behind, shown.button("1").data)
        assert (await ann.turn(behind, "« Back")).text == shown.text
        assert ann.inbox.empty()


async def test_without_topics_samples_are_offered_read_and_listed(api: BotApi) -> None:
    ann = api.person()
    async with serving(api, HandMade(topics=())):
        welcome = await ann.ask("/start")
        assert welcome.labels == [words.SAMPLES_LABEL]
        assert "Reading the sample reports: 0 of 2" in (await ann.turn(welcome, words.SAMPLES_LABEL)).text
        assert "Reading the sample reports: 2 of 2" in (await ann.next_edit()).text
        ready = await ann.next_edit()
        assert "invented" in ready.text
        assert ready.labels == ["＋ Ostrey ferry fire"]


async def test_in_a_group_only_commands_for_this_bot_are_answered(api: BotApi) -> None:
    ann = api.person()
    ann.group = "News desk"
    async with serving(api, HandMade()):
        await ann.send("what do you all think?")
        await ann.send("/help@SomeOtherBot")
        assert "How to read" in (await ann.ask(f"/help@{api.bot['username']}")).text
        assert ann.inbox.empty()


async def test_what_is_no_text_gets_one_line(api: BotApi) -> None:
    ann = api.person()
    async with serving(api, HandMade()):
        await ann.send_content(dice={"emoji": "🎲", "value": 3})
        assert (await ann.next_message()).text == words.TEXT_ONLY


async def test_the_menu_lists_the_commands(api: BotApi) -> None:
    ann = api.person()
    async with serving(api, HandMade()):
        await ann.ask("/help")
        await api.until_called("setMyCommands", 8)
        english = [each["command"] for each in api.menus["all_private_chats", ""]]
        assert {"topics", "topic", "sources", "ask", "help", "start"} <= set(english)
        assert [each["command"] for each in api.menus["all_private_chats", "uk"]] == english
        assert "start" not in [each["command"] for each in api.menus["all_group_chats", ""]]


async def test_a_server_without_a_menu_of_commands_is_served_all_the_same(api: BotApi) -> None:
    ann = api.person()
    api.script(Refusal(method="setMyCommands", code=404, description="Not Found: method not found"))
    async with serving(api, HandMade()):
        assert "How to read" in (await ann.ask("/help")).text
        await api.until_called("setMyCommands", 1)


async def test_menus_that_could_not_be_set_are_set_again(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.polling.FIRST_PAUSE", 0.01)
    api.script(Refusal(method="setMyCommands", code=502, description="Bad Gateway"))
    async with serving(api, HandMade()):
        await api.until_called("setMyCommands", 9)
    assert len(api.menus) == 8


async def test_a_store_that_cannot_be_read_is_told_without_its_details(
    api: BotApi, caplog: pytest.LogCaptureFixture
) -> None:
    class Locked(HandMade):
        def digest(self, topic: Topic) -> Digest:
            raise StoreError("/secret/path.db is in use by another process")

    ann = api.person()
    async with serving(api, Locked()):
        assert (await ann.ask("/topic Ostrey ferry fire")).text == words.UNREADABLE
    assert "/secret/path.db is in use" in caplog.text


async def test_a_bug_is_told_and_the_bot_goes_on(api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    class Broken(HandMade):
        def digest(self, topic: Topic) -> Digest:
            raise ZeroDivisionError

    ann = api.person()
    async with serving(api, Broken()):
        assert (await ann.ask("/topic Ostrey ferry fire")).text == words.FAILED
        assert "How to read" in (await ann.ask("/help")).text
    assert "ZeroDivisionError" in caplog.text


# When Telegram refuses


async def test_a_message_refused_with_429_is_sent_after_the_wait_and_once(api: BotApi) -> None:
    ann = api.person()
    api.script(
        Refusal(method="sendMessage", code=429, description="Too Many Requests: retry after 1", retry_after=1)
    )
    async with serving(api, HandMade()):
        assert "How to read" in (await ann.ask("/help")).text
    assert len(api.called("sendMessage")) == 2
    assert ann.inbox.empty()


async def test_while_one_chat_must_wait_another_is_answered(api: BotApi) -> None:
    ann, bob = api.person("Ann"), api.person("Bob")
    api.script(
        Refusal(method="sendMessage", code=429, description="retry", retry_after=2, chat_id=ann.user_id)
    )
    async with serving(api, HandMade()):
        await ann.send("/help")
        assert "How to read" in (await bob.ask("/help")).text
        assert ann.inbox.empty()
        assert "How to read" in (await ann.next_message()).text


async def test_a_server_error_is_tried_again(api: BotApi) -> None:
    ann = api.person()
    api.script(Refusal(method="sendMessage", code=502, description="Bad Gateway"))
    async with serving(api, HandMade()):
        assert "How to read" in (await ann.ask("/help")).text


async def test_a_message_that_cannot_be_edited_is_sent_anew(api: BotApi) -> None:
    ann = api.person()
    async with serving(api, HandMade()):
        shown = await ann.ask("/topic US–Ukraine air defense")
        api.script(
            Refusal(method="editMessageText", code=400, description="Bad Request: message can't be edited")
        )
        await ann.press(shown, "1")
        assert "1 · AGREED" in (await ann.next_message()).text


async def test_html_that_the_server_cannot_parse_is_sent_as_plain_text(api: BotApi) -> None:
    ann = api.person()
    refusal = 'Bad Request: can\'t parse entities: Unsupported start tag "tg-time" at byte offset 7'
    async with serving(api, HandMade()):
        api.script(Refusal(method="sendMessage", code=400, description=refusal))
        shown = await ann.ask("/topic US–Ukraine air defense")
        assert shown.text.startswith("US–Ukraine air defense\n")
        assert shown.entities == ()


async def test_whoever_blocked_the_bot_costs_one_try_and_no_other_chat(api: BotApi) -> None:
    ann, bob = api.person("Ann"), api.person("Bob")
    async with serving(api, HandMade()):
        ann.blocked = True
        await ann.send("/help")
        assert "How to read" in (await bob.ask("/help")).text
    assert len([asked for asked in api.called("sendMessage") if asked["chat_id"] == ann.user_id]) == 1
