"""Lines with buttons as parts: what goes out in one message each. Pure."""

from __future__ import annotations

import json
from collections.abc import Sequence

from bot import richtext
from bot.buttons import Button
from bot.callbacks import encode
from bot.parts import Part
from bot.richtext import Line


def parts_of(lines: Sequence[Line], rows: Sequence[Sequence[Button]] = ()) -> tuple[Part, ...]:
    """The messages for these lines, the buttons under the last."""
    split = richtext.split(lines)
    keyboard = keyboard_text(rows)
    return tuple(
        Part(
            html=richtext.html(each),
            plain=richtext.plain(each),
            keyboard=keyboard if number + 1 == len(split) else "",
        )
        for number, each in enumerate(split)
    )


def keyboard_text(rows: Sequence[Sequence[Button]]) -> str:
    """Rows of buttons as the Bot API takes them, in JSON; "" for none."""
    keyboard = [[{"text": b.label, "callback_data": encode(b.call)} for b in row] for row in rows if row]
    return json.dumps(keyboard, ensure_ascii=False) if keyboard else ""
