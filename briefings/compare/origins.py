"""Where each claim comes from first: a wire, another outlet, or the outlet itself.

Three steps, each told in the reasons of a point:
1. Copies (`briefings.copies`) are one syndication group, whose origin is the wire that it credits, else an
   agency among its outlets, else its earliest outlet.
2. Credits: a claim that its article credits to another outlet or wire ("Axios reported, citing ...") has that
   one as its origin, the first hand last in the chain; so has one whose source is a known outlet or wire.
3. Else the origin is the outlet. A person who is quoted is a source, not an origin: five outlets that heard
   one minister are five origins; two that copy one agency's account of him are one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from briefings.copies import grouped, own_runs
from briefings.extract.spelling import fold
from briefings.extract.wires import agency_named
from briefings.model import Article, Claim, Material

_GENERIC = frozenset({"the", "news", "online", "agency", "newspaper", "report", "web", "com", "www"})


def outlet_key(name: str) -> str:
    """One key for the spellings of an outlet: "The Guardian" and "the Guardian report" are one."""
    words = [fold(word) for word in re.findall(r"[^\W_]+", name)]
    kept = [word for word in words if word not in _GENERIC]
    return " ".join(kept or words)


class Origins:
    """Tells the origin of any claim of the material it was made from."""

    def __init__(self, material: Material) -> None:
        self._names = _group_names(material)
        self._known: dict[str, str] = {}
        for name in self._names.values():
            self._known.setdefault(outlet_key(name), name)
        for article in material.articles:
            self._known.setdefault(outlet_key(article.outlet), article.outlet)
        for reading in material.readings.values():
            for name in {claim.origins[-1] for claim in reading.claims if claim.origins}:
                self._known.setdefault(outlet_key(name), name)

    def of(self, claim: Claim) -> str:
        """Name of the origin, in one spelling for all claims of the material."""
        if claim.origins:
            return self._spelled(claim.origins[-1])
        told = claim.attribution.source_name if claim.attribution else ""
        if told and outlet_key(told) in self._known:  # "according to Northwire", which copies here name
            return self._known[outlet_key(told)]
        return self._names[claim.article]

    def is_outlet(self, name: str) -> bool:
        """Whether that is an agency, an outlet of the material, or one that it credits."""
        return bool(agency_named(name)) or outlet_key(name) in self._known

    def of_article(self, article: int) -> str:
        """Origin of an article as a whole."""
        return self._names[article]

    def count(self, claims: Iterable[Claim]) -> int:
        """How many different origins the claims have."""
        return len({outlet_key(self.of(claim)) for claim in claims})

    def _spelled(self, name: str) -> str:
        return self._known.setdefault(outlet_key(name), name)


def syndication_groups(material: Material) -> list[list[Article]]:
    """The material's articles, copies of one text together, each group and the groups in order of time."""
    homes = material.groups if material.groups is not None else _grouped(material)
    groups: dict[int, list[Article]] = {}
    for article in sorted(material.articles, key=_when):
        groups.setdefault(homes.get(article.id, article.id), []).append(article)
    return list(groups.values())


def _grouped(material: Material) -> dict[int, int]:
    runs = {a.id: own_runs(a.text, material.readings[a.id].passages) for a in material.articles}
    return grouped(runs, {a.id: a.published for a in material.articles})


def _group_names(material: Material) -> Mapping[int, str]:
    names: dict[int, str] = {}
    for group in syndication_groups(material):
        credited = next((article.credit for article in group if article.credit), "")
        agency = next((article.outlet for article in group if agency_named(article.outlet)), "")
        name = credited or agency or group[0].outlet
        names |= {article.id: name for article in group}
    return names


def _when(article: Article) -> tuple[bool, str, str]:
    moment = article.published
    return (moment is None, moment.isoformat() if moment else "", article.url)


def named(origins: Sequence[str]) -> str:
    """Origins as a person would list them: "Axios", "Axios and Reuters", "Axios, Reuters and RFI"."""
    names = list(dict.fromkeys(origins))
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
