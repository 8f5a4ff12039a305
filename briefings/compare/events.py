"""Words for one event: "killed", "died" and "dead" count the same people, "fired" and "intercepted" do not.

General English only, and only where news counts by them; a word that is not listed is an event of its own.
"""

from __future__ import annotations

from briefings.extract.units import same_slot
from briefings.model import Claim, Quantity

EVENTS = {
    "die": ("die", "kill", "dead", "death", "fatality", "toll", "perish", "body", "lose", "claim", "succumb"),
    "injure": ("injure", "wound", "hurt", "injury", "injured", "wounded", "casualty", "hospitalize"),
    "miss": ("miss", "missing", "unaccounted", "vanish", "disappear"),
    "arrest": ("arrest", "detain", "custody", "hold", "seize", "apprehend"),
    "rescue": ("rescue", "save", "evacuate", "survive", "survivor", "lift", "winch"),
    "launch": ("launch", "fire", "send", "unleash", "attack"),
    "intercept": ("intercept", "shoot", "down", "neutralize", "destroy"),
    "strike": ("strike", "walk"),
    "carry": ("carry", "board", "aboard", "passenger"),
    "cost": ("cost", "lose", "damage", "worth"),
}
"""The event by its name here, and the lemmas that tell it as verb, noun or adjective."""

_BY_WORD = {word: event for event, words in reversed(EVENTS.items()) for word in words}


def event_of(lemma: str) -> str:
    """The event that a lemma tells; the lemma itself where it is not listed."""
    return _BY_WORD.get(lemma, lemma)


def one_slot(one: Quantity, other: Quantity, claim_a: Claim, claim_b: Claim) -> bool | None:
    """As `same_slot`, but words of one event are one: nine "killed" and seventeen "dead" are one slot.

    The event is what the counted things depend on, or the claim's own predicate: in "fired more than 500
    drones, mostly targeting the capital" both *target* and *fire* tell it.
    """
    same = same_slot(one, other)
    alike = bool(one.counted) and one.counted == other.counted and one.unit == other.unit
    if same is not True and alike and shared_event(one, other, claim_a, claim_b):
        return True
    return same


def shared_event(one: Quantity, other: Quantity, claim_a: Claim, claim_b: Claim) -> str:
    """The event that both figures are of; "" where they are of none in common."""
    events_a = [event_of(word) for word in (one.governor, claim_a.predicate) if word]
    events_b = {event_of(word) for word in (other.governor, claim_b.predicate) if word}
    return next((event for event in events_a if event in events_b), "")
