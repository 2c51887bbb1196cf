"""What every part of the reading benchmark is given, and what it gives back."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from assistant.answering.reading.cross_encoder import CrossEncoder
from assistant.library.embedding import Embedder
from evals.cases import Half

Item = TypeVar("Item")
PROGRESS_EVERY = 100


class NothingToMeasure(Exception):
    """A part of the benchmark has no questions here; the message says what to name."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What is measured, and on what."""

    benchmarks: Path
    corpus: Path
    library: Path | None
    """A data folder that holds exactly the corpus; answers are stored in it."""
    threads: int
    halves: tuple[Half, ...]
    reader: CrossEncoder
    embedder: Embedder
    questions: str = "corpus"
    """Which set of questions on the corpus is asked."""

    @property
    def is_final(self) -> bool:
        """True where the held-out questions are asked too."""
        return "held_out" in self.halves

    def folder(self, name: str) -> Path:
        """Return the folder of one public question set.

        Raises:
            NothingToMeasure: there is none.
        """
        found = self.benchmarks / name
        if not found.is_dir():
            raise NothingToMeasure(f"no {name} at {found}; name its folder with --benchmarks")
        return found


@dataclass(frozen=True, slots=True)
class Row:
    """One number of the report, and what was reached for."""

    what: str
    asked_of: str
    """Which questions, and how many."""
    value: float | None
    """None where it could not be graded."""
    target: float | None = None
    shown: str = ""
    """The number as it is written, where three digits are not how."""
    is_most: bool = False
    """True where the target is the most, not the least, that will do."""

    @property
    def falls_short(self) -> bool:
        """True where there is a target, and the number does not reach it or is missing."""
        if self.target is None:
            return False
        if self.value is None:
            return True
        return self.value >= self.target if self.is_most else self.value < self.target

    @property
    def verdict(self) -> str:
        """Say whether the target is reached; empty where there is none."""
        if self.target is None:
            return ""
        return "**falls short**" if self.falls_short else "reached"


@dataclass(frozen=True, slots=True)
class Measured:
    """What one part of the benchmark found: rows of the table, and what stands below it."""

    rows: tuple[Row, ...]
    details: tuple[str, ...] = ()
    """Markdown lines."""


def watched(items: Sequence[Item], name: str) -> Iterator[Item]:
    """Yield `items`, saying on stderr now and then how far it is."""
    for number, item in enumerate(items):
        if number % PROGRESS_EVERY == 0:
            print(f"{name}: {number} of {len(items)}", file=sys.stderr, flush=True)
        yield item
