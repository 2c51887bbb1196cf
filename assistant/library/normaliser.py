"""Text to terms: the one way in which questions and passages become words to be compared.

Marks and case are folded, figures lose their thousands separators, document symbols such as
'S/RES/2100' stay whole and also give their number, and scripts written without spaces become
pairs of characters. Bump `NORMALISER_VERSION` with any change: saved indexes depend on it.
"""

from __future__ import annotations

import re
import threading
import unicodedata
from collections.abc import Iterator
from itertools import pairwise

import Stemmer

NORMALISER_VERSION = 1

STOP_WORDS = frozenset(
    (
        "a", "an", "and", "are", "as", "at", "be", "been", "being", "but", "by", "can", "could",
        "did", "do", "does", "for", "from", "had", "has", "have", "how", "if", "in", "into", "is",
        "it", "its", "of", "on", "or", "so", "such", "than", "that", "the", "their", "them",
        "then", "there", "these", "they", "this", "those", "to", "was", "were", "what", "when",
        "where", "which", "who", "whom", "whose", "why", "will", "with", "would",
    )
)  # fmt: skip
"""English function words only. 'us', 'not' and 'no' stay: they carry meaning in briefings."""

_LETTERS_WITHOUT_DECOMPOSITION = str.maketrans(
    {"ø": "o", "ł": "l", "đ": "d", "ı": "i", "æ": "ae", "œ": "oe", "ə": "e", "’": "'", "ʼ": "'"}
)
# Marks on Latin, Greek and Cyrillic letters; Arabic vowel signs and the stretching tatweel. Marks
# of other scripts are letters in their own right and stay.
_MARKS = re.compile("[\u0300-\u036f\u0610-\u061a\u0640\u064b-\u065f\u0670]")
_THOUSANDS = re.compile(r"(?<=\d)[,\u00a0\u2009\u202f](?=\d{3}(?!\d))")
_ABBREVIATION = re.compile(r"\b[^\W\d_](?:\.[^\W\d_])+\b\.?")
_POSSESSIVE = re.compile(r"(?<=\w)'s\b")
_SYMBOL = re.compile(r"(?<![\w/])[a-z]{1,4}(?:/[a-z0-9]+(?:[.\-][a-z0-9]+)*)+")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]+")
_WORD = re.compile(r"\d+(?:\.\d+)?|[^\W\d_]+\d*")
_DIGITS = re.compile(r"\d+")
_ORDINAL_ENDINGS = frozenset(("st", "nd", "rd", "th"))

_stemmers = threading.local()  # a PyStemmer object must not be shared between threads


def tokenise(text: str) -> list[str]:
    """Return the stemmed terms of `text` in order, without function words, as the index has them.

    >>> tokenise("The U.N. counted 56,400 displaced people (S/RES/2100).")
    ['un', 'count', '56400', 'displac', 'peopl', 's/res/2100', '2100']
    """
    stem = _stemmer().stemWord
    return [
        stem(word) if len(word) > 3 and word.isalpha() else word
        for word in words(text)
        if word not in STOP_WORDS
    ]


def words(text: str) -> list[str]:
    """Return the folded words of `text` in order, function words included, unstemmed."""
    return list(_words(fold(text)))


def fold(text: str) -> str:
    """Return `text` without case, accents, thousands separators and dots of abbreviations."""
    text = _THOUSANDS.sub("", text)
    text = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS_WITHOUT_DECOMPOSITION)
    text = unicodedata.normalize("NFC", _MARKS.sub("", text))
    text = _ABBREVIATION.sub(lambda match: match[0].replace(".", ""), text)
    return _POSSESSIVE.sub("", text)


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
        if _UNSPACED.search(word):
            yield from _pairs(word)
        elif len(word) > 1 or follows_number or not word.isascii():
            yield word


def _pairs(word: str) -> Iterator[str]:
    """Yield overlapping pairs of characters: the usual unit of search where nothing is spaced."""
    if len(word) == 1:
        yield word
    for first, second in pairwise(word):
        yield first + second


def _stemmer() -> Stemmer.Stemmer:
    stemmer: Stemmer.Stemmer | None = getattr(_stemmers, "english", None)
    if stemmer is None:
        stemmer = _stemmers.english = Stemmer.Stemmer("english")
    return stemmer
