"""Three hundred drafts of one sentence each: what is made wrong in them, or that they are true."""

from __future__ import annotations

import hashlib
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from assistant.domain import Evidence
from evals.benchmarks.draft_controls import CONTROLS, FRESH_PARAPHRASES, read_paraphrases
from evals.benchmarks.draft_corruptions import CORRUPTIONS

SEED, FRESH_SEED = 6, 20261125
OF_EACH_KIND = 24
OF_EACH_CONTROL = 9
PARAPHRASE = "paraphrase by hand"
FOR_TUNING = "paraphrase by hand, for tuning"
"""Written after the held-out half had been asked once; all are of the development half."""
FRESH = "paraphrase by another, blind"
"""Written by one who had not seen the rules; all of a set that was asked once."""
LEAST_WORDS = 8
_NOT_TOLD = re.compile(r"sources of this sample|this sample|this series", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class DraftCase:
    """A sentence as a chat model might write it, with the evidence that it cites."""

    kind: str
    text: str
    source: str
    """The sentence, or the passage, that it was made of."""
    cited: tuple[Evidence, ...]
    is_true: bool

    @property
    def is_held_out(self) -> bool:
        """True for half the sources, so that all made of one share a half."""
        return self.kind != FOR_TUNING and is_held_out(self.source)


Told = Sequence[tuple[Evidence, str]]


def is_held_out(source: str) -> bool:
    """True for half the sources, by a hash."""
    return hashlib.sha256(source.encode()).digest()[0] % 2 == 1


def make_cases(evidence: Sequence[Evidence], seed: int = SEED) -> tuple[DraftCase, ...]:
    """Make all drafts; the same each time that the seed is the same."""
    chance = random.Random(seed)  # noqa: S311 - chance decides what is corrupted, not a secret
    told = told_in(evidence)
    cases = [case for kind in CORRUPTIONS for case in untrue_cases(kind, told, chance)]
    cases += [case for kind in CONTROLS for case in _true(kind, told, chance)]
    return (*cases, *paraphrase_cases(evidence))


def make_fresh_cases(evidence: Sequence[Evidence]) -> tuple[DraftCase, ...]:
    """Make the drafts that no rule or weight was tuned on: other chance, others' paraphrases."""
    chance = random.Random(FRESH_SEED)  # noqa: S311 - as above
    told = [each for each in told_in(evidence) if is_held_out(each[1])]
    asked = {case.text for case in make_cases(evidence)}
    untrue = [case for kind in CORRUPTIONS for case in untrue_cases(kind, told, chance)]
    true = [
        DraftCase(FRESH, text, text, (each,), is_true=True)
        for text, each, _ in read_paraphrases(evidence, FRESH_PARAPHRASES)
    ]
    return (*(case for case in untrue if case.text not in asked), *true)


def paraphrase_cases(evidence: Sequence[Evidence]) -> tuple[DraftCase, ...]:
    """Return our own paraphrases, those for tuning too."""
    return tuple(
        DraftCase(FOR_TUNING if is_tuned else PARAPHRASE, text, text, (each,), is_true=True)
        for text, each, is_tuned in read_paraphrases(evidence)
    )


def told_in(evidence: Sequence[Evidence]) -> list[tuple[Evidence, str]]:
    """Return the sentences that drafts are made of, each with its passage."""
    return [(each, text) for each in evidence for text in _sentences(each)]


def _sentences(evidence: Evidence) -> Iterator[str]:
    for sentence in evidence.sentences:
        words = evidence.text[sentence.start - evidence.start : sentence.end - evidence.start]
        text = re.sub(r"\s+", " ", words)
        text = re.sub(r"^[A-Z ]{6,}: ", "", text)
        if len(text.split()) >= LEAST_WORDS and text.endswith(".") and not _NOT_TOLD.search(text):
            yield text


def untrue_cases(
    kind: str, told: Told, chance: random.Random, most: int = OF_EACH_KIND
) -> Iterator[DraftCase]:
    """Make sentences wrong in one way, by chance."""
    made = 0
    for each, text in chance.sample(list(told), len(told)):
        other, strange = chance.choice([pair for pair in told if pair[0].card != each.card])
        passage = f"{each.card.title}\n{each.text}"
        words = CORRUPTIONS[kind](text, passage, strange, chance)
        if words is None or words == text:
            continue
        is_fused = kind == "two sources fused"
        yield DraftCase(kind, words, text, (each, other) if is_fused else (each,), is_true=False)
        made += 1
        if made == most:
            return


def _true(kind: str, told: Told, chance: random.Random) -> Iterator[DraftCase]:
    made = 0
    for each, text in chance.sample(list(told), len(told)):
        words = CONTROLS[kind](text)
        if words is None:
            continue
        yield DraftCase(kind, words, text, (each,), is_true=True)
        made += 1
        if made == OF_EACH_CONTROL:
            return


def counts_of(cases: Sequence[DraftCase]) -> Mapping[str, int]:
    """Return how many drafts there are of each kind."""
    return {kind: sum(c.kind == kind for c in cases) for kind in {c.kind: 0 for c in cases}}
