"""The reader's signals for every sentence found for our questions, with those that answer."""

from __future__ import annotations

import calendar
import json
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path

import torch

import assistant.answering.reading.reader
from assistant.answering.evidence_reading import EvidenceReading
from assistant.answering.question.condensing import standalone_question
from assistant.answering.question.scope import find_scope
from assistant.answering.reading.signals import Signals, sentence_text
from assistant.domain import Message
from assistant.library.library import Library
from assistant.settings import load_settings
from evals.cases import load_cases, raw_text, read_evidence
from evals.reader_training.briefing_questions import UNANSWERED_KINDS, is_held_out
from evals.scoring import quotes_same_sentence

_REPOSITORY = Path(__file__).resolve().parents[2]
_DATASETS = _REPOSITORY / "evals" / "datasets"
_SAMPLES = _REPOSITORY / "ingest" / "samples"
_CORPUS = _REPOSITORY.parent / "shared" / "corpus"
_OTHERWISE_ENDED = ("two_part", "ambiguous", "uncovered_country", "false_premise")
"""Kinds of questions that signals of one sentence do not decide."""

NAMES = tuple(each.name for each in fields(Signals) if each.name != "gives_level")
"""The signals that are weighed; a line that gives the level asked for is an answer as it is."""
Span = tuple[str, str]
"""File and text of evidence."""


@dataclass(frozen=True, slots=True)
class Read:
    """One question with the signals of each sentence found, shape (sentences, signals)."""

    id: str
    signals: torch.Tensor
    answers: torch.Tensor
    """Which sentences answer, shape (sentences,)."""
    is_answerable: bool


def read_corpus_cases(library: Path) -> Iterator[Read]:
    """Yield the development half of the corpus questions, read in a library of the corpus."""
    cases = load_cases(_DATASETS / "corpus_questions.jsonl", "dev")
    with _open(library) as held:
        reading = _reading(held)
        for case in cases:
            if case.kind in _OTHERWISE_ENDED:
                continue
            history = [Message(turn.role, turn.content) for turn in case.history]
            as_of = date.fromisoformat(case.as_of) if case.as_of else None
            asked = standalone_question(case.question, history)
            spans = [(each.file, each.text) for each in read_evidence(case, _CORPUS)]
            read = _read(held, reading, (asked, case.countries, as_of), spans)
            if read is not None:
                yield Read(case.id, *read, bool(spans))


def read_sample_questions(library: Path) -> Iterator[Read]:
    """Yield the sample questions kept from training, each asked of its own edition."""
    lines = (_DATASETS / "reader_questions_samples.jsonl").read_text(encoding="utf-8").splitlines()
    with _open(library) as held:
        reading = _reading(held)
        cards = {Path(card.source.file_name).name: card for card in held.snapshot.cards}
        for line in lines:
            row = json.loads(line)
            card = cards.get(row["file"])
            if not is_held_out(row["id"]) or card is None or row["kind"] in _OTHERWISE_ENDED:
                continue
            raw = raw_text(_SAMPLES / row["file"])
            is_answerable = row["kind"] not in UNANSWERED_KINDS
            spans = [(row["file"], raw[start:end]) for start, end in row["evidence"]]
            day = card.edition_date.day
            last = day.replace(day=calendar.monthrange(day.year, day.month)[1])
            asked = (row["question"], card.countries, last)
            read = _read(held, reading, asked, spans if is_answerable else [])
            if read is not None:
                yield Read(row["id"], *read, is_answerable)


def _open(folder: Path) -> Library:
    settings = load_settings().model_copy(update={"data_dir": folder})
    return Library.open(settings, command="weighing")


def _reading(library: Library) -> EvidenceReading:
    # Every passage is read here, so that the fit does not depend on what is skimmed.
    assistant.answering.reading.reader.PASSAGES_READ = 100
    settings = load_settings()
    return EvidenceReading(library, settings)


def _read(
    library: Library,
    reading: EvidenceReading,
    asked: tuple[str, Sequence[str], date | None],
    spans: Sequence[Span],
) -> tuple[torch.Tensor, torch.Tensor] | None:
    question, countries, as_of = asked
    scope = find_scope(
        reading.with_names_corrected(question), library.snapshot.cards, countries, as_of
    )
    judged = reading.read(scope, reading.find(scope))
    if not judged:
        return None
    answers = [
        any(
            Path(each.evidence.card.source.file_name).name == file
            and quotes_same_sentence(sentence_text(each.evidence, each.sentence), text)
            for file, text in spans
        )
        for each in judged
    ]
    signals = torch.tensor(
        [astuple(each.signals)[: len(NAMES)] for each in judged], dtype=torch.float64
    )
    return signals, torch.tensor(answers)
