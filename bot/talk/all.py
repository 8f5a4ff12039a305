"""The features that there are, in the order in which they are asked, and the conversation over them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.conversation import Conversation
from bot.talk.asker import Asker
from bot.talk.asking import Asking
from bot.talk.digests import Digests
from bot.talk.door import Door
from bot.talk.feature import Audience, Feature, Listed
from bot.talk.room import Room
from bot.talk.start import Start


def features(room: Room) -> tuple[Feature, ...]:
    """All features. The order is that of the menu, of the guards, and of who is offered words first."""
    digests = Digests(room)
    listed: list[Feature] = []

    def for_asker(asker: Asker) -> Sequence[Listed]:
        """The commands that an asker is told of."""
        audiences = audiences_of(asker)
        return [each for feature in listed for each in feature.menu if each.audience in audiences]

    listed += [Start(room, for_asker), digests, Asking(room, digests)]
    return tuple(listed)


def audiences_of(asker: Asker) -> tuple[Audience, ...]:
    """Which menus an asker sees."""
    seen = [Audience.EVERYBODY]
    if asker.alone:
        seen.append(Audience.PRIVATE)
    if asker.alone or asker.is_admin:
        seen.append(Audience.CHAT_ADMINS)
    if asker.runs_bot:
        seen.append(Audience.OWNERS)
    return tuple(seen)


def conversation(room: Room) -> Conversation:
    """The conversation with all features."""
    door = Door(room)
    return Conversation(features(room), tongue=door.tongue, arrive=door.arrive)
