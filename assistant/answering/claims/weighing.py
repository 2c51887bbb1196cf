"""How surely what a passage tells bears a written sentence out: logistic weights over signals.

The weights stand in `weights.json`, with a card in `WEIGHTS.md`; `evals.benchmarks.draft_weighing`
fits and writes them. No weight may speak for a sentence that departs further from its source.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from functools import cache
from pathlib import Path

from assistant.answering.claims.aligning import Retold, label_of
from assistant.answering.claims.denying import denials_in
from assistant.library.normaliser import tokenise

WEIGHTS_FILE = Path(__file__).parent / "weights.json"
FOR = ("entailed", "least_clause", "lead")
"""Signals that speak for a sentence; their weights are not negative."""
AGAINST = ("gap", "strange_aside", "copied", "denies_more")
"""Signals that speak against it; their weights are not positive."""
_CLAUSE = re.compile(r"[;:,–—]\s+|\s[–—]\s|,?\s(?:which|who|whom|whose|where|while|that|and|but)\s")
_ASIDE = re.compile(r",\s(?:which|who|whose|where)\s([^,;]+)")
_LEAST_TERMS = 2
"""A clause with fewer terms says nothing by itself."""
_LEAD = 3
_MOST_GAP = 8
_LEAST_PROBABILITY = 1e-4


def signals_of(statement: str, retold: Retold, entailment: float) -> Mapping[str, float]:
    """Return what speaks for and against the statement; `entailment` is what the reader holds."""
    terms = tokenise(statement)
    known = set(tokenise(f"{retold.window} {label_of(retold.evidence)}"))
    held = [term in known for term in terms]
    return {
        "entailed": _log_odds(entailment),
        "least_clause": min(_shares(_CLAUSE.split(statement), known, _LEAST_TERMS), default=1.0),
        "lead": sum(held[:_LEAD]) / _LEAD,
        "gap": min(_longest_gap(held), _MOST_GAP),
        "strange_aside": 1 - min(_shares(_ASIDE.findall(statement), known, 1), default=1.0),
        "copied": _copied(terms, retold.told),
        "denies_more": float(denials_in(statement) > denials_in(retold.window)),
    }


def odds(signals: Mapping[str, float], weights: Mapping[str, float] | None = None) -> float:
    """Return the log-odds that a sentence with these signals is borne out."""
    chosen = packaged_weights() if weights is None else weights
    return chosen["bias"] + sum(chosen[name] * value for name, value in signals.items())


@cache
def packaged_weights() -> Mapping[str, float]:
    """Load the packaged weights once; `least` is the least odds at which a sentence stands."""
    weights: dict[str, float] = json.loads(WEIGHTS_FILE.read_text(encoding="utf-8"))
    return weights


def _log_odds(probability: float) -> float:
    held = min(max(probability, _LEAST_PROBABILITY), 1 - _LEAST_PROBABILITY)
    return math.log(held / (1 - held))


def _shares(clauses: Sequence[str], known: set[str], least: int) -> list[float]:
    """Return for each clause with `least` terms or more the share that is known."""
    said = [set(tokenise(clause)) for clause in clauses]
    return [len(terms & known) / len(terms) for terms in said if len(terms) >= least]


def _longest_gap(held: Sequence[bool]) -> int:
    longest = run = 0
    for is_held in held:
        run = 0 if is_held else run + 1
        longest = max(longest, run)
    return longest


def _copied(terms: Sequence[str], sentences: Sequence[str]) -> float:
    """Return the share of the longest run of terms taken over: a near copy must be surer."""
    runs = [0]
    for sentence in sentences:
        other = tokenise(sentence)
        matcher = SequenceMatcher(None, list(terms), other, autojunk=False)
        runs.append(matcher.find_longest_match(0, len(terms), 0, len(other)).size)
    return max(runs) / max(1, len(terms))
