"""The corpus questions, asked in process of the product without a chat model."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path

from langchain_core.runnables import Runnable
from langchain_core.runnables.utils import AddableDict

from assistant.answering.chain import build_chain
from assistant.domain import Answer, AnswerRequest, Citation, Message
from assistant.library.library import Library
from assistant.settings import EmbeddingSettings, Settings
from evals.asking_report import headline, table, totals
from evals.benchmarks.asking import CASES
from evals.benchmarks.reading_bench import Bench, Measured, NothingToMeasure, Row, watched
from evals.cases import Case, Half, load_cases, read_evidence
from evals.scoring import CaseScore, CitedQuote, GivenAnswer, refusal_score, score_case, share

LEAST_FACTS = 0.85
LEAST_REFUSAL = 0.90
LEAST_PREMISES = 0.80
PREMISE_KIND = "false_premise"

QUESTION_SETS = {"corpus": CASES, "fresh": CASES.with_name("fresh_questions.jsonl")}

Chain = Runnable[AnswerRequest, AddableDict]


def measure_corpus(bench: Bench) -> Measured:
    """Ask the halves of the chosen set that the bench allows."""
    rows: list[Row] = []
    details: list[str] = []
    halves = _halves(bench)
    with open_corpus(bench) as (library, settings):
        chain = build_chain(library, settings)
        for half, cases in halves.items():
            scores = [
                score_answer(library, chain, case, bench.corpus)
                for case in watched(cases, f"{bench.questions} {half}")
            ]
            asked_of = f"{half.replace('_', ' ')}, {len(cases)} {bench.questions} questions"
            rows += corpus_rows(scores, asked_of)
            details += [f"{asked_of}:", "", *headline(scores), "", *table(scores), ""]
    return Measured(tuple(rows), tuple(details))


def corpus_rows(scores: Sequence[CaseScore], asked_of: str) -> Iterator[Row]:
    """Yield the numbers that have a target."""
    refusal = refusal_score(scores)
    premises = totals([score for score in scores if score.kind == PREMISE_KIND])
    quotes = sum(score.quotes for score in scores)
    verbatim = share(sum(score.quotes_verbatim for score in scores), quotes)
    for what, value, target in (
        ("corpus: facts in the answer", totals(scores).facts, LEAST_FACTS),
        ("corpus: refusal precision", refusal.precision, LEAST_REFUSAL),
        ("corpus: refusal recall", refusal.recall, LEAST_REFUSAL),
        (f"corpus: premises corrected, of {premises.cases}", premises.outcome, LEAST_PREMISES),
        (f"corpus: quotes verbatim, of {quotes}", verbatim, 1.0),
    ):
        yield Row(what, asked_of, value, target)


@contextmanager
def open_corpus(bench: Bench) -> Iterator[tuple[Library, Settings]]:
    """Open the library that holds the corpus.

    Raises:
        NothingToMeasure: there is no corpus, or no library of it was named.
    """
    if not bench.corpus.is_dir():
        raise NothingToMeasure(f"no corpus at {bench.corpus}; name it with --corpus")
    if bench.library is None or not bench.library.is_dir():
        raise NothingToMeasure("name a data folder that holds the corpus with --library")
    embedding = EmbeddingSettings(threads=bench.threads)
    settings = Settings(data_dir=bench.library, embedding=embedding)
    with Library.open(settings, "reading benchmark") as library:
        yield library, settings


def request_of(case: Case) -> AnswerRequest:
    """Return what is asked of the chain for one case."""
    history = tuple(Message(turn.role, turn.content) for turn in case.history)
    as_of = date.fromisoformat(case.as_of) if case.as_of else None
    return AnswerRequest(case.question, history, case.countries, as_of)


def score_answer(library: Library, chain: Chain, case: Case, corpus: Path) -> CaseScore:
    """Ask one case, and check each quote of the answer against the stored text."""
    started = time.perf_counter()
    answer: Answer = asyncio.run(chain.ainvoke(request_of(case)))["answer"]
    seconds = time.perf_counter() - started
    quotes = tuple(_checked(library, citation) for citation in answer.citations)
    given = GivenAnswer(answer.outcome, answer.text, quotes, seconds)
    return score_case(case, given, read_evidence(case, corpus), _countries(library, case))


def _halves(bench: Bench) -> dict[Half, tuple[Case, ...]]:
    """Return the cases to ask by half, without halves that the set does not have.

    Raises:
        NothingToMeasure: all questions of the set are held out, and the bench asks none of those.
    """
    read = {half: load_cases(QUESTION_SETS[bench.questions], half) for half in bench.halves}
    halves = {half: cases for half, cases in read.items() if cases}
    if not halves:
        raise NothingToMeasure(f"{bench.questions} questions are asked with --held-out only")
    return halves


def _checked(library: Library, citation: Citation) -> CitedQuote:
    edition = library.get(citation.briefing_id)
    return CitedQuote(
        file=Path(edition.source.file_name).name,
        quote=citation.quote,
        is_verbatim=edition.text[citation.start : citation.end] == citation.quote,
        countries=edition.countries,
    )


def _countries(library: Library, case: Case) -> frozenset[str]:
    """Return the countries of the documents that hold the evidence of `case`."""
    files = {span.file for span in case.evidence}
    cards = library.snapshot.cards
    return frozenset(
        code
        for card in cards
        if Path(card.source.file_name).name in files
        for code in card.countries
    )
