"""Numbers that count nothing: of documents, ranks, times, places, names and lists. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.statements.date_words import date_words_in, is_amount, symbol_spans

Span = tuple[int, int]

_NUMBERED = (
    r"resolutions?|paragraphs?|paras?\.?|sub-?paragraphs?|articles?|arts?\.|chapters?|sections?"
    r"|annex(?:es)?|appendix|meetings?|rules?|items?|nos?\.|pages?|pp?\.|figures?|tables?|tier"
    r"|phases?|levels?|stages?|category|categories|protocols?|pillars?|types?|routes?|highways?"
    r"|zones?|sectors?|versions?|grade|class|(?-i:Group of)|points?|volume|vol\.|parts?|steps?"
    r"|laws?|act|decrees?|orders?|code|goal|target|indicators?|chambers?|channel|room|box|regulation"
    r"|directive|amendments?|UTC|GMT|comparison to the world:|form|rev\.|priority|objective"
    r"|option|track|district|gate"
)
_NUMBER = r"(?:\d[\d,.]*\d|\d)(?:\s?\([\w.,–-]+\))*"
_WORD = r"(?:one|two|three|four|five|six|seven|eight|nine|ten)"
_VERBS = (
    r"Acting|Affirms|Also|Appeals|Approves|Authorizes|Calls|Commends|Condemns|Confirms|Considers"
    r"|Decides|Declares|Demands|Deplores|Determines|Directs|Emphasi[sz]es|Encourages|Endorses"
    r"|Establishes|Expresses|Extends|Further|Insists|Instructs|Invites|Looks|Notes|Notices|Reaffirms"
    r"|Recalls|Recogni[sz]es|Regrets|Reiterates|Rejects|Remains|Renews|Requests|Resolves|Stresses"
    r"|Strongly|Supports|Takes|Underlines|Underscores|Urges|Welcomes"
)
_COUNTS = r"(?!\d[\d,]*\s+(?!above|below|through|with|which|shall|that|were|have)(?-i:[a-z]{4}))"
_SET_ASIDE = re.compile(
    r"(?<![a-z])(?:"  # each begins a word: far quicker
    rf"\b(?:{_NUMBERED})[\s-]+(?:no\.\s*)?(?:{_NUMBER})(?:(?:,|,?\s+(?:and|or|to|through)|\s?[-–])"
    rf"\s*{_COUNTS}(?:{_NUMBER}))*(?![\d%]|,\d|\s*(?:per cent|million))"
    r"|\b(?:phase|part|tier|stage|pillar|track|paragraphs?|articles?|chapter|section)"
    rf"\s{_WORD}(?:(?:,|\s(?:and|or|to))\s{_WORD})*\b"
    rf"|\b\d{{1,3}}\.\s+(?=(?-i:{_VERBS})\b)"
    r"|\((?:19|20)\d\d\)"
    r"|(?-i:\b[A-Z]+)(?:/[\w.()-]+)+(?:\s\(\d{4}\)(?:\s\d{1,2}(?=\s))?)?"  # S/RES/2100 (2013)
    r"|\b(?:\d{1,2}/)?\d{2,4}-\d{5,7}(?:/\d{1,2})?\b(?:\s\([A-Z]\))?|\*\d+\*?"  # 13-59220 (E)
    r"|\b\d{1,4}(?:\s?[-–]\s?\d{1,4})?\s(?:B\.?C|A\.D)\b|\bA\.D\.?\s\d+"
    r"|\b\d{1,3} (?:above|below)\b|\bnumber: \S+|\b\d{4}-\d{3}\b|\b\d+\+\d+\b"
    r"|\b\d{1,2}\s+(?=(?-i:S/(?:RES/|PV\.))|\d\d-\d{5})|\b\d{1,3}\s\((?:[a-h]|[ivx]+)\)"
    r"|\bnote \d(?=:)"
    r"|https?://\S+|www\.\S+|\S+@\S+"
    r"|\b\d{1,2}(?:[.:]\d\d)?\s?[ap]\.?m\b\.?|\b\d{1,2}:\d\d\b|\b\d{4}\s(?:hours|hrs|GMT)\b"
    r"|\b\d{1,3}(?:\s\d\d)+\s[NSEW]\b"  # 12 00 N
    r"|(?:\+|\[)\d{1,3}\]?(?:[\s()-]*\d{2,4}){2,}|calling code - \d+"
    r"|(?<![\d.])\b\d{1,2}/\d{1,2}\b(?!\d)"  # page 3 of 7 in a running footer
    r"|\((?:\d{1,2}|[ivx]+)\)(?!:)"
    r"|\b(?:19|20)\d\d-(?:19|20)?\d\d\b"
    r"|(?:23 March|March 23) Movement|(?-i:\bTwo Areas\b)|\bGroup of Five\b|\b[GP]-?\d{1,2}\b"
    r"|\b(?:one|two|three|four|five|six|seven|eight|nine|\d+)[\s-](?:thirds?|quarters?|fifths?"
    r"|halves|half|tenths?|sixths?|eighths?)\b"
    r"|\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)-\s?(?:first|second|third|fourth"
    r"|fifth|sixth|seventh|eighth|ninth)\b"
    r"|\b(?:several|a few|many|some|tens of|hundreds of) (?:hundred|thousand|million|billion)s?\b)",
    re.IGNORECASE,
)
_YEAR_LIKE = re.compile(r"(?<![\d,.$€£])\b(?:1\d|20)\d\d\b(?![,.]\d|\s*(?:%|percent|per cent))")
_LISTED = re.compile(
    r"(?<=[;:])\s+\d{1,2}\.?\s*\Z|(?:\A|(?<=\n)|(?<=[.;:,]\s))\s*\d{1,2}[.)]\s+(?=[A-Z(])"
)
_ONE = re.compile(r"\bone\b", re.IGNORECASE)
_ONE_COUNTS = re.compile(
    r"[\s-](?:(?!of|and|or|another|that|which|who|whose|in|on|by|must|can|has|is|was|to)[a-z-]+\s+){0,2}?"
    r"(?:hundred|thousand|million|billion|dozen|persons?|civilians?|child|m[ae]n|wom[ae]n|girl|boy"
    r"|soldiers?|peacekeepers?|year|month|week|hour|killed|injured|dead|death|officer|battalion"
    r"|brigade|company|seat|members?|km|kilomet(?:er|re)|per\s?cent|attack|incident|case|round"
    r"|vote|nationals?|officials?|observers?|hospital|school|helicopter|(?:was|were|is|has been)\s+"
    r"(?:also\s+)?(?:killed|wounded|injured|abducted|arrested)|to\s+(?:two|three|four|five|\d))\b",
    re.IGNORECASE,
)
_ONE_NOT = re.compile(r"\b(?:no|any|every|each|this|that|which|the|another|only)\s$", re.IGNORECASE)


def set_aside_spans(text: str) -> tuple[Span, ...]:
    """Return the spans of `text` whose numbers are no amounts; dates without a year are in it."""
    spans = [(each.start, each.end) for each in date_words_in(text)]
    spans += symbol_spans(text)
    spans += [found.span() for found in _SET_ASIDE.finditer(text)]
    spans += [
        found.span()
        for found in _YEAR_LIKE.finditer(text)
        if not is_amount(text, found.start(), found.end())
    ]
    spans += [found.span() for found in _LISTED.finditer(text)]
    spans += [found.span() for found in _ONE.finditer(text) if not _one_counts(text, found)]
    return tuple(sorted(spans))


def blank(text: str, spans: Sequence[Span]) -> str:
    """Return `text` with `spans` filled with '#', so that offsets stay and nothing joins them."""
    kept: list[str] = []
    at = 0
    for start, end in spans:
        if end > at:
            begin = max(start, at)
            kept += (text[at:begin], "#" * (end - begin))
            at = end
    return "".join((*kept, text[at:]))


def _one_counts(text: str, found: re.Match[str]) -> bool:
    before = text[max(0, found.start() - 10) : found.start()]
    return bool(_ONE_COUNTS.match(text, found.end())) and not _ONE_NOT.search(before)
