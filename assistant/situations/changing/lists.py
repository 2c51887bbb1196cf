"""Fields that list things: what joined the list, what left it, whose share differs. Pure."""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from assistant.countries import country_codes
from assistant.library.normaliser import fold, tokenise
from assistant.situations.changing.amounts import amounts_in, differing_amounts

_SEPARATOR = re.compile(r"[,;]\s+(?=[^)]*(?:\(|$))|\s*\+\+\s*|\.\s*$")
_LONGEST_ITEM = 110
_MOST_WORDS = 8
"""Of an item, without what stands in parentheses; longer ones are prose."""
_FEWEST = 3
_SPELLED_ALIKE = 0.8
_SHARED = 0.34
_MOST_NAMED = 5
_ASIDE = re.compile(r"\([^()]*\)|\b(?:19|20)\d\d\b|\best\.|\bnote\b.*$")


@dataclass(frozen=True, slots=True)
class ListChange:
    """What differs between two lists, each as the earlier and the later edition have it."""

    old: tuple[str, ...]
    new: tuple[str, ...]
    moved: tuple[tuple[str, str], ...]
    """Items that both have, with another figure; the largest first."""
    more: int = 0
    """How many differences are left out here."""

    @property
    def text(self) -> str:
        """The difference in one line."""
        parts = [f"{old} → {new}" for old, new in self.moved]
        parts += [f"new: {', '.join(self.new)}"] if self.new else []
        parts += [f"no longer listed: {', '.join(self.old)}"] if self.old else []
        parts += [f"and {self.more} more"] if self.more else []
        return "; ".join(parts)

    def quoted(self, old: str, new: str) -> ListChange:
        """Return only the differences that stand in the quotes `old` and `new`, counting the rest.

        So every figure of the line is one that its citations show.
        """
        before, after = " ".join(old.split()), " ".join(new.split())
        moved = [pair for pair in self.moved if pair[0] in before and pair[1] in after]
        kept = ListChange(
            old=tuple(item for item in self.old if item in before)[:_MOST_NAMED],
            new=tuple(item for item in self.new if item in after)[:_MOST_NAMED],
            moved=tuple(moved[:_MOST_NAMED]),
        )
        return replace(kept, more=self._count() - kept._count())

    def _count(self) -> int:
        return len(self.old) + len(self.new) + len(self.moved)

    @property
    def old_text(self) -> str:
        """What the earlier edition alone has."""
        return ", ".join((*(old for old, _ in self.moved), *self.old))

    @property
    def new_text(self) -> str:
        """What the later edition alone has."""
        return ", ".join((*(new for _, new in self.moved), *self.new))


def list_change(old: str, new: str, *, by_origin: bool = False) -> ListChange | None:
    """Compare two fields that list things; None where either is prose or has no list.

    Refugees by country of origin are a list even where there is one country.
    """
    ours, theirs = (items_of(text, 1 if by_origin else _FEWEST) for text in (old, new))
    if not ours or not theirs:
        return None
    keyed_old = {_key(item): item for item in ours}
    keyed_new = {_key(item): item for item in theirs}
    both = keyed_old.keys() & keyed_new.keys()
    if not by_origin and len(both) < _SHARED * min(len(keyed_old), len(keyed_new)):
        return None
    gone = [item for key, item in keyed_old.items() if not _is_among(key, item, keyed_new)]
    come = [item for key, item in keyed_new.items() if not _is_among(key, item, keyed_old)]
    moved = [
        (keyed_old[key], keyed_new[key])
        for key in keyed_old
        if key in both and _is_moved(keyed_old[key], keyed_new[key])
    ]
    moved.sort(key=_size, reverse=True)
    return ListChange(tuple(gone), tuple(come), tuple(moved))


def items_of(text: str, fewest: int = _FEWEST) -> tuple[str, ...]:
    """Return the items of a list; none where `text` is prose."""
    items = [item.strip() for item in _split(text) if item and item.strip()]
    is_list = len(items) >= fewest and all(_is_item(item) for item in items)
    return tuple(items) if is_list and not re.search(r"[a-z]\. [A-Z]", text) else ()


def _is_item(text: str) -> bool:
    words = re.sub(r"\([^()]*\)", " ", text).split()
    return len(text) <= _LONGEST_ITEM and len(words) <= _MOST_WORDS


def _split(text: str) -> Sequence[str]:
    return _SEPARATOR.split(" ".join(text.split()))


def _key(item: str) -> frozenset[str]:
    """Return what tells an item apart: its words, or the country that stands in parentheses."""
    bare = _ASIDE.sub(" ", item)
    words = frozenset(term for term in tokenise(bare) if not term[0].isdigit())
    return words or frozenset(country_codes(item)) or frozenset(fold(_asides(item)).split())


def _asides(item: str) -> str:
    """Return what stands in parentheses, without years: 'Palestinian Refugees'."""
    return re.sub(r"[\d().]|\best\b", " ", " ".join(re.findall(r"\([^()]*\)", item)))


def _is_among(key: frozenset[str], item: str, others: dict[frozenset[str], str]) -> bool:
    """True where the other list has the item too, be it spelled otherwise."""
    if any(key <= other or other <= key for other in others):
        return True
    bare = [_ASIDE.sub("", each) for each in others.values()]
    return bool(difflib.get_close_matches(_ASIDE.sub("", item), bare, 1, _SPELLED_ALIKE))


def _is_moved(old: str, new: str) -> bool:
    amounts = differing_amounts(old, new)
    return bool(amounts.old and amounts.new)


def _size(pair: tuple[str, str]) -> tuple[float, str]:
    """Sort by the larger of the two figures, and then by name, whichever edition is first."""
    values = [figure.value for item in pair for figure in amounts_in(item)]
    return max(values, default=0.0), min(pair)
