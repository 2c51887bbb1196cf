"""Widens a quote that belongs to a list: what opens it, and the items that stand with it. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from itertools import takewhile

from assistant.answering.question.answer_types import Expected
from assistant.answering.question.scope import Scope
from assistant.answering.quoting import Quote, unique_quotes
from assistant.domain import Briefing

MOST_ITEMS = 12
"""A longer list is quoted up to here."""
LONGEST_HEADING = 90
"""Characters; a longer item says something itself."""
_LETTERED = re.compile(r"(?:\([a-z]{1,4}\)|[a-z]\.)\s")
_ITEM = re.compile(rf"(?:{_LETTERED.pattern}|[–—•*-]\s)")
_ENDS_MARKED = re.compile(r"[.;,:?!]$|\band$|\bor$")
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
        last = texts.last_item(last + 1)
    elif texts.is_heading(last):
        last = texts.last_under_heading(last + 1)
    elif asks_several(scope) and texts.is_item(first):
        opening = texts.opening(first)
        if opening is not None:
            first, last = opening, max(last, texts.last_item(opening + 1))
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
        return _ITEM.match(self._of(number)) is not None

    def is_heading(self, number: int) -> bool:
        """True for '(b) Protection of civilians', an item that ends without any mark."""
        text = self._of(number)
        is_short = len(text) <= LONGEST_HEADING and _ENDS_MARKED.search(text) is None
        return is_short and _LETTERED.match(text) is not None

    def opening(self, number: int) -> int | None:
        """Return the sentence that opens the list in which item `number` stands, if one does."""
        before = number - 1
        while before >= 0 and number - before <= MOST_ITEMS and self.is_item(before):
            before -= 1
        return before if before >= 0 and self._of(before).endswith(":") else None

    def last_item(self, first: int) -> int:
        """Return the last of the items from `first` on; `first` - 1 where there is none."""
        return self._last(first, self.is_item)

    def last_under_heading(self, first: int) -> int:
        """Return the last sentence from `first` on that stands under the heading before it."""
        return self._last(first, lambda n: self._is_under_heading(n) and not self.is_heading(n))

    def _is_under_heading(self, number: int) -> bool:
        return self.is_item(number) or self._of(number).startswith("To ")

    def _last(self, first: int, is_inside: Callable[[int], bool]) -> int:
        numbers = range(first, min(first + MOST_ITEMS, len(self._sentences)))
        return first + len(list(takewhile(is_inside, numbers))) - 1

    def _of(self, number: int) -> str:
        sentence = self._sentences[number]
        return self._text[sentence.start : sentence.end]
