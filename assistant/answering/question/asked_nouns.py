"""The noun after 'which' or 'what', and the kind of thing that it names. Pure."""

from __future__ import annotations

import re

from assistant.answering.question.answer_types import Expected

_ASKED = re.compile(
    r"\b(?P<word>which|what|quelle?s?)\s+"
    r"(?P<copula>(?:are|were|sont)\s+(?:the|all|all the|les)?\s*)?(?P<phrase>[^?,;:.]+)",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:is|are|was|were|do|does|did|has|have|had|can|could|may|might|will|would|should|must|"
    r"in|on|at|for|by|to|from|with|of|that|who|which|under|over|against|between|during|la|le|les)\b",
    re.IGNORECASE,
)
_NOUNS = {
    Expected.ORGANISATION: (
        "organisation organization body mission agency force court tribunal committee commission "
        "council group militia party movement coalition operation union brigade institution office "
        "company ministry faction alliance ngo army network"
    ),
    Expected.PERSON: (
        "person leader commander general president minister official officer man woman colonel "
        "captain chief ambassador envoy representative warlord politician king prosecutor judge"
    ),
    Expected.COUNTRY: "country nation state pays",
    Expected.PLACE: (
        "city town village region province district area place location camp border settlement "
        "governorate county capital"
    ),
}
_TYPE_OF_NOUN = {noun: kind for kind, nouns in _NOUNS.items() for noun in nouns.split()}
_PLURAL = re.compile(r"[a-z][a-z'’-]+[^s'’]s")
_SINGULAR_IN_S = frozenset("crisis status basis analysis series process emphasis news".split())


def noun_asked_type(question: str) -> Expected:
    """Tell what kind of thing 'Which group ...', 'What tasks ...' ask for."""
    match = _ASKED.search(question)
    if match is None:
        return Expected.ANYTHING
    phrase = _END.split(match["phrase"], maxsplit=1)[0]
    words = re.findall(r"[\w'’-]+", phrase)
    if match["word"].lower() == "what" and _is_verb_first(match, words):
        return Expected.ANYTHING
    for word in words[:6]:
        if word.lower() in _TYPE_OF_NOUN:
            return _TYPE_OF_NOUN[word.lower()]
        if _is_plural(word):
            return Expected.LIST
    return Expected.ANYTHING


def _is_verb_first(match: re.Match[str], words: list[str]) -> bool:
    """True for 'What drives the war', where the first word is no plural noun."""
    if match["copula"] or len(words) < 2:
        return False
    return _is_plural(words[0]) and (
        words[1][0].isupper() or words[1] in ("the", "a", "this", "that", "people")
    )


def _is_plural(word: str) -> bool:
    return _PLURAL.fullmatch(word) is not None and word not in _SINGULAR_IN_S
