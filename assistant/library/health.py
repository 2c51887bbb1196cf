"""Whether the library can be trusted: counts agree, and passages are found by themselves."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from sqlalchemy import Engine

from assistant.library.catalogue import Catalogue
from assistant.library.database import quick_check
from assistant.library.snapshot import Snapshot
from assistant.library.vector_index import VectorIndex

SAMPLE_SIZE = 200  # 0.14 s; an index that has lost vectors lost half of them or more
QUERIES_PER_CALL = 100
NEIGHBOURS = 10
SAME = 0.999  # identical passages of several editions share one vector
TOLERATED_SHARE = 0.01  # graph search is approximate; injured indexes miss 50 to 83 per cent


@dataclass(frozen=True, slots=True)
class IndexHealth:
    """What `Library.check` found."""

    briefings: int
    passages: int
    probed: int
    """Passages that were searched for with their own vector."""
    checks: dict[str, str]
    """By the part that was checked: 'ok', or what is wrong and what to do."""

    @property
    def is_healthy(self) -> bool:
        """True where every check is 'ok'."""
        return all(result == "ok" for result in self.checks.values())


def check_library(
    engine: Engine, catalogue: Catalogue, index: VectorIndex, view: Snapshot, *, exhaustive: bool
) -> IndexHealth:
    """Check the catalogue's file, and both indexes against it."""
    rows = _rows_to_probe(len(view.passages), exhaustive=exhaustive)
    return IndexHealth(
        briefings=len(view.cards),
        passages=len(view.passages),
        probed=len(rows),
        checks={
            "catalogue": quick_check(engine),
            "vector index": _compare_ids(catalogue, index),
            "vector search": _probe(index, view, rows),
            "keyword index": _compare_keywords(view),
        },
    )


def _compare_ids(catalogue: Catalogue, index: VectorIndex) -> str:
    wanted, present = catalogue.passage_ids(), index.ids()
    if wanted == present:
        return "ok"
    return (
        f"{len(wanted - present)} passages are missing and {len(present - wanted)} are unknown. "
        "Run `r2p rebuild`."
    )


def _probe(index: VectorIndex, view: Snapshot, rows: list[int]) -> str:
    unfound = 0
    for start in range(0, len(rows), QUERIES_PER_CALL):
        batch = rows[start : start + QUERIES_PER_CALL]
        answers = index.nearest(view.passage_vectors[batch], NEIGHBOURS)
        for row, found in zip(batch, answers, strict=True):
            name = view.passages[row].id
            is_found = any(other == name for other, _ in found)
            is_one_of_many = len(found) == NEIGHBOURS and found[-1][1] >= SAME
            unfound += not (is_found or is_one_of_many)
    if unfound <= TOLERATED_SHARE * len(rows):
        return "ok"
    return f"{unfound} of {len(rows)} passages are not found by themselves. Run `r2p rebuild`."


def _compare_keywords(view: Snapshot) -> str:
    if view.keywords.rows == len(view.passages):
        return "ok"
    return f"It holds {view.keywords.rows} of {len(view.passages)} passages. Run `r2p rebuild`."


def _rows_to_probe(count: int, *, exhaustive: bool) -> list[int]:
    if exhaustive or count <= SAMPLE_SIZE:
        return list(range(count))
    sample = np.random.default_rng().choice(count, SAMPLE_SIZE, replace=False)
    return [int(row) for row in sample]
