"""Results of inline queries, checked as Telegram checks them."""

from __future__ import annotations

from tests.bot.botapi import parsing
from tests.bot.botapi.records import Json, RefusedError

RESULTS, ID_BYTES = 50, 64


def checked_results(asked: Json) -> list[Json]:
    """The results of answerInlineQuery, each with the text and links that choosing it would send."""
    results = asked.get("results", [])
    if len(results) > RESULTS:
        raise RefusedError(400, "Bad Request: RESULTS_TOO_MUCH")
    if len({each["id"] for each in results}) < len(results):
        raise RefusedError(400, "Bad Request: RESULT_ID_DUPLICATE")
    return [_checked(each) for each in results]


def _checked(result: Json) -> Json:
    if not 0 < len(result["id"].encode()) <= ID_BYTES:
        raise RefusedError(400, "Bad Request: RESULT_ID_INVALID")
    if result["type"] != "article" or not result["title"].strip():
        raise RefusedError(400, "Bad Request: ARTICLE_TITLE_EMPTY")
    content = result["input_message_content"]
    text, entities = parsing.message_text({**content, "text": content["message_text"]})
    if len(entities) > parsing.ENTITIES:
        raise RefusedError(400, "Bad Request: more entities than a message keeps")
    links = [each["url"] for each in entities if each["type"] == "text_link"]
    return {**result, "text": text, "links": links}
