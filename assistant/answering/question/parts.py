"""A compound question becomes one question for each thing it asks. Pure.

Only clauses with a question word of their own are parts: 'land and water' is one thing, 'how many
troops and how many police' are two. What a part leaves out is filled in from the others.
"""

from __future__ import annotations

import re

from assistant.answering.question.part_context import resolved
from assistant.answering.question.part_filling import Clause, clause_of, filled, with_shared_tail
from assistant.answering.question.part_moving import asked_of_each
from assistant.answering.question.part_words import AUXILIARIES, LED_IN, QUESTION_PHRASE, WH

_SUBJECT = r"(?:the|a|an|any|anyone|anybody|it|they|he|she|there|his|her|their|its|[A-Z]\w+)\b"
_IF_SO = r"(?:if (?:so|yes|any),?\s+)?"
_CUT = re.compile(
    rf"\s*(?P<mark>[;?,]?)\s*\b(?:and|but)\b,?\s+{_IF_SO}(?=(?i:{LED_IN}{WH}))"
    rf"|\s*(?P<stop>[;?])\s+(?:(?:And|But|and|but)\s+)?(?=(?i:{LED_IN}{WH}))"
    rf"|\s*,\s+(?=(?i:how (?:many|much)|when|where|why)\b)"
    rf"|\s*[,;?]\s*(?:and|And)\s+{_IF_SO}(?=(?i:{AUXILIARIES})\s+{_SUBJECT})"
    rf"|\s*\?\s+(?=(?i:{AUXILIARIES})\s+{_SUBJECT})"
)
_COMPARES = re.compile(
    r"^\W*(?:please\s+)?(?:compare|contrast)\b|\b(?:difference|compared?|comparison)\b",
    re.IGNORECASE,
)
_COMMAND = re.compile(
    r"^\W*(?:please\s+)?(?:(?:can|could) you\s+)?(?:tell (?:me|us)|say|state|name|list|explain|"
    rf"describe|summari[sz]e)\s+(?=(?:{LED_IN}){WH})",
    re.IGNORECASE,
)
_ASKS = re.compile(rf"\b{WH}|^\W*(?:{AUXILIARIES}|and|please|describe|give)\b", re.IGNORECASE)
_EMBEDDED = re.compile(rf"\b{WH}", re.IGNORECASE)
_BETWEEN = re.compile(r"\b(?:between|both|either|whether)\b", re.IGNORECASE)


def parts_of(question: str) -> tuple[str, ...]:
    """Return one stand-alone question per part; the question itself where it asks one thing."""
    whole = question.strip()
    asked = _COMMAND.sub("", whole)
    if _COMPARES.search(asked):
        return (whole,)
    clauses = _clauses(asked)
    if len(clauses) == 1:
        return (whole,)
    whole_parts = with_shared_tail(filled(clauses))
    return tuple(_as_question(each) for each in resolved(whole_parts))


def _clauses(question: str) -> list[Clause]:
    found: list[str] = []
    start = 0
    cuts = list(_CUT.finditer(question))
    last = max((cut.start() for cut in cuts if cut.group().strip() != ","), default=-1)
    for cut in cuts:
        before = question[start : cut.start()]
        if cut.start() <= last and _is_cut(before, cut.group()):
            found.append(before)
            start = cut.end()
    found.append(question[start:])
    return [clause_of(each) for words in found for each in asked_of_each(words.strip(" ?.,;"))]


def _is_cut(before: str, mark: str) -> bool:
    """False within a relative clause or a pair: 'who fled and who need aid', 'between x and'."""
    if _BETWEEN.search(before) or not _ASKS.search(before):
        return False
    opening = QUESTION_PHRASE.match(before)
    rest = before[opening.end() :] if opening else before
    is_embedded = bool(_EMBEDDED.search(rest))
    return bool(before.strip()) and (not is_embedded or bool(re.search(r"[,;?]", mark)))


def _as_question(words: str) -> str:
    bare = re.sub(r"^to when\b", "until when", words.strip(" ?.,;"), flags=re.IGNORECASE)
    return f"{bare[:1].upper()}{bare[1:]}?"
