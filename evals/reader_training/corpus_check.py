"""How the reader does on briefings: our own questions over the document that answers them.

Only the half on which we tune is asked here. Of the document, the passages nearest in meaning are
read, as many as the assistant itself takes as evidence.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from assistant.answering.cross_encoder import CrossEncoder, SentenceInContext
from assistant.library.embedding import Embedder
from evals.cases import Case, load_cases
from ingest.splitting import split_sentences

KINDS = frozenset({"fact", "figure", "date", "actor", "mandate", "sanctions", "response", "cause"})
PASSAGES = 12
PASSAGE_CHARACTERS = 560  # about 120 tokens, the default size of a passage

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CorpusCase:
    """A question, the sentences read for it, and which of them are evidence."""

    question: str
    contexts: tuple[SentenceInContext, ...]
    is_evidence: NDArray[np.bool_]
    similarity: NDArray[np.float32]


def read_corpus_cases(questions: Path, corpus: Path, embedder: Embedder) -> Iterator[CorpusCase]:
    """Yield the answerable cases of the tuning half whose evidence is among what is read."""
    texts: dict[str, str] = {}
    for case in load_cases(questions, "dev"):
        if case.kind not in KINDS or not case.evidence:
            continue
        name = case.evidence[0].file
        texts.setdefault(name, (corpus / name).read_bytes().decode("utf-8"))
        yield _corpus_case(case, name, texts[name], embedder)


def _corpus_case(case: Case, name: str, text: str, embedder: Embedder) -> CorpusCase:
    passages = list(_pack(split_sentences(text)))
    asked = embedder.embed_one(case.question)
    vectors = embedder.embed_texts([text[run[0][0] : run[-1][1]] for run in passages])
    nearest = np.argsort(-(vectors @ asked))[:PASSAGES]
    spans = [each.start for each in case.evidence if each.file == name]
    ends = [each.end for each in case.evidence if each.file == name]
    contexts, evidence = [], []
    for row in nearest:
        first, last = passages[row][0][0], passages[row][-1][1]
        for start, end in passages[row]:
            contexts.append(
                SentenceInContext("", text[first:last], start - first, end - first),
            )
            evidence.append(any(start < e and end > s for s, e in zip(spans, ends, strict=True)))
    sentences = [each.text[each.start : each.end] for each in contexts]
    similarity = embedder.embed_texts(sentences) @ asked
    return CorpusCase(case.question, tuple(contexts), np.array(evidence), similarity)


def _pack(spans: Sequence[Span]) -> Iterator[list[Span]]:
    """Pack whole sentences to passages of about the default size."""
    run: list[Span] = []
    for span in spans:
        if run and span[1] - run[0][0] > PASSAGE_CHARACTERS:
            yield run
            run = []
        run.append(span)
    if run:
        yield run


def corpus_rows(cases: Sequence[CorpusCase], reader: CrossEncoder) -> Iterator[str]:
    """Yield table rows: how often evidence comes first, by each signal and by their sum."""
    readable = [case for case in cases if case.is_evidence.any()]
    odds = [reader.score(case.question, case.contexts) for case in readable]
    scorers = {
        "cosine": [case.similarity for case in readable],
        "reader": odds,
        # One tenth of cosine weighs as much as one unit of log-odds.
        "reader + 10 cosine": [
            row + 10 * case.similarity for row, case in zip(odds, readable, strict=True)
        ],
    }
    for name, scores in scorers.items():
        first = [
            bool(case.is_evidence[row.argmax()]) for case, row in zip(readable, scores, strict=True)
        ]
        among = [
            bool(case.is_evidence[np.argsort(-row)[:3]].any())
            for case, row in zip(readable, scores, strict=True)
        ]
        yield f"| {name} | {len(first)} | {np.mean(first):.3f} | {np.mean(among):.3f} |"
