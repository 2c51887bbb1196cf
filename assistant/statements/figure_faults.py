"""Figures of a statement that its quotes do not state, or not so guardedly. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from assistant.statements.date_words import date_words_in
from assistant.statements.faults import FaultKind, IntegrityFault
from assistant.statements.figure_sources import HEDGES, names_source
from assistant.statements.figure_words import Bound
from assistant.statements.figures import Figure, figures_in

_NUMBER = re.compile(r"\d[\d.,]*\d|\d")
_NUMBERED_NAME = re.compile(r"(?<![\w/])(?:[A-Z][A-Za-z]*-?\d+\w*|\d+[A-Z]\w*)(?![\w/])")
"""A name that digits are part of, as 'M23', 'R2P' or '3R'; the symbol of a document is none."""
_FRACTION = re.compile(
    r"\b(?:one|two|three|four|five|six|seven|eight|nine|an?|\d)[\s-]"
    r"(?:third|quarter|fifth|half|halve|tenth|sixth|eighth)s?\b|\bhalf\b(?=\s+(?:of|the|a)\b)",
    re.IGNORECASE,
)
_GUARDS = {
    "reported": re.compile(
        r"\breport(?:s|ed|edly|ing)?\b|\b(?:is|are|was|were) said to\b", re.IGNORECASE
    ),
    "alleged": re.compile(r"\b(?:alleg|accus|purport|suspect)\w+", re.IGNORECASE),
    "estimated": re.compile(r"\b(?:estimat\w+|est\b)", re.IGNORECASE),
    "believed": re.compile(r"\b(?:believ|presum|suspect|apparent|thought)\w*", re.IGNORECASE),
    "unconfirmed": re.compile(r"\bun(?:confirm|verif)\w+", re.IGNORECASE),
}
"""Each class of guarding words, and all words of a statement that keep it."""
_PAIR = re.compile(r"\b(?:twice|both)\b", re.IGNORECASE)
"""'Twice' and 'both' of a quote count to two."""
_CEILING = re.compile(r"\b(?:ceiling|maximum|limit|cap)\b", re.IGNORECASE)
"""Makes 'up to' of a figure that a quote gives without a bound."""
_PASSED = re.compile(r"\b(?:passed|topped|crossed)\b", re.IGNORECASE)
"""Makes 'more than' of one."""
_ADDED = re.compile(
    r"\b(?:reportedly|allegedly|purportedly|estimated|apparently|unconfirmed|unverified)\b", re.I
)
_cached_figures = lru_cache(maxsize=512)(figures_in)


def read_figures(
    statement: str, quotes: Sequence[str]
) -> tuple[tuple[Figure, ...], tuple[Figure, ...]]:
    """Return the figures of a statement and, where it has any, of its quotes."""
    said = figures_in(statement)
    if not said:
        return (), ()
    return said, tuple(figure for quote in quotes for figure in _cached_figures(quote))


def figure_faults(
    statement: str, quotes: Sequence[str], said: Sequence[Figure], quoted: Sequence[Figure]
) -> Iterator[IntegrityFault]:
    """Yield the figures and other numbers of `statement` that the quotes do not bear out."""
    is_pair = any(_PAIR.search(quote) for quote in quotes)
    exact = [each for each in quoted if each.bound is Bound.EXACT]
    for word, bound in ((_CEILING, Bound.AT_MOST), (_PASSED, Bound.AT_LEAST)):
        if any(word.search(quote) for quote in quotes):
            quoted = [*quoted, *(replace(each, bound=bound) for each in exact)]
    for figure in said:
        if not (is_pair and figure.value == 2 and _is_plain(figure)):
            yield from _faults_of(statement, figure, quoted)
    yield from _loose_numbers(statement, said, quotes)
    yield from _added_guards(statement, quotes)


def same_figures(figure: Figure, quoted: Sequence[Figure]) -> list[Figure]:
    """Return the figures of `quoted` with the value, and no other unit, of `figure`."""
    return [
        each
        for each in quoted
        if (each.value, each.high) == (figure.value, figure.high)
        and (not each.unit or not figure.unit or each.unit == figure.unit)
    ]


def _faults_of(
    statement: str, figure: Figure, quoted: Sequence[Figure]
) -> Iterator[IntegrityFault]:
    same = same_figures(figure, quoted)
    number = statement[figure.number_start : figure.number_end]
    words = statement[figure.start : figure.number_end]
    if not same:
        if _is_end_of_range(figure, quoted):
            if _is_fair_end(figure, quoted):
                return
            reason = "The quote gives a range, of which this is one end."
            yield IntegrityFault(FaultKind.QUALIFIER, words, reason)
        else:
            yield IntegrityFault(FaultKind.FIGURE, number, "No quote states this figure.")
        return
    if not any(_is_bound_alike(figure, each) for each in same):
        reason = f"The quote says: {_printed(same[0])}."
        yield IntegrityFault(FaultKind.QUALIFIER, words, reason)
    for guard in _dropped_guards(statement, figure, same):
        reason = f"The quote guards this figure: {guard}."
        yield IntegrityFault(FaultKind.QUALIFIER, words, reason)


def _is_plain(figure: Figure) -> bool:
    return figure.high is None and figure.bound is Bound.EXACT and not figure.unit


def _is_bound_alike(figure: Figure, quoted: Figure) -> bool:
    return figure.bound is quoted.bound or (_is_estimate(figure) and _is_estimate(quoted))


def _is_estimate(figure: Figure) -> bool:
    """True for 'about 300' and for '300 (2022 est.)'."""
    is_guarded = any(HEDGES[word] == "estimated" for word in figure.hedges)
    return figure.bound is Bound.ABOUT or (figure.bound is Bound.EXACT and is_guarded)


def _is_end_of_range(figure: Figure, quoted: Sequence[Figure]) -> bool:
    return figure.high is None and any(
        each.high is not None and figure.value in (each.value, each.high) for each in quoted
    )


def _is_fair_end(figure: Figure, quoted: Sequence[Figure]) -> bool:
    """True for 'at least' with the lower end of a quoted range, 'up to' with the upper."""
    low = {each.value for each in quoted if each.high is not None}
    high = {each.high for each in quoted}
    is_low = figure.bound is Bound.AT_LEAST and figure.value in low
    return is_low or (figure.bound is Bound.AT_MOST and figure.value in high)


def _printed(figure: Figure) -> str:
    high = f" to {figure.high:,.12g}" if figure.high is not None else ""
    qualifier = figure.qualifier or ("exactly" if high == "" else "between")
    return f"{qualifier} {figure.value:,.12g}{high}"


def _dropped_guards(statement: str, figure: Figure, same: Sequence[Figure]) -> list[str]:
    """Return the guarding words that every quote of the figure has and the statement lacks."""
    classes = [{HEDGES[word]: word for word in each.hedges} for each in same]
    shared = set(classes[0]).intersection(*classes[1:])
    if figure.bound is Bound.ABOUT:
        shared.discard("estimated")
    if any(each.source and names_source(statement, each.source) for each in same):
        shared.discard("reported")
        if classes[0].get("estimated") == "estimates" and "according to" in statement.lower():
            shared.discard("estimated")
    return [classes[0][each] for each in sorted(shared) if not _GUARDS[each].search(statement)]


def _loose_numbers(
    statement: str, said: Sequence[Figure], quotes: Sequence[str]
) -> Iterator[IntegrityFault]:
    """Yield numbers that are neither figure nor date, as of documents, which no quote has."""
    taken = [(each.number_start, each.number_end) for each in said]
    taken += [(each.start, each.end) for each in date_words_in(statement)]
    taken += [found.span() for found in _NUMBERED_NAME.finditer(statement)]
    loose = [
        found
        for found in (*_NUMBER.finditer(statement), *_FRACTION.finditer(statement))
        if not any(start < found.end() and found.start() < end for start, end in taken)
    ]
    if not loose:
        return
    known = {
        found.group().lower()
        for quote in quotes
        for found in (*_NUMBER.finditer(quote), *_FRACTION.finditer(quote))
    }
    for found in loose:
        if found.group().lower() not in known:
            yield IntegrityFault(FaultKind.FIGURE, found.group(), "No quote has this number.")


def _added_guards(statement: str, quotes: Sequence[str]) -> Iterator[IntegrityFault]:
    for found in _ADDED.finditer(statement):
        guard = _GUARDS[HEDGES[found.group().lower()]]
        if not any(guard.search(quote) for quote in quotes):
            reason = "No quote guards its words so."
            yield IntegrityFault(FaultKind.QUALIFIER, found.group(), reason)
