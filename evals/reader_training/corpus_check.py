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

from assistant.answering.cross_encoder import SentenceInContext
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
    """Yield the cases of the tuning half that have evidence, with what is read for each."""
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


def found_among(
    cases: Sequence[CorpusCase], scores: Sequence[NDArray[np.float32]], most: int
) -> float:
    """Return for how many cases evidence is among the `most` best sentences."""
    return float(
        np.mean(
            [
                case.is_evidence[np.argsort(-row)[:most]].any()
                for case, row in zip(cases, scores, strict=True)
            ]
        )
    )
