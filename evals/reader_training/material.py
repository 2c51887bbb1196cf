"""What the reader learns from, pass by pass: questions over windows, statements over passages."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TypeVar

from tokenizers import Tokenizer

from evals.reader_training.briefing_questions import (
    batch_files,
    read_briefing_questions,
    read_paragraphs,
)
from evals.reader_training.corruptions import Paragraphs, corrupted_pairs
from evals.reader_training.encoding import PairWindow, Window, pair_window_of, window_of
from evals.reader_training.examples import Reading, read_split
from evals.reader_training.near_misses import near_misses
from evals.reader_training.statements import Pair, claim_pairs, read_claims, read_inference
from ingest.pipeline import TokenCounter

POOL = 4000
"""Windows among which those of like length are put together."""

Windows = Sequence[Window] | Sequence[PairWindow]
AnyWindow = TypeVar("AnyWindow", Window, PairWindow)


@dataclass(frozen=True, slots=True)
class Material:
    """All readings and pairs by source."""

    readings: Mapping[str, tuple[Reading, ...]]
    pairs: Mapping[str, tuple[Pair, ...]]
    documents: tuple[Paragraphs, ...]
    """Of which true and untrue statements are made anew in each pass."""
    development: tuple[Reading, ...]


@dataclass(frozen=True, slots=True)
class Places:
    """Where the training data lies."""

    benchmarks: Path
    corpus: Path
    samples: Path
    questions: tuple[Path, ...]


def read_material(places: Places, counter: TokenCounter) -> Material:
    """Read everything; a source whose folder is absent is empty."""
    split = read_split(places.benchmarks)
    by_source = {
        source: tuple(each for each in split.training if each.source == source)
        for source in ("squad2", "qed", "covid_qa")
    }
    folders = [folder for folder in (places.samples, places.corpus) if folder.is_dir()]
    asked = tuple(read_briefing_questions(places.questions, folders, counter))
    files = batch_files(folders)
    names = sorted({each.article for each in asked})
    documents = [read_paragraphs(files[name], counter) for name in names]
    articles: dict[str, dict[tuple[str, ...], str]] = {}
    for each in by_source["squad2"]:
        articles.setdefault(each.article, {})[each.sentences] = each.heading
    documents += [
        [(heading, texts) for texts, heading in article.items()] for article in articles.values()
    ]
    return Material(
        {**by_source, "briefings": asked},
        {
            "inference": tuple(read_inference(places.benchmarks / "nli")),
            "claims": tuple(claim_pairs(read_claims(places.benchmarks / "wice"))),
        },
        tuple(documents),
        split.development,
    )


def batches_of(
    material: Material,
    passes: Mapping[str, float],
    batch_tokens: int,
    tokenizer: Tokenizer,
    chance: random.Random,
) -> list[Windows]:
    """Return all batches of a run in order: each source as often as `passes` says, mixed."""
    windows: list[Window] = []
    for source, readings in material.readings.items():
        for share in _shares(passes.get(source, 0)):
            drawn = chance.sample(list(readings), round(share * len(readings)))
            shown = [*drawn, *near_misses(drawn, chance)]
            windows += [window_of(reading, tokenizer, chance) for reading in shown]
    pairs: list[PairWindow] = []
    for source, listed in {**material.pairs, "corrupted": ()}.items():
        for share in _shares(passes.get(source, 0)):
            made = listed or tuple(
                chain.from_iterable(corrupted_pairs(each, chance) for each in material.documents)
            )
            drawn_pairs = chance.sample(list(made), round(share * len(made)))
            pairs += [pair_window_of(pair, tokenizer, chance) for pair in drawn_pairs]
    batches: list[Windows] = [
        *_packed(windows, batch_tokens, chance),
        *_packed(pairs, batch_tokens, chance),
    ]
    chance.shuffle(batches)
    return batches


def _shares(passes: float) -> list[float]:
    """Return one share a pass: 2.5 passes are 1, 1 and a half."""
    whole = int(passes)
    return [1.0] * whole + ([passes - whole] if passes > whole else [])


def _packed(
    windows: Sequence[AnyWindow], batch_tokens: int, chance: random.Random
) -> list[list[AnyWindow]]:
    """Put windows of like length together, at most `batch_tokens` a batch, padding included."""
    shuffled = list(windows)
    chance.shuffle(shuffled)
    batches: list[list[AnyWindow]] = []
    for start in range(0, len(shuffled), POOL):
        batch: list[AnyWindow] = []
        for window in sorted(shuffled[start : start + POOL], key=lambda each: len(each.ids)):
            if (len(batch) + 1) * len(window.ids) > batch_tokens and batch:
                batches.append(batch)
                batch = []
            batch.append(window)
        if batch:
            batches.append(batch)
    return batches
