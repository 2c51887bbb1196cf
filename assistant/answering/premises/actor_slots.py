"""Who a text names: countries, organisations, names and groups without a name. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from assistant.answering.premises.organisations import organisation_in, organisations_in
from assistant.answering.premises.slot import Slot, SlotKind
from assistant.answering.question.missions import mission_countries
from assistant.answering.question.places import countries_named
from assistant.countries import find_countries, known_codes
from assistant.library.normaliser import fold

_WORD = r"(?:(?:al-|Al-)?\d?[A-Z][\w’'-]*)"
_NAME = re.compile(rf"{_WORD}(?:\s+(?:(?:of|for|al|ag|de|bin)\s+)?{_WORD})*")
_GROUPS = (
    "troops forces soldiers army military peacekeepers",
    "militants rebels fighters insurgents gunmen bandits opposition separatists",
    "militia militias hunters",
    "government authorities junta",
    "extremists jihadists terrorists",
    "civilians villagers",
    *"police navy mercenaries herders farmers coalition parliament court inquiry committee".split(),
    *"refugees settlers students protesters".split(),
)
"""Words for a group, those that may stand for one another together."""
_GROUP_OF = {word: words.split()[0] for words in _GROUPS for word in words.split()}
_GROUP = re.compile(rf"\b(?:{'|'.join(_GROUP_OF)})\b")
_NO_NAMES = frozenset(
    "why how what which who whom whose when where did do does is are was were has have had can "
    "could will would should may must if given since after before because on in at by from to for "
    "of with under the a an and but so as until during despite although while it its they their "
    "he his she her this that these those there name list tell explain quote state say please "
    "jan feb mar apr jun jul aug sept oct nov dec ngo ga takes transitional executive background "
    "text populations population economy military geography "
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december decides requests calls urges demands "
    "recalls notes welcomes stresses authorizes condemns expresses reaffirms encourages recalling "
    "reiterates emphasizes invites acting noting welcoming stressing reaffirming expressing also "
    "further strongly deeply gravely".split()
)
"""Capitalised only because they open a sentence, a clause of a resolution or a field."""
_SHARED_BY_MANY = frozenset(
    "council security president minister prime general captain colonel secretary special vice "
    "representative briefing edition resolution committee commission chapter charter article panel "
    "report agreement un united nations state states member members government republic parties "
    "party group mr mrs ms dr".split()
)
_LEAST_LETTERS = 3


def countries(text: str) -> Iterator[Slot]:
    """Yield countries and peoples; what may be one of several is none."""
    for each in find_countries(text):
        if not each.is_ambiguous and each.iso3:
            yield Slot(SlotKind.COUNTRY, each.text, each.start, each.end, frozenset(each.iso3))


def organisations(text: str) -> Iterator[Slot]:
    """Yield the organisations of our list."""
    for start, end in organisations_in(text):
        said = text[start:end]
        yield Slot(SlotKind.ORGANISATION, said, start, end, frozenset((organisation_in(said),)))


def names(text: str) -> Iterator[Slot]:
    """Yield capitalised names; a capital also stands for its country's government."""
    for match in _NAME.finditer(text):
        words = list(re.finditer(r"\S+", match.group()))
        while words and fold(words[0].group()) in _NO_NAMES:
            words = words[1:]
        pieces = {p for word in words for p in re.split(r"\W+", fold(word.group()))}
        own = {
            piece for piece in pieces - _SHARED_BY_MANY - _NO_NAMES if len(piece) >= _LEAST_LETTERS
        }
        if not own:
            continue
        start = match.start() + words[0].start()
        is_plain_word = len(words) == 1 and words[0].group()[1:].islower()
        if start > 0 or not is_plain_word:
            said = text[start : match.end()]
            yield Slot(
                SlotKind.NAME, said, start, match.end(), frozenset(own) | _governed_from(said)
            )


def groups(text: str) -> Iterator[Slot]:
    """Yield groups that have no name: 'the army', 'farmers'."""
    for match in _GROUP.finditer(text):
        key = frozenset((_GROUP_OF[match.group()],))
        yield Slot(SlotKind.GROUP, match.group(), *match.span(), key)


@cache
def _governed_from(said: str) -> frozenset[str]:
    """Return the code of the country whose capital is named."""
    return (
        frozenset() if mission_countries(said) else frozenset(countries_named(said, (), _codes()))
    )


@cache
def _codes() -> frozenset[str]:
    return known_codes()
