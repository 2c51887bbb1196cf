"""The wording of questions that state something: how they open, their dates, what is left. Pure."""

from __future__ import annotations

import re

from assistant.domain import MONTHS

_MONTH = "|".join(MONTHS)
DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?\s+(?P<month>{_MONTH})"
    r"(?:\s+(?P<year>(?:19|20)\d{2}))?"
    rf"|(?P<month_2>{_MONTH})\s+(?P<day_2>\d{{1,2}})(?!\d)(?:,?\s+(?P<year_2>(?:19|20)\d{{2}}))?"
    rf"|(?P<month_3>{_MONTH})(?:\s+(?P<year_3>(?:19|20)\d{{2}}))?"
    r"|(?P<year_4>(?:19|20)\d{2}))\b"
)
_AUXILIARIES = r"(?:did|do|does|is|are|was|were|has|have|had|may|can|could|will|would|should|must)"
OPENING = re.compile(
    r"^\W*(?:(?:and|so|but)\s+)?(?:why|how come|how|when|where|(?:on|for|with|under|by|to|in|from|"
    rf"of|at|after)\s+(?:what|which)\s+(?:\w+\s+){{1,2}}?(?={_AUXILIARIES}\b)|what (?:explains why|"
    r"made|led|caused|is the reason)|explain why)\b\s*",
    re.IGNORECASE,
)
_AUXILIARY = re.compile(rf"\b{_AUXILIARIES}\b")
_LEADING_PREPOSITION = re.compile(
    r"\s*\b(?:in|on|since|by|until|during|from|to|of|for|at|around|after|before|as|within|"
    r"only|just|some|about|more than|at least|over|up to|as many as|the|a|early|late|mid)\s*$",
    re.IGNORECASE,
)


def statement_of(question: str) -> str:
    """Return what a question takes for granted as a statement: 'resolution 2100 did authorise'."""
    opening = OPENING.match(question)
    rest = question[opening.end() :].strip(" ?.") if opening else question.strip(" ?.")
    auxiliary = _AUXILIARY.match(rest)
    if not opening or not auxiliary:
        return rest
    after = rest[auxiliary.end() :].strip()
    return after if auxiliary.group() in ("did", "do", "does") else f"{after} ({auxiliary.group()})"


def without(question: str, start: int, end: int) -> str:
    """Return `question` without `start` to `end` and the preposition that leads to it."""
    before = question[:start]
    while True:
        shorter = _LEADING_PREPOSITION.sub("", before)
        if shorter == before:
            break
        before = shorter
    return re.sub(r"\s+", " ", f"{before.rstrip()} {question[end:].lstrip()}").replace(" ?", "?")


def part_of(match: re.Match[str], name: str) -> str:
    """Return the 'day', 'month' or 'year' of a match of `DATE`, '' where it has none."""
    return next((v for k, v in match.groupdict().items() if k.startswith(name) and v), "")
