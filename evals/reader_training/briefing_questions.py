"""Our own questions on sample briefings and on documents kept for training, as readings.

Each question meets the passages that answer it, and passages of the same document that only look
as if they did: those marked as tempting, and those that share most words with it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answering.reading.headings import reading_heading
from assistant.domain import Briefing, Passage
from assistant.settings import Settings
from evals.reader_training.examples import Reading
from ingest.batch import BatchFile, gather_files
from ingest.pipeline import TokenCounter, read_briefings

UNANSWERED_KINDS = frozenset({"unanswerable", "false_premise"})
FIRST_HELD_OUT_SAMPLE = 230
MOST_NEAR = 2
"""Passages that do not answer which each question is shown over."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class _Document:
    briefing: Briefing
    raw: str
    words: tuple[frozenset[str], ...]
    """The words of each passage."""


def read_briefing_questions(
    questions: Sequence[Path],
    folders: Sequence[Path],
    counter: TokenCounter,
    *,
    held_out: bool = False,
) -> Iterator[Reading]:
    """Yield the readings of every question whose document is in one of `folders`."""
    files = batch_files(folders)
    documents: dict[str, _Document] = {}
    for path in questions:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            name = row["file"]
            if is_held_out(row["id"]) is not held_out:
                continue
            if name not in files:
                continue
            if name not in documents:
                documents[name] = _open(files[name], counter)
            yield from _readings(row, documents[name])


def is_held_out(question_id: str) -> bool:
    """True for the questions on samples that calibrate the reader and never train it."""
    source, _, number = question_id.rpartition("-")
    return source == "sample" and int(number) >= FIRST_HELD_OUT_SAMPLE


def batch_files(folders: Sequence[Path]) -> dict[str, BatchFile]:
    """Return the documents of `folders` by name, with what their manifests say of them."""
    found = (item for item in gather_files(folders) if isinstance(item, BatchFile))
    return {item.path.name: item for item in found}


def read_paragraphs(file: BatchFile, counter: TokenCounter) -> list[tuple[str, tuple[str, ...]]]:
    """Return heading and sentences of each passage of a document."""
    briefing = _open(file, counter).briefing
    return [
        (reading_heading(briefing, briefing.sections[p.section]), _sentences(briefing, p))
        for p in briefing.passages
    ]


def _open(file: BatchFile, counter: TokenCounter) -> _Document:
    briefing = read_briefings(file.path, file.given, counter, Settings())[0]
    words = tuple(frozenset(_words(briefing.text[p.start : p.end])) for p in briefing.passages)
    return _Document(briefing, file.path.read_bytes().decode("utf-8"), words)


def _readings(row: dict[str, Any], document: _Document) -> Iterator[Reading]:
    briefing = document.briefing
    evidence = _marked(row["evidence"], document)
    tempting = _marked(row["hard_negative"], document)
    is_unanswered = row["kind"] in UNANSWERED_KINDS or not row["evidence"]
    asked = frozenset(_words(row["question"]))
    near = sorted(range(len(briefing.passages)), key=lambda at: -len(asked & document.words[at]))
    shown = 0
    for at in near:
        passage = briefing.passages[at]
        inside = range(passage.first_sentence, passage.end_sentence)
        answering = frozenset(n - inside.start for n in inside if n in evidence)
        tempts = frozenset(n - inside.start for n in inside if n in tempting)
        if answering and not is_unanswered:
            yield _reading(row, document, passage, answering, frozenset())
        elif tempts or answering or shown < MOST_NEAR:
            shown += 1
            yield _reading(row, document, passage, frozenset(), tempts | answering)


def _reading(
    row: dict[str, Any],
    document: _Document,
    passage: Passage,
    answering: frozenset[int],
    tempting: frozenset[int],
) -> Reading:
    briefing = document.briefing
    sentences = _sentences(briefing, passage)
    answers = []
    for start, end in row["answer"] if answering else ():
        wanted = re.escape(document.raw[start:end].strip())
        pattern = re.compile(re.sub(r"(?:\\\s|\s)+", r"\\s+", wanted))
        for number in sorted(answering):
            match = pattern.search(sentences[number])
            if match:
                answers.append((number, match.start(), match.end()))
                break
    return Reading(
        row["question"],
        reading_heading(briefing, briefing.sections[passage.section]),
        sentences,
        answering,
        tuple(answers),
        "briefings",
        row["file"],
        passage.start,
        tempting,
    )


def _marked(spans: Sequence[Sequence[int]], document: _Document) -> frozenset[int]:
    """Return the sentences of the stored text that the raw spans hold, by their words."""
    briefing = document.briefing
    held = [" ".join(_words(document.raw[start:end])) for start, end in spans]
    return frozenset(
        number
        for number, sentence in enumerate(briefing.sentences)
        for said in [" ".join(_words(briefing.text[sentence.start : sentence.end]))]
        if any(_overlap(said, span) for span in held)
    )


def _overlap(said: str, span: str) -> bool:
    """True where one holds the other, or most words of the sentence stand in the span in a row."""
    if not said or not span:
        return False
    return f" {said} " in f" {span} " or f" {span} " in f" {said} " or _shares_run(said, span)


def _shares_run(said: str, span: str, length: int = 8) -> bool:
    words = said.split()
    runs = (" ".join(words[at : at + length]) for at in range(len(words) - length + 1))
    return any(f" {run} " in f" {span} " for run in runs)


def _sentences(briefing: Briefing, passage: Passage) -> tuple[str, ...]:
    inside = briefing.sentences[passage.first_sentence : passage.end_sentence]
    return tuple(briefing.text[each.start : each.end] for each in inside)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.casefold())
