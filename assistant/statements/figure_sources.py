"""Who says a figure inside a text, how guardedly, and for when. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import MONTHS, Precision
from assistant.statements.event_dates import DatePrecision, EventDate
from assistant.statements.periods import Period
from assistant.statements.sentence_bounds import Span, clause_spans, span_at

HEDGES = {
    "reportedly": "reported", "reported": "reported", "reports": "reported",
    "allegedly": "alleged", "alleged": "alleged", "purportedly": "alleged",
    "estimated": "estimated", "estimates": "estimated", "estimate": "estimated", "est": "estimated",
    "believed": "believed", "presumed": "believed", "suspected": "believed",
    "apparently": "believed", "unconfirmed": "unconfirmed", "unverified": "unconfirmed",
}  # fmt: skip
"""Words that guard a claim, and the class in which they stand for each other."""
_HEDGE = re.compile(
    r"\b(?:reportedly|allegedly|alleged|purportedly|estimated|estimates?|est(?=\.)|believed|presumed"
    r"|suspected|apparently|unconfirmed|unverified|reported(?= to| that)|reports(?= that| of))\b",
    re.IGNORECASE,
)
_NAME = (
    r"(?:the\s+)?[A-Z][\w’'.&-]*"
    r"(?:\s+(?:(?:of|for|on|the|and|in|to|de|des|du|la)\s+){0,2}[A-Z(][\w’'.&)-]*)*"
)
_GROUP = (
    r"(?:[a-z-]+\s+){0,3}(?:media|witnesses|officials|organi[sz]ations|groups|agencies|sources"
    r"|authorities|government|police|experts|residents|survivors|observers|reports|estimates)"
)
_ACCORDING = re.compile(
    r"(?:\b[Aa]ccording to\s+(?:(?:[a-z]+\s+){0,3}(?:of|by|from)\s+(?=the\s+[A-Z]|[A-Z]))?"
    rf"(?P<any>{_NAME}|{_GROUP}\b)"
    r"|\b(?:(?:[Aa]s )?reported|estimated|documented|recorded|verified|confirmed|cited|registered"
    rf"|counted) by\s+(?P<by>{_NAME})"
    rf"|\b(?:[Ff]igures|[Dd]ata|[Ee]stimates) (?:from|of|by)\s+(?P<of>{_NAME})"
    r"\b(?!\s+(?:region|province|state|area))"
    rf"|,\s+(?P<behind>{_NAME})\s+(?:said|says|reported|reports|estimated|estimates)(?=[.,;]|$))"
)
_SAYS = re.compile(
    rf"(?P<says>{_NAME})\s+(?:\([A-Z]+\)\s+)?(?:ha(?:s|ve|d)\s+|also\s+|now\s+|then\s+)*"
    r"(?:(?:estimate[sd]?|report(?:s|ed)|document(?:s|ed)|record(?:s|ed)|verif(?:ies|ied)"
    r"|confirm(?:s|ed))(?: that)?|(?:said|says|stat(?:es|ed)|found|announc(?:es|ed)|warn(?:s|ed)"
    r"|claim(?:s|ed)|assess(?:es|ed)|believes?) that)\b",
)
_NO_SOURCE = frozenset(
    "Some These Those This That The It He She They We I Many Other Recent Unofficial One Two Most"
    " There Several Others In On At No".split()
)
_LEADING = re.compile(rf"^(?:(?:[Tt]he|{'|'.join(MONTHS)})\s+)+")
_AGENCIES = (
    "IOM UNHCR OCHA OHCHR ACLED WFP UNICEF WHO FAO HRW MSF ICRC IPC UNDP UNFPA SIPRI IDMC UNOCHA"
    " UNESCO SOHR UNODC"
).split()
_AGENCY = re.compile(rf"\s*\((?:source:\s*)?(?P<name>{'|'.join(_AGENCIES)})\b[^)]*\)")
_WORD = re.compile(r"[A-Za-z][\w’'-]*")
_SMALL = frozenset("the of for on and in to a an de des du la by at".split())
_SINCE = re.compile(r"\b(?:since|from)\s+(?:the\s+)?$", re.IGNORECASE)
_WHEN = re.compile(r"\b(?:as of|as at|by|in|during|since|on|between|from|for)\s+$", re.IGNORECASE)
_LAST = re.compile(r"[^()]{0,8}\)\s*$")
_BEHIND = re.compile(r"[^.;:()]{0,40}?\s*\([^()]{0,24}?")


def source_of(text: str, sentence: Span, figure: Span) -> str:
    """Return who is named in `sentence` as saying the figure; '' where nobody is."""
    agency = _AGENCY.match(text, figure[1])
    if agency:
        return agency["name"]
    said = [
        found
        for found in _SAYS.finditer(text, sentence[0], figure[0])
        if figure[0] - found.end() < 120
    ]
    named = [*_ACCORDING.finditer(text, *sentence), *said]
    near = [found for found in named if ";" not in _between(text, found.span(), figure)]
    if not near:
        return ""
    nearest = min(near, key=lambda found: abs(found.start() - figure[0]))
    name = " ".join(next(each for each in nearest.groups() if each).split())
    name = _LEADING.sub("", name).rstrip(".,")
    return "" if name in _NO_SOURCE else name


def _between(text: str, one: Span, other: Span) -> str:
    return text[min(one[1], other[1]) : max(one[0], other[0])]


def names_source(statement: str, source: str) -> bool:
    """True where `statement` names `source`: by a short form of its own, or half of its words."""
    statement, source = (re.sub(r"United\s+Nations", "UN", each) for each in (statement, source))
    words = [word for word in _WORD.findall(source) if word.lower() not in _SMALL]
    present = {word.lower() for word in _WORD.findall(statement)}
    shorts = {word for word in words if word.isupper() and len(word) > 2}
    shorts.add("".join(word[0] for word in words if word[0].isupper() and word not in shorts))
    if any(short.lower() in present for short in shorts if len(short) > 1):
        return True
    named = sum(word.lower() in present for word in words)
    return bool(words) and named * 2 >= len(words)


def hedges_of(text: str, sentence: Span, figure: Span) -> tuple[str, ...]:
    """Return the guarding words of the clause that holds the figure, in lower case, in order."""
    start, end = span_at(clause_spans(text, sentence), figure[0])
    return tuple(
        dict.fromkeys(found.group().lower() for found in _HEDGE.finditer(text, start, end))
    )


def period_of(
    text: str, sentence: Span, figure: Span, dates: Sequence[EventDate]
) -> EventDate | None:
    """Return the date that belongs to a figure: in brackets behind it, or the one of its clause."""
    inside = [each for each in dates if sentence[0] <= each.start and each.end <= sentence[1]]
    for each in inside:
        if each.start >= figure[1] and _BEHIND.fullmatch(text, figure[1], each.start):
            return each
    clause = span_at(clause_spans(text, sentence), figure[0])
    dated = [each for each in inside if _is_said_of(text, each, clause, figure)]
    if not dated and inside and _LAST.match(text, inside[-1].end, sentence[1]):
        is_listed = inside[-1].start > figure[1]
        return inside[-1] if is_listed and ";" not in text[figure[1] : inside[-1].start] else None
    return dated[0] if len(dated) == 1 else None


def _is_said_of(text: str, dated: EventDate, clause: Span, figure: Span) -> bool:
    """True for 'in 2013' in the clause of the figure, and for one that opens the sentence."""
    preposition = _WHEN.search(text, max(0, dated.start - 16), dated.start)
    if preposition is None:
        return False
    if dated.start < figure[0]:
        return " and " not in text[dated.end : figure[0]].replace("\n", " ")
    return dated.end <= clause[1]


def as_open_period(text: str, dated: EventDate) -> Period:
    """Return `dated` as a period; after 'since' it has no end."""
    precision = {
        DatePrecision.DAY: Precision.DAY,
        DatePrecision.MONTH: Precision.MONTH,
        DatePrecision.YEAR: Precision.YEAR,
    }.get(dated.precision, Precision.MONTH)
    is_since = bool(_SINCE.search(text, max(0, dated.start - 16), dated.start))
    last = dated.last.max if is_since and dated.precision is not DatePrecision.RANGE else dated.last
    return Period(dated.first, last, precision, dated.text, dated.start, dated.end)
