"""Countries or documents side by side: a cited cell for each, and which is the larger. Pure."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.domain import Citation, Level
from assistant.situations.citing import CitedLine
from assistant.situations.level_schemes import gravity
from assistant.statements.figures import Figure

NOT_SAID = "not in the briefings"
_NOTE = re.compile(r";?\s*\bnote\s*[-–:]")
_YEAR = re.compile(r"\((?:[A-Z][a-z]+ )?(?:19|20)\d\d(?: est\.)?\)")
"""The year that a list or a rating is of: '(2020)', '(July 2020 est.)'."""
_SINCE = re.compile(r"^(.*?)\(since\b.*", re.DOTALL)
_OTHER = frozenset(("vice", "deputy", "acting", "interim", "former"))
"""Words that make another office of one."""
_MARKS = re.compile(r"[^\w\s]")


@dataclass(frozen=True, slots=True)
class Cell:
    """What the briefings say of one subject; nothing where they do not."""

    subject: str
    text: str = ""
    citations: tuple[Citation, ...] = ()
    figure: Figure | None = None
    """The figure compared, where one is."""
    level: Level | None = None

    value: str = ""
    """What is said without the edition's date, by which two cells are told to be the same."""
    is_stated: bool = False
    """True where a labelled line or an act of the Council says it: no reading was needed."""

    @property
    def line(self) -> CitedLine:
        """The cell as a line of its own: 'Mali: over 56,400 people'."""
        return CitedLine(f"{self.subject}: {self.text or NOT_SAID}", self.citations)


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One thing compared, with a cell for each subject."""

    title: str
    cells: tuple[Cell, ...]

    @property
    def is_empty(self) -> bool:
        """True where nothing is said of any subject."""
        return not any(cell.citations for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Subjects side by side."""

    subjects: tuple[str, ...]
    rows: tuple[ComparisonRow, ...]
    verdict: CitedLine | None = None
    """Which is larger or graver, where both sides say."""


def is_the_same(one: Cell, other: Cell) -> bool:
    """True where both cells give one figure of one unit, or the same words.

    How a name is spelt, accents and quotation marks, makes no difference, nor does a note behind
    it; nor do the words around a figure, or that one side names a unit and the other does not.
    """
    if one.figure is not None and other.figure is not None:
        first, second = one.figure, other.figure
        return (first.value, first.high) == (second.value, second.high) and _agree(first, second)
    return _plain(one.value) == _plain(other.value) or _is_one_person(one.value, other.value)


def _is_one_person(one: str, other: str) -> bool:
    """True where both begin with one office holder, a further name of hers or not."""
    (first, held), (second, still) = (_SINCE.subn(r"\1", each, count=1) for each in (one, other))
    ours, theirs = frozenset(_plain(first).split()), frozenset(_plain(second).split())
    differing = ours ^ theirs
    return bool(held and still) and (ours <= theirs or theirs <= ours) and not differing & _OTHER


def _agree(first: Figure, second: Figure) -> bool:
    return first.unit == second.unit or not (first.unit and second.unit)


def _plain(words: str) -> str:
    """Return words without accents, marks, capitals and the note behind them."""
    bare = unicodedata.normalize("NFKD", _NOTE.split(words, maxsplit=1)[0])
    letters = "".join(each for each in bare if not unicodedata.combining(each))
    return " ".join(_MARKS.sub(" ", _YEAR.sub(" ", letters)).lower().split())


def figures_verdict(cells: Sequence[Cell], asks_smallest: bool = False) -> CitedLine | None:
    """Return which subject has the largest figure, both figures stated; None where one is missing.

    Figures of different units are not compared.
    """
    if len(cells) < 2 or any(cell.figure is None for cell in cells):
        return None
    figures = [cell.figure for cell in cells if cell.figure is not None]
    citations = tuple(citation for cell in cells for citation in cell.citations)
    if len({figure.unit for figure in figures if figure.unit}) > 1:
        return None
    values = [figure.value for figure in figures]
    if len(set(values)) == 1:
        return CitedLine(f"The figures are the same: {cells[0].text}", citations)
    best = min(values) if asks_smallest else max(values)
    winner = cells[values.index(best)]
    word = "smallest" if asks_smallest else "largest"
    if len(cells) == 2:
        word = "smaller" if asks_smallest else "larger"
    stated = "; ".join(f"{cell.subject} {cell.text}" for cell in cells)
    return CitedLine(f"{winner.subject} has the {word} figure ({stated})", citations)


def levels_verdict(cells: Sequence[Cell]) -> CitedLine | None:
    """Return which subject is at the graver level; None where a level is missing."""
    if len(cells) < 2 or any(cell.level is None for cell in cells):
        return None
    citations = tuple(citation for cell in cells for citation in cell.citations)
    ranks = [gravity(cell.level) for cell in cells if cell.level is not None]
    if len(set(ranks)) == 1:
        return CitedLine(f"All are at the same level, {cells[0].text}", citations)
    graver = [cell for cell, rank in zip(cells, ranks, strict=True) if rank == max(ranks)]
    names = " and ".join(cell.subject for cell in graver)
    verb = "is" if len(graver) == 1 else "are"
    return CitedLine(f"{names} {verb} at the higher level, {graver[0].text}", citations)
