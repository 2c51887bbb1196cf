"""Tells the same event once where several editions, or several sentences, tell it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.countries import find_countries
from assistant.domain import MONTHS
from assistant.library.normaliser import tokenise
from assistant.situations.timeline_events import TimelineEvent, extent
from assistant.statements.event_dates import DatePrecision

SAME_DAY_SHARE = 0.34
SAME_DATE_SHARE = 0.45
WIDER_DATE_SHARE = 0.5
MENTION_SHARE = 0.2
VAGUE_MENTION_SHARE = 0.28
"""The share of the words of the shorter telling that the other must have, by how dates agree."""
FEWEST_SHARED = 2.0
REPEATED_SHARE = 0.7
DAYS_OF_A_DEED = 31
DAYS_OF_A_YEAR = 366
_NAME_WEIGHT = 2.0
_CONCEPTS = {
    term: f"={concept}"
    for concept, words in {
        "coup": "coup overthrew overthrow seizure mutiny mutinous deposed ousted toppled takeover",
        "killing": "killed killing died dead death deaths massacre murdered",
        "creation": "created creation established establishment founded formed launched opened"
        " authorized authorised",
        "agreement": "signed signing agreement accord pact treaty agreed",
        "election": "elected election elections vote voted reelected",
        "independence": "independence independent",
        "attack": "attack attacked raid raided assault offensive",
        "beginning": "began begun started erupted broke outbreak",
        "end": "ended ending concluded completed withdrew withdrawal",
    }.items()
    for term in tokenise(words)
}
"""Words that tell of one thing: 'overthrew' and 'coup'."""
_CONCEPT_TERMS = frozenset(_CONCEPTS.values())
_COMMON_NAMES = frozenset(tokenise("UNSC UN AU UNITED NATIONS PRESIDENT"))
_SHORT_NAMES = (
    (re.compile(r"\bInternational Criminal Court\b"), "ICC"),
    (re.compile(r"\b(?:UN |United Nations )?Security Council\b"), "UNSC"),
    (re.compile(r"\bUnited Nations\b"), "UN"),
    (re.compile(r"\bAfrican Union\b"), "AU"),
)
_NAME = re.compile(r"\b(?:[A-Z]{3,}|[A-Z][a-z]+[A-Z]\w*|\d{3,4})\b")
_DATE_TERMS = frozenset(term for month in MONTHS for term in tokenise(month))
_COMMON = frozenset(tokenise("Executive branch chief of state head of government republic country"))
_NUMBER = re.compile(r"\d{1,2}|(?:1\d|20)\d{2}")
_RESOLUTION = re.compile(r"\bresolution (\d{3,4})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class _Told:
    event: TimelineEvent
    first: int
    last: int
    """The days that its date may mean, as ordinals."""
    order: int
    rank: int
    terms: frozenset[str]
    names: frozenset[str]
    resolutions: frozenset[str]


@dataclass(frozen=True, slots=True)
class _Group:
    """Tellings of one event: the most exact, all of one date, and coarser ones that follow."""

    core: tuple[_Told, ...]
    followers: tuple[_Told, ...] = ()


def merged(events: Iterable[tuple[TimelineEvent, int]]) -> tuple[TimelineEvent, ...]:
    """Return the events, each once, in their order; the number ranks who tells it, 0 the best.

    Of several tellings the most exact date is kept, then an adoption by the resolution itself,
    then what is told as an event, then who tells it, then the newest edition.
    """
    told = [_told(event, order, rank) for order, (event, rank) in enumerate(events)]
    groups: list[_Group] = []
    for each in sorted(told, key=_preference):
        groups = _with(groups, each)
    best = [min(group.core, key=_preference) for group in groups]
    return tuple(each.event for each in sorted(best, key=lambda each: each.order))


def _with(groups: Sequence[_Group], told: _Told) -> list[_Group]:
    """Return the groups with `told` in one: it unites groups of its own date, and joins one other.

    A coarser date must not unite what happened at two more exact ones.
    """
    same = [group for group in groups if any(_is_same(told, other) for other in group.core)]
    peers = [group for group in same if _has_same_dates(group.core[0], told)]
    if peers:
        core = tuple(other for group in peers for other in group.core)
        followers = tuple(other for group in peers for other in group.followers)
        rest = [group for group in groups if not any(group is peer for peer in peers)]
        return [*rest, _Group((*core, told), followers)]
    same = same or [
        group for group in groups if any(_is_repeated(told, each) for each in group.followers)
    ]
    if not same:
        return [*groups, _Group((told,))]
    nearest = max(same, key=lambda group: max(_share(told, other) for other in group.core))
    joined = _Group(nearest.core, (*nearest.followers, told))
    return [*(group for group in groups if group is not nearest), joined]


@lru_cache(maxsize=4096)  # the same sentence stands in edition after edition
def event_terms(text: str) -> frozenset[str]:
    """Return the stems of `text` that may tell one event from another: no dates, no countries."""
    for mention in reversed(find_countries(text)):
        text = text[: mention.start] + " " + text[mention.end :]
    for name, short in _SHORT_NAMES:
        text = name.sub(short, text)
    terms = frozenset(_CONCEPTS.get(term, term) for term in tokenise(text))
    return frozenset(term for term in terms if not _NUMBER.fullmatch(term)) - _DATE_TERMS - _COMMON


def tells_deed(event: TimelineEvent) -> bool:
    """True for an adoption, and for what tells of a coup, a killing, an election or the like."""
    return bool(event.headline) or bool(event_terms(event.text) & _CONCEPT_TERMS)


def _told(event: TimelineEvent, order: int, rank: int) -> _Told:
    words = f"{event.headline} {event.text}"
    names = frozenset(term for name in _NAME.findall(words) for term in tokenise(name))
    first, last = extent(event.date)
    return _Told(
        event,
        first.toordinal(),
        last.toordinal(),
        order,
        rank,
        event_terms(event.text),
        names | _CONCEPT_TERMS,
        frozenset(_RESOLUTION.findall(words)),
    )


def _preference(told: _Told) -> tuple[int, bool, bool, int, int, int]:
    event = told.event
    days = told.last - told.first
    newest = -event.edition_date.day.toordinal()
    return days, not event.headline, event.is_background, told.rank, newest, told.order


def _is_same(one: _Told, other: _Told) -> bool:
    if not _dates_agree(one, other):
        return False
    if one.terms == other.terms or _is_same_day(one, other) or _is_same_deed(one, other):
        return True
    names = one.names | other.names
    is_enough = _weight(one.terms & other.terms, names) >= FEWEST_SHARED
    return is_enough and _share(one, other) >= _needed_share(one, other)


def _is_repeated(one: _Told, other: _Told) -> bool:
    return _has_same_dates(one, other) and _share(one, other) >= REPEATED_SHARE


def _share(one: _Told, other: _Told) -> float:
    """Return how much of the shorter telling's words the other has, 0 to 1."""
    names = one.names | other.names
    least = min(_weight(one.terms, names), _weight(other.terms, names))
    return _weight(one.terms & other.terms, names) / least if least else 0.0


def _is_same_day(one: _Told, other: _Told) -> bool:
    """True for what is the same because of its day: a coup, an election, a resolution."""
    first, second = one.event, other.event
    shared = one.terms & other.terms
    if _is_within(one, other, DAYS_OF_A_DEED):
        if "=election" in shared or "=coup" in shared or one.resolutions & other.resolutions:
            return True
    elif "=coup" in shared:
        return True
    if first.date.precision is not DatePrecision.DAY or first.date.first != second.date.first:
        return False
    is_record = {event.citation.quote.startswith("The draft") for event in (first, second)}
    is_adopted = bool(first.headline and second.headline) and len(is_record) == 2
    return is_adopted and bool(set(first.countries) & set(second.countries))


def _is_same_deed(one: _Told, other: _Told) -> bool:
    """True where, within a month, the same is done to one name: 'MINUSMA was authorized'."""
    if not _is_within(one, other, DAYS_OF_A_DEED):
        return False
    shared = one.terms & other.terms
    concepts = shared & _CONCEPT_TERMS
    return bool(concepts and (shared & one.names & other.names) - _CONCEPT_TERMS - _COMMON_NAMES)


def _has_same_dates(one: _Told, other: _Told) -> bool:
    return one.first == other.first and one.last == other.last


def _is_within(one: _Told, other: _Told, days: int) -> bool:
    """True where neither date spans more than `days`."""
    return one.last - one.first <= days and other.last - other.first <= days


def _dates_agree(one: _Told, other: _Told) -> bool:
    """True where the dates are the same, or one lies within the other, a year at most."""
    if one.first > other.last or other.first > one.last:
        return False
    if _has_same_dates(one, other):
        return True
    holds = one.first <= other.first and other.last <= one.last
    is_held = other.first <= one.first and one.last <= other.last
    return (holds or is_held) and _is_within(one, other, DAYS_OF_A_YEAR)


def _needed_share(one: _Told, other: _Told) -> float:
    is_mention = one.event.is_background or other.event.is_background
    if one.event.date.precision is DatePrecision.DAY and _has_same_dates(one, other):
        return MENTION_SHARE if is_mention else SAME_DAY_SHARE
    if is_mention and _CONCEPT_TERMS & one.terms & other.terms:
        return VAGUE_MENTION_SHARE
    return SAME_DATE_SHARE if _has_same_dates(one, other) else WIDER_DATE_SHARE


def _weight(terms: frozenset[str], names: frozenset[str]) -> float:
    return sum(_NAME_WEIGHT if term in names else 1.0 for term in terms)
