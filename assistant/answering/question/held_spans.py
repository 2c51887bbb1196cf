"""Where in a sentence the answer itself may stand: the figure, the date, the name. Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping

from assistant.answering.question.answer_types import LEVEL_LABEL, Expected
from assistant.answering.question.figures import figure_positions, span_of_time_positions
from assistant.answering.question.held_names import (
    DATE,
    Span,
    countries_held,
    enumerations_held,
    groups_held,
    names_held,
    places_held,
)
from assistant.answering.question.terms import said_terms

_QUALIFIER = re.compile(
    r"(?:\b(?:at least|more than|over|up to|nearly|almost|about|around|some|approximately|roughly|"
    r"an estimated|estimated|as many as|no (?:fewer|less|more) than|fewer than|less than|"
    r"an additional|a further|an initial|a total of|an average of|between|under)\s+|[$€£]|US\$)+$",
    re.IGNORECASE,
)
_STOP = (
    r"(?:in|on|at|of|for|by|to|from|with|and|or|were|was|is|are|have|has|had|been|be|that|which|"
    r"who|since|as|after|before|during|until|including|not|into|within|across|per|so|over|under|"
    r"will|would|shall|may|can|the|a|an|their|its|his|her|when|while|where|but|near|against|"
    r"between|among|if|then|than|also|reportedly)"
)
_UNIT = re.compile(
    r"(?:\s*(?:%|per cent|percent))?(?:\s+(?:million|billion|thousand|hundred|dozen)\b)*"
    r"(?:\s*(?:sq\.? ?km|square kilomet\w+|km|US dollars|dollars)\b)?"
    rf"(?:\s+(?:of\s+(?:thousands|millions)\b|(?!{_STOP}\b)[A-Za-z][\w'’-]*)){{0,4}}"
    r"(?:\s+\((?:[A-Z][a-z]+ )?(?:19|20)\d{2}(?:\s+est\.?)?\))?"
)
_VERB_AFTER_NOUN = re.compile(
    r"(?<=[a-z])\s+(?:\w+ly\s+)?(?!(?:displaced|wounded|injured|armed|unarmed|uniformed)\b)"
    r"\w{2,}(?:ed|ing)\b.*$"
)
_SYMBOL = re.compile(r"\b[SA]/[\w./]+(?:\s*\(\d{4}\))?|(?<![\d,.])\b\d{3,4}\s*\(\d{4}\)")
_COUNTED = re.compile(
    r"\b(?:how (?:many|much)|number of|size of|population of|what|which)\s+([\w'’-]+(?: [\w'’-]+)?"
    r"(?: [\w'’-]+)?)",
    re.IGNORECASE,
)


def held_spans(expected: Expected, text: str, question: str = "") -> tuple[Span, ...]:
    """Return the spans of `text` that could be the answer itself, likeliest first.

    None where the kind of answer has no form of its own (why, yes or no, what is asked of someone).
    """
    finder = _FINDERS.get(expected)
    line = re.sub(r"\s", " ", text)
    return tuple(dict.fromkeys(finder(line, question))) if finder else ()


def _figures(text: str, question: str) -> list[Span]:
    """Amounts with qualifier and unit: 'at least 150 people'; those of the thing counted first."""
    found = _merged(_with_unit(text, span) for span in sorted(figure_positions(text)))
    counted = frozenset().union(*(said_terms(each) for each in _COUNTED.findall(question)))
    return sorted(found, key=lambda span: -len(counted & said_terms(text[span[0] : span[1]])))


def _with_unit(text: str, span: Span) -> Span:
    start, end = span
    qualifier = _QUALIFIER.search(text[:start])
    unit = _UNIT.match(text, end)
    end = unit.end() if unit else end
    verb = _VERB_AFTER_NOUN.search(text[start:end])
    end = start + verb.start() if verb else end
    return (qualifier.start() if qualifier else start), max(end, span[1])


def _merged(spans: Iterable[Span]) -> list[Span]:
    """Join spans that overlap: 'two' and 'hundred' of one number."""
    merged: list[Span] = []
    for start, end in spans:
        if merged and start <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(end, merged[-1][1])
        else:
            merged.append((start, end))
    return merged


def _durations(text: str, question: str) -> list[Span]:
    return [*span_of_time_positions(text), *_dates(text, question)]


def _dates(text: str, question: str) -> list[Span]:
    """Dates, exact ones first and the question's last; 'ninety days' where there is none."""
    bare = _SYMBOL.sub(lambda match: " " * len(match.group()), text)
    found = [match.span() for match in DATE.finditer(bare)]

    def order(span: Span) -> tuple[bool, bool]:
        words = text[span[0] : span[1]]
        return words in question, not re.search(r"[A-Z]|-\d\d-", words)

    return sorted(found, key=order) or list(span_of_time_positions(text))


def _actors(text: str, question: str) -> list[Span]:
    """Names first, then groups without one: 'former fighters'."""
    return [*names_held(text, question), *groups_held(text, question)]


def _several(text: str, question: str) -> list[Span]:
    return [*enumerations_held(text, question), *_actors(text, question)]


def _levels(text: str, question: str) -> list[Span]:
    del question
    return [match.span() for match in LEVEL_LABEL.finditer(text)]


def _measures(text: str, question: str) -> list[Span]:
    return [*_figures(text, question), *span_of_time_positions(text)]


_FINDERS: Mapping[Expected, Callable[[str, str], list[Span]]] = {
    Expected.FIGURE: _figures,
    Expected.MEASURE: _measures,
    Expected.DURATION: _durations,
    Expected.DATE: _dates,
    Expected.PERSON: _actors,
    Expected.ORGANISATION: _actors,
    Expected.PLACE: places_held,
    Expected.COUNTRY: countries_held,
    Expected.LIST: _several,
    Expected.LEVEL: _levels,
}
