"""Numbers the quotes of one response, each place once, in the order in which they are given."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from assistant.api.schemas.citations import CitationOut, CitedLineOut
from assistant.citations import disarmed
from assistant.domain import Citation
from assistant.situations.citing import CitedLine

_Place = tuple[str, int, int]


class Endnotes:
    """Gives the quotes of one response their numbers; the same place keeps its number."""

    def __init__(self) -> None:
        """Start at 1."""
        self._numbers: dict[_Place, int] = {}

    def cite(self, citation: Citation) -> CitationOut:
        """Return a quote under its number."""
        place = (citation.briefing_id, citation.start, citation.end)
        number = self._numbers.setdefault(place, len(self._numbers) + 1)
        return CitationOut.of(replace(citation, number=number))

    def cite_if_any(self, citation: Citation | None) -> CitationOut | None:
        """Return a quote under its number; None where nothing is quoted."""
        return None if citation is None else self.cite(citation)

    def cite_all(self, citations: Iterable[Citation]) -> list[CitationOut]:
        """Return quotes under their numbers, each once."""
        return list({each.number: each for each in map(self.cite, citations)}.values())

    def line(self, line: CitedLine) -> CitedLineOut:
        """Return a line with its marks."""
        citations = self.cite_all(line.citations)
        marks = "".join(f"[{citation.number}]" for citation in citations)
        return CitedLineOut(text=f"{disarmed(line.text)} {marks}".rstrip(), citations=citations)
