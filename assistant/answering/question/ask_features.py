"""What the learned recogniser of asks sees of a question beside its meaning, as 0 and 1. Pure."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from assistant.answering.question.edition_asks import (
    EditionAsk,
    asks_cause_or_meaning,
    edition_ask,
    level_named,
)
from assistant.answering.question.scope import Scope
from assistant.statements.periods import dates_named

_ASKING_WORD = re.compile(
    r"\W*(?:and |then |so )?(?:what|which|who|whom|whose|when|where|why|how)\b", re.IGNORECASE
)
_VERB_FIRST = re.compile(
    r"\W*(?:and |then |so )?(?:is|are|was|were|do|does|did|has|have|had|can|could)\b",
    re.IGNORECASE,
)


def ask_features(scope: Scope) -> NDArray[np.float32]:
    """Return the features in the order of the weights, shape (features,)."""
    question = scope.question
    counts = (
        len({*scope.countries, *scope.uncovered}),
        len(dates_named(question)),
        len(scope.documents),
    )
    ask = edition_ask(scope)
    features = [
        *(min(count, 2) == number for count in counts for number in (0, 1, 2)),
        bool(_ASKING_WORD.match(question)),
        bool(_VERB_FIRST.match(question)),
        level_named(question) is not None,
        asks_cause_or_meaning(question),
        "?" in question,
        *(ask is each for each in (None, *EditionAsk)),
        *(bool(cue.search(question)) for cue in _cues()),
    ]
    return np.array(features, dtype=np.float32)


@cache
def _cues() -> tuple[re.Pattern[str], ...]:
    text = (files("assistant.answering.question") / "ask_cues.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if line and not line.startswith("#")]
    return tuple(re.compile(line, re.IGNORECASE) for line in lines)
