"""Whether a question points back at an earlier turn, and the names that it holds itself. Pure.

A pronoun with its antecedent in the same question ('Belgrade ... its forces') points at nothing
earlier; nor do 'there is', a relative 'that', or 'those accused of ...'.
"""

from __future__ import annotations

import re

from assistant.answering.question.answer_types import Expected
from assistant.answering.question.documents_asked import EDITION_BEFORE, documents_named
from assistant.answering.question.expecting import answer_type, question_parts
from assistant.answering.question.missions import mission_countries
from assistant.countries import country_codes, find_countries
from assistant.domain import MONTHS
from assistant.statements.periods import without_spans

POINTER = re.compile(
    r"\b(?:it|they|them|theirs|he|she|him|hers)\b"
    r"|(?<!is )(?<!are )(?<!was )(?<!were )(?<!been )\bthere\b(?! (?:is|are|was|were|has|have)\b)"
    r"|\bthose\b(?! (?:who|whose|accused|responsible|suspected|living|involved|affected|listed|"
    r"wanted|named|in need|at risk)\b)"
    r"|\bthese\b(?! days)|\bthis\b(?! (?:year|month|week|day)\b)"
    r"|(?:^|\b(?:about|of|for|to|with|by|in|on|at|from|do|did|does|was|is|were|after|before|since|"
    r"like|than|and|under|during|over|but|has|had|against|why|how|until|happened|else|said)\s+)"
    r"that\b(?! (?:the|an?|they|he|she|it|its|their)\b)"
    r"|\bthe same\b|\bsuch\b(?! as)|\bthe latter\b"
    r"|\bthe former\b(?=\s+(?:is|was|did|do|has)\b|\W*$)"
    r"|\b(?:which|that|this|another|other|each|last|first|next) ones?\b|(?<!the )\bthen\b",
    re.IGNORECASE,
)
PLURAL_POINTER = re.compile(r"\b(?:they|them|their|those|these)\b", re.IGNORECASE)
ELLIPSIS = re.compile(
    r"\bhow (?:many|much)\s+(?:were|was|are|is|have|had|has|did|do|does|died|fled|crossed|returned|"
    r"remain|live|came|left|would|will|can|could|may|more)\b|^\W*which (?:are|is|were|was)\b",
    re.IGNORECASE,
)
"""A count of something that is not named: 'How many were killed in Sudan?'."""
_POSSESSIVE = re.compile(r"\b(?:its|their|his|her)\b", re.IGNORECASE)
_OPENING = re.compile(
    r"^\s*(?:and|but|so|also|what about|how about|then|et|mais|alors)\b", re.IGNORECASE
)
_COURTESY = re.compile(
    r"^\W*(?:thanks|thank you|merci|hello|hi|ok|okay|great|good|bye)\b[^?]*$", re.IGNORECASE
)
_REACTION_LEFT_OPEN = re.compile(r"\b(?:respond|react|repl(?:y|ied))(?:ed)?\W*$", re.IGNORECASE)
_ASKS_THE = re.compile(r"^\W*(?:what|who) (?:is|are|was|were) the \w+\W*$", re.IGNORECASE)
DEFINITE = re.compile(
    r"\b(?:[Tt]he|[Tt]hat)\s+(?:[a-z]+\s+)?(?:attack|massacre|killing|coup|mission|group|government|"
    r"president|victim|perpetrator|resolution|embargo|force|operation|crisis|conflict|referral|"
    r"agreement|camp|village|town|region|country|authorities|army|militia|fighter|attacker|clash|"
    r"violence|decision|sanction|mandate|dead|wounded|survivor|incident|statement|brigade)s?\b"
    r"(?!\s+(?:of|in|at|on|by|between|against|for|outside|near|under|from|that|which|who)\b)"
    r"(?!\s+[A-Z])"
)
_CLAUSE_END = re.compile(r"\s+[-–—]\s+|;\s+|[.?]\s+(?=[A-Z])")
_WITHIN_CLAUSE = re.compile(
    r"\b(?:when|after|before|until|once|while|because|since|if)\b[^?,]*\b(?:it|they|them|he|she|him)\b",
    re.IGNORECASE,
)
_ASKS = re.compile(
    r"\b(?:who|whom|whose|what|when|where|why|which|how|is|are|was|were|do|does|did|has|have|can|qui|"
    r"que|quoi|quel|quelle|quand|combien|où|pourquoi|comment)\b",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\b(?:how many|which)\s+[a-z]+", re.IGNORECASE)
_NAME = re.compile(
    r"\b(?:[A-Z][\w'’-]*|[A-Z]{2,})"
    r"(?:[ -](?:(?:of|the|for|and|de|du|al)[ -]|d['’])?[A-Z0-9][\w'’-]*)*"
)
_TOWARDS = re.compile(
    r"\b(?:to|into|from|with|by|towards?|across|against)\s+(?:the\s+)?$", re.IGNORECASE
)
QUESTION_WORDS = frozenset(
    (
        "what who whom whose when where why which how is are was were did does do has have had "
        "can could should would will may might must in on at by for from of the a an and or to "
        "with about give tell list name quote according please me us briefing briefings say said "
        "between many much happen happened done edition editions update page factbook previous "
        "earlier before preceding else now today current currently latest year month day report "
        "reported more under into as it its been there newest had "
        "qui que quoi quel quelle quand combien où pourquoi comment est sont le la les du de des "
        "au aux en dans depuis et sur pour par"
    ).split()
)
"""Words of asking, which say nothing of what is asked about."""


def leans_on_history(question: str) -> bool:
    """True where the question points back, opens with 'And', or names nothing of its own."""
    if _COURTESY.match(question):
        return False
    if _OPENING.search(question) or EDITION_BEFORE.search(question):
        return True
    first = _CLAUSE_END.split(next(iter(question_parts(question)), question))[0]
    if first.strip(" ?") == question.strip(" ?"):
        return _points_back(question)
    if has_pointer(first):
        return True
    return not (names_in(question) or country_codes(question) or documents_named(question))


def _is_bare_name(question: str) -> bool:
    """True for 'The DRC.' or 'Mali?', which ask nothing by themselves."""
    mentions = find_countries(question)
    spans = [(mention.start, mention.end) for mention in mentions]
    rest = without_spans(question, spans).lower()
    is_asking = _ASKS.search(rest) or content_words(rest) or documents_named(question)
    return bool(mentions) and not is_asking


def names_in(text: str) -> list[tuple[int, str]]:
    """Return capitalised names with their positions; a question word that opens is none."""
    names: list[tuple[int, str]] = []
    for match in _NAME.finditer(text):
        words = match.group().split()
        skipped = 0
        while words and words[0].lower() in QUESTION_WORDS:
            skipped += len(words[0]) + 1
            words = words[1:]
        opens = match.start() == 0 and skipped == 0 and len(words) == 1
        if words and words[-1].endswith(("'s", "’s")):
            words[-1] = words[-1][:-2]
        if words and words[0] not in MONTHS and not (opens and not country_codes(words[0])):
            names.append((match.start() + skipped, " ".join(words)))
    return names


def content_words(text: str) -> list[str]:
    """Return the words that are neither names nor words of asking or pointing."""
    bare = _POSSESSIVE.sub(" ", POINTER.sub(" ", text))
    return [
        word
        for word in re.findall(r"[\w'’-]+", bare)
        if word.lower() not in QUESTION_WORDS and word[0].islower()
    ]


def moves_between_countries(question: str) -> bool:
    """True where the country named is one end of something: 'crossed into Chad'."""
    mentions = [mention.start for mention in find_countries(question)]
    return any(_TOWARDS.search(question[:start]) for start in mentions)


def has_pointer(question: str) -> bool:
    """True where a word points at something that the question does not name before it."""
    pointer = POINTER.search(_WITHIN_CLAUSE.sub(_blank_where_named, question))
    if pointer:
        return True
    possessive = _POSSESSIVE.search(question)
    return possessive is not None and not _names_something(question[: possessive.start()])


def _names_something(text: str) -> bool:
    """True where `text` holds what a pronoun after it may stand for."""
    return bool(names_in(text) or country_codes(text) or _COUNTED.search(text))


def _blank_where_named(match: re.Match[str]) -> str:
    """Blank a clause such as 'when it was set up' where what it speaks of stands before it."""
    named = _names_something(match.string[: match.start()])
    return " " * len(match.group()) if named else match.group()


def _points_back(question: str) -> bool:
    if has_pointer(question):
        return True
    if _REACTION_LEFT_OPEN.search(question) or _is_bare_name(question):
        return True
    has_place = bool(country_codes(question) or mission_countries(question))
    if has_place or documents_named(question):
        return moves_between_countries(question) and ELLIPSIS.search(question) is not None
    if names_in(question):
        return DEFINITE.search(question) is not None
    return answer_type(question) is not Expected.DEFINITION or _ASKS_THE.match(question) is not None
