"""Whether the probability of an answer means what it says, on the corpus questions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from assistant.answering.quoting import quote_of
from assistant.answering.reading.reader import Judgement
from assistant.answering.steps import AnswerSteps
from assistant.answering.turn import Turn
from assistant.domain import Evidence
from evals.asking_report import number
from evals.benchmarks.asking import CASES
from evals.benchmarks.calibration import (
    Prediction,
    bin_predictions,
    expected_calibration_error,
    reliability_table,
)
from evals.benchmarks.corpus_reading import open_corpus, request_of
from evals.benchmarks.reading_bench import Bench, Measured, Row, watched
from evals.cases import Case, EvidenceText, load_cases, read_evidence
from evals.scoring import CitedQuote, is_evidence_cited

_HOW = (
    "The probability of the likeliest sentence, beside whether the lead quote overlaps the",
    "evidence; where nothing is quoted, whether that sentence does. Questions that the briefings",
    "do not answer have no evidence: nothing is right for them. Questions for which nothing was",
    "read are left out.",
    "",
)


def measure_calibration(bench: Bench) -> Measured:
    """Ask the halves of the corpus questions that the bench allows, as far as the reader judges."""
    rows: list[Row] = []
    details = list(_HOW)
    with open_corpus(bench) as (library, settings):
        steps = AnswerSteps(library, settings, None)
        for half in bench.halves:
            cases = watched(load_cases(CASES, half), f"calibration {half}")
            bins = bin_predictions(
                [each for case in cases for each in _predictions(steps, case, bench.corpus)]
            )
            asked_of = f"{half.replace('_', ' ')}, {sum(each.count for each in bins)} questions"
            error = expected_calibration_error(bins)
            rows.append(Row("corpus: expected calibration error", asked_of, error))
            details += [f"{asked_of}, expected calibration error {number(error)}:", ""]
            details += [*reliability_table(bins), ""]
    return Measured(tuple(rows), tuple(details))


def prediction_of(turn: Turn, evidence: Sequence[EvidenceText]) -> Prediction | None:
    """Return what a question's best judgement held likely, and whether it is so.

    None where nothing was judged.
    """
    judged = [part.judgements[0] for part in turn.parts if part.judgements]
    if not judged:
        return None
    surest = max(judged, key=lambda each: each.probability)
    cited = is_evidence_cited([_lead_of(turn, surest)], evidence)
    return Prediction(surest.probability, cited is True)


def _predictions(steps: AnswerSteps, case: Case, corpus: Path) -> list[Prediction]:
    turn = steps.read(steps.find(steps.understand(request_of(case))))
    made = prediction_of(turn, read_evidence(case, corpus))
    return [made] if made is not None else []


def _lead_of(turn: Turn, surest: Judgement) -> CitedQuote:
    """Return the quote that leads the answer, or the likeliest sentence where none is given."""
    quote = next(iter(turn.quotes), None) or quote_of(surest)
    return CitedQuote(_file_of(quote.evidence), quote.text, is_verbatim=True, countries=())


def _file_of(evidence: Evidence) -> str:
    return Path(evidence.card.source.file_name).name
