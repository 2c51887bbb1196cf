"""A second opinion on support: what the reader's entailment makes of each statement.

ALCE judges support by a model of natural language inference; ours is the embedded reader. It is
reported beside the measures that count words and never decides.
"""

from __future__ import annotations

import asyncio

from assistant.answering.reading.cross_encoder import CrossEncoder
from assistant.answering.reading.cross_encoder_opening import open_cross_encoder
from assistant.api.schemas import CitationOut, EvalScore
from assistant.settings import Settings
from evals.regression.scorers.given import Given, share_score, ungraded
from evals.regression.scorers.statements import Statement, statements_of


class Entailment:
    """Judges statements with the packaged reader; opened once."""

    def __init__(self, settings: Settings) -> None:
        self._reader: CrossEncoder = open_cross_encoder(
            settings.embedding, settings.data_dir / "models"
        )

    async def score(self, given: Given) -> EvalScore:
        """Count the statements that their citations, read as one passage, entail."""
        if not given.has_answered or given.answer is None:
            return ungraded("nothing was answered")
        said = statements_of(given.text)
        pairs = [(_passage(each, given.answer.citations), each.text) for each in said]
        cited = [pair for pair in pairs if pair[0]]
        judged = await asyncio.to_thread(self._reader.support, cited)
        entailed = sum(each.entailment > max(each.neutral, each.contradiction) for each in judged)
        return share_score(entailed, len(said), f"{entailed} of {len(said)} statements entailed")


def _passage(statement: Statement, citations: list[CitationOut]) -> str:
    return " ".join(each.quote for each in citations if each.number in statement.marks)
