"""XQuAD with the reader: English paragraphs are reranked, other languages ranked by words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

from assistant.answering.question.scope import Scope
from assistant.answering.reading.cross_encoder import (
    CrossEncoder,
    SentenceInContext,
    SentenceReading,
)
from assistant.answering.retrieval import BriefingRetriever
from assistant.domain import Evidence
from assistant.settings import EmbeddingSettings, Settings
from evals.benchmarks.reading_bench import Bench, Measured, Row
from evals.benchmarks.xquad import (
    LANGUAGES,
    ParagraphSet,
    load_paragraphs,
    open_library,
    paragraph_of,
)
from evals.benchmarks.xquad_retrieval import (
    DEPTH,
    TARGETS,
    Rank,
    RetrievalScore,
    retriever_rank,
    score_rankings,
)

READ_LANGUAGE = "en"
LEAST_RERANKED = 0.990

READING_WEIGHT = 1.0
"""What one unit of the best sentence's log-odds counts beside one standard deviation of the
fusion; .7 to 1.5 rank alike on the dev articles."""


_HOW = (
    "Target and ranking as in `xquad_retrieval.md`; of the articles every other one is dev. For",
    "the last English row the reader reads every sentence of the first 10 paragraphs of the",
    "fusion; a paragraph's fused score and its best sentence's log-odds are added, at a weight",
    "chosen on dev.",
)


def measure_xquad(bench: Bench) -> Measured:
    """Rank the paragraphs in every language, and let the reader rerank the English ones."""
    folder = bench.folder("xquad")
    scores: list[tuple[str, float, RetrievalScore]] = []
    for language in LANGUAGES:
        paragraphs = load_paragraphs(folder, language)
        if not bench.is_final:
            dev = tuple(each for each in paragraphs.questions if each.is_dev)
            paragraphs = replace(paragraphs, questions=dev)
        scores += _scores(bench, paragraphs)
    rows = tuple(
        Row(
            f"XQuAD {name}: paragraph nDCG@10",
            f"{'all' if bench.is_final else 'dev'}, {score.questions} questions",
            score.total if bench.is_final else score.dev,
            target,
        )
        for name, target, score in scores
    )
    return Measured(rows, _HOW)


def _scores(bench: Bench, paragraphs: ParagraphSet) -> list[tuple[str, float, RetrievalScore]]:
    language = paragraphs.language
    with TemporaryDirectory(prefix="r2p-reading-") as data_dir:
        embedding = EmbeddingSettings(threads=bench.threads)
        settings = Settings(data_dir=Path(data_dir), embedding=embedding)
        with open_library(paragraphs.paragraphs, settings, bench.embedder) as library:
            rank = retriever_rank(library, settings)
            found = [(language, TARGETS[language], score_rankings(paragraphs, rank))]
            if language == READ_LANGUAGE:
                ranked = reranked(BriefingRetriever(library=library, settings=settings), bench)
                score = score_rankings(paragraphs, ranked)
                found.append((f"{language}, reader reranking", LEAST_RERANKED, score))
    return found


def reranked(retriever: BriefingRetriever, bench: Bench) -> Rank:
    """Return the ranking of the retriever, its first ten paragraphs reordered by the reader."""

    def rank(question: str) -> list[int]:
        found = retriever.evidence_for(Scope(question=question), limit=DEPTH)
        order = rerank(found, read_all(bench.reader, question, found))
        return [paragraph_of(each.passage_id) for each in order]

    return rank


def rerank(
    found: Sequence[Evidence], readings: Sequence[Sequence[SentenceReading]]
) -> list[Evidence]:
    """Order by fused score and the log-odds of the best sentence; equals keep their order."""
    totals = {
        each.passage_id: each.score + READING_WEIGHT * max(reading.odds for reading in read)
        for each, read in zip(found, readings, strict=True)
    }
    return sorted(found, key=lambda each: -totals[each.passage_id])


def read_all(
    reader: CrossEncoder, question: str, found: Sequence[Evidence]
) -> list[tuple[SentenceReading, ...]]:
    """Return what the reader makes of every sentence of each paragraph."""
    contexts = [
        SentenceInContext("", each.text, sentence.start - each.start, sentence.end - each.start)
        for each in found
        for sentence in each.sentences
    ]
    readings: Iterator[SentenceReading] = iter(reader.read(question, contexts))
    return [tuple(islice(readings, len(each.sentences))) for each in found]
