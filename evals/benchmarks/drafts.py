"""Measure how many untrue sentences of a draft are caught, and how many true ones are refused.

`python -m evals.benchmarks.drafts [--held-out] [--write]`
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tokenizers import Tokenizer

from assistant.answering.reading.cross_encoder import CrossEncoder
from assistant.answering.reading.cross_encoder_opening import open_cross_encoder
from assistant.answering.verifying import (
    LEAST_CLAUSE_SHARE,
    LEAST_ENTAILMENT,
    LEAST_SHARE,
    fault_of,
)
from assistant.library.model_files import locate_model
from assistant.settings import EmbeddingSettings, Settings
from evals.benchmarks.draft_cases import SEED, DraftCase, make_cases
from evals.benchmarks.draft_material import sample_evidence

LEAST_CAUGHT, MOST_FALSE_ALARMS = 0.95, 0.05
REPORT = Path(__file__).resolve().parents[1] / "reports" / "drafts.md"
MORE_SEEDS = (11, 12, 13, 14)
"""Drafts of the development half that the rules and thresholds were tuned on beside the 300."""


@dataclass(frozen=True, slots=True)
class JudgedDraft:
    """A draft and why it was refused, or None where it stood."""

    case: DraftCase
    fault: str | None

    @property
    def is_right(self) -> bool:
        """True where a true draft stood, or an untrue one was refused."""
        return (self.fault is None) is self.case.is_true


class MiniLmTokens:
    """Counts tokens as the library does, without loading the model."""

    def __init__(self, settings: EmbeddingSettings, cache_dir: Path) -> None:
        folder = locate_model(settings, cache_dir).folder
        self._tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()

    def count_tokens(self, text: str) -> int:
        """Return how many tokens `text` takes."""
        return len(self._tokenizer.encode(text).ids)


def judge(cases: Sequence[DraftCase], reader: CrossEncoder) -> tuple[JudgedDraft, ...]:
    """Verify each draft as the chain does, without the rewrite by a model."""

    def entails(passage: str, statement: str) -> tuple[float, float, float]:
        support = reader.support([(passage, statement)])[0]
        return support.entailment, support.neutral, support.contradiction

    return tuple(JudgedDraft(case, fault_of(case.text, case.cited, entails)) for case in cases)


def share_refused(judged: Sequence[JudgedDraft], *, is_true: bool) -> float | None:
    """Return the share of true, or of untrue, drafts that were refused; None where none is."""
    asked = [each for each in judged if each.case.is_true is is_true]
    return sum(each.fault is not None for each in asked) / len(asked) if asked else None


def falls_short(judged: Sequence[JudgedDraft]) -> bool:
    """True where a target is missed."""
    caught = share_refused(judged, is_true=False)
    alarms = share_refused(judged, is_true=True)
    return (caught or 0) < LEAST_CAUGHT or (1 if alarms is None else alarms) > MOST_FALSE_ALARMS


def render(halves: dict[str, Sequence[JudgedDraft]], milliseconds: float, command: str) -> str:
    """Write the report as Markdown."""
    return "\n".join([*_head(command), *_table(halves), *_foot(halves, milliseconds), ""])


def _head(command: str) -> Iterator[str]:
    yield "# Drafts of a chat model"
    yield from ("", f"{datetime.now(UTC):%Y-%m-%d}, 2 CPU cores. `{command}`", "")
    yield "Sentences of our sample briefings, each with one thing made wrong by chance (seed"
    yield f"{SEED}), and true ones: put otherwise by rule, or in our own words"
    yield "(`evals/datasets/draft_paraphrases.jsonl`). Each cites the passage that it was made of,"
    yield "and is verified as a chat model's draft is, without the rewrite. By a hash of the source"
    yield "half are held out. Rules and thresholds were tuned on the other half, of which further"
    yield f"seeds ({', '.join(map(str, MORE_SEEDS))}) made more untrue drafts. What counts"
    yield "as untrue is a rule, so a few untrue drafts are true or no sentence. The paraphrases"
    yield "were written before the rules, by the one who then wrote the rules; those for tuning"
    yield "after the held-out half had been asked once. Then it had caught .947 of 95 and refused"
    yield "6 of 61 true ones; what is below is the second time of asking. The reader was"
    yield "trained on statements made of these samples (a figure, a name or a 'not' changed), so"
    yield "its part looks better here than on documents new to it."
    yield ""


def _table(halves: dict[str, Sequence[JudgedDraft]]) -> Iterator[str]:
    yield "| half | kind | drafts | refused | share |"
    yield "|---|---|---:|---:|---:|"
    for half, judged in halves.items():
        for kind in dict.fromkeys(each.case.kind for each in judged):
            yield _row(half, kind, [each for each in judged if each.case.kind == kind])
        untrue = [each for each in judged if not each.case.is_true]
        true = [each for each in judged if each.case.is_true]
        yield _row(half, f"**all untrue: caught, at least {LEAST_CAUGHT}**", untrue)
        yield _row(half, f"**all true: false alarms, at most {MOST_FALSE_ALARMS}**", true)


def _row(half: str, kind: str, judged: Sequence[JudgedDraft]) -> str:
    refused = sum(each.fault is not None for each in judged)
    share = f"{refused / len(judged):.3f}" if judged else "not measured"
    return f"| {half} | {kind} | {len(judged)} | {refused} | {share} |"


def _foot(halves: dict[str, Sequence[JudgedDraft]], milliseconds: float) -> Iterator[str]:
    yield ""
    yield f"A sentence stands where no rule finds a fault, at least {LEAST_SHARE:.0%} of its terms"
    yield f"and {LEAST_CLAUSE_SHARE:.0%} of each clause's stand in one passage, and the reader"
    yield f"holds it entailed with at least {LEAST_ENTAILMENT}. Verifying one takes"
    yield f"{milliseconds:.0f} ms on average."
    for half, judged in halves.items():
        yield f"{half}: {'falls short' if falls_short(judged) else 'both targets are met'}."
    yield "Entailment alone is measured in `reading.md` (WiCE)."


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report, and what went wrong on the development half; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--held-out", action="store_true", help="judge the held-out half too")
    parser.add_argument("--write", action="store_true", help=f"also write {REPORT.name}")
    options = parser.parse_args(arguments)
    settings = Settings()
    cache = settings.data_dir / "models"
    cache.mkdir(parents=True, exist_ok=True)
    reader = open_cross_encoder(settings.embedding, cache)
    cases = make_cases(sample_evidence(MiniLmTokens(settings.embedding, cache)))
    since = time.perf_counter()
    halves: dict[str, Sequence[JudgedDraft]] = {
        "dev": judge([case for case in cases if not case.is_held_out], reader)
    }
    if options.held_out:
        halves["held out"] = judge([case for case in cases if case.is_held_out], reader)
    count = sum(map(len, halves.values()))
    milliseconds = (time.perf_counter() - since) * 1000 / count
    for each in halves["dev"]:
        if not each.is_right:
            print(f"{each.case.kind}: {each.case.text} ({each.fault or 'stood'})")
    flags = [f"--{name}" for name in ("held-out", "write") if vars(options)[name.replace("-", "_")]]
    report = render(halves, milliseconds, " ".join(("python -m evals.benchmarks.drafts", *flags)))
    print(report)
    if options.write:
        REPORT.write_text(report, encoding="utf-8")
    return int(falls_short(list(halves.values())[-1]))


if __name__ == "__main__":
    sys.exit(main())
