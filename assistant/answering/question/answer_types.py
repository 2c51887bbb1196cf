"""The kinds of thing that answers are, and whether a text can hold one. Pure.

`can_hold` is lenient on purpose: a sentence that it turns away can never answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from enum import StrEnum

from assistant.answering.question.figures import holds_date, holds_figure, holds_span_of_time
from assistant.domain import Level


class Expected(StrEnum):
    """The kind of thing that an answering sentence must hold."""

    PERSON = "a person or group"
    ORGANISATION = "an organisation"
    FIGURE = "a figure"
    MEASURE = "a share, a sum or a size with its unit"
    DATE = "a date"
    DURATION = "a span of time"
    PLACE = "a place"
    COUNTRY = "a country"
    LIST = "several things"
    YES_NO = "yes or no"
    DEFINITION = "what something is"
    CAUSE = "why something is so"
    ACTION = "what someone is told or asked to do"
    LEVEL = "a level of risk"
    ANYTHING = "anything"

    @property
    def coarse(self) -> Expected:
        """The kind as far as the reader's weights were fitted to tell kinds apart."""
        if self is Expected.MEASURE:
            return Expected.FIGURE
        fitted = (Expected.FIGURE, Expected.DATE, Expected.LEVEL, Expected.ACTION)
        return self if self in fitted else Expected.ANYTHING


LEVEL_LABEL = re.compile("|".join(level.value for level in Level))
"""Labels are capitalised: 'runs an imminent risk' names no level."""
DIRECTIVE = re.compile(
    r"\b(?:must|should|shall|ought|needs? to|(?:call|urge|demand|request|encourage|decide|"
    r"authoriz|authoris|invite|require|recommend|ask|appeal|insist|emphasiz|stress|welcom|"
    r"underlin|reiterat|reaffirm|expect|condemn|support)(?:e?s|ed|ing|e)?\b|"
    r"urgently|essential that|important that|in order to|so as to|to (?:ensure|assist|support|"
    r"protect|contribute|help|act|restore|facilitate|take|adjust|monitor|carry|prevent))\b"
    r"|^\W*(?:\(?\w{1,4}[.)]\s*)?to [a-z]+",
    re.IGNORECASE,
)
"""Words that tell someone to do something; an item of a list may open with 'To'."""
_NAME = re.compile(r"(?<![.!?“\"]\s)(?<!^)\b[A-Z][\w'’-]*|\b[A-Z][A-Z0-9-]+\b|\b[a-z]+-[A-Z]\w+")
_OPENING_NAME = re.compile(r"\W*([A-Z][\w'’-]*)")
OPENING_WORDS = frozenset(
    (
        "the a an in on at of for from to with by as after before during since until while when "
        "where these those this that there it its such some many most more despite although "
        "however but and or no not all both each every if according between under over so"
    ).split()
)
_PEOPLE = re.compile(
    r"\b(?:he|she|they|his|her|their|who|president|minister|general|leader|chief|head|king|"
    r"commander|colonel|captain|spokes\w+|representative|adviser|government|authorit\w+|"
    r"governors?|rulers?|army|forces?|troops|militias?|militants?|fighters?|rebels?|gunmen|"
    r"insurgents?|soldiers?|police|groups?|elements?|hunters?|extremists?|jihadists?|terrorists?|"
    r"part(?:y|ies)|civilians?|people|communit\w+|individuals?|perpetrators?|officials?)\b",
    re.IGNORECASE,
)
_BODIES = re.compile(
    r"\b(?:government|council|commission|committee|mission|force|army|police|tribunal|court|inquiry|"
    r"union|agency|organi[sz]ation|group|militia|party|movement|coalition|brigade|community|"
    r"authorit\w+|they|it|its)(?:s|ies)?\b",
    re.IGNORECASE,
)
_RELATIVE_DATE = re.compile(
    r"\b(?:within|no later than)\b|\b(?:days?|weeks?|months?|years?) (?:after|before|from|later|"
    r"ago|prior|following)\b|\b(?:last|next|previous|following|same) (?:day|week|month|year)\b|"
    r"\b(?:yesterday|today|tomorrow)\b|\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b",
    re.IGNORECASE,
)
_PLACES = re.compile(
    r"\b(?:villages?|towns?|cit(?:y|ies)|regions?|provinces?|districts?|states?|countr(?:y|ies)|"
    r"areas?|north\w*|south\w*|east\w*|west\w*|cent(?:re|er|ral)|borders?|camps?|capital|base|"
    r"bases|there|territory|territories|abroad|valley|river|sea|coast|forest|desert)\b",
    re.IGNORECASE,
)


def can_hold(expected: Expected, text: str) -> bool:
    """True unless `text` cannot hold a thing of that kind."""
    tests = _TESTS.get(expected)
    line = re.sub(r"\s", " ", text)
    return tests is None or any(test(line) for test in tests)


def holds_name(text: str) -> bool:
    """True where a capitalised name stands in `text`; a sentence's first word may be none."""
    opening = _OPENING_NAME.match(text)
    if opening is not None and opening.group(1).lower() not in OPENING_WORDS:
        return True
    return _NAME.search(text) is not None


def _finds(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.search(text) is not None


_TESTS: Mapping[Expected, tuple[Callable[[str], bool], ...]] = {
    Expected.FIGURE: (holds_figure,),
    Expected.MEASURE: (holds_figure, holds_span_of_time),
    Expected.DURATION: (holds_span_of_time, holds_date),
    Expected.DATE: (holds_date, _finds(_RELATIVE_DATE)),
    Expected.LEVEL: (_finds(LEVEL_LABEL),),
    Expected.ACTION: (_finds(DIRECTIVE),),
    Expected.PERSON: (holds_name, _finds(_PEOPLE), _finds(_BODIES)),
    Expected.ORGANISATION: (holds_name, _finds(_BODIES)),
    Expected.PLACE: (holds_name, _finds(_PLACES)),
    Expected.COUNTRY: (holds_name, _finds(_PLACES)),
}
"""Of each kind that can be told, the tests of which one must hold; the others stand anywhere."""
