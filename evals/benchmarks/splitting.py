"""Measure how exactly sentences are found, against boundaries that a person set by reading.

`python -m evals.benchmarks.splitting [--corpus DIR] [--half dev] [--write]`
"""

from __future__ import annotations

import argparse
import hashlib
import json
import platform
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from assistant.settings import IngestSettings
from ingest.loading import load_file
from ingest.normalising import NORMALISER_VERSION, normalise
from ingest.splitting import SPLITTER_VERSION, split_sentences

_REPOSITORY = Path(__file__).resolve().parents[2]
_GOLDEN = _REPOSITORY / "evals" / "datasets" / "golden_sentences.jsonl"
_REPORT = _REPOSITORY / "evals" / "reports" / "splitting.md"
_CORPUS = _REPOSITORY.parent / "shared" / "corpus"
_TARGET = 0.98

_HOW = (
    "A found sentence counts only if both its ends are exactly the labelled ones. The labels were",
    "set by reading windows of running text in which every full stop was numbered, without the",
    "splitter's output in view. `even` windows are drawn at random over resolutions, meeting",
    "records, factbook pages and the briefing; `hard` ones are paragraphs drawn among those with",
    "an abbreviation, initials, a quote or a bracket at a full stop. Windows begin and end with",
    "paragraphs as the normaliser sets them; each of its breaks inside a window was read and",
    "accepted, a wrong one at a window's edge would not show. Most boundaries of even windows are",
    "paragraph ends, so they test the normaliser as much as the splitter.",
    "",
    "What these numbers do not say: the rules were written with all of these documents at hand,",
    "and several hard cases had been mended before they were drawn. The held-out half was scored",
    "once, after the rules were final, but its documents are not new to the rules. Documents of",
    "another publisher will give lower numbers.",
)

Half = Literal["dev", "held_out"]
Span = tuple[int, int]


class GoldenDrift(Exception):
    """The normalised text is no longer the one in which the boundaries were set."""


@dataclass(frozen=True, slots=True)
class GoldenSentence:
    """One labelled sentence: offsets into the normalised text, and the hash of what lies there."""

    file: str
    start: int
    end: int
    sha256_16: str
    half: Half
    window: int
    window_start: int
    window_end: int
    sample: str
    """'even': windows drawn evenly over the kinds; 'hard': paragraphs with full stops in them."""
    normaliser: int


@dataclass(slots=True)
class Score:
    """Exact sentences found, counted over windows."""

    labelled: int = 0
    found: int = 0
    exact: int = 0
    misses: list[str] = field(default_factory=list)
    """Where a label and a found sentence differ; offsets only, never text."""

    @property
    def precision(self) -> float:
        """The share of found sentences that are labelled ones."""
        return self.exact / self.found if self.found else 0.0

    @property
    def recall(self) -> float:
        """The share of labelled sentences that were found."""
        return self.exact / self.labelled if self.labelled else 0.0


def read_golden(path: Path = _GOLDEN) -> tuple[GoldenSentence, ...]:
    """The labelled sentences, in the order of the file."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(GoldenSentence(**json.loads(line)) for line in lines)


def check_drift(text: str, sentence: GoldenSentence) -> None:
    """Raise `GoldenDrift` unless the labelled text still lies at the labelled place."""
    found = hashlib.sha256(text[sentence.start : sentence.end].encode()).hexdigest()[:16]
    if found != sentence.sha256_16:
        raise GoldenDrift(
            f"{sentence.file} [{sentence.start}:{sentence.end}] no longer holds the labelled "
            f"sentence (normaliser {NORMALISER_VERSION}, labelled with {sentence.normaliser}). "
            "Label window "
            f"{sentence.window} again, or undo the change to the normaliser."
        )


def score_window(found: Iterable[Span], labelled: Sequence[GoldenSentence], score: Score) -> None:
    """Add one window to `score`: found sentences that reach into it against its labels."""
    window = labelled[0]
    inside = {
        span for span in found if span[0] < window.window_end and span[1] > window.window_start
    }
    expected = {(sentence.start, sentence.end) for sentence in labelled}
    score.labelled += len(expected)
    score.found += len(inside)
    score.exact += len(inside & expected)
    score.misses.extend(
        f"{window.file} [{start}:{end}] {'not labelled' if span in inside else 'not found'}"
        for span in sorted(inside ^ expected)
        for start, end in (span,)
    )


def measure(corpus: Path, golden: Sequence[GoldenSentence]) -> dict[str, Score]:
    """Scores by half, and by half and sample ('dev', 'dev hard', ...)."""
    scores: dict[str, Score] = {}
    for file in sorted({sentence.file for sentence in golden}):
        text = normalise(load_file(corpus / file, IngestSettings())).text
        found = split_sentences(text)
        for labelled in _windows(golden, file):
            for sentence in labelled:
                check_drift(text, sentence)
            for name in (labelled[0].half, f"{labelled[0].half} {labelled[0].sample}"):
                score_window(found, labelled, scores.setdefault(name, Score()))
    return dict(sorted(scores.items()))


def _windows(golden: Sequence[GoldenSentence], file: str) -> Iterator[list[GoldenSentence]]:
    windows: dict[int, list[GoldenSentence]] = {}
    for sentence in golden:
        if sentence.file == file:
            windows.setdefault(sentence.window, []).append(sentence)
    yield from windows.values()


def measure_speed(corpus: Path) -> str:
    """How long the whole corpus takes, in words."""
    files = sorted(corpus.glob("*.txt"))
    loaded = [load_file(file, IngestSettings()) for file in files]
    begin = time.perf_counter()
    texts = [normalise(document).text for document in loaded]
    normalised = time.perf_counter()
    count = sum(len(split_sentences(text)) for text in texts)
    split = time.perf_counter()
    return (
        f"{len(files)} documents, {sum(map(len, texts)):,} characters, {count:,} sentences: "
        f"normalised in {normalised - begin:.1f} s, split in {split - normalised:.1f} s"
    )


def render(scores: dict[str, Score], speed: str, command: str) -> str:
    """The report as Markdown."""
    rows = [
        f"| {name.replace('_', '-')} | {score.labelled} | {score.found} | {score.exact} "
        f"| {score.precision:.3f} | {score.recall:.3f} |"
        for name, score in scores.items()
    ]
    misses = [f"- {miss}" for name in ("dev", "held_out") for miss in scores[name].misses]
    return "\n".join(
        [
            "# Sentence splitting",
            "",
            f"{datetime.now(UTC):%Y-%m-%d}, Python {platform.python_version()}, "
            f"{platform.machine()}, {_processor()}; normaliser {NORMALISER_VERSION}, "
            f"splitter {SPLITTER_VERSION}.",
            "",
            f"`{command}`",
            "",
            *_HOW,
            "",
            "| windows | labelled | found | exact | precision | recall |",
            "|---|---|---|---|---|---|",
            *rows,
            "",
            f"Speed: {speed}.",
            "",
            f"Target: at least {_TARGET} for both on both halves.",
            "",
            *(["Differences:", "", *misses] if misses else ["No differences."]),
            "",
        ]
    )


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    names = info.read_text(encoding="utf-8").splitlines() if info.exists() else []
    return next(
        (line.partition(":")[2].strip() for line in names if line.startswith("model name")),
        platform.processor() or "unknown processor",
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report; 1 where a half misses the target."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpus", type=Path, default=_CORPUS, help="folder of the txt files")
    parser.add_argument("--half", choices=("dev", "held_out"), help="score this half only")
    parser.add_argument("--write", action="store_true", help=f"also write {_REPORT.name}")
    options = parser.parse_args(arguments)
    golden = [row for row in read_golden() if options.half in (None, row.half)]
    scores = measure(options.corpus, golden)
    for name in ("dev", "held_out"):
        scores.setdefault(name, Score())
    command = "python -m evals.benchmarks.splitting " + " ".join(arguments or sys.argv[1:])
    report = render(scores, measure_speed(options.corpus), command.strip())
    print(report)
    if options.write:
        _REPORT.write_text(report, encoding="utf-8")
    measured = [score for score in scores.values() if score.labelled]
    return int(any(min(score.precision, score.recall) < _TARGET for score in measured))


if __name__ == "__main__":
    sys.exit(main())
