"""Reads the benchmarks as questions over runs of sentences, each with the sentences that answer."""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from pathlib import Path
from typing import Any

from ingest.splitting import split_sentences

HELD_OUT_ARTICLES = frozenset({"Normans", "Islamism", "Scottish_Parliament", "Steam_engine"})
"""SQuAD 2.0 articles never trained on; fixed before the first run."""
HELD_OUT_EVERY = 5
"""Of QED, rows 0, 5, 10, ... are never trained on."""
MAX_PAPER_WINDOW = 9
"""Sentences taken from a long paper around an answer."""

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reading:
    """A question over the sentences of one paragraph; none answers where `answering` is empty."""

    question: str
    heading: str
    sentences: tuple[str, ...]
    answering: frozenset[int]
    answers: tuple[tuple[int, int, int], ...]
    """Sentence, and start and end of the answer as characters of that sentence."""
    source: str
    article: str
    paragraph: int
    tempting: frozenset[int] = frozenset()
    """Sentences that look like an answer and are none, where the source names them."""


@dataclass(frozen=True, slots=True)
class Split:
    """What is trained on, and what is only measured on."""

    training: tuple[Reading, ...]
    development: tuple[Reading, ...]
    """Questions on paragraphs that XQuAD holds too: to watch, not to learn."""
    held_out_squad: tuple[Reading, ...]
    held_out_qed: tuple[Reading, ...]


def read_split(benchmarks: Path) -> Split:
    """Read all three sets; whatever XQuAD also holds is left out of training."""
    squad = tuple(read_squad(benchmarks / "squad2" / "squad2-12-articles.json"))
    qed = tuple(read_qed(benchmarks / "qed" / "qed-dev.jsonlines"))
    papers = read_papers(benchmarks / "covid_qa" / "200423_covidQA.json")
    shared = _xquad_texts(benchmarks / "xquad" / "xquad.en.json")
    held_out = tuple(each for each in squad if each.article in HELD_OUT_ARTICLES)
    kept = [each for each in squad if each.article not in HELD_OUT_ARTICLES]
    untouched = [each for each in kept if _fingerprint(each.sentences) not in shared]
    watched = tuple(each for each in kept if _fingerprint(each.sentences) in shared)
    trained_qed = [each for number, each in enumerate(qed) if number % HELD_OUT_EVERY]
    return Split((*untouched, *trained_qed, *papers), watched, held_out, qed[::HELD_OUT_EVERY])


def read_squad(path: Path) -> Iterator[Reading]:
    """Read SQuAD 2.0: whole paragraphs, about half of the questions unanswerable."""
    for article in json.loads(path.read_text(encoding="utf-8"))["data"]:
        title = article["title"]
        for number, paragraph in enumerate(article["paragraphs"]):
            text = paragraph["context"]
            spans = split_sentences(text)
            for asked in paragraph["qas"]:
                answers = [_span_of(answer) for answer in asked["answers"]]
                reading = _reading(
                    asked["question"],
                    title.replace("_", " "),
                    text,
                    spans,
                    answers if not asked["is_impossible"] else [],
                    ("squad2", title, number),
                )
                starts = [start for start, _ in spans]
                tempting = frozenset(
                    bisect_right(starts, answer["answer_start"]) - 1
                    for answer in asked.get("plausible_answers", ())
                )
                yield replace(reading, tempting=tempting)


def read_qed(path: Path) -> Iterator[Reading]:
    """Read QED: real search questions; its own sentence boundaries are kept."""
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines()):
        row = json.loads(line)
        text = row["paragraph_text"]
        starts = [*row["sentence_starts"], len(text)]
        spans = list(pairwise(starts))
        answers = [
            (answer["start"], answer["end"])
            for group in row["original_nq_answers"]
            for answer in group
        ]
        chosen = row["annotation"].get("selected_sentence")
        reading = _reading(
            row["question_text"],
            row["title_text"],
            text,
            spans,
            answers,
            ("qed", row["title_text"], number),
            also=(chosen["start"] + 1,) if chosen else (),
        )
        if reading.answering:
            yield reading


def read_papers(path: Path) -> Iterator[Reading]:
    """Read COVID-QA: of each long paper the sentences around the answer."""
    for number, article in enumerate(json.loads(path.read_text(encoding="utf-8"))["data"]):
        paragraph = article["paragraphs"][0]
        text = paragraph["context"]
        spans = split_sentences(text)
        starts = [start for start, _ in spans]
        for asked in paragraph["qas"]:
            answers = [_span_of(answer) for answer in asked["answers"]]
            middle = bisect_right(starts, answers[0][0]) - 1
            first = max(0, middle - MAX_PAPER_WINDOW // 2)
            near = spans[first : first + MAX_PAPER_WINDOW]
            where = ("covid_qa", f"paper {number}", first)
            yield _reading(asked["question"], "", text, near, answers, where)


def _span_of(answer: Mapping[str, Any]) -> Span:
    start = int(answer["answer_start"])
    return start, start + len(answer["text"].rstrip())


def _reading(  # noqa: PLR0913 - one call per set, each with all that a reading is made of
    question: str,
    heading: str,
    text: str,
    spans: Sequence[Span],
    answers: Iterable[Span],
    where: tuple[str, str, int],
    *,
    also: Sequence[int] = (),
) -> Reading:
    starts = [start for start, _ in spans]
    found = []
    for start, end in answers:
        sentence = bisect_right(starts, start) - 1
        if sentence < 0 or start >= spans[sentence][1]:
            continue
        first, last = spans[sentence]
        found.append((sentence, start - first, min(end, last) - first))
    marked = {bisect_right(starts, position) - 1 for position in also}
    return Reading(
        question.strip(),
        heading,
        tuple(text[start:end] for start, end in spans),
        frozenset({sentence for sentence, _, _ in found} | marked),
        tuple(dict.fromkeys(found)),
        *where,
    )


def _fingerprint(sentences: Iterable[str]) -> str:
    return "".join("".join(sentences).split())


def _xquad_texts(path: Path) -> frozenset[str]:
    """Return XQuAD's paragraphs without white space: they are paragraphs of SQuAD articles."""
    articles = json.loads(path.read_text(encoding="utf-8"))["data"]
    return frozenset(
        "".join(paragraph["context"].split())
        for article in articles
        for paragraph in article["paragraphs"]
    )
