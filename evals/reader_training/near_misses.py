"""Makes questions that almost have an answer: what a reader must learn to refuse."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from evals.reader_training.examples import Reading

SHARES = {"squad2": 0.15, "qed": 0.6, "covid_qa": 0.3, "briefings": 0.15}
"""Of the answerable questions of a source, how many get a near miss in each pass; SQuAD 2.0 and our
own questions bring harder ones with them."""
_NAME_OR_FIGURE = re.compile(r"\b(?:[A-Z][\w'-]+(?: [A-Z][\w'-]+)*|\d[\d,.]*\d|\d)\b")
_WORD = re.compile(r"\w{3,}")


def near_misses(readings: Sequence[Reading], chance: random.Random) -> Iterator[Reading]:
    """Yield one near miss for a share of the answerable `readings`, of a kind drawn by chance."""
    by_article: dict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        by_article[reading.source + reading.article].append(reading)
    searched = [reading for reading in readings if reading.source == "qed"]
    for reading in readings:
        if not reading.answering or chance.random() > SHARES[reading.source]:
            continue
        kin = by_article[reading.source + reading.article]
        pool = searched if reading.source == "qed" else kin
        kind = chance.random()
        made = (
            _without_answer(reading)
            if kind < 0.4
            else _swapped(reading, kin, chance)
            if kind < 0.65
            else misplaced(reading, pool, chance)
        )
        if made is not None:
            yield made


def _without_answer(reading: Reading) -> Reading | None:
    """The same paragraph without its answering sentences."""
    kept = tuple(
        text for number, text in enumerate(reading.sentences) if number not in reading.answering
    )
    return _unanswered(reading, sentences=kept) if len(kept) > 1 else None


def _swapped(reading: Reading, kin: Sequence[Reading], chance: random.Random) -> Reading | None:
    """The same paragraph, asked about another name or figure of the same article."""
    found = [match for match in _NAME_OR_FIGURE.finditer(reading.question) if match.start()]
    if not found:
        return None
    match = chance.choice(found)
    is_figure = match.group()[0].isdigit()
    text = " ".join(reading.sentences).lower()
    others = [
        other.group()
        for each in chance.sample(list(kin), min(12, len(kin)))
        for other in _NAME_OR_FIGURE.finditer(each.question)
        if other.start() and other.group()[0].isdigit() == is_figure
    ]
    # A name that the paragraph itself holds could make another question with an answer.
    strange = [other for other in others if other.lower() not in text]
    if not strange:
        return None
    question = reading.question[: match.start()] + chance.choice(strange)
    return _unanswered(reading, question=question + reading.question[match.end() :])


def misplaced(reading: Reading, pool: Sequence[Reading], chance: random.Random) -> Reading | None:
    """The question over that paragraph, of some drawn, that shares most words with it."""
    asked = set(_WORD.findall(reading.question.lower()))
    drawn = [
        each
        for each in chance.sample(list(pool), min(40, len(pool)))
        if each.paragraph != reading.paragraph and not _holds_answer(reading, each.sentences)
    ]
    if not drawn:
        return None
    near = max(drawn, key=lambda each: len(asked & _words(each.sentences)))
    return _unanswered(reading, sentences=near.sentences, heading=near.heading)


def _words(sentences: Iterable[str]) -> set[str]:
    return set(_WORD.findall(" ".join(sentences).lower()))


def _holds_answer(reading: Reading, sentences: Iterable[str]) -> bool:
    text = " ".join(sentences).lower()
    return any(
        reading.sentences[sentence][start:end].lower() in text
        for sentence, start, end in reading.answers
    )


def _unanswered(
    reading: Reading,
    *,
    question: str | None = None,
    sentences: tuple[str, ...] | None = None,
    heading: str | None = None,
) -> Reading:
    return replace(
        reading,
        question=reading.question if question is None else question,
        sentences=reading.sentences if sentences is None else sentences,
        heading=reading.heading if heading is None else heading,
        answering=frozenset(),
        answers=(),
    )
