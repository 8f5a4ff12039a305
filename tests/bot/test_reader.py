"""What a reader meets through Telegram: languages, groups, files, inline mode, menus; up to the sockets."""

from __future__ import annotations

from tests.bot.botapi import BotApi
from tests.bot.conftest import serving
from tests.bot.handmade import AIR, FERRY, HandMade
from tests.bot.test_chat import HOSTILE

AIR_SLUG = "us-ukraine-air-defense"


async def test_a_client_is_answered_in_its_own_language(api: BotApi) -> None:
    olena, ann = api.person("Olena"), api.person("Ann")
    olena.language = "uk"
    async with serving(api, HandMade()):
        shown = await olena.ask(f"/topic {AIR.name}")
        assert shown.text.startswith(f"{AIR.name}\n4–5 липня 2025")
        assert "Джерела" in shown.labels
        assert "Sources" in (await ann.ask(f"/topic {AIR.name}")).labels
        answer = await olena.press_data(shown, "t1:999")
        assert answer.text.startswith("Цієї теми тут більше немає.")


async def test_a_deep_link_from_a_message_follows_the_topic(api: BotApi) -> None:
    ann = api.person(started=False)
    async with serving(api, HandMade()) as served:
        told = await ann.ask(f"/start topic_{AIR_SLUG}")
        assert told.text == f"✓ You follow {AIR.name}."
        assert "AGREED" in (await ann.next_message()).text
        followed = await served.desk.do(served.records.subscriptions.of_chat, ann.user_id)
        assert [each.name for each in followed] == [AIR.name]


async def test_hostile_links_are_a_plain_start(api: BotApi) -> None:
    ann = api.person()
    async with serving(api, HandMade()):
        for payload in HOSTILE:
            assert f"＋ {AIR.name}" in (await ann.ask(f"/start {payload}")).labels


async def test_a_group_follows_what_its_admins_choose_and_nothing_else(api: BotApi) -> None:
    group, ann, bob = api.group("News desk"), api.person("Ann"), api.person("Bob")
    group.admins.add(ann.user_id)
    name = api.bot["username"]
    async with serving(api, HandMade()) as served:
        await group.say(bob, f"/start@{name} topic_{AIR_SLUG}")
        assert "AGREED" in (await group.next_message()).text
        assert await served.desk.do(served.records.subscriptions.of_chat, group.user_id) == ()
        await group.say(ann, f"/start@{name} topic_{AIR_SLUG}")
        assert (await group.next_message()).text == f"✓ You follow {AIR.name}."
        followed = await served.desk.do(served.records.subscriptions.of_chat, group.user_id)
        assert [each.name for each in followed] == [AIR.name]


async def test_who_administers_a_group_is_asked_once_for_many_commands(api: BotApi) -> None:
    group, ann = api.group("News desk"), api.person("Ann")
    async with serving(api, HandMade()):
        for _time in range(3):
            await group.say(ann, "/help")
            await group.next_message()
    assert len(api.called("getChatMember")) == 1


async def test_threads_of_a_group_follow_topics_of_their_own(api: BotApi) -> None:
    forum, ann = api.group("Forum", kind="supergroup", threads=frozenset({3, 4})), api.person()
    forum.admins.add(ann.user_id)
    async with serving(api, HandMade()):
        for thread, topic in ((3, AIR), (4, FERRY)):
            await forum.say(ann, f"/follow {topic.name}", thread=thread)
            sent = [await forum.next_message() for _part in range(3)]
            assert {each.request["message_thread_id"] for each in sent} == {thread}
        said = await forum.ask(ann, "/brief", thread=4)
        assert said.text.startswith(FERRY.name)
        assert said.request["message_thread_id"] == 4


async def test_an_export_is_sent_as_a_file(api: BotApi) -> None:
    ann = api.person()
    async with serving(api, HandMade()):
        await ann.ask(f"/topic {AIR.name}")
        asked = await ann.ask("/export")
        await ann.press(asked, "Claims (CSV)")
        sent = await ann.next_message()
        assert sent.text == f"{AIR.name} · Claims (CSV)"
    (call,) = api.called("sendDocument")
    assert call["document"] == "topic.csv"


async def test_inline_mode_offers_what_can_be_shared_with_its_sources(api: BotApi) -> None:
    ann = api.person()
    async with serving(api, HandMade()):
        offered = await ann.inline("air defense")
        assert offered[0]["title"] == AIR.name
        line = next(each for each in offered if each["title"].startswith("Washington has halted"))
        assert line["links"][0].startswith("https://outlet1.example/")
        assert line["input_message_content"]["link_preview_options"] == {"is_disabled": True}
        for query in (*HOSTILE, "x" * 256):
            assert len(await ann.inline(query)) > 0
    answered = api.called("answerInlineQuery")
    assert {(each["is_personal"], each["cache_time"]) for each in answered} == {(True, 300)}


async def test_menus_differ_by_place_and_language(api: BotApi) -> None:
    ann = api.person()
    async with serving(api, HandMade()):
        await ann.ask("/help")
        await api.until_called("setMyCommands", 8)
    private, group = api.menus["all_private_chats", ""], api.menus["all_group_chats", ""]
    names = {each["command"] for each in private}
    assert {"topics", "topic", "brief", "new", "disputes", "timeline", "ask", "search", "export"} <= names
    assert {"settings", "help", "sources", "start"} <= names
    assert {each["command"] for each in group} < names
    ukrainian = {each["command"]: each["description"] for each in api.menus["all_private_chats", "uk"]}
    assert ukrainian["timeline"] == "[НАЗВА]: що й коли сталося"
    assert set(ukrainian) == names
