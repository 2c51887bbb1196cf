"""Widens a quote that belongs to a list: what opens it, and the items that stand with it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import takewhile

from assistant.answering.question.answer_types import Expected
from assistant.answering.question.scope import Scope
from assistant.answering.quoting import Quote, unique_quotes
from assistant.domain import Briefing, Sentence

MOST_ITEMS = 12
"""A longer list is quoted up to here."""
LONGEST_HEADING = 90
"""Characters; a longer item says something itself."""
_ITEM = re.compile(r"(?:(?P<lettered>\([a-z]{1,4}\)|[a-z]\.)|[–—•*-])\s")
_ENDS_OPEN = re.compile(r"[.;,:?!]$|\band$|\bor$")
_ASKS_TASKS = re.compile(
    r"\b(?:tasks?|duties|duty|functions?|responsibilities|jobs|mandate|criteria|conditions)\b",
    re.IGNORECASE,
)


def with_list_items(quote: Quote, briefing: Briefing, scope: Scope) -> Quote:
    """Return `quote` with the rest of the list that it opens or stands in.

    A sentence that opens a list, and an item that is only the heading of others, take the items
    after them. Where several things or tasks are asked for, an item takes the whole list.
    """
    sentences = briefing.sentences
    inside = [n for n, each in enumerate(sentences) if quote.start <= each.start < quote.end]
    if not inside:
        return quote
    first, last = inside[0], inside[-1]
    texts = _Texts(briefing)
    if quote.text.endswith(":"):
        last = texts.last_item(last + 1, is_heading=False)
    elif texts.is_heading(last):
        last = texts.last_item(last + 1, is_heading=True)
    elif asks_several(scope) and texts.is_item(first):
        opening = texts.opening(first)
        if opening is not None:
            first, last = opening, max(last, texts.last_item(opening + 1, is_heading=False))
    start, end = min(quote.start, sentences[first].start), max(quote.end, sentences[last].end)
    return replace(quote, start=start, end=end, text=briefing.text[start:end])


def asks_several(scope: Scope) -> bool:
    """True where all items of a list are wanted rather than the one that fits best."""
    return scope.answer_type is Expected.LIST or (
        scope.answer_type in (Expected.ANYTHING, Expected.DEFINITION)
        and _ASKS_TASKS.search(scope.question) is not None
    )


def without_contained(quotes: Iterable[Quote]) -> tuple[Quote, ...]:
    """Return each quote once, in order, without those that another one holds."""
    unique = unique_quotes(quotes)
    return tuple(
        quote for quote in unique if not any(_holds(o, quote) for o in unique if o is not quote)
    )


def _holds(outer: Quote, inner: Quote) -> bool:
    is_same = outer.evidence.card.id == inner.evidence.card.id
    return is_same and outer.start <= inner.start and inner.end <= outer.end


class _Texts:
    """The sentences of an edition as items of lists."""

    def __init__(self, briefing: Briefing) -> None:
        self._text, self._sentences = briefing.text, briefing.sentences

    def is_item(self, number: int) -> bool:
        return _ITEM.match(self._of(self._sentences[number])) is not None

    def is_heading(self, number: int) -> bool:
        """True for '(b) Protection of civilians' over items of another kind."""
        text, following = self._of(self._sentences[number]), number + 1
        lettered = self._is_lettered(number)
        return (
            lettered
            and len(text) <= LONGEST_HEADING
            and _ENDS_OPEN.search(text) is None
            and following < len(self._sentences)
            and self.is_item(following)
            and not self._is_lettered(following)
        )

    def opening(self, number: int) -> int | None:
        """Return the sentence that opens the list in which item `number` stands, if one does."""
        before = number - 1
        while before >= 0 and number - before <= MOST_ITEMS and self.is_item(before):
            before -= 1
        return before if before >= 0 and self._of(self._sentences[before]).endswith(":") else None

    def last_item(self, first: int, *, is_heading: bool) -> int:
        """Return the last of the items from `first` on; under a heading up to the next one."""
        numbers = range(first, min(first + MOST_ITEMS, len(self._sentences)))
        items = self._items(numbers, is_heading)
        return items[-1] if items else first - 1

    def _items(self, numbers: Sequence[int], is_heading: bool) -> list[int]:
        return list(
            takewhile(
                lambda n: self.is_item(n) and not (is_heading and self._is_lettered(n)), numbers
            )
        )

    def _is_lettered(self, number: int) -> bool:
        match = _ITEM.match(self._of(self._sentences[number]))
        return match is not None and match["lettered"] is not None

    def _of(self, sentence: Sentence) -> str:
        return self._text[sentence.start : sentence.end]
