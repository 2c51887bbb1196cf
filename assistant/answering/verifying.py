"""Judges each sentence of a draft: borne out by what it cites, or at fault, with the reason.

A sentence stands where no pure check finds a fault, and where what the reader holds of it and how
its words lie in one cited passage make it likely to be borne out (`claims.weighing`). Two whole
sentences that are joined by 'while' or a semicolon are judged apart, so that each may rest on a
passage of its own; anything else must be borne out by a single passage, for what is put together
from two is told by neither.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from assistant.answering.claims.aligning import (
    Retold,
    joined_parts,
    label_of,
    retold_in,
    sentence_texts,
)
from assistant.answering.claims.denying import denial_faults
from assistant.answering.claims.framing import frame_of, without_frame
from assistant.answering.claims.hedging import hedging_faults
from assistant.answering.claims.naming import name_faults
from assistant.answering.claims.weighing import odds, packaged_weights, signals_of
from assistant.answering.claims.wording import wording_faults
from assistant.domain import Evidence
from assistant.statements.integrity import integrity_faults

Entails = Callable[[str, str], tuple[float, float, float]]
"""Passage and statement to the probabilities of entailment, neutral and contradiction."""
LEAST_SHARE, LEAST_ENTAILMENT = 0.35, 0.05
"""Share of a sentence's terms that the passage must hold, whatever the reader holds, and how sure
the reader must be, however its words lie."""


def fault_of(
    statement: str, cited: Sequence[Evidence], entails: Entails, rules: str = ""
) -> str | None:
    """Return why the statement is not borne out by what it cites, or None where it is.

    `rules` is the prompt, which no answer repeats.
    """
    if not cited:
        return "It cites no evidence that was given."
    reason = next(
        wording_faults(statement, [" ".join(sentence_texts(each)) for each in cited], rules), None
    )
    if reason is None:
        reason = _unsupported(statement, cited, entails)
        parts = joined_parts(statement)
        if reason is not None and len(parts) > 1:
            reasons = [_unsupported(part, cited, entails) for part in parts]
            reason = next((each for each in reasons if each), None)
    return None if reason is None else f"{reason[0].upper()}{reason[1:]}."


def _unsupported(statement: str, cited: Sequence[Evidence], entails: Entails) -> str | None:
    """Return why no single passage bears the statement out; None where one does."""
    framed = [(without_frame(statement, each.card), each) for each in cited]
    told = [(text, retold_in(text, each)) for text, each in framed]
    reasons = []
    for text, each in sorted(told, key=lambda pair: -pair[1].share):
        reason = next(_faults_beside(text, each, entails), None)
        if reason is None:
            return None
        reasons.append(reason)
    return reasons[0]


def _faults_beside(statement: str, retold: Retold, entails: Entails) -> Iterator[str]:
    yield from rule_faults(statement, retold)
    entailment = support_of(statement, retold, entails)
    likelihood = odds(signals_of(statement, retold, entailment))
    if entailment < LEAST_ENTAILMENT or likelihood < packaged_weights()["least"]:
        yield "what it cites does not say this"


def rule_faults(statement: str, retold: Retold) -> Iterator[str]:
    """Yield what the rules find at fault, which no entailment outweighs."""
    evidence = retold.evidence
    edition = evidence.card.edition_date
    for fault in integrity_faults(statement, [retold.passage, label_of(evidence)], edition):
        yield f"“{fault.text}”: {fault.reason.rstrip('.')}"
    yield from name_faults(statement, retold)
    yield from denial_faults(statement, retold.window)
    yield from hedging_faults(statement, retold.window)
    if retold.share < LEAST_SHARE:
        yield "too little of it stands in a passage that it cites"


def support_of(statement: str, retold: Retold, entails: Entails) -> float:
    """Return how surely the passage, or what of it is retold, entails the statement.

    What it leaves unsaid, its country and date, is put before what is retold.
    """
    framed = f"{frame_of(retold.evidence.card)} {retold.window}"
    texts = dict.fromkeys((retold.window, retold.passage, framed))
    return max(entails(text, statement)[0] for text in texts)
