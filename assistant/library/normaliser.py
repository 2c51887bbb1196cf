"""Text to terms: the one way in which questions and passages become words to be compared.

Marks and case are folded, figures lose their thousands separators, document symbols such as
'S/RES/2100' stay whole and also give their number; `stemming` then makes terms of each word. Bump
`NORMALISER_VERSION` with any change: saved indexes depend on it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from assistant.library.function_words import stop_words
from assistant.library.languages import (
    ARABIC,
    ENGLISH,
    FRENCH,
    RUSSIAN,
    SPANISH,
    Language,
    question_language,
)
from assistant.library.stemming import terms_of

NORMALISER_VERSION = 2

_LETTERS = {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ə": "e"}
"""Letters without a decomposition."""
_ZEROS = (0x660, 0x6F0)  # of the Arabic-Indic and the Persian digits
_FIGURES = {chr(zero + digit): str(digit) for zero in _ZEROS for digit in range(10)}
_SAME = str.maketrans({**_LETTERS, **_FIGURES, "’": "'", "ʼ": "'", "\u066b": "."})
# Marks on Latin, Greek and Cyrillic letters; Arabic vowel signs and the stretching tatweel. The
# breve of й stays, for Russian endings are spelt with it. Marks of other scripts are letters in
# their own right and stay too.
_MARKS = re.compile(
    "(?<!\u0438)\u0306|[\u0300-\u0305\u0307-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670]"
)
_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u2009\u202f\u066c](?=\d{3}(?!\d))")
_SPACED_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?: \d{3})+(?!\d)")
_DOTTED_GROUPS = re.compile(r"(?<![\d.,])\d{1,3}(?:[. ]\d{3})+(?!\d)")
_GROUPS_OF = {FRENCH: _SPACED_GROUPS, RUSSIAN: _SPACED_GROUPS, SPANISH: _DOTTED_GROUPS}
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d{1,2}(?!\d))")
_ABBREVIATION = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b\.?")
_POSSESSIVE = re.compile(r"(?<=\w)'s\b")
_SYMBOL = re.compile(r"(?<![\w/])[a-z]{1,4}(?:/[a-z0-9]+(?:[.\-][a-z0-9]+)*)+")
_UNSPACED = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"\d+(?:\.\d+)?|[{_UNSPACED}]+|[^\W\d_{_UNSPACED}]+\d*")
_DIGITS = re.compile(r"\d+")
_ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th"))


def tokenise(text: str, language: Language | None = None) -> list[str]:
    """Return the stemmed terms of `text` in order, without function words, as the index has them.

    `language` is that of the text; English words are expected where none is given.

    >>> tokenise("The U.N. counted 56,400 displaced people (S/RES/2100).")
    ['un', 'count', '56400', 'displac', 'peopl', 's/res/2100', '2100']
    >>> tokenise("Les 56 400 personnes déplacées", FRENCH)
    ['56400', 'person', 'deplac']
    """
    spoken = language or ENGLISH
    return _terms(text, spoken, _left_out(spoken))


def question_terms(question: str, languages: Iterable[Language]) -> list[str]:
    """Return the terms of `question` for an index of texts in `languages`.

    The question's own language comes first. A word that another language of the index stems
    otherwise gets that stem as well, so that a name is found whatever is written around it.
    """
    asked = question_language(question) or ENGLISH
    terms = _terms(question, asked, _left_out(asked))
    for language in languages:
        if language != asked:
            others = _terms(question, language, _left_out(asked) | _left_out(language))
            terms += dict.fromkeys(term for term in others if term not in terms)
    return terms


def words(text: str, language: Language = ENGLISH) -> list[str]:
    """Return the folded words of `text` in order, function words included, unstemmed."""
    return list(_words(fold(text, language)))


def fold(text: str, language: Language = ENGLISH) -> str:
    """Return `text` without case, accents, thousands separators and dots of abbreviations."""
    text = _THOUSANDS.sub("", text)
    if groups := _GROUPS_OF.get(language):
        text = groups.sub(lambda match: re.sub("[ .]", "", match[0]), text)
        text = _DECIMAL_COMMA.sub(".", text)
    text = unicodedata.normalize("NFKD", text).casefold().translate(_SAME)
    text = unicodedata.normalize("NFC", _MARKS.sub("", text))
    text = _ABBREVIATION.sub(lambda match: match[0].replace(".", ""), text)
    return _POSSESSIVE.sub("", text)


def _terms(text: str, language: Language, left_out: frozenset[str]) -> list[str]:
    return [
        term
        for word in words(text, language)
        if word not in left_out
        for term in terms_of(word, language)
    ]


@cache
def _left_out(language: Language) -> frozenset[str]:
    """Return the stop words of `language` and those that only their script tells."""
    codes = (language.code, RUSSIAN.code, ARABIC.code)
    return frozenset().union(*map(stop_words, codes))


def _words(folded: str) -> Iterator[str]:
    position = 0
    for symbol in _SYMBOL.finditer(folded):
        numbers = _DIGITS.findall(symbol[0])
        if not numbers:  # 'and/or' is two words, not a document
            continue
        yield from _plain_words(folded[position : symbol.start()])
        yield symbol[0]
        yield from numbers
        position = symbol.end()
    yield from _plain_words(folded[position:])


def _plain_words(folded: str) -> Iterator[str]:
    follows_number = False
    for match in _WORD.finditer(folded):
        word = match[0]
        is_ordinal_ending = follows_number and word in _ORDINAL_ENDINGS
        follows_number = word[0].isdigit()
        if is_ordinal_ending:
            continue
        if len(word) > 1 or follows_number or not word.isascii():
            yield word
