"""Who in a clause could have done it: countries, organisations or names. Pure."""

from __future__ import annotations

import re

from assistant.answering.premises.premise_origins import ORGANISATIONS, organisation_in
from assistant.countries import country_codes, find_countries
from assistant.library.normaliser import fold

_NUMBERING = re.compile(r"\W*(?:\d+\.\s+)?(?:\([a-z]+\)\s+)?")
TITLE = re.compile(r"Captain|Colonel|General|President|Vice|Prime|Minister|Emperor|King|The")
_NAME = re.compile(
    r"(?:(?:[Cc]aptain|[Cc]olonel|[Gg]eneral|President|Vice President|[Ll]eader)\s+)?"
    r"\b(?:al-)?\d?[A-Z][\w’'-]*(?:\s+(?:(?:of|for|al|ag|de)\s+)?(?:al-)?[A-Z][\w’'-]*)*"
)
_NOT_A_NAME = re.compile(
    r"^(?:On|In|At|From|By|The|As|After|Before|Since|Until|During|Their|His|Her|Its|It|They|This|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)\b\s*"
)
_ROLES = frozenset(
    "special representative secretary general council security mission organization committee "
    "commission chapter charter article panel report agreement resolution".split()
)
_BODIES = frozenset(
    "economic community states union nations movement front army forces force government republic "
    "party group group ecowas igad nato unhcr ohchr ocha icc".split()
)
_OPENS = re.compile(
    r"\w+ing|Decides|Requests|Calls|Urges|Demands|Recalls|Notes|Welcomes|Stresses|Authorizes|"
    r"Condemns|Expresses|Reaffirms|Encourages|Reiterates|Emphasizes|Invites|Mindful|Concerned"
)


def candidates(said: str, others: str, clause: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the spans of actors within `clause[start:end]`, of the kind of `said`, in order.

    A country stands against a country, an organisation against an organisation, a name against a
    name; whoever `others` names, the rest of the question, is none.
    """
    if country_codes(said):
        mine, theirs = set(country_codes(said)), set(country_codes(others))
        return [
            (each.start, each.end)
            for each in find_countries(clause)
            if start <= each.start and each.end <= end and not set(each.iso3) & (mine | theirs)
        ]
    if organisation_in(said):
        return _organisation_spans(said, others, clause, start, end)
    return _name_spans(said, others, clause, start, end)


def _name_spans(said: str, others: str, clause: str, start: int, end: int) -> list[tuple[int, int]]:
    numbering = _NUMBERING.match(clause)
    opening = numbering.end() if numbering else 0
    barred = set(re.findall(r"\w+", fold(others))) | _ROLES
    barred |= _BODIES if TITLE.match(said) else frozenset()
    spans = []
    for match in _NAME.finditer(clause[:end], start):
        skipped = _NOT_A_NAME.match(match.group())
        at = match.start() + (skipped.end() if skipped else 0)
        name = clause[at : match.end()]
        words = set(re.findall(r"\w+", fold(name)))
        if at <= opening and _is_plain_opening(name):
            continue
        if name.strip() and not words & barred and not country_codes(name):
            spans.append((at, match.end()))
    return spans


def _is_plain_opening(name: str) -> bool:
    """True for a word that is capitalised only because a sentence starts with it."""
    is_plural = name.endswith("s") and not _OPENS.fullmatch(name)
    return " " not in name and name[1:].islower() and not is_plural


def _organisation_spans(
    said: str, others: str, clause: str, start: int, end: int
) -> list[tuple[int, int]]:
    mine = organisation_in(said)
    folded = clause.lower()
    spans = [
        match.span()
        for mark, names in ORGANISATIONS.items()
        if mark not in (mine, organisation_in(others))
        for name in names
        for match in re.finditer(rf"\b{name}\b", folded)
        if start <= match.start() and match.end() <= end
    ]
    return sorted(spans)
