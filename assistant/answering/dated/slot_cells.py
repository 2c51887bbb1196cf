"""The cell that a labelled line, an act of a resolution or a quote makes of one side."""

from __future__ import annotations

from dataclasses import replace

from assistant.answering.dated.cited_drafts import line_faults
from assistant.answering.question.answer_types import Expected
from assistant.answering.question.held_spans import held_spans
from assistant.answering.question.scope import Scope
from assistant.answering.quoting import Quote, citation_of, one_line
from assistant.domain import Briefing, Citation
from assistant.situations.changing.acting import Act
from assistant.situations.changing.acts_counted import counting, people_named
from assistant.situations.citing import CitedLine, citation_at
from assistant.situations.comparison import Cell
from assistant.situations.labelled_lines import label_end
from assistant.statements.figures import Figure, figures_in

_SPANS_OF_TIME = frozenset(("seconds", "minutes", "hours", "days", "weeks", "months", "years"))
"""Units that count no people: 'nearly four years' is no number of the displaced."""
LONGEST_QUOTE = 400
"""Characters of a quote that stand in a cell; the citation holds the whole of it."""


def line_cell(
    name: str, briefing: Briefing, at: tuple[int, int], words: str, *, is_figure: bool
) -> Cell:
    """Return what a labelled line says behind its label, and its figure where it has one alone.

    Of a line that counts people by where they come from, no one figure is the answer.
    """
    text = briefing.text[at[0] : at[1]]
    after = label_end(text)
    citation = citation_at(briefing, *at)
    value = one_line(text[after:].strip())
    cell = Cell(name, _dated(_short(value), citation), (citation,), value=value, is_stated=True)
    if not is_figure:
        return cell
    figures = [each for each in figures_in(text) if each.number_start >= after]
    if "(country of origin)" in text[:after] and len(figures) > 1:
        return cell
    counted = [figure for _, figure in counting(figures, text, people_named(words))]
    figure = next(iter(counted or figures), None)
    if figure is None or len(figures) == 1 or not people_named(words):
        return replace(cell, figure=figure)
    said = one_line(text[figure.start : figure.end])
    return replace(cell, text=_dated(said, citation), figure=figure, value=said)


def act_cell(name: str, briefing: Briefing, act: Act) -> Cell:
    """Return the words of an act that answer, or else the whole of it."""
    citation = citation_at(briefing, act.start, act.end)
    said = one_line(act.said or citation.quote)
    source = act.figure.source if act.figure is not None else ""
    shown = said if act.said else f"“{_short(said)}”"
    text = _dated(", ".join(each for each in (shown, source) if each), citation)
    return Cell(name, text, (citation,), figure=act.figure, value=said, is_stated=True)


def quote_cell(name: str, quote: Quote, scope: Scope, words: str, *, is_figure: bool) -> Cell:
    """Return what a quote says, and the figure where an amount is asked for.

    Where the figure alone would leave out what guards it, the quote stands whole.
    """
    citation = citation_of(quote, 0)
    said = one_line(quote.text)
    whole = Cell(name, _dated(f"“{_short(said)}”", citation), (citation,), value=said)
    if not is_figure:
        return whole
    figure = _figure(quote, scope, words)
    if figure is None:
        return whole
    words_said = one_line(quote.text[figure.start : figure.end])
    told = ", ".join(each for each in (words_said, figure.period, figure.source) if each)
    cell = replace(whole, text=_dated(told, citation), figure=figure, value=words_said)
    return cell if not line_faults(CitedLine(cell.text, cell.citations)) else whole


def _figure(quote: Quote, scope: Scope, words: str) -> Figure | None:
    """Return the figure of the group asked for, or at which the reader points, or the likeliest."""
    groups = people_named(words)
    figures = [
        each for each in figures_in(quote.text) if not (groups and each.unit in _SPANS_OF_TIME)
    ]
    if counted := counting(figures, quote.text, groups):
        return counted[0][1]
    spans = list(held_spans(Expected.FIGURE, quote.text, scope.question))
    if quote.answer is not None:
        spans.insert(0, (quote.answer[0] - quote.start, quote.answer[1] - quote.start))
    return next(
        (
            figure
            for start, end in spans
            for figure in figures
            if start < figure.number_end and figure.number_start < end
        ),
        None,
    )


def _dated(words: str, citation: Citation) -> str:
    return f"{words} ({citation.edition_date.label})"


def _short(words: str) -> str:
    if len(words) <= LONGEST_QUOTE:
        return words
    return f"{words[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
