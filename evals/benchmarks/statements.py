"""Measure how exactly dates and figures are read, against sentences that a person labelled.

`python -m evals.benchmarks.statements [--held-out] [--write] [--corpus DIR]`
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

from assistant.statements.event_dates import event_dates_in
from assistant.statements.figures import figures_in
from assistant.statements.integrity import integrity_faults

_REPOSITORY = Path(__file__).resolve().parents[2]
_LABELS = _REPOSITORY / "evals" / "datasets" / "labelled_sentences.jsonl"
_REPORT = _REPOSITORY / "evals" / "reports" / "statements.md"
_CORPUS = _REPOSITORY.parent / "shared" / "corpus"
PRECISION_TARGET, RECALL_TARGET = 0.98, 0.95

Label = dict[str, str | float | int | None]


@dataclass(frozen=True, slots=True)
class Reading:
    """A date or figure at a span of a sentence, with what makes two of them the same."""

    start: int
    end: int
    meaning: tuple[object, ...]

    def agrees_with(self, other: Reading) -> bool:
        """True where both mean the same and share a character."""
        overlaps = self.start < other.end and other.start < self.end
        return overlaps and self.meaning == other.meaning


@dataclass(slots=True)
class Score:
    """What was labelled, what was read, and what agrees."""

    labelled: int = 0
    read: int = 0
    right: int = 0
    errors: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float | None:
        """The share of readings that are labelled so; None where nothing was read."""
        return self.right / self.read if self.read else None

    @property
    def recall(self) -> float | None:
        """The share of labels that were read; None where nothing is labelled."""
        return self.right / self.labelled if self.labelled else None


def read_labels(half: str, path: Path = _LABELS) -> Iterator[dict[str, object]]:
    """Yield the labelled sentences of one half; those of the other are not looked at."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if f'"half": "{half}"' in line:
            yield json.loads(line)


def dates_of(text: str) -> list[Reading]:
    """Read the dates of one sentence."""
    return [
        Reading(each.start, each.end, (each.first, each.last, each.precision.value))
        for each in event_dates_in(text)
    ]


def figures_of(text: str) -> list[Reading]:
    """Read the figures of one sentence."""
    return [
        Reading(each.number_start, each.number_end, (each.value, each.high, each.bound.value))
        for each in figures_in(text)
    ]


def labelled_date(label: Label) -> Reading:
    """Return a labelled date as a reading."""
    days = (date.fromisoformat(str(label[name])) for name in ("first", "last"))
    return Reading(int(label["start"] or 0), int(label["end"] or 0), (*days, label["precision"]))


def labelled_figure(label: Label) -> Reading:
    """Return a labelled figure as a reading."""
    meaning = (label["value"], label["high"], label["bound"])
    return Reading(int(label["start"] or 0), int(label["end"] or 0), meaning)


def add_sentence(
    score: Score, text: str, read: Sequence[Reading], labelled: Sequence[Reading]
) -> None:
    """Count one sentence; a reading and a label agree with one each."""
    open_labels = list(labelled)
    score.labelled += len(labelled)
    score.read += len(read)
    for each in read:
        same = next((label for label in open_labels if each.agrees_with(label)), None)
        if same is None:
            score.errors.append(f"read wrongly: {_shown(text, each)}")
        else:
            open_labels.remove(same)
            score.right += 1
    score.errors.extend(f"not read: {_shown(text, label)}" for label in open_labels)


def measure(half: str, corpus: Path) -> dict[str, Score]:
    """Score dates and figures on the sentences of one half."""
    scores = {"dates": Score(), "figures": Score()}
    kinds: dict[str, tuple[Callable[[str], list[Reading]], Callable[[Label], Reading]]] = {
        "dates": (dates_of, labelled_date),
        "figures": (figures_of, labelled_figure),
    }
    for row in read_labels(half):
        raw = (corpus / str(row["file"])).read_text(encoding="utf-8")
        text = raw[int(str(row["start"])) : int(str(row["end"]))].replace("\n", " ")
        for kind, (read, as_reading) in kinds.items():
            labels: list[Label] = row[kind]  # type: ignore[assignment]  # a list by the format
            add_sentence(scores[kind], text, read(text), [as_reading(each) for each in labels])
    return scores


def render(
    scores: dict[str, dict[str, Score]], milliseconds: tuple[float, float], command: str
) -> str:
    """The report as Markdown; it shows no sentence."""
    rows = [
        f"| {half.replace('_', '-')} | {kind} | {score.labelled} | {score.read} | {score.right} "
        f"| {_share(score.precision)} | {_share(score.recall)} |"
        for half, kinds in scores.items()
        for kind, score in kinds.items()
    ]
    return "\n".join(
        [
            "# Dates and figures in sentences",
            "",
            f"{datetime.now(UTC):%Y-%m-%d}, 2 CPU cores. `{command}`",
            "",
            "200 sentences of the corpus, labelled by one who did not write the rules; half are",
            "held out. A date counts where first day, last day and precision are the labelled",
            "ones, a figure where value, upper end and bound are; both must overlap the label. The",
            "rules were tuned on the dev half and on other sentences of the same documents, so the",
            "held-out sentences are new to them and their documents are not.",
            "",
            "| half | what | labelled | read | right | precision | recall |",
            "|---|---|---:|---:|---:|---:|---:|",
            *rows,
            "",
            f"Target, held out: precision {PRECISION_TARGET}, recall {RECALL_TARGET}.",
            *_missed(scores.get("held_out", {})),
            f"Reading one sentence takes {milliseconds[0]:.2f} ms, checking it against a quote "
            f"{milliseconds[1]:.2f} ms (processor time, mean of the dev half).",
            "",
        ]
    )


def _missed(kinds: dict[str, Score]) -> Iterator[str]:
    for kind, score in kinds.items():
        if (score.precision or 0) < PRECISION_TARGET:
            wrong = score.read - score.right
            yield f"Missed: precision of {kind}, {wrong} of {score.read} read wrongly."
        if (score.recall or 0) < RECALL_TARGET:
            lost = score.labelled - score.right
            yield f"Missed: recall of {kind}, {lost} of {score.labelled} not read rightly."


def milliseconds_a_sentence(half: str, corpus: Path) -> tuple[float, float]:
    """Return the mean processor time of reading one sentence, and of checking it on its quote."""
    texts = [
        (corpus / str(row["file"])).read_text(encoding="utf-8")[
            int(str(row["start"])) : int(str(row["end"]))
        ]
        for row in read_labels(half)
    ]
    begin = time.process_time()
    for text in texts:
        figures_in(text)
        event_dates_in(text)
    read = time.process_time()
    for text in texts:
        integrity_faults(text, [text + " "])
    checked = time.process_time()
    count = max(1, len(texts))
    return (read - begin) * 1000 / count, (checked - read) * 1000 / count


def _shown(text: str, reading: Reading) -> str:
    before, after = text[max(0, reading.start - 40) : reading.start], text[reading.end :][:40]
    meaning = ", ".join(str(part) for part in reading.meaning)
    return f"({meaning}) {before}[[{text[reading.start : reading.end]}]]{after}"


def _share(share: float | None) -> str:
    return "not measured" if share is None else f"{share:.3f}"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report and the errors of the dev half; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--corpus", type=Path, default=_CORPUS, help="folder of the txt files")
    parser.add_argument("--held-out", action="store_true", help="score the held-out half too")
    parser.add_argument("--write", action="store_true", help=f"also write {_REPORT.name}")
    options = parser.parse_args(arguments)
    halves = ("dev", "held_out") if options.held_out else ("dev",)
    scores = {half: measure(half, options.corpus) for half in halves}
    flags = [f"--{name}" for name in ("held-out", "write") if vars(options)[name.replace("-", "_")]]
    command = " ".join(("python -m evals.benchmarks.statements", *flags))
    report = render(scores, milliseconds_a_sentence("dev", options.corpus), command)
    for kind, score in scores["dev"].items():
        print(*(f"{kind}: {error}" for error in score.errors), sep="\n")
    print(report)
    if options.write:
        _REPORT.write_text(report, encoding="utf-8")
    last = scores[halves[-1]].values()
    return int(
        any(
            (each.precision or 0) < PRECISION_TARGET or (each.recall or 0) < RECALL_TARGET
            for each in last
        )
    )


if __name__ == "__main__":
    sys.exit(main())
