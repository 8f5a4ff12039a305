"""What inline mode offers, as Telegram takes it."""

from __future__ import annotations

from datetime import timedelta

from telegram import InlineQuery, InlineQueryResultArticle, InputTextMessageContent, LinkPreviewOptions
from telegram.constants import ParseMode

from bot import richtext
from bot.talk.reply import Choices

KEPT = timedelta(minutes=5)  # how long Telegram's servers may give the same answer: news is a little older


async def answer_inline(query: InlineQuery, choices: Choices) -> None:
    """Answer `query`; a chosen result is sent as HTML. Raises TelegramError."""
    results = [
        InlineQueryResultArticle(
            id=each.key,
            title=each.title,
            description=each.description,
            input_message_content=InputTextMessageContent(
                richtext.html(each.lines),
                parse_mode=ParseMode.HTML,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            ),
        )
        for each in choices.found
    ]
    cached = timedelta(0) if choices.personal else KEPT
    await query.answer(results, cache_time=cached, is_personal=True)
