"""Who governs, how many people, which armed groups: what a country page adds to a brief. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from assistant.domain import Briefing
from assistant.situations.brief_holdings import Holdings
from assistant.situations.brief_quotes import quoted_line, sentence_text
from assistant.situations.citing import CitedLine

_LABEL = re.compile(r"([^:\n]{3,70}):\s+")
_FIELDS = {
    "Chief of state": r"chief of state$",
    "Head of government": r"head of government$",
    "Population": r"^population(?: - total)?$",
    "Internally displaced people": r"\bIDPs$",
    "Refugees in the country": r"persons - refugees",
    "Stateless people": r"stateless persons$",
    "Ethnic groups": r"^ethnic groups?$",
    "Terrorist groups": r"^terrorist groups?(?:\(s\))?(?: - .*based)?$",
    "Military": r"^military - note$",
}
_PATTERNS = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _FIELDS.items()}
_LINES = (
    ("Chief of state", "Head of government"),
    ("Population", "Internally displaced people", "Refugees in the country", "Stateless people"),
    ("Ethnic groups",),
    ("Terrorist groups",),
)
_LINES_WITHOUT_BRIEFING = (*_LINES, ("Military",))
LONGEST_FACT = 170


def fact_lines(holdings: Holdings) -> tuple[CitedLine, ...]:
    """Quote who leads, how many people and uprooted people, and which groups, from the newest page.

    Where there is no briefing, what the page notes on armed forces and conflict is added.
    """
    if not holdings.pages:
        return ()
    fields = dict(_fields(holdings.pages[0]))
    wanted = _LINES if holdings.lead else _LINES_WITHOUT_BRIEFING
    groups = ([fields[name] for name in names if name in fields] for names in wanted)
    return tuple(_joined(lines) for lines in groups if lines)


def _fields(page: Briefing) -> Iterator[tuple[str, CitedLine]]:
    """Yield the first field of each name, labelled in our words."""
    labelled = [
        (match.group(1).strip(), sentence, match.end())
        for sentence in page.sentences
        if (match := _LABEL.match(sentence_text(page, sentence)))
    ]
    for name, pattern in _PATTERNS.items():
        for label, sentence, offset in labelled:
            if pattern.search(label):
                start = sentence.start + offset
                yield name, quoted_line(page, start, sentence.end, name, LONGEST_FACT)
                break


def _joined(lines: Sequence[CitedLine]) -> CitedLine:
    """Join fields into one line; two that say the same are said once."""
    by_quote: dict[str, list[CitedLine]] = {}
    for line in lines:
        by_quote.setdefault(line.citations[0].quote, []).append(line)
    told = [
        " and ".join(_name(line) for line in same) + same[0].text.removeprefix(_name(same[0]))
        for same in by_quote.values()
    ]
    return CitedLine(
        "; ".join(_in_a_row(text, place) for place, text in enumerate(told)),
        tuple(citation for line in lines for citation in line.citations),
    )


def _name(line: CitedLine) -> str:
    return line.text.partition(":")[0]


def _in_a_row(text: str, place: int) -> str:
    return text if place == 0 else f"{text[:1].lower()}{text[1:]}"
