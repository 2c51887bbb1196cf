"""What the Security Council decided and demanded, as lines of a brief. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.domain import Briefing
from assistant.situations.brief_holdings import Holdings
from assistant.situations.brief_quotes import (
    LONGEST_QUOTE,
    edition_name,
    quoted_line,
    sentence_text,
)
from assistant.situations.citing import CitedLine, citation_at
from assistant.statements.event_dates import event_dates_in

OLDEST_RESOLUTIONS = 3
"""Newest resolutions in which decisions and demands are looked for."""
_PARAGRAPH = re.compile(r"\s*(\d+)\.\s+")
_DECISION = re.compile(
    r"(?:Further )?(?:Also )?(?:decides|authorizes|extends|renews|establishes|imposes|refers)\b",
    re.IGNORECASE,
)
_DEMAND = re.compile(
    r"(?:Further |Also |Strongly )?"
    r"(?:reiterates its demands?|demands|calls (?:up)?on|urges|insists)\b",
    re.IGNORECASE,
)
_FIRM = re.compile(
    r"(?:Further |Also )?(?:demands|decides|authorizes|reiterates its demand)", re.IGNORECASE
)
_RENEWING = re.compile(r"\b(?:extend|establish|renew)\b", re.IGNORECASE)
_UNTIL = re.compile(r"\b(?:until|to)\s+$")
_ROUTINE = re.compile(
    r"\b(?:seized|exempt\w*|report(?:s|ing)?|(?:shall|do|does) not apply)\b", re.IGNORECASE
)
_WEIGHTY = re.compile(
    r"\b(?:mandate|until|establish|civilians?|protect\w*|sanctions|embargo|travel ban|freeze"
    r"|International Criminal Court|Prosecutor|troops|military personnel|violence|violations"
    r"|human rights|humanitarian|access|children|ceasefire|cessation|all parties|armed groups"
    r"|accountab\w+)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Operative:
    """A numbered paragraph of a resolution, without its number."""

    resolution: Briefing
    number: str
    start: int
    end: int

    @property
    def text(self) -> str:
        return self.resolution.text[self.start : self.end]

    @property
    def weight(self) -> int:
        """How firmly it asks, and of how much; short paragraphs say it more plainly."""
        named = {match.group().lower() for match in _WEIGHTY.finditer(self.text)}
        firm, renewing = _FIRM.match(self.text), _RENEWING.search(self.text)
        return 8 * bool(firm) + 4 * bool(renewing) + 2 * len(named) - len(self.text) // 200

    def line(self, day: date) -> CitedLine:
        """Return it as a line that says where the date until which it holds lies before `day`."""
        lead = f"{edition_name(self.resolution)}, paragraph {self.number}"
        line = quoted_line(self.resolution, self.start, self.end, lead)
        ends = [
            each
            for each in event_dates_in(self.text, self.resolution.edition_date)
            if _UNTIL.search(self.text, 0, each.start)
        ]
        end = max(ends, key=lambda each: each.last, default=None)
        if end is None or end.last >= day:
            return line
        words = " ".join(end.text.split())
        passed = "a date that has passed" if words in line.text else f"until {words}, now passed"
        whole = citation_at(self.resolution, self.start, self.end)
        return CitedLine(f"{line.text} – {passed}", (whole,))


def decision_lines(holdings: Holdings, day: date, most: int) -> tuple[CitedLine, ...]:
    """Quote what the Security Council decided last; dates before `day` are said to have passed."""
    return tuple(each.line(day) for each in _weightiest(holdings, _DECISION, most))


def demand_lines(holdings: Holdings, day: date, most: int) -> tuple[CitedLine, ...]:
    """Quote what the Security Council demands, calls for or urges."""
    return tuple(each.line(day) for each in _weightiest(holdings, _DEMAND, most))


def _weightiest(holdings: Holdings, verb: re.Pattern[str], most: int) -> list[_Operative]:
    """Return paragraphs that open with `verb`, of the newest resolution first."""
    chosen: list[_Operative] = []
    for resolution in holdings.resolutions[:OLDEST_RESOLUTIONS]:
        found = [
            each
            for each in _operatives(resolution)
            if verb.match(each.text) and not _ROUTINE.search(each.text)
        ]
        best = sorted(found, key=lambda each: -each.weight)[: most - len(chosen)]
        chosen.extend(sorted(best, key=lambda each: each.start))
    return chosen


def _operatives(resolution: Briefing) -> Iterator[_Operative]:
    """Yield the numbered paragraphs; one that opens a list has the list's first items with it."""
    sentences = resolution.sentences
    for place, sentence in enumerate(sentences):
        match = _PARAGRAPH.match(sentence_text(resolution, sentence))
        if match is None:
            continue
        end = sentence.end
        if sentence_text(resolution, sentence).endswith(":"):
            for item in sentences[place + 1 :]:
                if _PARAGRAPH.match(sentence_text(resolution, item)):
                    break
                is_first = end == sentence.end
                if item.end - sentence.start > LONGEST_QUOTE and not is_first:
                    break
                end = item.end
        yield _Operative(resolution, match.group(1), sentence.start + match.end(), end)
