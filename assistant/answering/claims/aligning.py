"""Which sentences of a passage a written sentence retells, and how much of it they hold. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.claims.instructions import speaks_to_an_assistant
from assistant.domain import Evidence
from assistant.library.normaliser import tokenise

_CLAUSE = re.compile(r"[;:,–—]\s+|\s[–—]\s")
_JOINT = re.compile(
    r";\s+|,\s+(?:while|whereas)\s+|,\s+(?:but|and)\s+"
    r"(?=(?:[A-Z\d]|the\b|a\b|an\b|about\b|at least\b|in\b|on\b))"
)
_LEANS_BACK = re.compile(
    r"(?:In (?:its|their|his|her|this)|It|Its|They|Their|These|Those|This|That|He|She|His|Her"
    r"|Such|Both|There|Some|The (?:same|latter|former|attack|group|two|level|resolution"
    r"|mission|inquiry|government|forum))\b"
)
_LEAST_TERMS = 4
"""A clause with fewer terms of its own is looked for together with the rest."""
_LEAST_PART_TERMS = 3
"""What has fewer is no whole sentence."""
_HELD_ALREADY = 0.5
"""A clause of which the sentence already holds this share is told by it."""
_LENGTH_COST = 0.002
"""What a word of the passage costs: of two sentences that hold as much, the shorter is retold."""


@dataclass(frozen=True, slots=True)
class Retold:
    """What of one passage a written sentence retells."""

    evidence: Evidence
    passage: str
    window: str
    """The sentences that it retells, with the one before where the first leans back."""
    told: tuple[str, ...]
    """These sentences one by one."""
    before: str
    """The sentences before the first of these."""
    share: float
    """The share of its terms that stand in the passage, or in what names the edition."""


def retold_in(statement: str, evidence: Evidence) -> Retold:
    """Find what of `evidence` the statement retells."""
    sentences = sentence_texts(evidence)
    passage = " ".join(sentences)
    chosen = _likest(statement, sentences)
    for clause in clauses_of(statement):
        held = set(tokenise(" ".join(sentences[at] for at in chosen)))
        if _share(clause, held) < _HELD_ALREADY:
            chosen |= _likest(clause, sentences)
    told = tuple(sentences[at] for at in sorted(chosen))
    first = min(chosen, default=0)
    before = " ".join(sentences[:first])
    known = set(tokenise(f"{passage} {label_of(evidence)}"))
    return Retold(evidence, passage, " ".join(told), told, before, _share(statement, known))


def _share(text: str, known: set[str]) -> float:
    said = set(tokenise(text))
    return len(said & known) / len(said) if said else 1.0


def sentence_texts(evidence: Evidence) -> tuple[str, ...]:
    """Return the sentences of a passage that tell something, each on one line."""
    texts = (
        evidence.text[s.start - evidence.start : s.end - evidence.start] for s in evidence.sentences
    )
    lines = (re.sub(r"\s+", " ", text) for text in texts)
    return tuple(line for line in lines if not speaks_to_an_assistant(line))


def label_of(evidence: Evidence) -> str:
    """Return what names the edition: its title, date, publisher and series."""
    card = evidence.card
    series = card.series
    return f"{card.title}, edition of {card.edition_date.label}, {series.publisher}, {series.name}"


def clauses_of(statement: str) -> tuple[str, ...]:
    """Cut a sentence at its commas; short pieces stay with what stands before them."""
    pieces: list[str] = []
    for piece in _CLAUSE.split(statement):
        if pieces and min(len(tokenise(piece)), len(tokenise(pieces[-1]))) < _LEAST_TERMS:
            pieces[-1] = f"{pieces[-1]}, {piece}"
        else:
            pieces.append(piece)
    return tuple(pieces)


def joined_parts(statement: str) -> tuple[str, ...]:
    """Cut a sentence where two whole sentences are joined, as by 'while'."""
    parts = [part.strip() for part in _JOINT.split(statement)]
    return (
        tuple(parts)
        if all(len(tokenise(part)) >= _LEAST_PART_TERMS for part in parts)
        else (statement,)
    )


def _held(terms: set[str], sentence: str) -> float:
    held = len(terms & set(tokenise(sentence)))
    return held / max(1, len(terms)) - _LENGTH_COST * len(sentence.split())


def _likest(words: str, sentences: tuple[str, ...]) -> set[int]:
    """Return the sentence that holds most of `words`, and the one before where it leans back."""
    terms = set(tokenise(words))
    at = max(range(len(sentences)), key=lambda each: _held(terms, sentences[each]), default=-1)
    if at > 0 and _LEANS_BACK.match(sentences[at]):
        return {at - 1, at}
    return {at} if at >= 0 else set()
