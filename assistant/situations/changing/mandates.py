"""How long a resolution mandates what, and up to which strength: compared body by body. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.situations.changing.clauses import Clause
from assistant.situations.changing.sameness import plain

_BODY = re.compile(
    r"\b(?P<name>(?:UN|MI|MO|AF|AM|BI|EU|IS|ON|IN)[A-Z]{2,}[a-z]?|Panel of Experts|"
    r"Group of Experts|arms embargo|commission of inquiry|French [Ff]orces|"
    r"European Union operation|EU operation|Intervention Brigade)\b"
)
_FREEZE = re.compile(r"\bfreeze without delay\b", re.IGNORECASE)
_BAN = re.compile(r"\bentry into or transit\b", re.IGNORECASE)
_SUPPLY = re.compile(
    r"\bprevent the (?:direct|supply)\b.{0,60}\bsupply\b", re.IGNORECASE | re.DOTALL
)
_GRANTS = re.compile(
    r"\b(?:extend|renew|prolong|establish|authori[sz]e|be deployed|be extended|"
    r"prevent the|commence|freeze)\w*\b",
    re.IGNORECASE,
)
_DECIDES = re.compile(r"\b(?:decides?|decision|authori[sz]es?|requests)\b", re.IGNORECASE)
_DAY = r"\d{1,2}\s+[A-Z][a-z]+\s+\d{4}"
_TERM = re.compile(
    rf"\b(?:until|through)\s+{_DAY}"
    rf"|\bfor\s+a\s+further\s+[\w-]+\s+(?:days|weeks|months?|years?)(?:\s+to\s+{_DAY})?"
    r"|\bfor\s+an?\s+(?:initial\s+|further\s+|additional\s+)?period\s+"
    rf"(?:of\s+(?:up\s+to\s+)?[\w-]+\s+(?:days|weeks|months?|years?)|until\s+{_DAY})"
)
_CEILING = re.compile(
    r"(?<!withdrawal of )\b(?:up\s+to|maximum\s+of|ceiling\s+of|remain\s+at|"
    r"and|,)\s+(?P<number>\d[\d,]{2,})\s+(?P<noun>(?:\w+\s+){0,2}?(?:personnel|troops|observers))"
)
_INTENTION = re.compile(r"\bintention\b", re.IGNORECASE)
_POLICE = re.compile(r"\bpolice\b", re.IGNORECASE)
_COMPONENT = re.compile(r"\b(military|police)\s+component\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Granted:
    """A term or a strength that a resolution grants to a body."""

    subject: str
    text: str
    clause: Clause
    start: int
    """Offset of `text` in the clause."""
    value: tuple[str, ...]
    """What must be equal for it to be the same: the number, or the words of the term."""


def granted_in(clauses: Sequence[Clause]) -> dict[str, Granted]:
    """Return terms and strengths by subject, as 'mandate of MINUSMA'; the first of each."""
    found: dict[str, Granted] = {}
    for clause in clauses:
        for granted in (*_terms(clause), *_ceilings(clause)):
            found.setdefault(granted.subject, granted)
    return found


def _terms(clause: Clause) -> Iterator[Granted]:
    text = clause.text
    term = _TERM.search(text)
    if term is None or not _GRANTS.search(text) or not _DECIDES.search(text):
        return
    body = _body(text, term.start())
    if body and not _INTENTION.search(text, 0, term.start()):
        words = " ".join(term.group().split())
        value = tuple(word for word in plain(words) if word not in ("until", "through"))
        yield Granted(body, words, clause, term.start(), value)


def _body(text: str, at: int) -> str:
    """Return what the term at offset `at` is granted to, as 'mandate of UNOCI'."""
    if _FREEZE.search(text):
        return "asset freeze"
    if _BAN.search(text):
        return "travel ban"
    if _SUPPLY.search(text):
        return "arms embargo"
    after = re.search(r"\bmandate\s+of\b|\bauthori[sz]ation\b", text)
    named = _BODY.search(text, after.end()) if after is not None else None
    before = list(_BODY.finditer(text, 0, at))
    body = named or (before[-1] if before else _BODY.search(text))
    if body is None:
        return ""
    name = body["name"].replace("European Union", "EU").replace("Forces", "forces")
    return name if name[0].islower() else f"mandate of {name}"


def _ceilings(clause: Clause) -> Iterator[Granted]:
    text = clause.text
    decides = _DECIDES.search(text)
    body = re.search(r"\b(?:UN|MI|MO|AF|AM|BI|EU|IS|ON|IN)[A-Z]{2,}[a-z]?\b", text)
    if decides is None or body is None:
        return
    intends = _INTENTION.search(text)
    if intends is not None and "decides" not in text[intends.end() :]:
        return
    seen: set[str] = set()
    for match in _CEILING.finditer(text):
        kind = _kind_of(text, match)
        if kind in seen or (match.group().startswith(("and", ",")) and not seen):
            continue
        seen.add(kind)
        words = " ".join(text[match.start() : match.end()].lstrip(", ").removeprefix("and").split())
        value = (match["number"].replace(",", ""),)
        yield Granted(f"{kind} ceiling of {body.group()}", words, clause, match.start(), value)


def _kind_of(text: str, match: re.Match[str]) -> str:
    noun = match["noun"]
    if _POLICE.search(noun):
        return "police"
    if "observers" in noun:
        return "observer"
    before = _COMPONENT.findall(text[: match.start()])
    return "police" if before and before[-1].lower() == "police" else "troop"
