"""Whether a body that a question names stands in what is read, by its name or its initials. Pure.

'Which countries supply the International Test Force?' is not answered by who supplies another
force. Only bodies are looked at: a place or a person may well be told of in other words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.answering.premises.organisations import organisation_in, organisations_in
from assistant.answering.question.missions import mission_countries
from assistant.countries import country_codes
from assistant.library.normaliser import fold, tokenise

_WORD = r"[A-Z][\w’-]*\w"
_LINK = r"(?:of|for|the|and|on|in|de)"
_NAME = re.compile(rf"\b{_WORD}(?:\s+(?:{_LINK}\s+){{0,2}}{_WORD})+")
_BODY_WORD = re.compile(
    r"\b(?:Force|Forces|Court|Union|Program(?:me)?|Commission|Mission|Group|Agency|Organi[sz]ation|"
    r"Community|Committee|Front|Army|Movement|Party|Tribunal|Bank|Fund|League|Brigade|Battalion|"
    r"Coalition|Alliance|Authority|Office|Watch|Church|Federation)$"
)
_INITIALS = re.compile(
    r"(?:\b(?:the|by|from|for|of|with|to|did|does|has|have|had|is|was|were|which|what)\s+)"
    r"(?P<plain>[A-Z]{2,6})(?![\w/-])|(?<![\w/-])(?P<owner>[A-Z]{2,6})(?=[’']s\b)",
    re.IGNORECASE,
)
"""Initials where a body stands: 'the ICC', 'did UNHCR'; others may be those of a process."""
_LONG = 6
_LOWER = re.compile(rf"\b{_LINK}\b")
_SPEAKERS = re.compile(
    r"\b(?:Security Council|Global Cent(?:re|er)|World Factbook|United Nations|UN|UNSC|CIA|"
    r"R2P|GCR2P|US|UK|DRC|CAR|IDPs?)\b"
)
"""Who publishes or decides, and what is no body; countries are told apart elsewhere."""


def lacks_body(question: str, text: str) -> bool:
    """True where `question` names a body that `text` does not name."""
    return any(not _names(text, each) for each in bodies_in(question))


def bodies_in(question: str) -> tuple[str, ...]:
    """Return the bodies that `question` names: 'African Union', 'ICC'."""
    return tuple(dict.fromkeys(_bodies(question)))


def _bodies(question: str) -> Iterator[str]:
    start = re.match(r"\W*\w*", question)
    for match in _NAME.finditer(question, start.end() if start else 0):
        name = re.sub(r"[’']s$", "", match.group())
        if _BODY_WORD.search(name) and not _SPEAKERS.search(name):
            yield name
    for match in _INITIALS.finditer(question):
        name = match["plain"] or match["owner"]
        if name.isupper() and not _is_told_apart_elsewhere(name):
            yield name


def _is_told_apart_elsewhere(name: str) -> bool:
    """True for who publishes or decides, countries, and missions, which belong to a country."""
    return bool(_SPEAKERS.fullmatch(name) or country_codes(name) or mission_countries(name))


def _names(text: str, body: str) -> bool:
    known = organisation_in(body)
    if known and known in {organisation_in(text[slice(*span)]) for span in organisations_in(text)}:
        return known != "UN" or _has_word(text, body)
    if body.isupper():
        return _has_word(text, body) or _is_spelled(text, body)
    return _has_together(text, body) or _has_word(text, _initials(body))


def _has_together(text: str, body: str) -> bool:
    words, said = tokenise(body), tokenise(text)
    ends = (at for at, word in enumerate(said) if word == words[-1])
    return any(set(words) <= set(said[max(0, at - len(words)) : at + 1]) for at in ends)


def _has_word(text: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(fold(word))}(?!\w)", fold(text)) is not None


def _is_spelled(text: str, initials: str) -> bool:
    """True where words of `text` have these initials one after the other, small words apart.

    In small letters they must be long words: 'demobilisation and reintegration'.
    """
    words = re.findall(r"[\w’]+", _LOWER.sub(" ", text))
    letters = "".join(word[0] for word in words).upper()
    count = len(initials)
    return any(
        letters.startswith(initials, at)
        and (words[at][0].isupper() or all(len(w) >= _LONG for w in words[at : at + count]))
        for at in range(len(letters) - count + 1)
    )


def _initials(body: str) -> str:
    return "".join(word[0] for word in re.findall(r"[\w’]+", _LOWER.sub(" ", body)))
