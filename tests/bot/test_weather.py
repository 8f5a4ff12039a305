"""In Telegram's bad weather no message is lost or doubled but those that are said to be in doubt.

`make weather` does the same for ten minutes, with answers that never come too.
"""

from __future__ import annotations

from tests.bot.weather import WEATHER, storm


async def test_in_bad_weather_every_message_arrives_once_or_is_said_to_be_in_doubt() -> None:
    kinds = [kind for kind in WEATHER if kind != "silence"]
    found = await storm(6.0, seed=8, announcements=3, kinds=kinds, patience=25.0)
    assert found.wrong == []
    assert found.answered + found.doubtful_answers >= found.asked > 10
    assert found.arrived + found.doubtful_announcements >= found.announced == 36
    assert len(set(kinds) & set(found.happened)) >= 4, "there was weather"
