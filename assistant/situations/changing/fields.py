"""Which labelled field of the later edition stands for which of the earlier one. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.library.normaliser import tokenise
from assistant.situations.changing.clauses import Field
from assistant.situations.changing.sameness import plain

RENAMED = 0.5
"""Likeness of label and words from which a field was renamed."""
_NOTE = "note"
_EDITORIAL = ("est", "note")
_LEADER = re.compile(r"\b(?:chief of state|head of government|state counsellor)\b", re.IGNORECASE)


def field_pairs(old: Sequence[Field], new: Sequence[Field]) -> list[tuple[int, int]]:
    """Match labelled fields: equal labels first, then renamed ones, the likest first."""
    paired = dict(_same_label(old, new))
    taken = set(paired.values())
    renamed = sorted(
        (
            (_likeness(old[i], new[j]), i, j)
            for i in range(len(old))
            for j in range(len(new))
            if i not in paired and j not in taken and old[i].label and new[j].label
        ),
        key=lambda each: (-each[0], abs(each[1] - each[2]), each[1] + each[2]),
    )
    for likeness, i, j in renamed:
        if likeness >= RENAMED and i not in paired and j not in taken:
            paired[i] = j
            taken.add(j)
    return sorted(paired.items())


def is_leader_label(label: str) -> bool:
    """True for a field whose first words name who leads the country."""
    return _LEADER.search(label) is not None


def is_note(label: str) -> bool:
    """True for a field of remarks, which may be about anything."""
    return _NOTE in label.lower()


def _same_label(old: Sequence[Field], new: Sequence[Field]) -> Iterator[tuple[int, int]]:
    places: dict[tuple[str, ...], list[int]] = {}
    for j, field in enumerate(new):
        if field.label:
            places.setdefault(plain(field.label), []).append(j)
    for i, field in enumerate(old):
        if field.label and (free := places.get(plain(field.label))):
            yield i, free.pop(0)


def _likeness(old: Field, new: Field) -> float:
    if is_note(old.label) != is_note(new.label):
        return 0.0
    values = _shared(_value_terms(old), _value_terms(new))
    labels = _label_likeness(old.label, new.label)
    return round(1.0 if labels == 1.0 else max(0.6 * labels + 0.4 * values, values), 4)


def _label_likeness(old: str, new: str) -> float:
    """Compare what stands after 'Executive branch - ' where both begin with it."""
    (old_head, _, old_last), (new_head, _, new_last) = old.rpartition(" - "), new.rpartition(" - ")
    if old_head and old_head == new_head:
        ours, theirs = _label_terms(old_last), _label_terms(new_last)
        shorter = min(len(ours), len(theirs))
        return 0.9 * len(ours & theirs) / shorter if shorter else 0.0
    return _shared(_label_terms(old), _label_terms(new))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return len(one & other) / len(one | other) if one and other else 0.0


def _label_terms(label: str) -> frozenset[str]:
    """Return the stems of a label; 'Population - total' is what 'Population' was."""
    return frozenset(tokenise(label)) - {"total"}


def _value_terms(field: Field) -> frozenset[str]:
    return frozenset(
        term for clause in field.clauses for term in tokenise(clause.text) if not term[0].isdigit()
    )
