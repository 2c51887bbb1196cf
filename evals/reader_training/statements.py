"""Reads pairs of a passage and a statement, each with what the passage says of the statement."""

from __future__ import annotations

import csv
import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answering.reading.cross_encoder_model import VERDICTS

ENTAILMENT, NEUTRAL, CONTRADICTION = VERDICTS


@dataclass(frozen=True, slots=True)
class Pair:
    """A statement beside a passage, and the verdict of people, or of how the pair was made."""

    passage: str
    statement: str
    verdict: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim of WiCE with the chunks of evidence that its authors chose for it."""

    id: str
    statement: str
    chunks: tuple[tuple[str, ...], ...]
    supporting: tuple[str, ...]
    label: str

    @property
    def is_held_out(self) -> bool:
        """True for every other claim, by a hash of its id, so that no order decides."""
        return hashlib.sha256(self.id.encode()).digest()[0] % 2 == 1


def read_inference(folder: Path) -> Iterator[Pair]:
    """Read the development sets of SNLI and MultiNLI; all of them are trained on."""
    for name in ("snli.dev.csv", "mnli.dev.csv"):
        with (folder / name).open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if row["label"] in VERDICTS:
                    yield Pair(row["premise"].strip(), row["hypothesis"].strip(), row["label"])


def read_claims(folder: Path) -> tuple[Claim, ...]:
    """Read WiCE's claims, each with all the chunks that the data set gives for it."""
    rows = [json.loads(line) for line in _lines(folder / "claim_dev.jsonl")]
    chunks: dict[str, list[tuple[str, ...]]] = {}
    for line in _lines(folder / "oracle_chunks_claim_dev.jsonl"):
        row = json.loads(line)
        chunks.setdefault(row["meta"]["id"], []).append(tuple(row["evidence"]))
    return tuple(
        Claim(
            row["meta"]["id"],
            row["claim"],
            tuple(chunks.get(row["meta"]["id"], ())),
            _supporting(row),
            row["label"],
        )
        for row in rows
    )


def claim_pairs(claims: tuple[Claim, ...]) -> Iterator[Pair]:
    """Yield the training half of WiCE: whole support entails, partial or none is neutral."""
    for claim in claims:
        if claim.is_held_out:
            continue
        verdict = ENTAILMENT if claim.label == "supported" else NEUTRAL
        if claim.supporting:
            yield Pair(" ".join(claim.supporting), claim.statement, verdict)
        for chunk in claim.chunks:
            yield Pair(" ".join(chunk), claim.statement, verdict)


def _supporting(row: dict[str, Any]) -> tuple[str, ...]:
    groups, evidence = row["supporting_sentences"], row["evidence"]
    return tuple(evidence[index] for index in sorted(groups[0] if groups else []))


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()
