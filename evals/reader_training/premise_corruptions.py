"""Makes questions that assert something wrong, from questions whose evidence is known, by chance.

One slot of the question that the evidence holds gets another value of its kind, or one word that
the evidence says becomes its opposite.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Mapping, Sequence

from assistant.answering.premises.comparing import agree
from assistant.answering.premises.opposites import opposite_words
from assistant.answering.premises.slot import Slot, SlotKind
from assistant.answering.premises.slots import slots_in
from assistant.answering.premises.subject_words import subject_terms
from assistant.domain import MONTHS, Level
from assistant.library.normaliser import tokenise

_NUMBER_WORDS = "two three four five six seven eight nine ten twelve fifteen twenty".split()
_DOCUMENTS = ("1325", "1973", "2056", "2085", "2127", "2149")
_FACTORS = (0.2, 0.5, 0.7, 1.5, 2, 3)
_YEARS_AWAY = (-3, -2, -1, 1, 2, 3)
_OF_THE_SAME_KIND = 0.85
"""Share of actors that one of the same kind replaces."""
_WORD = re.compile(r"[A-Za-z-]+")

Actors = Mapping[SlotKind, Sequence[Slot]]
"""The actors of the documents, by kind."""


def corrupted(
    question: str, evidence: Sequence[str], actors: Actors, chance: random.Random
) -> list[str]:
    """Return `question` with one thing made wrong that `evidence` holds, each way once."""
    made = [*_slots(question, evidence, actors, chance), *_opposites(question, evidence, chance)]
    chance.shuffle(made)
    return made


def _slots(
    question: str, evidence: Sequence[str], actors: Actors, chance: random.Random
) -> Iterator[str]:
    held = [slot for text in evidence for slot in slots_in(text)]
    for slot in slots_in(question):
        if any(agree(slot, each) for each in held):
            wrong = _other(question, slot, actors, chance)
            if wrong:
                yield f"{question[: slot.start]}{wrong}{question[slot.end :]}"


def _other(question: str, slot: Slot, actors: Actors, chance: random.Random) -> str:
    said = question[slot.start : slot.end]
    match slot.kind:
        case SlotKind.AMOUNT:
            return _other_number(said, chance)
        case SlotKind.DATE:
            return _other_date(said, chance)
        case SlotKind.DOCUMENT:
            return re.sub(r"\d+", chance.choice(_DOCUMENTS), said)
        case SlotKind.LEVEL:
            return chance.choice([e.value for e in Level if e.value.lower() != said.lower()])
        case _:
            return _other_actor(slot, actors, chance)


def _other_number(said: str, chance: random.Random) -> str:
    digits = re.sub(r"\D", "", said)
    if digits and digits == said.replace(",", ""):
        value = max(1, round(int(digits) * chance.choice(_FACTORS)))
        return f"{value if value != int(digits) else value + 2:,}"
    return chance.choice([word for word in _NUMBER_WORDS if word != said.lower()])


def _other_date(said: str, chance: random.Random) -> str:
    month = next((each for each in MONTHS if each in said), "")
    year = re.search(r"(?:19|20)\d\d", said)
    if year and (not month or chance.random() < 0.6):
        return said.replace(year.group(), str(int(year.group()) + chance.choice(_YEARS_AWAY)))
    other = chance.choice([each for each in MONTHS if each != month])
    return said.replace(month, other) if month else ""


def _other_actor(slot: Slot, actors: Actors, chance: random.Random) -> str:
    alike = [each for each in actors.get(slot.kind, ()) if not each.keys & slot.keys]
    unlike = [each for kind, found in actors.items() if kind is not slot.kind for each in found]
    pool = alike if alike and chance.random() < _OF_THE_SAME_KIND else unlike
    return chance.choice(pool).said if pool else ""


def _opposites(question: str, evidence: Sequence[str], chance: random.Random) -> Iterator[str]:
    said = frozenset[str]().union(*map(subject_terms, evidence))
    for match in _WORD.finditer(question):
        terms = tokenise(match.group())
        opposites = opposite_words(terms[0]) if terms and terms[0] in said else ()
        if opposites:
            yield f"{question[: match.start()]}{chance.choice(opposites)}{question[match.end() :]}"
