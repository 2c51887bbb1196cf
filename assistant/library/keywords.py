"""The keyword index: BM25 over passages, with the shared normaliser; rebuildable."""

from __future__ import annotations

import hashlib
import logging
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.library.normaliser import NORMALISER_VERSION, tokenise
from assistant.library.ranking import Hit, Mask, best

K1 = 1.2  # Robertson & Zaragoza 2009, and Lucene's default
B = 0.75


class KeywordIndex:
    """BM25 scores for every passage row of one snapshot."""

    def __init__(self, scorer: Any | None, rows: int) -> None:  # noqa: ANN401 - bm25s is untyped
        """Wrap a bm25s index, or None where there is no passage."""
        self._scorer = scorer
        self.rows = rows

    def rank(self, question: str, allowed: Mask, limit: int) -> tuple[Hit, ...]:
        """Return the best allowed rows that hold at least one term of `question`."""
        terms = tokenise(question)
        if self._scorer is None or not terms:
            return ()
        scores = self._scorer.get_scores(terms, weight_mask=allowed.astype(np.float32))
        return best(scores, scores > 0, limit)


def open_keywords(texts: Sequence[str], folder: Path) -> KeywordIndex:
    """Load the index of exactly these passage texts from `folder`, or build and save it there."""
    if not texts:
        return KeywordIndex(None, 0)
    saved = folder / _fingerprint(texts)
    scorer = _load(saved, len(texts)) if saved.is_dir() else None
    if scorer is None:
        scorer = _build(texts)
        _save(scorer, saved)
    return KeywordIndex(scorer, len(texts))


def _fingerprint(texts: Sequence[str]) -> str:
    digest = hashlib.sha256(f"{NORMALISER_VERSION} {K1} {B}".encode())
    for text in texts:
        digest.update(hashlib.sha256(text.encode()).digest())
    return digest.hexdigest()[:32]


def _bm25s() -> Any:  # noqa: ANN401
    """Import bm25s, which sets its own logger to DEBUG, and make it quiet."""
    import bm25s

    logging.getLogger("bm25s").setLevel(logging.WARNING)
    return bm25s


def _build(texts: Sequence[str]) -> Any:  # noqa: ANN401
    scorer = _bm25s().BM25(method="lucene", k1=K1, b=B)
    scorer.index([tokenise(text) for text in texts], show_progress=False)
    return scorer


def _load(saved: Path, rows: int) -> Any | None:  # noqa: ANN401
    try:
        scorer = _bm25s().BM25.load(saved, show_progress=False)
    except (OSError, ValueError, KeyError, TypeError):
        return None  # cut short by a crash; it is built again from the passages
    return scorer if scorer.scores["num_docs"] == rows else None


def _save(scorer: Any, saved: Path) -> None:  # noqa: ANN401
    """Write beside the final name, rename, then drop the indexes of former passage sets."""
    workplace = saved.with_name(f".{saved.name}")
    shutil.rmtree(workplace, ignore_errors=True)
    scorer.save(workplace, show_progress=False)
    shutil.rmtree(saved, ignore_errors=True)
    workplace.rename(saved)
    for entry in saved.parent.iterdir():
        if entry != saved:
            shutil.rmtree(entry)
