"""When figures of two clauses count different things: other places, people or totals. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.countries import country_codes, country_name
from assistant.situations.changing.amounts import amounts_in
from assistant.situations.changing.clauses import Clause
from assistant.situations.changing.names import name_words
from assistant.situations.changing.sides import Sides
from assistant.situations.changing.subjects import group_counted
from assistant.statements.figures import Figure

_BY_ORIGIN = re.compile(r"\bcountry of origin\b", re.IGNORECASE)
_FAR_APART = 4.0
TOO_FAR_APART = "they are too far apart to count the same people"
_PLACE = re.compile(
    r"\b(?:in|from|at|of|across|throughout|around|near|to)\s+(?:the\s+)?(?:(?!in|on|by)[a-z]+\s+)?"
    r"(?P<name>(?:(?:north|south|east|west|northern|southern|eastern|western|central)"
    r"(?:-?(?:east|west)(?:ern)?)?\s+)?"
    r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*(?:\s+(?:region|province|area|state|city|district)\b)?"
    r"|north-east|north-west|south-east|south-west|north|south|east|west|centre|center)"
)


def scope_remark(old: Clause, new: Clause, sides: Sides) -> str:
    """Say why the figures of two matched clauses are not comparable; '' where they are."""
    labels = sides.old.label(old), sides.new.label(new)
    by_origin = [is_by_origin(label) for label in labels]
    if all(labels) and by_origin[0] != by_origin[1]:
        return "one counts by country of origin, the other in all"
    groups = _groups(old.text), _groups(new.text)
    if groups[0] and groups[1] and not groups[0] & groups[1]:
        return f"one counts {_named(groups[0])}, the other {_named(groups[1])}"
    places = _places(old, sides), _places(new, sides)
    if not any(labels) and groups[0] and places[0] and places[1] and not places[0] & places[1]:
        return f"one is for {_named(places[0])}, the other for {_named(places[1])}"
    return ""


def is_by_origin(label: str) -> bool:
    """True for a field that counts refugees by the country that they fled."""
    return _BY_ORIGIN.search(label) is not None


def places_in(text: str, own: Sequence[str]) -> frozenset[str]:
    """Return the places that `text` names, as printed; not the country it is about as a whole."""
    names = (match["name"] for match in _PLACE.finditer(text))
    return frozenset(name for name in names if _is_place(name) and not _is_country(name, own))


def are_far_apart(one: Figure, other: Figure) -> bool:
    """True where one is so much larger that, in running text, both hardly count the same people."""
    smaller, larger = sorted((max(one.value, 1.0), max(other.value, 1.0)))
    return larger / smaller > _FAR_APART


def _is_country(name: str, own: Sequence[str]) -> bool:
    """True for a name of the whole country, as 'Mali' or 'DRC'; not for a part of it."""
    codes = set(country_codes(name)) & set(own)
    if name.isupper():
        return bool(codes)
    return any(name_words(name) <= name_words(country_name(code)) for code in codes)


def _is_place(name: str) -> bool:
    """True unless it is a month or an office, as 'Secretary-General'."""
    return name.islower() or bool(name_words(name))


def _places(clause: Clause, sides: Sides) -> frozenset[str]:
    return places_in(clause.text, sides.new.briefing.countries)


def _groups(text: str) -> frozenset[str]:
    found = (group_counted(figure, text) for figure in amounts_in(text))
    return frozenset(group for group in found if group)


def _named(names: frozenset[str]) -> str:
    return " and ".join(sorted(names))
