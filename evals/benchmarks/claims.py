"""Telling claims that their sources support from the rest: WiCE, and how a threshold is chosen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from assistant.answering.reading.cross_encoder import CrossEncoder
from assistant.library.embedding import Embedder
from evals.benchmarks.reading_bench import Bench, Measured, Row, watched
from evals.benchmarks.reading_scores import area_under_curve
from evals.reader_training.statements import Claim, read_claims

LEAST_F1 = 0.60
TRAINING = "training half"
WHOLE = "whole chunk"
NEAREST = (3, 6)
"""Sentences of a chunk, nearest in meaning to the claim, that are read as one passage."""


@dataclass(frozen=True, slots=True)
class JudgedClaim:
    """How surely a claim is held supported, by what was read of each chunk."""

    is_supported: bool
    is_held_out: bool
    entailment: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Rule:
    """A claim counts as supported where, read so, it is held at least this likely."""

    passages: str
    threshold: float


def measure_claims(bench: Bench) -> Measured:
    """Choose what is read and the threshold on the training half; report F1 on the other."""
    claims = read_claims(bench.folder("wice"))
    asked = [claim for claim in claims if bench.is_final or not claim.is_held_out]
    judged = [judge_claim(bench.reader, bench.embedder, each) for each in watched(asked, "WiCE")]
    training = [each for each in judged if not each.is_held_out]
    rule = choose_rule(training)
    halves = {TRAINING: training}
    if bench.is_final:
        halves["held out"] = [each for each in judged if each.is_held_out]
    rows = tuple(
        Row(
            "WiCE: F1 of supported",
            f"{half}, {len(listed)} claims",
            f1_at(listed, rule),
            LEAST_F1 if half == "held out" else None,
        )
        for half, listed in halves.items()
    )
    return Measured(rows, tuple(_details(halves, rule)))


def judge_claim(reader: CrossEncoder, embedder: Embedder, claim: Claim) -> JudgedClaim:
    """Read a claim beside each of its chunks; the surest chunk decides."""
    asked = embedder.embed_one(claim.statement)
    passages = {WHOLE: [" ".join(chunk) for chunk in claim.chunks]}
    nearness = [embedder.embed_texts(list(chunk)) @ asked for chunk in claim.chunks]
    for most in NEAREST:
        passages[f"nearest {most}"] = [
            " ".join(chunk[row] for row in sorted(np.argsort(-near)[:most]))
            for chunk, near in zip(claim.chunks, nearness, strict=True)
        ]
    entailment = {}
    for name, texts in passages.items():
        support = reader.support([(text, claim.statement) for text in texts])
        entailment[name] = max((each.entailment for each in support), default=0.0)
    entailment["mean of all"] = sum(entailment.values()) / len(entailment)
    return JudgedClaim(claim.label == "supported", claim.is_held_out, entailment)


def choose_rule(judged: Sequence[JudgedClaim]) -> Rule:
    """Return what to read, by the area under the curve, and the threshold of the best F1.

    The area rests on all claims, F1 on those around its threshold: it is the steadier guide.
    """
    passages = max(judged[0].entailment, key=lambda name: _area(judged, name))
    return choose_threshold(judged, passages)


def choose_threshold(judged: Sequence[JudgedClaim], passages: str) -> Rule:
    """Return the threshold of the best F1; of equal ones the highest."""
    rules = [Rule(passages, each.entailment[passages]) for each in judged]
    return max(rules, key=lambda rule: (f1_at(judged, rule), rule.threshold))


def f1_at(judged: Sequence[JudgedClaim], rule: Rule) -> float:
    """Return the F1 of calling supported what `rule` does; 0 where nothing right is."""
    called = [each for each in judged if each.entailment[rule.passages] >= rule.threshold]
    right = sum(each.is_supported for each in called)
    supported = sum(each.is_supported for each in judged)
    return 2 * right / (len(called) + supported) if right else 0.0


def _area(judged: Sequence[JudgedClaim], passages: str) -> float:
    scores = np.array([each.entailment[passages] for each in judged], dtype=np.float32)
    return area_under_curve(scores, np.array([each.is_supported for each in judged]))


def _details(halves: Mapping[str, Sequence[JudgedClaim]], rule: Rule) -> Iterator[str]:
    yield "Claims of the development set, by a hash of their id one half trained on, the other held"
    yield "out. What is read of each chunk and the threshold are chosen on the training half. The"
    yield "reader was trained on the whole chunks of that half, so its numbers there are flattering"
    yield "and the choice leans towards whole chunks. 'Every claim' calls all of them supported."
    yield f"Chosen: {rule.passages}, at least {rule.threshold:.3f}."
    yield from ("", "| half | read | F1 | at least | AUC |", "|---|---|---:|---:|---:|")
    training = halves[TRAINING]
    for half, judged in halves.items():
        for name in judged[0].entailment:
            own = choose_threshold(training, name)
            numbers = (f1_at(judged, own), own.threshold, _area(judged, name))
            yield f"| {half} | {name} | " + " | ".join(f"{each:.3f}" for each in numbers) + " |"
        yield f"| {half} | every claim | {f1_at(judged, Rule(WHOLE, 0.0)):.3f} | – | – |"
