"""Which language a text is in: by its script, and for Latin script by its function words.

Evidence decides, never likeness of letters: a question that only names things, as 'Sudan R2P',
is in no language, and a language other than English needs words that make a sentence in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from assistant.library.function_words import word_weights, words_of

SPANISH_MARKS = frozenset("¿¡")
LEAST_WORDS = 2
"""Distinct function words without which no language but English is recognised."""
CLEARLY = 1.5
"""How much more evidence a language needs than each one that it could be mistaken for."""

_WORD = re.compile(r"[^\W\d_]+")
_LATIN_LETTERS = "A-Za-z\u00aa\u00ba\u00c0-\u024f\u1e00-\u1eff"
_RUN = re.compile(rf"([{_LATIN_LETTERS}]+)|([^\W\d_{_LATIN_LETTERS}]+)")
_NOT_LATIN = re.compile(rf"[^\W\d_{_LATIN_LETTERS}]")
_MARKS = re.compile("[\u0300-\u036f]")
_UNSPACED = frozenset(("CJK", "HIRAGANA", "KATAKANA"))
_KANA = re.compile("[\u3041-\u3096\u30a1-\u30fa]")
_UKRAINIAN_LETTER = re.compile("[іїєґІЇЄҐ]")
_URDU_LETTER = re.compile("[ٹڈڑںےھ]")
_PERSIAN_LETTER = re.compile("[پچژگکی]")  # keheh and farsi yeh are not the Arabic letters


@dataclass(frozen=True, slots=True)
class Language:
    """A language that can be recognised."""

    code: str
    """BCP 47: 'fr'; 'und' for a script that several languages share."""
    name: str
    """As it stands after 'in': 'French', 'the Ethiopic script'."""
    is_searched: bool = False
    """True where words of a question find other forms of themselves in a document."""


ENGLISH = Language("en", "English", is_searched=True)
FRENCH = Language("fr", "French", is_searched=True)
SPANISH = Language("es", "Spanish", is_searched=True)
RUSSIAN = Language("ru", "Russian", is_searched=True)
CHINESE = Language("zh", "Chinese", is_searched=True)
ARABIC = Language("ar", "Arabic", is_searched=True)

SEARCHED = (ENGLISH, FRENCH, SPANISH, RUSSIAN, CHINESE, ARABIC)
"""The official languages of the United Nations."""

_LATIN = (
    ENGLISH,
    FRENCH,
    SPANISH,
    Language("de", "German"),
    Language("pt", "Portuguese"),
    Language("it", "Italian"),
    Language("nl", "Dutch"),
    Language("sv", "Swedish"),
    Language("pl", "Polish"),
    Language("tr", "Turkish"),
    Language("id", "Indonesian"),
    Language("sw", "Swahili"),
    Language("so", "Somali"),
    Language("ha", "Hausa"),
)
_JAPANESE = Language("ja", "Japanese")
_UKRAINIAN = Language("uk", "Ukrainian")
_PERSIAN = Language("fa", "Persian")
_URDU = Language("ur", "Urdu")
_OF_SCRIPT = {
    "ARMENIAN": Language("hy", "Armenian"),
    "BENGALI": Language("bn", "Bengali"),
    "GEORGIAN": Language("ka", "Georgian"),
    "GREEK": Language("el", "Greek"),
    "HANGUL": Language("ko", "Korean"),
    "HEBREW": Language("he", "Hebrew"),
    "KHMER": Language("km", "Khmer"),
    "MYANMAR": Language("my", "Burmese"),
    "THAI": Language("th", "Thai"),
}


@dataclass(frozen=True, slots=True)
class _Evidence:
    """What of a text speaks for one language."""

    weight: float = 0.0
    """Sum over the function words found; one that n languages share counts 1/n."""
    count: int = 0
    asks: bool = False

    @property
    def is_enough(self) -> bool:
        """True for words that make a sentence; 'de la' stands in names too."""
        return self.asks and self.count >= LEAST_WORDS and self.weight >= 1


def question_language(question: str) -> Language | None:
    """Return the language of `question`, or None where too little of it tells.

    >>> question_language("Sudan")
    >>> question_language("Combien de personnes sont déplacées au Mali ?").name
    'French'
    """
    script = _main_script(question)
    if script != "LATIN":
        return _language_of_script(script, question)
    found = _evidence(_plain_words(question), _LATIN)
    if SPANISH_MARKS & set(question):
        found[SPANISH] = _Evidence(found[SPANISH].weight + CLEARLY, LEAST_WORDS, asks=True)
    first, second = sorted(found, key=lambda language: -found[language].weight)[:2]
    if found[first].is_enough and found[first].weight >= CLEARLY * found[second].weight:
        return first
    return ENGLISH if first is ENGLISH and found[ENGLISH].asks else None


def text_language(text: str) -> Language:
    """Return which of the searched languages to read a passage in; English where nothing tells."""
    script = _main_script(text)
    if script == "LATIN":
        found = _evidence(_plain_words(text), (ENGLISH, FRENCH, SPANISH))
        best = max(found, key=lambda language: found[language].weight)
        return best if found[best].count > LEAST_WORDS else ENGLISH
    language = _language_of_script(script, text)
    return language if language in SEARCHED else ENGLISH


def _evidence(words: frozenset[str], languages: Iterable[Language]) -> dict[Language, _Evidence]:
    """Weigh the distinct `words` for each of the `languages`, which are of Latin script."""
    weights = word_weights()
    known = words & weights.keys()
    found: dict[Language, _Evidence] = {}
    for language in languages:
        own = known & words_of(language.code)
        asks = not own.isdisjoint(words_of(language.code, "asking"))
        found[language] = _Evidence(sum(weights[word] for word in own), len(own), asks)
    return found


def _plain_words(text: str) -> frozenset[str]:
    text = text.casefold()
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", text))
    return frozenset(_WORD.findall(text))


def _main_script(text: str) -> str:
    """Return the script of most words, as Unicode names it; 'LATIN' where there is no word."""
    if not _NOT_LATIN.search(text):
        return "LATIN"
    weights: Counter[str] = Counter()
    for latin, other in _RUN.findall(text):
        if latin:
            weights["LATIN"] += 1
        else:
            script = unicodedata.name(other[0], "").partition(" ")[0]
            # Chinese and Japanese have no spaces; two characters make a word.
            weights[script] += (len(other) + 1) // 2 if script in _UNSPACED else 1
    return max(weights, key=weights.__getitem__, default="LATIN")


def _language_of_script(script: str, text: str) -> Language | None:
    match script:
        case "CJK" | "HIRAGANA" | "KATAKANA":
            return _JAPANESE if _KANA.search(text) else CHINESE
        case "CYRILLIC":
            return _UKRAINIAN if _UKRAINIAN_LETTER.search(text) else RUSSIAN
        case "ARABIC":
            if _URDU_LETTER.search(text):
                return _URDU
            return _PERSIAN if len(_PERSIAN_LETTER.findall(text)) >= LEAST_WORDS else ARABIC
    return _OF_SCRIPT.get(script) or Language("und", f"the {script.capitalize()} script")
