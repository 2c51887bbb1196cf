"""Names, countries and actors of a written sentence that what it retells does not name. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.claims.acting import points_back, strange_actors
from assistant.answering.claims.aligning import Retold, label_of
from assistant.answering.claims.names import is_named, names_in
from assistant.countries import country_codes, country_name

_LOCATIVE = r"(?:[Ii]n|[Aa]t|[Oo]ver|[Aa]round|[Nn]ear|[Ff]rom)"


def name_faults(statement: str, retold: Retold) -> Iterator[str]:
    """Yield a reason for each name, country and kind of actor that is not in what is retold."""
    around = f"{retold.window} {label_of(retold.evidence)}"
    yield from _countries(statement, retold)
    meant = f"{retold.before} {around}" if points_back(statement, retold.window) else around
    for name in names_in(statement):
        known = f"{retold.before} {around}" if _is_place_untold(name, statement, retold) else meant
        if not is_named(name, known):
            yield f"what it cites does not name {name} there"
    for word in strange_actors(statement, retold.window, meant):
        yield f"what it cites does not speak of {word} there"


def _is_place_untold(name: str, statement: str, retold: Retold) -> bool:
    """True for 'in Bria' where what is retold names no place, so that the one before holds."""
    has_place = re.search(rf"\b{_LOCATIVE}\s(?:the\s)?{re.escape(name)}", statement)
    return bool(has_place) and not re.search(rf"\b{_LOCATIVE}\s(?:the\s)?[A-Z]", retold.window)


def _countries(statement: str, retold: Retold) -> Iterator[str]:
    known = set(country_codes(f"{retold.window} {label_of(retold.evidence)}"))
    known |= set(retold.evidence.card.countries)
    for code in country_codes(statement):
        if code not in known:
            yield f"what it cites says this of no {country_name(code)}"
