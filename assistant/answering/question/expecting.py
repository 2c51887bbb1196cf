"""How a question shows what kind of thing answers it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable

from assistant.answering.question.answer_types import Expected
from assistant.answering.question.asked_nouns import noun_asked_type

_POLITE = re.compile(
    r"^\W*(?:(?:and|but|so|also|please|now)\b[\s,]*)*"
    r"(?:(?:can|could|would|will) you (?:please )?(?:tell|say|give|show|explain|list|name)\b"
    r"(?: (?:me|us))?|(?:do|does) (?:you|anyone|the briefings?) (?:know|say|tell)"
    r"|(?:please )?(?:tell|give) (?:me|us)"
    r"|i (?:want|would like|need) to know|is it known)\s+(?:please\s+)?",
    re.IGNORECASE,
)
_OPENING = re.compile(r"^\W*(?:(?:and|but|so|also|please|now|then)\b[\s,]*)+", re.IGNORECASE)
_AUXILIARY = (
    r"is|are|was|were|isn't|aren't|wasn't|weren't|do|does|did|don't|doesn't|didn't|has|have|had|"
    r"hasn't|haven't|hadn't|can|could|may|might|will|would|shall|should|must"
)
_YES_NO = re.compile(
    rf"^\W*(?:{_AUXILIARY}|est-ce qu[e']|y a-t-il|a-t-il|sont-ils)\s*\b", re.IGNORECASE
)
_HOW_LONG = re.compile(
    r"\bhow (?:long|old)\b|\b(?:how many|which|what) (?:more )?(?:seconds?|minutes?|hours?|days|"
    r"weeks|months|years|decades)\b|\b(?:what|which) (?:period|duration|length of time)\b|"
    r"\b(?:length|duration) of\b|\bcombien de (?:temps|jours|mois|ans|années)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"^\W*(?:since |until |till |by |from |to |starting |beginning )?(?:when\b|quand\b|"
    r"(?:(?:up )?(?:on|in|since|until|till|by|from|to|at|as of)\s+)?"
    r"(?:what|which|quelle?) (?:exact )?(?:date|day|month|year|time|année|jour|mois)\b(?!s))"
    r"|\bwhat (?:is|was) the (?:exact )?date\b",
    re.IGNORECASE,
)
_LEVEL = re.compile(
    r"\b(?:risk|alert|current|highest|lowest) levels?\b|\b(?:what|which) levels?\b(?! of (?!risk))|"
    r"\blevel of (?:risk|concern)\b|(?<!troop )(?<!force )\blevel (?:is|does|was|did|has)\b|"
    r"\bniveau de risque\b|\brisk rating\b|\bwhat (?:is|was) (?:the|its|their) level\b|"
    r"['’]s level\b(?! of (?!risk))",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    r"\b(?:what|which)(?: is| was| are)?(?: the)? (?:percentage|percent|per cent|share|proportion|"
    r"fraction|rate|area|cost|budget|price|gdp)\b|\bper cent\b|\bhow much (?:money|aid|funding|"
    r"land|area|territory|of the)\b|\bhow (?:far|tall|often)\b|"
    r"\bhow much (?:did|does|was|is|has|have)\b"
    r"|\b(?:share|percentage|proportion) of\b|\bhow much\b.*\b(?:cost|pledge\w*|spen[dt]|paid)\b",
    re.IGNORECASE,
)
_AMOUNT = re.compile(r"\bhow (?:many|much)\b|\bcombien\b", re.IGNORECASE)
_FIGURE = re.compile(
    r"\bhow (?:large|big|high|strong)\b|\b(?:what|which)(?:\s+(?:is|was|are|were))?"
    r"(?:\s+(?!(?:do|does|did|has|have|had|can|should|is|was)\b)[\w'’-]+){0,4}?\s+(?:number|"
    r"death toll|toll|total|size|strength|population|figure|ceiling|headcount|troop level)\b(?!s)|"
    r"^\W*(?:the )?(?:total )?(?:number|death toll|toll|size|strength|population)\b|"
    r"\bthe (?:number|total number|death toll) of\b",
    re.IGNORECASE,
)
_FIGURE_NOUN = re.compile(
    r"\b(?:number|death toll|toll|total|size|strength|population|figure|ceiling|headcount)\b(?!s)",
    re.IGNORECASE,
)
_QUESTION_WORD = re.compile(
    r"\b(?:who|whom|whose|what|which|how|when|where|why|list|name|explain|describe|summari[sz]e|"
    r"compare|qui|que|quel|quelle|combien|quand|où|pourquoi|comment)\b",
    re.IGNORECASE,
)
ASKS_ACTION = re.compile(
    r"\b(?:who|which)\b.*\b(?:should|must|ought|needs? to)\b|"
    r"\b(?:what|where)\b.*\b(?:should|must|ought|needs? to|supposed to|told to|there to|meant to|"
    r"asked? (?:of|to)|(?:is|are|was|were) \w+ (?:asked|encouraged|urged|required|called)|"
    r"calls? (?:on|upon|for)|urges?|demands?|recommends?|wants?|expects?)\b"
    r"|\bhow (?:should|must|ought)\b|\bwhat (?:is|was) recommended\b"
    r"|\bwhat (?:is|are|was|were) (?:[\w'’-]+ ){1,8}to do\b|\bwhat (?:has|have|had) to\b"
    r"|\bwhat (?:is|are|was|were) (?:\w+ )?(?:wanted|asked|demanded|expected) (?:of|from)\b"
    r"|\b(?:necessary|recommended|required) actions?\b|\brecommendations?\b",
    re.IGNORECASE,
)
"""What someone is told or asked to do; also how a question asks for that part of a briefing."""
_CAUSE = re.compile(
    r"^\W*(?:why|pourquoi)\b|\bwhat (?:caused|causes|led to|leads to|triggered|sparked|drives|"
    r"drove|motivated|lies behind|explains|provoked|prompted|fuels|fuelled)\b|\b(?:root )?causes?"
    r"\b|\broots? of\b|\bfor what reasons?\b|\b(?:what|which) (?:is|was|were|are)? ?(?:the )?"
    r"(?:main )?reasons?\b|\bon (?:what|which) grounds?\b|^\W*(?:over|because of) what\b|"
    r"\bhow come\b|\bdue to what\b",
    re.IGNORECASE,
)
_PLACE = re.compile(
    r"^\W*(?:from |to |near )?where\b|^\W*où\b|\bwhat (?:is|was) the (?:capital|location)\b",
    re.IGNORECASE,
)
_ACCORDING_TO_WHOM = re.compile(r"\baccording to whom\b|^\W*who says so\b", re.IGNORECASE)
_PERSON = re.compile(
    r"^\W*(?:by |to |with |from |against |for |under )?(?:who|whom|whose|qui)\b", re.IGNORECASE
)
_AT_RISK = re.compile(
    r"\b(?:who|which (?:people|populations?|groups?)|qui) (?:is|are|was|were|est) (?:most )?"
    r"(?:at|en) (?:risk|danger)\b",
    re.IGNORECASE,
)
_ONE_PERSON = (
    r"(?:[\w'’-]+ ){0,3}(?:man|woman|person|leader|general|commander|president|minister|officer|"
    r"official|envoy|representative|chief|head|governor|spokes\w+)\b"
)
_NAME_OF_PERSON = re.compile(
    rf"^\W*name the {_ONE_PERSON}|\bwhat(?: is|['’]s| was) the name of (?:the|that) {_ONE_PERSON}",
    re.IGNORECASE,
)
_LIST = re.compile(r"^\W*(?:list|name|enumerate)\b", re.IGNORECASE)
_WHAT_IS = re.compile(r"^\W*(?P<word>what|who) (?:is|are|was|were) (?P<rest>.+)$", re.IGNORECASE)
_DEFINITION = re.compile(
    r"\bstands? for\b|\bwhat (?:does|do|is)\b.*\b(?:mean|meant by)\b|^\W*define\b|"
    r"\bdefinition of\b|^\W*qu['’ ]est-ce que\b",
    re.IGNORECASE,
)
_LINKS = frozenset("ag al el de du of the and for a an".split())
_PREPOSITIONS = frozenset("in of on for at by with".split())
_POSSESSOR = re.compile(r"s?['’]s?$")
LONGEST_TERM = 4
"""Words of a common noun that may be asked to be explained."""
_NEXT_PART = re.compile(
    r",?\s+(?:and|et)\s+(?=(?:(?:to|from|of|in|for|on|by|until|since|starting|with|at)\s+)?"
    r"(?:what|which|who|whom|whose|how|when|where|why)\b)|(?<=\?)\s+(?=[A-Z])",
    re.IGNORECASE,
)


def answer_types(question: str) -> tuple[Expected, ...]:
    """Tell what kind of thing answers each part of `question`; 'Who leads it, and since when?'."""
    return tuple(dict.fromkeys(answer_type(part) for part in question_parts(question)))


def question_parts(question: str) -> tuple[str, ...]:
    """Split a double question where its second part begins with a question word."""
    return tuple(part.strip() for part in _NEXT_PART.split(question) if part.strip(" ?.,"))


def answer_type(question: str) -> Expected:
    """Tell what kind of thing answers `question`; of a double question, see `answer_types`."""
    asked = bare_question(question)
    if yes_no_asked(asked):
        return Expected.YES_NO
    for expected, is_asked in _BY_SIGN:
        if is_asked(asked):
            return expected
    return noun_asked_type(asked)


def yes_no_asked(question: str) -> bool:
    """True where yes or no answers; 'Can you tell me who ...' asks who."""
    return _YES_NO.match(bare_question(question)) is not None


def bare_question(question: str) -> str:
    """Return the question without 'And', 'please' and 'Can you tell me'."""
    return _OPENING.sub("", _POLITE.sub("", question.strip(), count=1))


def _asks_figure_in_note_form(question: str) -> bool:
    """True for 'UNMISS police strength?', which has no word of asking."""
    is_note = _QUESTION_WORD.search(question) is None
    return is_note and _FIGURE_NOUN.search(question) is not None


def _asks_definition(question: str) -> bool:
    """True for 'What is X?', X being a name or a short term, and for 'What does X mean?'."""
    match = _WHAT_IS.match(question)
    if match is None:
        return _DEFINITION.search(question) is not None
    words = re.findall(r"[\w'’-]+", match["rest"])
    if words and words[-1][0].isupper() and all(w[0].isupper() or w in _LINKS for w in words):
        return True
    is_term = len(words) <= LONGEST_TERM and _PREPOSITIONS.isdisjoint(words)
    is_term = is_term and not any(_POSSESSOR.search(word) for word in words)
    is_meant = _DEFINITION.search(question) is not None
    return is_meant or (match["word"].lower() == "what" and is_term)


_BY_SIGN: tuple[tuple[Expected, Callable[[str], object]], ...] = (
    (Expected.DATE, _DATE.search),
    (Expected.CAUSE, _CAUSE.search),
    (Expected.LEVEL, _LEVEL.search),
    (Expected.DURATION, _HOW_LONG.search),
    (Expected.ANYTHING, _AT_RISK.search),
    (Expected.MEASURE, _MEASURE.search),
    (Expected.FIGURE, _AMOUNT.search),
    (Expected.ACTION, ASKS_ACTION.search),
    (Expected.FIGURE, _FIGURE.search),
    (Expected.FIGURE, _asks_figure_in_note_form),
    (Expected.PLACE, _PLACE.search),
    (Expected.ORGANISATION, _ACCORDING_TO_WHOM.search),
    (Expected.PERSON, _NAME_OF_PERSON.search),
    (Expected.LIST, _LIST.search),
    (Expected.DEFINITION, _asks_definition),
    (Expected.PERSON, _PERSON.search),
)
"""Signs of each kind in the order in which they are looked for."""
