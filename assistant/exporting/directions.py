"""Arabic and Hebrew in the order and shape in which they are drawn. Pure.

PDF text is placed glyph by glyph from left to right, and no shaping engine is among our
dependencies: letters are joined by the presentation forms that Unicode lists for them (Unicode
Standard, section 9.2), and runs that read from the right are reversed (a simple case of UAX #9:
no nested embeddings).
"""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache
from itertools import groupby

_RIGHT_TO_LEFT = ("R", "AL")
_LEFT_TO_RIGHT = ("L", "EN", "AN")
_FORMS = (*range(0xFB50, 0xFBB2), *range(0xFBD3, 0xFC00), *range(0xFE80, 0xFEFD))
_MIRRORED = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_TATWEEL = "\u0640"


def is_right_to_left(text: str) -> bool:
    """True where most letters of `text` read from the right."""
    kinds = [unicodedata.bidirectional(character) for character in text]
    return sum(kind in _RIGHT_TO_LEFT for kind in kinds) > kinds.count("L")


def drawn(text: str) -> str:
    """Return a line of `text` in drawing order, its Arabic letters joined."""
    from_right = is_right_to_left(text)
    groups = [
        (is_rtl, list(words))
        for is_rtl, words in groupby(text.split(" "), key=lambda word: _reads_from_right(word))
    ]
    written = [" ".join(_drawn_run(words) if rtl else words) for rtl, words in groups]
    return " ".join(reversed(written) if from_right else written)


def _reads_from_right(word: str) -> bool:
    return any(unicodedata.bidirectional(character) in _RIGHT_TO_LEFT for character in word)


def _drawn_run(words: list[str]) -> Iterator[str]:
    return (_reversed(joined(word)) for word in reversed(words))


def _reversed(word: str) -> str:
    """Reverse a word letter by letter; figures within it keep their order."""
    runs = [
        (is_figure, "".join(characters))
        for is_figure, characters in groupby(
            word, key=lambda character: unicodedata.bidirectional(character) in _LEFT_TO_RIGHT
        )
    ]
    return "".join(
        run if is_figure else run[::-1].translate(_MIRRORED) for is_figure, run in reversed(runs)
    )


def joined(word: str) -> str:
    """Return `word` with each Arabic letter in the form that its neighbours ask for.

    Vowel marks are left out: without a shaping engine they would stand beside their letters.
    """
    forms = _presentation_forms()
    letters = [character for character in word if unicodedata.bidirectional(character) != "NSM"]
    written: list[str] = []
    place = 0
    while place < len(letters):
        pair = "".join(letters[place : place + 2])
        unit = pair if pair in forms else letters[place]
        before = place > 0 and _joins_next(letters[place - 1])
        after = place + len(unit) < len(letters) and _joins_before(letters[place + len(unit)])
        written.append(_form(unit, before, after))
        place += len(unit)
    return "".join(written)


def _form(unit: str, before: bool, after: bool) -> str:
    """Choose among the forms of one letter or ligature."""
    forms = _presentation_forms().get(unit, {})
    wanted = {
        (True, True): ("<medial>", "<final>"),
        (True, False): ("<final>",),
        (False, True): ("<initial>", "<isolated>"),
        (False, False): ("<isolated>",),
    }[(before, after)]
    return next((forms[name] for name in wanted if name in forms), unit)


def _joins_next(letter: str) -> bool:
    return letter == _TATWEEL or "<initial>" in _presentation_forms().get(letter, {})


def _joins_before(letter: str) -> bool:
    return letter == _TATWEEL or "<final>" in _presentation_forms().get(letter, {})


@lru_cache(maxsize=1)
def _presentation_forms() -> dict[str, dict[str, str]]:
    """Return by letter or lam-alef pair its isolated, initial, medial and final character."""
    forms: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for code in _FORMS:
        tag, *parts = unicodedata.decomposition(chr(code)).split() or [""]
        letters = "".join(chr(int(part, 16)) for part in parts)
        if len(letters) == 1 or (len(letters) == 2 and letters[0] == "\u0644"):
            forms[letters].setdefault(tag, chr(code))
    return dict(forms)
