"""Measure how many untrue sentences of a draft are caught, and how many true ones are refused.

`python -m evals.benchmarks.drafts [--fresh] [--write]`
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from assistant.answering.reading.cross_encoder import CrossEncoder
from assistant.answering.reading.cross_encoder_opening import open_cross_encoder
from assistant.answering.verifying import LEAST_ENTAILMENT, LEAST_SHARE, fault_of
from assistant.settings import Settings
from evals.benchmarks.draft_cases import (
    FRESH_SEED,
    SEED,
    DraftCase,
    make_cases,
    make_fresh_cases,
)
from evals.benchmarks.draft_material import MiniLmTokens, sample_evidence
from evals.benchmarks.draft_weighing import entailment_by, fit_lines, read_drafts

LEAST_CAUGHT, MOST_FALSE_ALARMS = 0.95, 0.05
REPORT = Path(__file__).resolve().parents[1] / "reports" / "drafts.md"
ASKED_BEFORE = (
    f"The held-out half of seed {SEED} was asked twice, before the rules and weights of today,",
    "and is not asked again. Caught, the second time: figure changed 15 of 15, qualifier dropped",
    "12 of 12, actor swapped 9 of 9, wrong country 12 of 12, negation 11 of 12, two sources fused",
    "6 of 9, date changed 12 of 12, legal term raised 13 of 14; in all 90 of 95 (.947). Refused:",
    "2 of 26 true by rule and 4 of 35 paraphrases; in all 6 of 61 (.098).",
)
"""What was measured on drafts that are not to be asked again."""


@dataclass(frozen=True, slots=True)
class JudgedDraft:
    """A draft and why it was refused, or None where it stood."""

    case: DraftCase
    fault: str | None

    @property
    def is_right(self) -> bool:
        """True where a true draft stood, or an untrue one was refused."""
        return (self.fault is None) is self.case.is_true


def judge(cases: Sequence[DraftCase], reader: CrossEncoder) -> tuple[JudgedDraft, ...]:
    """Verify each draft as the chain does, without the rewrite by a model."""
    entails = entailment_by(reader)
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


def render(
    halves: dict[str, Sequence[JudgedDraft]],
    milliseconds: float,
    command: str,
    fitted: Sequence[str] = (),
) -> str:
    """Write the report as Markdown; `fitted` is a table of what the weights are worth."""
    folds = ("", "Judged by weights fitted without their documents:", "", *fitted) if fitted else ()
    lines = [*_head(command), *_table(halves), *_foot(halves, milliseconds), *folds, ""]
    return "\n".join(lines)


def _head(command: str) -> Iterator[str]:
    yield "# Drafts of a chat model"
    yield from ("", f"{datetime.now(UTC):%Y-%m-%d}, 2 CPU cores. `{command}`", "")
    yield "Sentences of our sample briefings, each with one thing made wrong by chance, and true"
    yield "ones: put otherwise by rule, or in other words by hand. Each cites the passage that it"
    yield "was made of, and is verified as a chat model's draft is, without the rewrite. By a hash"
    yield "of the source half of the sentences are held out. What counts as untrue is a rule, so a"
    yield "few untrue drafts are true or no sentence."
    yield ""
    yield f"`dev` (seed {SEED}): rules and weights were tuned on it, and on more made of that half"
    yield "(`draft_tuning.py`), our own paraphrases among them. `fresh, held out`: untrue drafts of"
    yield f"the held-out sentences by a seed not used before ({FRESH_SEED}), less those asked"
    yield "before, and `draft_paraphrases_fresh.jsonl`, written by one who had not seen the rules."
    yield "It was asked once; no rule or weight was changed after it. Our own paraphrases for"
    yield "tuning say little of new ones: three lots of them were refused at .16, .05 and .12 when"
    yield "first asked, before rules were mended by them. The reader was trained on"
    yield "statements made of these samples (a figure, a name or a 'not' changed), so its part"
    yield "looks better here than on documents new to it."
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
    # Four decimals, so that .9497 does not read as a target that is met.
    share = f"{refused / len(judged):.4f}" if judged else "not measured"
    return f"| {half} | {kind} | {len(judged)} | {refused} | {share} |"


def _foot(halves: dict[str, Sequence[JudgedDraft]], milliseconds: float) -> Iterator[str]:
    yield ""
    yield f"A sentence stands where no rule finds a fault, {LEAST_SHARE:.0%} of its terms or more"
    yield f"stand in one passage, the reader holds it entailed with {LEAST_ENTAILMENT} or more,"
    yield "and the odds of `assistant/answering/claims/weights.json` are high enough. Verifying one"
    yield f"takes {milliseconds:.0f} ms on average."
    for half, judged in halves.items():
        yield f"{half}: {'falls short' if falls_short(judged) else 'both targets are met'}."
    yield "Entailment alone is measured in `reading.md` (WiCE)."
    yield from ("", *ASKED_BEFORE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the report, and what went wrong on the development half; 1 where a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--fresh", action="store_true", help="judge the fresh drafts too")
    parser.add_argument("--write", action="store_true", help=f"also write {REPORT.name}")
    options = parser.parse_args(arguments)
    settings = Settings()
    cache = settings.data_dir / "models"
    cache.mkdir(parents=True, exist_ok=True)
    reader = open_cross_encoder(settings.embedding, cache)
    evidence = sample_evidence(MiniLmTokens(settings.embedding, cache))
    since = time.perf_counter()
    halves: dict[str, Sequence[JudgedDraft]] = {
        "dev": judge([case for case in make_cases(evidence) if not case.is_held_out], reader)
    }
    if options.fresh:
        halves["fresh, held out"] = judge(make_fresh_cases(evidence), reader)
    count = sum(map(len, halves.values()))
    milliseconds = (time.perf_counter() - since) * 1000 / count
    for each in halves["dev"]:
        if not each.is_right:
            print(f"{each.case.kind}: {each.case.text} ({each.fault or 'stood'})")
    flags = [f"--{name}" for name in ("fresh", "write") if vars(options)[name]]
    command = " ".join(("python -m evals.benchmarks.drafts", *flags))
    fitted = list(fit_lines(read_drafts(evidence, reader))) if options.write else []
    report = render(halves, milliseconds, command, fitted)
    print(report)
    if options.write:
        REPORT.write_text(report, encoding="utf-8")
    return int(falls_short(list(halves.values())[-1]))


if __name__ == "__main__":
    sys.exit(main())
