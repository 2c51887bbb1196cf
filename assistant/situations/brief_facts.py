"""Who governs, how many people, which armed groups: what a country page adds to a brief. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.domain import Briefing
from assistant.situations.brief_holdings import Holdings
from assistant.situations.brief_quotes import quoted_line, sentence_text
from assistant.situations.citing import CitedLine

_LABEL = re.compile(r"([^:\n]{3,70}):\s+")
_LEADERS = {
    "Chief of state": re.compile(r"chief of state$", re.IGNORECASE),
    "Head of government": re.compile(r"head of government$", re.IGNORECASE),
}
_PEOPLE = {
    "Population": re.compile(r"population(?: - total)?$", re.IGNORECASE),
    "Ethnic groups": re.compile(r"ethnic groups?$", re.IGNORECASE),
}
_UPROOTED = {
    "Internally displaced people": re.compile(r"IDPs$"),
    "Refugees in the country": re.compile(r"persons - refugees", re.IGNORECASE),
    "Stateless people": re.compile(r"stateless persons$", re.IGNORECASE),
}
_ARMED = {
    "Terrorist groups": re.compile(r"terrorist groups?(?:\(s\))?(?: - .*based)?$", re.IGNORECASE),
    "Military": re.compile(r"^military - note$", re.IGNORECASE),
}
LONGEST_FACT = 260


def fact_lines(holdings: Holdings) -> tuple[CitedLine, ...]:
    """Quote who leads, the population, its groups and the armed groups from the newest page."""
    return _fields(holdings, {**_LEADERS, **_PEOPLE, **_ARMED})


def uprooted_lines(holdings: Holdings) -> tuple[CitedLine, ...]:
    """Quote how many displaced and stateless people and refugees the newest page counts."""
    return _fields(holdings, _UPROOTED)


def _fields(holdings: Holdings, wanted: dict[str, re.Pattern[str]]) -> tuple[CitedLine, ...]:
    return tuple(line for page in holdings.pages[:1] for line in _found(page, wanted))


def _found(page: Briefing, wanted: dict[str, re.Pattern[str]]) -> Iterator[CitedLine]:
    labelled = [
        (match.group(1).strip(), sentence, match.end())
        for sentence in page.sentences
        if (match := _LABEL.match(sentence_text(page, sentence)))
    ]
    for name, pattern in wanted.items():
        for label, sentence, offset in labelled:
            if pattern.search(label):
                yield quoted_line(page, sentence.start + offset, sentence.end, name, LONGEST_FACT)
                break
