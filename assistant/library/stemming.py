"""One word to the terms under which it is found; which stemmer is for a word, its script says.

A name in Latin letters inside a Russian text is still stemmed as a name, and a Russian word
inside an English text as Russian. Only Latin script needs to be told its language.
"""

from __future__ import annotations

import re
import threading
from functools import lru_cache
from itertools import pairwise

import Stemmer

from assistant.library.languages import ARABIC, ENGLISH, FRENCH, RUSSIAN, SPANISH, Language

ARABIC_GRAM = 4
"""Characters that Arabic words share where plurals are broken and prefixes joined: nDCG@10 on XQuAD
.933 by stems alone, .955 with these."""
LONGEST_UNSTEMMED = 3

_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff]")
_CYRILLIC = re.compile("[\u0400-\u04ff]")
_ARABIC = re.compile("[\u0600-\u06ff]")
# Without its accents a French participle keeps the endings that its stemmer knows by the accent.
_FRENCH_PARTICIPLE = re.compile("ees?$")
_ALGORITHMS = {
    ENGLISH.code: "english",
    FRENCH.code: "french",
    SPANISH.code: "spanish",
    RUSSIAN.code: "russian",
    ARABIC.code: "arabic",
}

_stemmers = threading.local()  # a PyStemmer object must not be shared between threads


@lru_cache(maxsize=50_000)  # most words of a text are ones that stood there before
def terms_of(word: str, language: Language) -> tuple[str, ...]:
    """Return the terms of a folded `word`; `language` is that of its text.

    >>> terms_of("displaced", ENGLISH), terms_of("перемещенных", ENGLISH), terms_of("人权", ENGLISH)
    (('displac',), ('перемещен',), ('人', '权', '人权'))
    """
    if word.isascii():
        return (_latin_stem(word, language),)
    if _UNSPACED.match(word):
        # Pairs are what words mostly are; the single characters find words of one and names cut.
        return (*word, *(first + second for first, second in pairwise(word)))
    if _CYRILLIC.match(word):
        return (_stem(word, RUSSIAN),)
    if _ARABIC.match(word):
        return (_stem(word, ARABIC), *_grams(word))
    return (_latin_stem(word, language),)


def _latin_stem(word: str, language: Language) -> str:
    if language is FRENCH:
        word = _FRENCH_PARTICIPLE.sub("e", word)
    return _stem(word, language if language in (FRENCH, SPANISH) else ENGLISH)


def _stem(word: str, language: Language) -> str:
    if len(word) <= LONGEST_UNSTEMMED or not word.isalpha():
        return word
    algorithm = _ALGORITHMS[language.code]
    stemmer: Stemmer.Stemmer | None = getattr(_stemmers, algorithm, None)
    if stemmer is None:
        stemmer = Stemmer.Stemmer(algorithm)
        setattr(_stemmers, algorithm, stemmer)
    stem: str = stemmer.stemWord(word)
    return stem


def _grams(word: str) -> tuple[str, ...]:
    """Return the overlapping runs of characters of a word, marked as no whole word."""
    last = max(len(word) - ARABIC_GRAM, 0)
    return tuple(f"#{word[at : at + ARABIC_GRAM]}" for at in range(last + 1))
