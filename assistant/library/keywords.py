"""The keyword index: BM25 over passages, each read in its own language; rebuildable."""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np

from assistant.library.languages import SEARCHED, Language, text_language
from assistant.library.normaliser import NORMALISER_VERSION, question_terms, tokenise
from assistant.library.ranking import Hit, Mask, best

K1 = 1.2  # Robertson & Zaragoza 2009, and Lucene's default
B = 0.75
LANGUAGES_NAME = "languages.json"


class KeywordIndex:
    """BM25 scores for every passage row of one snapshot."""

    def __init__(
        self,
        scorer: Any | None,  # noqa: ANN401 - bm25s is untyped
        rows: int,
        languages: tuple[Language, ...] = (),
    ) -> None:
        """Wrap a bm25s index of texts in `languages`, or None where there is no passage."""
        self._scorer = scorer
        self.rows = rows
        self.languages = languages

    def rank(self, question: str, allowed: Mask, limit: int) -> tuple[Hit, ...]:
        """Return the best allowed rows that hold at least one term of `question`."""
        terms = question_terms(question, self.languages)
        if self._scorer is None or not terms:
            return ()
        scores = self._scorer.get_scores(terms, weight_mask=allowed.astype(np.float32))
        return best(scores, scores > 0, limit)


def open_keywords(texts: Sequence[str], folder: Path) -> KeywordIndex:
    """Load the index of exactly these passage texts from `folder`, or build and save it there."""
    if not texts:
        return KeywordIndex(None, 0)
    saved = folder / _fingerprint(texts)
    return (_load(saved, len(texts)) if saved.is_dir() else None) or _build(texts, saved)


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


def _build(texts: Sequence[str], saved: Path) -> KeywordIndex:
    languages = [text_language(text) for text in texts]
    scorer = _bm25s().BM25(method="lucene", k1=K1, b=B)
    scorer.index(
        [tokenise(text, language) for text, language in zip(texts, languages, strict=True)],
        show_progress=False,
    )
    index = KeywordIndex(scorer, len(texts), tuple(each for each in SEARCHED if each in languages))
    _save(index, scorer, saved)
    return index


def _load(saved: Path, rows: int) -> KeywordIndex | None:
    try:
        scorer = _bm25s().BM25.load(saved, show_progress=False)
        codes = json.loads((saved / LANGUAGES_NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError, KeyError, TypeError):
        return None  # cut short by a crash; it is built again from the passages
    languages = tuple(each for each in SEARCHED if each.code in codes)
    return KeywordIndex(scorer, rows, languages) if scorer.scores["num_docs"] == rows else None


def _save(index: KeywordIndex, scorer: Any, saved: Path) -> None:  # noqa: ANN401
    """Write beside the final name, rename, then drop the indexes of former passage sets."""
    workplace = saved.with_name(f".{saved.name}")
    shutil.rmtree(workplace, ignore_errors=True)
    scorer.save(workplace, show_progress=False)
    codes = [language.code for language in index.languages]
    (workplace / LANGUAGES_NAME).write_text(json.dumps(codes), encoding="utf-8")
    shutil.rmtree(saved, ignore_errors=True)
    workplace.rename(saved)
    for entry in saved.parent.iterdir():
        if entry != saved:
            shutil.rmtree(entry)
