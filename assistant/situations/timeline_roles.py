"""What a date does in its clause: it dates an event, a background, or no event at all. Pure."""

from __future__ import annotations

import re
from enum import StrEnum

from assistant.situations.timeline_clauses import COUNCIL_VERB, PAST
from assistant.situations.timeline_nonevents import counts_since, dates_nothing, tells_a_count
from assistant.statements.event_dates import DatePrecision, EventDate


class DateRole(StrEnum):
    """What a date stands for."""

    EVENT = "event"
    BACKGROUND = "background"
    NONE = "none"


_HAPPENING = re.compile(
    r"\b(?:coup|attacks?|assaults?|massacres?|killings?|signing|elections?|referendum|invasion"
    r"|uprising|revolution|offensives?|bombings?|clash(?:es)?|wars?|conflicts?|rebellion|mutiny"
    r"|genocide|events?|raids?|protests?|demonstrations?|independence|incidents?|conviction|arrest"
    r"|verdict|appointment|establishment|adoption|launch|crisis|violence)\b",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    r"\b(?:ceasefire|agreements?|accords?|summit|talks|meetings?|conference|visits?|mission"
    r"|communiqu\w+|letters?|decision|declaration|consultations?)\b",
    re.IGNORECASE,
)
_NO_EVENT_NOUN = re.compile(
    r"^\W*(?:[\w'-]+\s+){0,3}?(?:target|deadline|laws?|act|constitution|appeals?|budget|census"
    r"|estimates?|reports?|resolutions?|outcome|process|edition|figures?|levels?|plan|strategy"
    r"|harvest|season|convention|protocol)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\b(?:since|ever since|as from|effective)\s+(?:the\s+)?$", re.IGNORECASE)
_PREPOSITION = re.compile(
    r"\b(?:on|in|during|from|between|at|around|about|over|throughout|late in|early in|dated|since"
    r"|issued|signed|adopted|held|following|after|for)"
    r"\s+(?:the\s+)?(?:(?:\w+\s+)?(?:night|morning|evening|weeks?|days?|course|months?) of\s+)?"
    r"(?:\w+day,?\s+)?$"
    r"|\b(?:first|second|third|last)\s+(?:half|quarter|weeks?|days?|months?) of\s+$",
    re.IGNORECASE,
)
_DOCUMENT_OF = re.compile(
    r"\b(?:resolutions?|reports?|statements?|\d{3,4} \(\d{4}\)|\(S/[^)]*\))"
    r"[^,;()]{0,90}?\s*(?:,\s*)?(?:\((?:S|A)/[^)]+\),?\s*)?(?:of|dated|issued)\s+(?:on\s+)?$",
    re.IGNORECASE,
)
_MESSAGE = re.compile(r"\b(?:letters?|communiqu\w+|decisions?)\b", re.IGNORECASE)
_LETTER = re.compile(r"\bletters?\b", re.IGNORECASE)
_SAYS = re.compile(
    r"\b(?:request\w*|stress\w*|welcom\w*|express\w*|endors\w*|appeal\w*|ask\w*|announc\w*"
    r"|conven\w*|decid\w*|call\w*|inform\w*|extend\w*|approv\w*|propos\w*)\b",
    re.IGNORECASE,
)
_NAMED_BY = re.compile(
    r"\b(?!(?:half|quarter|night|morning|evening|weeks?|days?|course|months?)\b)[\w'’)-]+,?\s+"
    r"(?:of|dated)\s+(?:on\s+)?$"
)
_RECALLING = re.compile(r"(?:also )?(?:recall|re-?affirm|bear|guid)\w*\b", re.IGNORECASE)
_SYMBOL = re.compile(r"\s*\((?:S|A)/")
_MODEL = re.compile(r"\bmodel [\w-]+ ", re.IGNORECASE)
"""'The model status-of-forces agreement of 1990' stands in every mandate."""
_NUMBERED = re.compile(r"\b\d{3,4} ?\(\d{4}\)")
_ARTICLE = re.compile(r"(?:\b(?:the|an?|its|their|his|first|second)|['’]s)\s+$")
_MAKING = re.compile(
    r"\b(?:negotiat|sign|conclud|reach|broker|mediat|agree)\w*\b[^,;]{0,30}$", re.I
)
_IMPERATIVE = re.compile(
    r"(?:(?:further|also|strongly|and|in this regard,?)\s+)*(?:urg|call|request|demand|encourag"
    r"|decid|authori[sz]|remind|invit|stress|emphasi[sz]|underlin|reaffirm|reiterat|affirm"
    r"|underscor)(?:ing|e?s)\b|to [a-z]+\b",
    re.IGNORECASE,
)
_PAST = re.compile(PAST)
_OPENED = re.compile(r"(?:since|prior to|before|until)\b[^,]*(?:,\s+(?:on|in)\s+)?$", re.IGNORECASE)
_REPORTED = re.compile(
    r",\s+(?:[\w’'-]+\s+){1,5}(?:said|says|reported|noted)\s+(?:in|on)\s+$", re.IGNORECASE
)


def role_of(clause: str, date: EventDate, *, is_resolution: bool, is_formal: bool) -> DateRole:
    """Return what `date`, whose offsets are into `clause`, does there.

    `is_formal` is True for resolutions and records, which date the documents that they mention.
    """
    before, after = clause[: date.start], clause[date.end :]
    if dates_nothing(clause, date) or (is_resolution and _is_no_report(clause)):
        return DateRole.NONE
    if _SINCE.search(before):
        return _role_since(clause, before)
    if _NAMED_BY.search(before) or _DOCUMENT_OF.search(before):
        return _role_of_name(clause, date, is_resolution=is_resolution, is_formal=is_formal)
    if is_formal and _RECALLING.match(clause) and _SYMBOL.match(after):
        return DateRole.NONE
    if _PREPOSITION.search(before):
        return _role_of_time(clause, before)
    return _role_of_attribute(clause, before, after, is_resolution=is_resolution)


def _is_no_report(clause: str) -> bool:
    """True for a clause of a resolution that orders something, or lists former resolutions."""
    is_list = _RECALLING.match(clause) and len(_NUMBERED.findall(clause)) > 1
    return bool(is_list or _IMPERATIVE.match(clause))


def _role_of_time(clause: str, before: str) -> DateRole:
    """Judge 'on 23 March', 'in 2012', 'from 1 to 5 May'."""
    if tells_a_count(clause) or not _happens(clause):
        return DateRole.NONE
    return DateRole.BACKGROUND if _is_aside(clause, before) else DateRole.EVENT


def _role_since(clause: str, before: str) -> DateRole:
    if before.rstrip().lower().endswith("(since"):
        return DateRole.EVENT
    if counts_since(clause, before):
        return DateRole.NONE
    return DateRole.BACKGROUND


def _role_of_name(
    clause: str, date: EventDate, *, is_resolution: bool, is_formal: bool
) -> DateRole:
    """Judge what is named by its date: a letter, a resolution, 'the referendum of 13 December'."""
    before, after = clause[: date.start], clause[date.end :]
    if _DOCUMENT_OF.search(before):
        is_told = not is_formal and _PAST.search(clause)
        return DateRole.EVENT if is_told else DateRole.NONE if is_formal else DateRole.BACKGROUND
    named = before[-60:]
    if _MODEL.search(named):
        return DateRole.NONE
    if _HAPPENING.search(named):
        return DateRole.BACKGROUND if date.precision is DatePrecision.YEAR else DateRole.EVENT
    is_letter = _LETTER.search(before[-160:]) is not None
    if (is_letter or _MESSAGE.search(named)) and _SAYS.search(after):
        return DateRole.EVENT
    is_bare = is_formal and is_letter  # nothing is told of it
    if is_bare or (is_resolution and _RECALLING.match(clause)):
        return DateRole.NONE
    return DateRole.BACKGROUND if date.precision is DatePrecision.DAY else DateRole.NONE


def _role_of_attribute(clause: str, before: str, after: str, *, is_resolution: bool) -> DateRole:
    """Judge 'a 2012 military coup', 'the June 2015 agreement', 'the 2015 peace process'."""
    phrase = re.match(r"\s+[\"“'‘]?(?:[\w’'-]+\s*){1,6}", after)
    if phrase is None or _NO_EVENT_NOUN.match(after) or not _ARTICLE.search(before):
        return DateRole.NONE
    is_aside = re.match(r"despite\b", clause, re.IGNORECASE) or (
        is_resolution and not re.match(r"(?:welcom|condemn|deplor|commend|not|tak)", clause, re.I)
    )
    if is_resolution and not re.match(COUNCIL_VERB, clause, re.I) and not _PAST.search(clause):
        return DateRole.NONE
    if _HAPPENING.search(phrase.group()):
        return DateRole.BACKGROUND if is_aside else DateRole.EVENT
    is_bare = is_resolution and _LETTER.search(phrase.group()) and not _SAYS.search(clause)
    if is_bare or not _OCCASION.search(phrase.group()):
        return DateRole.NONE
    is_made = _MAKING.search(before) or re.search(r"\bin (?:its|their|a|the) $", before)
    is_welcomed = is_resolution and not is_aside
    return DateRole.EVENT if is_made or is_welcomed else DateRole.BACKGROUND


def _is_aside(clause: str, before: str) -> bool:
    """True for what is only said in brackets, or opens a sentence with 'Since ...,'."""
    opened = before.rfind("(")
    is_bracketed = opened > before.rfind(")")
    if _REPORTED.search(before):
        return True
    if is_bracketed and not _PAST.search(clause[opened:].partition(")")[0]):
        return True
    return _OPENED.match(before) is not None


def _happens(clause: str) -> bool:
    opens = re.match(COUNCIL_VERB, clause, re.IGNORECASE)
    return bool(opens or _PAST.search(clause) or _HAPPENING.search(clause))
