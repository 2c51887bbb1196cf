"""Fit how surely what is cited bears a draft out, and judge the fit by documents left out.

`python -m evals.benchmarks.draft_weighing [--write]`

Fitted on the development half alone. Only drafts that no rule refuses teach anything.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from assistant.answering.claims.aligning import joined_parts, retold_in, sentence_texts
from assistant.answering.claims.framing import without_frame
from assistant.answering.claims.weighing import AGAINST, FOR, WEIGHTS_FILE, odds, signals_of
from assistant.answering.claims.wording import wording_faults
from assistant.answering.reading.cross_encoder import CrossEncoder
from assistant.answering.reading.cross_encoder_opening import open_cross_encoder
from assistant.answering.verifying import LEAST_ENTAILMENT, Entails, rule_faults, support_of
from assistant.domain import Evidence
from assistant.settings import Settings
from evals.benchmarks.draft_cases import DraftCase
from evals.benchmarks.draft_material import MiniLmTokens, sample_evidence
from evals.benchmarks.draft_tuning import BY_HAND, MISCITED, WRONG_PARAPHRASE, tuning_cases

NAMES = (*FOR, *AGAINST)
FOLDS = 7
SHRINKAGE = 1.0
STEPS = 4000
LEAST_ODDS = -1.5
"""Where the folds refuse few paraphrases and still catch what no rule does; see `drafts.md`."""
_BY_HAND_WEIGHT, _TRUE_WEIGHT, _UNTRUE_WEIGHT = 3.0, 0.5, 1.5

Signals = Mapping[str, float]
Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ReadDraft:
    """A draft with the signals of each way to read it; none where a rule refuses it."""

    case: DraftCase
    whole: tuple[Signals, ...]
    """One for each cited passage that no rule rules out."""
    parts: tuple[tuple[Signals, ...], ...]
    """The same for each part, where two whole sentences are joined."""

    @property
    def document(self) -> str:
        """The document that it was made of."""
        return self.case.cited[0].card.id


def entailment_by(reader: CrossEncoder) -> Entails:
    """Return the reader as verification asks it."""

    def entails(passage: str, statement: str) -> tuple[float, float, float]:
        support = reader.support([(passage, statement)])[0]
        return support.entailment, support.neutral, support.contradiction

    return entails


def read_drafts(evidence: Sequence[Evidence], reader: CrossEncoder) -> list[ReadDraft]:
    """Read all drafts for tuning."""
    entails = entailment_by(reader)
    return [read_draft(case, entails) for case in tuning_cases(evidence)]


def read_draft(case: DraftCase, entails: Entails) -> ReadDraft:
    """Read a draft beside what it cites."""
    held = [" ".join(sentence_texts(each)) for each in case.cited]
    if next(wording_faults(case.text, held), None):
        return ReadDraft(case, (), ())
    parts = joined_parts(case.text)
    read = [tuple(_readings(text, case, entails)) for text in (case.text, *parts)]
    return ReadDraft(case, read[0], tuple(read[1:]) if len(parts) > 1 else ())


def _readings(text: str, case: DraftCase, entails: Entails) -> Iterator[Signals]:
    for each in case.cited:
        statement = without_frame(text, each.card)
        retold = retold_in(statement, each)
        if next(rule_faults(statement, retold), None) is None:
            entailment = support_of(statement, retold, entails)
            if entailment >= LEAST_ENTAILMENT:
                yield signals_of(statement, retold, entailment)


def odds_of(draft: ReadDraft, weights: Signals) -> float:
    """Return the odds that decide: of the whole, or of the least sure part."""
    whole = max((odds(each, weights) for each in draft.whole), default=-np.inf)
    parts = [max((odds(s, weights) for s in part), default=-np.inf) for part in draft.parts]
    return max(whole, min(parts, default=-np.inf))


def fit(drafts: Sequence[ReadDraft]) -> dict[str, float]:
    """Return weights and bias of a logistic regression whose weights keep their sign."""
    rows = [(draft.case, signals) for draft in drafts for signals in draft.whole]
    values = np.array([[signals[name] for name in NAMES] for _, signals in rows])
    mean, spread = values.mean(0), values.std(0) + 1e-9
    inputs = np.c_[(values - mean) / spread, np.ones(len(rows))]
    is_true = np.array([float(case.is_true) for case, _ in rows])
    weights = _descend(inputs, is_true, np.array([_importance(case) for case, _ in rows]))
    plain = weights[:-1] / spread
    bias = float(weights[-1] - plain @ mean)
    return {"bias": bias, **dict(zip(NAMES, plain.tolist(), strict=True))}


def _descend(inputs: Floats, is_true: Floats, importance: Floats) -> Floats:
    """Minimise by projected gradient, with Nesterov's steps."""
    low = np.array([0.0] * len(FOR) + [-np.inf] * (len(AGAINST) + 1))
    high = np.array([np.inf] * len(FOR) + [0.0] * len(AGAINST) + [np.inf])
    shrinkage = np.array([SHRINKAGE] * len(NAMES) + [0.0])
    curvature = (inputs.T * importance) @ inputs / 4
    step = 1 / (np.linalg.eigvalsh(curvature)[-1] + SHRINKAGE)
    weights = ahead = np.zeros(inputs.shape[1])
    for count in range(STEPS):
        held = 1 / (1 + np.exp(-inputs @ ahead))
        slope = inputs.T @ (importance * (held - is_true)) + shrinkage * ahead
        before, weights = weights, np.clip(ahead - step * slope, low, high)
        ahead = weights + count / (count + 3) * (weights - before)
    return weights


def _importance(case: DraftCase) -> float:
    if not case.is_true:
        return _UNTRUE_WEIGHT
    return _BY_HAND_WEIGHT if case.kind in BY_HAND else _TRUE_WEIGHT


def judged_by_folds(drafts: Sequence[ReadDraft]) -> list[tuple[DraftCase, float]]:
    """Judge each draft by weights fitted without the documents of its fold."""
    documents = sorted({draft.document for draft in drafts})
    fold = {document: at % FOLDS for at, document in enumerate(documents)}
    judged = []
    for out in range(FOLDS):
        weights = fit([draft for draft in drafts if fold[draft.document] != out])
        judged += [
            (draft.case, odds_of(draft, weights)) for draft in drafts if fold[draft.document] == out
        ]
    return judged


def fit_lines(drafts: Sequence[ReadDraft]) -> Iterator[str]:
    """Yield a table of what the fit is worth on documents that it was not fitted on."""
    yield "| drafts for tuning | drafts | refused by rule | refused | share |"
    yield "|---|---:|---:|---:|---:|"
    yield from report(judged_by_folds(drafts))


def report(judged: Sequence[tuple[DraftCase, float]], least: float = LEAST_ODDS) -> Iterator[str]:
    """Yield lines of Markdown: how many are refused at `least`, by groups of kinds."""
    groups: dict[str, Callable[[DraftCase], bool]] = {
        "untrue, kinds of the benchmark": lambda case: (
            not case.is_true and not case.kind.startswith((MISCITED, WRONG_PARAPHRASE))
        ),
        "true, cited wrongly": lambda case: case.kind == MISCITED,
        "paraphrases made wrong": lambda case: case.kind.startswith(WRONG_PARAPHRASE),
        "true, by rule": lambda case: case.is_true and case.kind not in BY_HAND,
        "true, paraphrased by hand": lambda case: case.kind in BY_HAND,
    }
    for name, belongs in groups.items():
        scores = np.array([score for case, score in judged if belongs(case)])
        refused, by_rule = int((scores < least).sum()), int(np.isneginf(scores).sum())
        share = f"{refused / max(1, len(scores)):.3f}"
        yield f"| {name} | {len(scores)} | {by_rule} | {refused} | {share} |"


def main(arguments: Sequence[str] | None = None) -> int:
    """Print what the fit is worth, and write the weights where asked."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--write", action="store_true", help=f"write {WEIGHTS_FILE.name}")
    options = parser.parse_args(arguments)
    settings = Settings()
    cache = settings.data_dir / "models"
    reader = open_cross_encoder(settings.embedding, cache)
    drafts = read_drafts(sample_evidence(MiniLmTokens(settings.embedding, cache)), reader)
    print("\n".join(fit_lines(drafts)))
    weights = {**fit(drafts), "least": LEAST_ODDS}
    print(weights)
    if options.write:
        rounded = {name: round(value, 3) for name, value in weights.items()}
        WEIGHTS_FILE.write_text(json.dumps(rounded, indent=2) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
