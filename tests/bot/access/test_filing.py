"""A link or a post that is sent to the bot is read and filed; hostile ones cost nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.access import Filing
from bot.memory import Place
from bot.records.chats import ChatKind as RecordedKind
from bot.talk.asker import Asker, ChatKind
from bot.talk.feature import Heard
from bot.telegram_posts import Posted, article_of
from briefings.model import Topic
from briefings.store import Store
from briefings.store.looks import LookTable
from tests.bot.access.talk import ANN, NOW, OWNER, USUAL, Talk, article, person, words

LINK = "https://outlet1.example/1"
TEXT = "A ferry burned off Ostrey on Monday.\n\nNobody was hurt, the coast guard said, and the fire is out."
POST = Posted(chat=-1001234567890, number=77, title="Ostrey Now", username="ostreynow", moment=NOW)
LONG = (
    "Ferry burns off Ostrey\nA ferry with ninety people on board burned off Ostrey on Monday, the coast "
    "guard said. Nobody was hurt. The fire broke out in the engine room at six and was out by nine."
)
CHANNEL = Asker(place=Place(chat=POST.chat), kind=ChatKind.CHANNEL, title="Ostrey Now")


@pytest.fixture
def talk(store: Store) -> Talk:
    made = Talk(store)
    made.store.add_topic(Topic(name="Ostrey ferry fire", keywords=("ferry", "Ostrey")))
    made.desk.pages[LINK] = article(1, TEXT)
    return made


def link(url: str = LINK, text: str = "") -> Heard:
    return Heard(text=text or url, links=(url,))


def post(text: str = LONG, **more: object) -> Heard:
    return Heard(text=text, forwarded=True, posted=replace(POST, **more))  # type: ignore[arg-type]


def stored(talk: Talk) -> list[tuple[str, str, str]]:
    rows = talk.store.db.query(
        "SELECT a.url, o.name, a.title FROM articles a JOIN outlets o ON o.id = a.outlet ORDER BY a.id"
    )
    return [(row["url"], row["name"], row["title"]) for row in rows]


def test_a_link_is_read_and_filed_and_its_topic_is_a_button(talk: Talk) -> None:
    *_, told = talk.hears(person(OWNER), link())
    assert words([told]) == "Report 1 · Outlet 1\nFiled. It is on the topic Ostrey ferry fire."
    assert [button.label for row in told.rows for button in row] == ["Ostrey ferry fire"]
    assert stored(talk) == [(LINK, "Outlet 1", "Report 1")]


def test_what_is_known_is_said_to_be_and_not_read_again(talk: Talk) -> None:
    talk.hears(person(OWNER), link())
    *_, told = talk.hears(person(OWNER), link())
    assert "I know it already" in words([told])
    assert talk.desk.readings == 1


def test_a_page_that_changed_keeps_both_texts(talk: Talk) -> None:
    talk.hears(person(OWNER), link())
    talk.desk.pages[LINK] = article(1, TEXT.replace("Nobody was", "Two people were"))
    *_, told = talk.hears(person(OWNER), link())
    assert "It has changed" in words([told])
    assert talk.store.db.table("article_versions").count == 1


def test_a_report_on_no_topic_is_filed_all_the_same(talk: Talk) -> None:
    talk.desk.pages[LINK] = article(1, "A bank failed in Lund on Monday.")
    *_, told = talk.hears(person(OWNER), link())
    assert "It belongs to none of the topics." in words([told])
    assert len(stored(talk)) == 1


def test_a_page_that_cannot_be_had_or_read_is_one_line(talk: Talk) -> None:
    *_, gone = talk.hears(person(OWNER), link("https://gone.example/x"))
    assert words([gone]) == "It could not be read: the server answered 404."
    talk.desk.refuse = "two processes died of it"
    *_, unread = talk.hears(person(OWNER), link())
    assert words([unread]) == "It could not be read: two processes died of it."
    assert stored(talk) == []


def test_a_forwarded_post_is_a_report_of_its_channel(talk: Talk) -> None:
    *_, told = talk.hears(person(OWNER), post(via="Reuters"))
    assert words([told]).startswith("Ferry burns off Ostrey · Ostrey Now\nFiled.")
    assert stored(talk) == [("https://t.me/ostreynow/77", "Ostrey Now", "Ferry burns off Ostrey")]
    found = talk.store.material(talk.store.topic("Ostrey ferry fire")).articles[0]
    assert found.credit == "Reuters"
    assert found.published == NOW
    assert "A ferry with ninety people" in found.text


def test_a_post_of_a_private_channel_has_the_address_that_its_readers_can_open(talk: Talk) -> None:
    talk.hears(person(OWNER), post(username=""))
    assert stored(talk)[0][0] == "https://t.me/c/1234567890/77"


def test_a_post_that_only_announces_a_link_is_not_filed_but_what_it_links(talk: Talk) -> None:
    heard = replace(post(f"Ferry burns, more here: {LINK}"), links=(LINK,))
    talk.hears(person(OWNER), heard)
    assert stored(talk) == [(LINK, "Outlet 1", "Report 1")]


def test_words_of_a_person_that_are_forwarded_are_no_report(talk: Talk) -> None:
    *_, told = talk.hears(person(OWNER), Heard(text="See you at eight!", forwarded=True))
    assert "neither" in words([told])
    assert stored(talk) == []


@pytest.mark.parametrize("heard", [Heard(text="", forwarded=True, album=True), replace(post(""), album=True)])
def test_the_other_pictures_of_an_album_are_passed_over_in_silence(talk: Talk, heard: Heard) -> None:
    assert talk.hears(person(OWNER), heard) == []


def test_a_post_without_text_is_said_so(talk: Talk) -> None:
    assert "no text" in words(talk.hears(person(OWNER), post(" \n ")))


def test_readers_are_told_that_they_cannot_file_and_their_questions_are_still_questions(talk: Talk) -> None:
    assert "only for those who run me" in words(talk.hears(person(ANN), link()))
    assert "only for those who run me" in words(talk.hears(person(ANN), post()))
    asked = Heard(text=f"What does {LINK} say of the ferry?", links=(LINK,))
    assert "only for those who run me" not in words(talk.hears(person(ANN), asked))
    assert talk.desk.asked == []
    assert stored(talk) == []


def test_everybody_files_where_the_settings_say_so(store: Store) -> None:
    talk = Talk(store, replace(USUAL, filing=Filing.EVERYBODY))
    talk.desk.pages[LINK] = article(1, TEXT)
    assert "Filed." in words(talk.hears(person(ANN), link()))


def test_a_page_that_was_filed_is_looked_at_again_later(talk: Talk) -> None:
    talk.hears(person(OWNER), link())
    assert [look.url for look, _ in LookTable(talk.store).due(NOW + timedelta(days=1))] == [LINK]


def test_of_many_links_the_first_are_read_and_the_rest_is_said(talk: Talk) -> None:
    links = tuple(f"https://outlet{n}.example/{n}" for n in range(1, 6))
    for n, url in enumerate(links, start=1):
        talk.desk.pages[url] = article(n, f"Ferry story number {n}.")
    said = talk.hears(person(OWNER), Heard(text=" ".join(links), links=links))
    assert len(stored(talk)) == 3
    assert "2 more links unread" in words(said)


@pytest.mark.parametrize(
    "url", ["ftp://x.example/a", "javascript:alert(1)", "tg://resolve?domain=x", "file:///etc"]
)
def test_what_is_no_web_address_is_never_fetched(talk: Talk, url: str) -> None:
    assert "no link" in words(talk.hears(person(OWNER), link(url)))
    assert talk.desk.asked == []


def test_a_message_of_forty_thousand_characters_is_filed_whole(talk: Talk) -> None:
    text = " ".join(f"The ferry off Ostrey burned for {n} hours." for n in range(1000))[:40_000]
    *_, told = talk.hears(person(OWNER), post(text))
    assert "Filed." in words([told])
    (found,) = talk.store.material(talk.store.topic("Ostrey ferry fire")).articles
    assert len(found.text) == 40_000


def test_names_made_to_break_things_are_shown_and_stored_as_text(talk: Talk) -> None:
    hostile = "<b>Now</b>\u202e ../../etc\x00/passwd &amp; '; DROP TABLE articles; --"
    *_, told = talk.hears(person(OWNER), post(title=hostile))
    assert "<b>Now</b>" in words([told])
    assert "\u202e" not in words([told])
    assert len(stored(talk)) == 1


# Channels in which the bot sits


def admit(talk: Talk, reads: bool = True) -> None:
    talk.records.chats.meet(POST.chat, RecordedKind.CHANNEL, "Ostrey Now", NOW)
    talk.records.channels.set_reads(POST.chat, reads)


def posted(text: str = LONG, **more: object) -> Heard:
    return replace(post(text, **more), post=True, forwarded=False)


def test_posts_of_a_channel_are_filed_without_a_word(talk: Talk) -> None:
    admit(talk)
    said = talk.hears(CHANNEL, posted())
    assert words(said) == ""
    assert [each[1] for each in stored(talk)] == ["Ostrey Now"]


def test_an_edited_post_is_a_revision_of_the_same_report(talk: Talk) -> None:
    admit(talk)
    talk.hears(CHANNEL, posted())
    talk.pass_time(hours=1)
    talk.hears(CHANNEL, posted(LONG.replace("Nobody was", "Two were"), edited=True))
    assert len(stored(talk)) == 1
    assert talk.store.db.table("article_versions").count == 1


def test_posts_of_a_channel_that_nobody_has_asked_to_read_are_passed_over(talk: Talk) -> None:
    assert talk.hears(CHANNEL, posted()) == []
    admit(talk, reads=False)
    assert talk.hears(CHANNEL, posted()) == []
    assert talk.hears(CHANNEL, replace(posted("What burned?"), posted=None)) == []
    assert stored(talk) == []


def test_a_post_that_cannot_be_read_says_nothing_in_the_channel(talk: Talk) -> None:
    admit(talk)
    talk.desk.refuse = "two processes died of it"
    assert words(talk.hears(CHANNEL, posted())) == ""


# From post to article


@given(st.text(max_size=300), st.text(max_size=40))
def test_any_post_becomes_a_report_that_can_be_stored_or_none(text: str, title: str) -> None:
    made = article_of(replace(POST, title=title), text, NOW)
    if made is not None:
        made.text.encode()
        assert made.text.strip()
        assert "\x00" not in made.text + made.title
        assert made.url == POST.url


def test_the_moment_of_a_report_is_that_of_the_post() -> None:
    earlier = NOW - timedelta(days=3)
    made = article_of(replace(POST, moment=earlier), "The ferry burned off Ostrey.", NOW)
    assert made is not None
    assert made.published == earlier
    assert made.fetched == NOW
