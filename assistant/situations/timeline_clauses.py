"""Cuts a sentence at the clauses that can stand alone beside a date, verbatim. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

Span = tuple[int, int]

_STEMS = (
    "welcom|recall|not|stress|urg|call|encourag|express|reiterat|reaffirm|condemn|commend"
    "|emphasi[sz]|underlin|acknowledg|recogni[sz]|demand|deplor|remind|request|affirm|decid"
    "|authori[sz]|endors|underscor|declar|determin|support|invit|regrett|regret"
)
COUNCIL_VERB = (
    rf"(?:(?:{_STEMS})(?:ing|e?s)|(?:taking|takes) note|(?:looking|looks) forward"
    r"|(?:bearing|bears) in mind)\b"
)
"""What opens a clause of a resolution."""
_ADVERBS = r"(?:(?:further|also|strongly|in (?:this|that) (?:regard|context),?)\s+)*"
_MONTHS = (
    "(?:January|February|March|April|May|June|July|August|September|October|November|December)"
)
_DATED = (
    r"(?:on|in|during|from|by|between)\s+(?:(?:early|late|mid)[ -])?"
    rf"(?:\d{{1,2}}\s+{_MONTHS}|{_MONTHS}|(?:1[89]|20)\d\d\b)"
)
_BOUNDARY = (
    r";\s*(?:and\s+)?"
    rf"|,?\s+(?:and|but|while|whereas)\s+(?=(?:that\s+)?{_DATED})"
    r"|,\s+(?=while\b|whereas\b)"
)
_ANYWHERE = re.compile(_BOUNDARY)
_IN_RESOLUTION = re.compile(
    rf"{_BOUNDARY}|,\s+(?:and\s+)?(?={_ADVERBS}{COUNCIL_VERB})"
    rf"|\s+and\s+(?={_ADVERBS}(?:(?:{_STEMS})ing|taking note)\b)",
    re.IGNORECASE,
)
_FIELD = re.compile(
    r"(?:Background|note(?: \d)?"
    r"|[A-Z][\w/()' ]{2,60}(?: - [\w/()' ]{2,50})?(?:: note(?: \d)?)?):\s+"
)
PAST = (
    r"(?<!-)\b(?:\w{2,}ed|was|were|had|has|have|took|led|held|won|fled|began|broke|fell|rose|met|left"
    r"|became|gave|made|saw|said|went|came|sent|struck|shot|drove|lost|put|set|brought|fought|died"
    r"|overthrew|withdrew|ran|sought|chose|spoke|told|built|grew|cut|hit|split)\b"
)
"""A verb of what is over; 'has' and 'have' among them."""
_DATE_END = rf"(?:\d|{_MONTHS}),?\s+"
_BEGINNING = re.compile(
    r"\bsince\s+(?P<told>(?:the|an?|its|this|[A-Z]\w+)\s[^,;.]{0,60}?"
    r"\b(?:began|started|erupted|broke out|gained|ended)\b[^,;.(]*)"
)
_BRACKETED = re.compile(r"\([^)]*\)?")
_DATED_FIRST = re.compile(_DATED)
_WEAK = re.compile(r",\s+(?:and\s+|but\s+|then\s+)*|\s+(?:and|but)\s+")
_ASIDE = re.compile(r",\s+(?=\w+ing\b|which\b|when\b|where\b)")
_STANDS_ALONE = re.compile(
    r"(?:that |then )?(?:(?:on|in|during|from|by|between|at|near|around)\s[^,]*?"
    rf"{_DATE_END})?(?:the|an?|both|most|several|all|some|security|government|armed|[A-Z][\w’'-]+)"
    r"\s"
)
_SUBJECT = re.compile(rf"(?:(?:the|an?|both|most|several|all|some)\s|(?:[A-Z][\w’'-]+\s)+{PAST})")
"""What may follow a bare 'and'; a name alone may be the second of two: 'Ethiopia and Eritrea'."""
_NO_SUBJECT = re.compile(
    rf"(?:that )?(?:on|in|during|from|by|between|at)\s[^,]*?{_DATE_END}"
    rf"(?:there\b|it\b|he\b|she\b|they\b|their\b|its\b|his\b|{PAST})"
)
_PRONOUN = re.compile(r"(?:last held|it|he|she|they|this|these|its|their|his|her)\b")
_OPENS_ASIDE = re.compile(r"(?:following|after|since|despite|although|when|before|with|as)\b", re.I)
_OFFICE = re.compile(r"Executive branch - (?:chief of state|head of government)\b")
_NUMBER = re.compile(
    r"(?:note(?: \d)?(?: - |: )|[–—•-]\s+|\d{4}: |\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]\s+"
    r"|\((?:S|A)/[^)]*\)\s+)"
)
_DANGLING = re.compile(r"[\s,;:]+$")


def clauses(
    text: str, *, has_fields: bool = False, is_resolution: bool = False
) -> tuple[Span, ...]:
    """Return the clauses of a sentence in order, as spans of it without what joins them.

    `has_fields` cuts off what names a field, 'Background:'; that of an office holder stays.
    """
    start = 0
    if has_fields and not _OFFICE.match(text) and (field := _FIELD.match(text)):
        start = field.end()
    boundary = _IN_RESOLUTION if is_resolution else _ANYWHERE
    cuts = [found.span() for found in boundary.finditer(text, start)]
    is_office = _OFFICE.match(text) is not None
    cuts = [
        cut
        for cut in cuts
        if not _is_quoted(text, start, cut[0])
        and (is_office or not _is_bracketed(text, start, cut[0]))
    ]
    begins = (start, *(end for _, end in cuts))
    ends = (*(begin for begin, _ in cuts), len(text))
    spans = (_trimmed(text, begin, end) for begin, end in zip(begins, ends, strict=True))
    return tuple(span for span in spans if span[0] < span[1])


def beginnings(text: str) -> tuple[Span, ...]:
    """Return what 'since the conflict began in 2017' tells beside its sentence."""
    return tuple(found.span("told") for found in _BEGINNING.finditer(text))


def pieces(clause: str, dates: Sequence[Span]) -> tuple[Span, ...]:
    """Return for each of `dates`, spans in `clause`, the part of it that tells what happened then.

    A part that could not stand alone, for want of a subject, is told by the whole clause.
    """
    cuts: list[Span | None] = []
    begin = 0
    for one, other in pairwise(dates):
        cuts.append(_cut(clause, begin, one[1], other[0]))
        begin = cuts[-1][1] if cuts[-1] else begin
    begins = (0, *(cut[1] if cut else None for cut in cuts))
    ends = (*(cut[0] if cut else None for cut in cuts), len(clause))
    return tuple(
        _trimmed(clause, begin, end)
        if begin is not None and end is not None and _can_stand(clause[begin:end])
        else (0, len(clause))
        for begin, end in zip(begins, ends, strict=True)
    )


def _cut(clause: str, begin: int, start: int, end: int) -> Span | None:
    """Return where to cut between two dates: where a clause with a subject and a verb follows.

    What the cut leaves before it, from `begin`, must have a verb as well.
    """
    cuts = (
        found
        for found in _WEAK.finditer(clause, start, end + 1)
        if (_STANDS_ALONE if "," in found.group() else _SUBJECT).match(clause, found.end())
        and _has_verb(clause[found.end() : end])
        and _has_verb(clause[begin : found.start()])
    )
    cut = next(cuts, None) or _ASIDE.search(clause, start, end)
    if cut is None or not _has_verb(clause[begin : cut.start()]):
        return None
    return cut.span()


def _has_verb(part: str) -> bool:
    """True where a verb of what is over stands outside brackets."""
    return re.search(PAST, _BRACKETED.sub("", part)) is not None


def _can_stand(piece: str) -> bool:
    opens = _OPENS_ASIDE.match(piece) or _NO_SUBJECT.match(piece)
    return opens is None and _STANDS_ALONE.match(piece) is not None


def lacks_subject(clause: str) -> bool:
    """True where a clause that follows another needs it: 'in March 2013 captured Bangui'."""
    if _NO_SUBJECT.match(clause) or _PRONOUN.match(clause):
        return True
    return _DATED_FIRST.match(clause) is not None and not _has_verb(clause)


def _is_bracketed(text: str, start: int, at: int) -> bool:
    return text.count("(", start, at) > text.count(")", start, at)


def _is_quoted(text: str, start: int, at: int) -> bool:
    """True inside quotation marks, which no cut may open."""
    before = text[start:at]
    return before.count("“") > before.count("”") or before.count('"') % 2 == 1


def _trimmed(text: str, start: int, end: int) -> Span:
    """Leave out numbering, white space and what a cut left open."""
    while start < end and text[start].isspace():
        start += 1
    number = _NUMBER.match(text, start, end)
    start = number.end() if number else start
    dangling = _DANGLING.search(text, start, end)
    end = dangling.start() if dangling else end
    closes_nothing = text.count(")", start, end) > text.count("(", start, end)
    if closes_nothing and text[end - 1 : end] == ")":
        end -= 1
    return start, end
