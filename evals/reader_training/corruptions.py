"""Makes statements that a passage supports, and the same with one thing made wrong, by chance."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence

from evals.reader_training.statements import CONTRADICTION, ENTAILMENT, NEUTRAL, Pair

_FIGURE = re.compile(r"(?<![\w/.])\d{1,3}(?:,\d{3})+|(?<![\w/.,])\d{1,4}(?![\w/]|,\d|\.\d)")
_NAME = re.compile(r"(?<=\s)[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+)*")
_AUXILIARY = re.compile(r"\b(is|are|was|were|has|have|had|must|should|will)\b(?!\s+not\b)")
_ASIDE = re.compile(r"\s*\([^()]*\)|, (?:including|which|who|where|as well as)[^,;]*(?=[,.;])")
_LEAST_WORDS = 7

Paragraphs = Sequence[tuple[str, Sequence[str]]]
"""Heading and sentences of each paragraph of one document."""


def corrupted_pairs(paragraphs: Paragraphs, chance: random.Random) -> Iterator[Pair]:
    """Yield, for sentences of a document, one true and one untrue statement beside their passage.

    An untrue one has another figure, another name of the same document, or the opposite said; or
    it is a sentence of another paragraph, on which this one says nothing.
    """
    names = sorted({name for _, texts in paragraphs for t in texts for name in _NAME.findall(t)})
    sentences = [text for _, texts in paragraphs for text in texts]
    for heading, texts in paragraphs:
        passage = " ".join(texts)
        for text in texts:
            if len(text.split()) < _LEAST_WORDS:
                continue
            yield Pair(passage, _shortened(text, chance), ENTAILMENT, heading)
            wrong = _corrupted(text, names, passage, chance)
            if wrong is not None:
                yield Pair(passage, wrong, CONTRADICTION, heading)
            else:
                other = chance.choice(sentences)
                if other not in passage and len(other.split()) >= _LEAST_WORDS:
                    yield Pair(passage, other, NEUTRAL, heading)


def _shortened(text: str, chance: random.Random) -> str:
    return _ASIDE.sub("", text) if chance.random() < 0.6 else text


def _corrupted(text: str, names: Sequence[str], passage: str, chance: random.Random) -> str | None:
    ways = [_other_figure, _other_name, _negated]
    chance.shuffle(ways)
    for way in ways:
        made = way(_shortened(text, chance), names, passage, chance)
        if made is not None:
            return made
    return None


def _other_figure(
    text: str, names: Sequence[str], passage: str, chance: random.Random
) -> str | None:
    del names
    found = list(_FIGURE.finditer(text))
    if not found:
        return None
    match = chance.choice(found)
    value = int(match.group().replace(",", ""))
    changed = _near(value, chance)
    written = f"{changed:,}" if "," in match.group() or changed > 9999 else str(changed)
    if written in passage:
        return None
    return text[: match.start()] + written + text[match.end() :]


def _near(value: int, chance: random.Random) -> int:
    """Return another number that could stand in the same place; years stay years."""
    if 1900 <= value <= 2100:
        return value + chance.choice((-3, -2, -1, 1, 2, 3))
    if value <= 31:
        return chance.choice([other for other in range(1, 32) if other != value])
    factor = chance.choice((0.1, 0.5, 0.8, 1.2, 1.5, 2, 10))
    return max(1, round(value * factor / 10) * 10 + value % 10)


def _other_name(text: str, names: Sequence[str], passage: str, chance: random.Random) -> str | None:
    found = list(_NAME.finditer(text))
    strange = [name for name in names if name not in passage]
    if not found or not strange:
        return None
    match = chance.choice(found)
    return text[: match.start()] + chance.choice(strange) + text[match.end() :]


def _negated(text: str, names: Sequence[str], passage: str, chance: random.Random) -> str | None:
    del names, passage
    found = list(_AUXILIARY.finditer(text))
    if not found:
        return None
    end = chance.choice(found[:2]).end()
    return f"{text[:end]} not{text[end:]}"
