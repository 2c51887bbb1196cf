"""The names, places and lists that stand in a sentence. Pure."""

from __future__ import annotations

import re

from assistant.answering.question.answer_types import OPENING_WORDS
from assistant.countries import find_countries
from assistant.domain import MONTHS

Span = tuple[int, int]
LONGEST_ITEM = 70
"""Characters between two commas of a list; what is longer is a clause."""
_MONTH = "|".join(MONTHS)
_ONE_DATE = (
    rf"(?:(?:\d{{1,2}}(?:st|nd|rd|th)?\s+)?(?:{_MONTH})\b(?:\s+\d{{1,2}},?(?!\d))?"
    r"(?:,?\s+(?:19|20)\d{2}\b)?|\b(?:19|20)\d{2}-\d{2}-\d{2}\b|\b(?:19|20)\d{2}\b)"
)
DATE = re.compile(
    rf"\b(?:\d{{1,2}}\s*(?:-|–|and|to)\s*)?{_ONE_DATE}(?:\s*(?:-|–|and|to|until)\s*{_ONE_DATE})?"
)
"""A date or a range of dates as running text has it, in English."""
_GROUP = re.compile(
    r"\b(?:(?:the|an?|some|other)\s+)?(?:(?!(?:of|by|and|in|on|to|the|were|was|from|with)\b)"
    r"[A-Za-z-]+\s+){0,2}(?:army|armies|forces|troops|militias?|militants|fighters|rebels|gunmen|"
    r"insurgents|soldiers|police|groups?|elements|hunters|extremists|jihadists|separatists|"
    r"part(?:y|ies)|civilians|communit(?:y|ies)|government|authorities|inquiry|court)\b"
)
_WEEKDAY = re.compile(r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_CAPITALISED = r"(?:[A-Z][\w'’.-]*|(?:al|el|an|ash|ag|Ag|bin|ould)[- ][A-Z][\w'’-]*)"
_NAME = re.compile(
    rf"\b{_CAPITALISED}(?:(?:\s+(?:of|the|for|and the|de|du|in|al|ag))?\s+{_CAPITALISED})*"
)
_CLAUSE_VERB = re.compile(
    r"\w+ing|(?:Decid|Authoriz|Request|Urg|Call|Demand|Condemn|Welcom|Encourag|Reiterat|Affirm|"
    r"Reaffirm|Express|Stress|Emphasiz|Underlin|Note|Endors|Determin|Invit|Recall)e?s|Further|Also|"
    r"Strongly|Deeply|Executive|Population"
)
_TITLE = re.compile(
    r"(?:President|Minister|General|Gen\.|leader|Colonel|Captain|Capt\.|commander|Chief|Chair\w*|"
    r"Mr\.?|Mrs\.?|Ms\.?|Sheikh|Prosecutor|Dr\.?|Representative|\bby(?: the)?)\s*$",
    re.IGNORECASE,
)
_PLACE_BEFORE = re.compile(
    r"\b(?:in|at|near|around|from|to|of|on|outside|inside|against)\s+(?:the\s+)?"
    r"(?:(?:village|town|city|region|province|district)s?\s+of\s+)?$",
    re.IGNORECASE,
)
_ITEM_END = re.compile(r"\s*(?:,|;)\s+(?:and\s+|or\s+)?|\s+(?:and|or)\s+")
_LIST_OPENS = re.compile(
    r"(?:[:(“\"]|\b(?:including|includes?|are|were|by|from|to|with|of|over|as|against|for|between|"
    r"among|on|in|like|namely))\s+(?:the\s+)?",
    re.IGNORECASE,
)


def names_held(text: str, question: str) -> list[Span]:
    """Return capitalised names that are not the question's; those after a title or 'by' first."""
    found = []
    undated = text
    for pattern in (DATE, _WEEKDAY):
        undated = pattern.sub(lambda match: "." * len(match.group()), undated)
    for match in _NAME.finditer(undated):
        start, end = match.span()
        first, _, rest = match.group().partition(" ")
        if first.lower() in OPENING_WORDS or (start == 0 and _CLAUSE_VERB.fullmatch(first)):
            start, first = start + len(first) + 1, rest
        words = text[start:end].rstrip(".")
        if first and words and words.lower() not in question.lower():
            found.append((start, start + len(words)))
    return sorted(found, key=lambda span: _TITLE.search(text[: span[0]]) is None)


def groups_held(text: str, question: str) -> list[Span]:
    """Return groups that have no name, as 'the army' or 'armed separatists'."""
    del question
    return [match.span() for match in _GROUP.finditer(text)]


def places_held(text: str, question: str) -> list[Span]:
    """Return names, those after 'in', 'at' and the like first."""
    names = names_held(text, question)
    return sorted(names, key=lambda span: _PLACE_BEFORE.search(text[: span[0]]) is None)


def countries_held(text: str, question: str) -> list[Span]:
    """Return countries and peoples that the question does not name; other names without any."""
    asked = {code for each in find_countries(question) for code in each.iso3}
    found = [
        (each.start, each.end) for each in find_countries(text) if not asked.issuperset(each.iso3)
    ]
    return found or names_held(text, question)


def enumerations_held(text: str, question: str) -> list[Span]:
    """Return runs of at least three items: 'Mali, Niger and Chad', the longest first."""
    del question
    runs: list[list[re.Match[str]]] = []
    for match in _ITEM_END.finditer(text):
        if runs and match.start() - runs[-1][-1].end() <= LONGEST_ITEM:
            runs[-1].append(match)
        else:
            runs.append([match])
    spans = [_run_span(text, run) for run in runs if len(run) >= 2]
    return sorted(spans, key=lambda span: span[0] - span[1])


def _run_span(text: str, run: list[re.Match[str]]) -> Span:
    before = text[max(0, run[0].start() - LONGEST_ITEM) : run[0].start()]
    opening = list(_LIST_OPENS.finditer(before))
    start = run[0].start() - len(before) + (opening[-1].end() if opening else 0)
    rest = re.match(r"[^,;.:]{0,70}", text[run[-1].end() :])
    return start, run[-1].end() + (rest.end() if rest else 0)
