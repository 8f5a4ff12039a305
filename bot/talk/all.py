"""The features that there are, in the order in which they are asked, and the conversation over them."""

from __future__ import annotations

from collections.abc import Sequence

from bot.access import Rules
from bot.conversation import Conversation
from bot.office import Office
from bot.talk.access import Access
from bot.talk.announcing import Announcing
from bot.talk.asker import Asker
from bot.talk.asking import AnyWords, Asking
from bot.talk.channels import Channels
from bot.talk.digests import Digests
from bot.talk.door import Door
from bot.talk.exporting import Exporting
from bot.talk.feature import Audience, Feature, Listed
from bot.talk.feeds import Feeds
from bot.talk.filing import Filing
from bot.talk.flagging import Flagging
from bot.talk.following import Following
from bot.talk.hours import Hours
from bot.talk.inline import Inline
from bot.talk.inviting import Inviting
from bot.talk.looking import Looking
from bot.talk.new_topics import NewTopics
from bot.talk.onboarding import Onboarding
from bot.talk.room import Room
from bot.talk.searching import Searching
from bot.talk.settings import SettingsFeature
from bot.talk.start import Start
from bot.talk.status import Status


def features(room: Room, rules: Rules, office: Office | None) -> tuple[Feature, ...]:
    """All features. The order is that of the menu, of the guards, and of who is offered words first.

    office: None where nothing can be filed or administered.
    """
    digests = Digests(room)
    listed: list[Feature] = []

    def for_asker(asker: Asker) -> Sequence[Listed]:
        """The commands that an asker is told of."""
        audiences = audiences_of(asker)
        return [each for feature in listed for each in feature.menu if each.audience in audiences]

    onboarding = Onboarding(room)
    following = Following(room, digests, onboarding)
    start = Start(room, digests, following, for_asker)
    access = Access(room, rules, start.commands["start"])
    taking = [Filing(room, rules, office)] if office else []
    asking = Asking(room)
    listed += [following, digests, Looking(room), asking, Searching(room), Exporting(room)]
    listed += [SettingsFeature(room), Hours(room), start, onboarding, Inline(room), access]
    listed += [*_for_owners(room, digests, rules, office), *taking, AnyWords(room, digests, asking)]
    return tuple(listed)


def _for_owners(room: Room, digests: Digests, rules: Rules, office: Office | None) -> Sequence[Feature]:
    """What those who run the bot do; readers say here what is wrong."""
    if office is None:
        return ()
    return (
        Flagging(room, digests, office.store),
        Feeds(room, office),
        NewTopics(room, office),
        Inviting(room, rules, office),
        Status(room, office),
        Announcing(room),
        Channels(room, rules, office),
    )


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


def conversation(room: Room, rules: Rules | None = None, office: Office | None = None) -> Conversation:
    """The conversation with all features. rules: who may do what, None: everybody everything that readers
    do; office: what filing and administering need."""
    door = Door(room)
    return Conversation(features(room, rules or Rules(), office), tongue=door.tongue, arrive=door.arrive)
