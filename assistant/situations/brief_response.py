"""What has been done and what is asked for, as lines of a brief. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from assistant.domain import Briefing, SectionType, Sentence
from assistant.situations.brief_holdings import Holdings
from assistant.situations.brief_quotes import (
    LONGEST_QUOTE,
    edition_name,
    is_about,
    paragraphs,
    quoted_line,
    sentence_text,
    sentences_of,
)
from assistant.situations.citing import CitedLine
from assistant.statements.event_dates import event_dates_in

MOST_RESPONSES = 3
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
_ROUTINE = re.compile(r"\b(?:seized|exempt\w*|report(?:s|ing)?)\b", re.IGNORECASE)
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
        """Return it as a line that says where a date that it sets lies before `day`."""
        lead = f"{edition_name(self.resolution)}, paragraph {self.number}"
        line = quoted_line(self.resolution, self.start, self.end, lead)
        ends = [
            each.last
            for each in event_dates_in(line.citations[0].quote, self.resolution.edition_date)
            if _UNTIL.search(line.citations[0].quote, 0, each.start)
        ]
        passed = bool(ends) and max(ends) < day
        return CitedLine(
            f"{line.text} – a date that has passed" if passed else line.text, line.citations
        )


def response_lines(holdings: Holdings) -> tuple[CitedLine, ...]:
    """Quote what the newest briefing tells of the response, the latest dated sentences."""
    lead = holdings.lead
    if lead is None:
        return ()
    told = [
        sentence
        for sentence in sentences_of(lead, SectionType.INTERNATIONAL_RESPONSE)
        if is_about(lead, sentence, holdings.country)
    ]
    latest = sorted(told, key=lambda each: (_latest(lead, each), each.start))[-MOST_RESPONSES:]
    return tuple(
        quoted_line(lead, each.start, each.end)
        for each in sorted(latest, key=lambda each: each.start)
    )


def decision_lines(holdings: Holdings, day: date, most: int) -> tuple[CitedLine, ...]:
    """Quote what the Security Council decided last; dates before `day` are said to have passed."""
    return tuple(each.line(day) for each in _weightiest(holdings, _DECISION, most))


def demand_lines(holdings: Holdings, day: date, most: int) -> tuple[CitedLine, ...]:
    """Quote what the Security Council demands, calls for or urges."""
    return tuple(each.line(day) for each in _weightiest(holdings, _DEMAND, most))


def action_lines(holdings: Holdings) -> tuple[CitedLine, ...]:
    """Quote all that the newest briefing says must be done, by paragraph, whole."""
    lead = holdings.lead
    if lead is None:
        return ()
    asked = sentences_of(lead, SectionType.NECESSARY_ACTION)
    return tuple(
        quoted_line(lead, start, end, longest=None) for start, end in paragraphs(lead, asked)
    )


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
                is_next = _PARAGRAPH.match(sentence_text(resolution, item))
                if is_next or item.end - sentence.start > LONGEST_QUOTE:
                    break
                end = item.end
        yield _Operative(resolution, match.group(1), sentence.start + match.end(), end)


def _latest(briefing: Briefing, sentence: Sentence) -> date:
    dates = event_dates_in(sentence_text(briefing, sentence), briefing.edition_date)
    return max((each.last for each in dates if each.last < date.max), default=date.min)
