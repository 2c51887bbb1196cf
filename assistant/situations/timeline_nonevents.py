"""Dates that date no event: bounds and plans, editions, counts and the day they stand for. Pure."""

from __future__ import annotations

import re

from assistant.situations.timeline_clauses import PAST
from assistant.statements.event_dates import DatePrecision, EventDate

_AS_OF = re.compile(
    r"\b(?:as (?:of|at)|compared (?:to|with)(?: in)?|(?:than|as) in|so far in|that of|those of"
    r"|according to [^,;]{3,40} in)"
    r"\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_BOUND = re.compile(
    r"\b(?:until|till|through|up to|(?:no|not) later than|before|by|pending|prior to|to"
    r"|expir\w+(?:\s+(?:on|in))?|after|following|ending|ends?(?:\s+(?:on|in))?"
    r"|(?:delayed|postponed|moved) from)"
    r"\s+(?:the\s+|an?\s+)?(?:(?:end|beginning|start) of\s+|around\s+|about\s+|early\s+|late\s+)?$",
    re.IGNORECASE,
)
_FOLLOWING = re.compile(r"^(?:after|following)\s+(?:the\s+|an?\s+)?$", re.IGNORECASE)
_EDITION = re.compile(
    r"\b(?:editions?|pages?|briefings?|versions?|updates?|issues?|samples?|Factbook\w*|months?)"
    r"(?:,)?\s+(?:of|dated|for|from)\s+$",
    re.IGNORECASE,
)
_CRIMES_SINCE = re.compile(
    r"\b(?:(?:perpetrated|committed|crimes?|abuses|violations)\b[^,;]{0,80}"
    r"|(?:deaths|died|killed|dead|recorded|(?:the )?situation in [^,;]{2,40}))\s+since\s+$",
    re.IGNORECASE,
)
_PLANNED = re.compile(
    r"\b(?:planned|scheduled|slated|due|expected|envisaged|commencing|is to|are to|was to|were to"
    r"|to (?:be|hold|take|begin|start|end|convene|meet|report|submit)"
    r"|(?:will|would|should|shall|must|may) \w+)\b[^,;]*$",
    re.IGNORECASE,
)
_IF_POSSIBLE = re.compile(r"\b(?:if possible|no later than|as soon as)\b[^;]*$", re.IGNORECASE)
_MODAL = re.compile(r"\b(?:would|will|shall)\b", re.IGNORECASE)
_FIGURE = re.compile(
    r"\b(?:puts? the|number of [a-z ]{2,30} (?:at|reached|was)|estimated at|stood at|numbered"
    r"|(?:included|comprised|consisted of|had) (?:about|approximately|some|over|up to|around)"
    r" \d[\d,]*"
    r"|estimated (?:in|that)|counts|counted|amounted to|host to|broke it down|of every|two thirds"
    r"|percent fell|said in (?:the )?edition|the World Factbook said)\b",
    re.IGNORECASE,
)
_STATISTIC = re.compile(
    r"\b(?:numbers?|figures?|estimat\w+|total|rate|average|percent|hosted|population|displaced"
    r"|refugees)\b|\d\s*%|\d+(?:\.\d+)? million\b",
    re.IGNORECASE,
)
_HARMED = re.compile(
    r"\b(?:people|civilians|persons|soldiers|lives|deaths|dead|homes|refugees|peacekeepers)\b",
    re.IGNORECASE,
)
_ACT = re.compile(
    r"\b(?:attack\w*|raid\w*|fled|seiz\w+|took|take|took place|captur\w+|overthr\w+|began|begun"
    r"|broke out|erupt\w+|launch\w+|sign\w+|adopt\w+|announc\w+|declar\w+|creat\w+|establish\w+"
    r"|impos\w+|authori[sz]\w+|elect\w+|appoint\w+|oust\w+|depos\w+|arrest\w+|kill\w+|lost their"
    r"|lives|died|fell victim|passed|drove|uproot\w+|accus\w+|condemn\w+|open\w+|referendum)\b",
    re.IGNORECASE,
)
_CENTURY = re.compile(r"['’]s\b|\s*(?:B\.?\s?C|BCE|CE)\b")
_PURPOSE = re.compile(r"\bto (?:investigat|look at|examin|inquir)\w*\b[^;]*$", re.IGNORECASE)


def dates_nothing(clause: str, date: EventDate) -> bool:
    """True for 'as of 2018', 'until 30 June', 'planned for May', 'edition of July', '(2012)'."""
    before, after = clause[: date.start], clause[date.end :]
    if (
        _CENTURY.match(after)
        or _PURPOSE.search(before)
        or _AS_OF.search(before)
        or _EDITION.search(before)
        or _PLANNED.search(before)
    ):
        return True
    if _is_intended(before) or (_BOUND.search(before) and not _opens_with_following(before)):
        return True
    is_bracketed = before.rstrip().endswith("(") and re.match(r"\s*(?:est\.?)?\s*[);,]", after)
    return bool(is_bracketed) and date.precision in (DatePrecision.YEAR, DatePrecision.MONTH)


def _is_intended(before: str) -> bool:
    """True after 'if possible', and after 'agreed that they would ...' with nothing done since."""
    if _IF_POSSIBLE.search(before):
        return True
    modal = max((found.end() for found in _MODAL.finditer(before)), default=-1)
    return modal >= 0 and re.search(PAST, before[modal:]) is None


def _opens_with_following(before: str) -> bool:
    """True for 'Following a 2012 coup, ...': what it opens with happened then."""
    return _FOLLOWING.match(before) is not None and not before.lower().startswith("after the ")


def tells_a_count(clause: str) -> bool:
    """True for a clause that gives a figure and tells of nothing that was done."""
    is_figure = _STATISTIC.search(clause) and not _ACT.search(clause)
    return bool(is_figure or _FIGURE.search(clause))


def counts_since(clause: str, before: str) -> bool:
    """True where 'since' only says from when something is counted, or crimes are looked into."""
    is_figure = _STATISTIC.search(clause) or _HARMED.search(clause)
    return bool(is_figure or _CRIMES_SINCE.search(before))
