"""The countries that a question names: outright, misspelt, by a mission or by a capital.

A name outright wins. Missions and capitals count where no country with an edition is named, and a
capital never within the name of an agreement. A misspelling counts where one country's name alone
is near, for a capitalised word that stands by itself.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Collection
from difflib import SequenceMatcher
from functools import cache, lru_cache
from importlib.resources import files

from assistant.answering.question.missions import mission_countries
from assistant.countries import CountryMention, country_codes, country_names, find_countries

LEAST_LETTERS = 6
"""A shorter word is too near to too many."""
NEAR_ENOUGH = 0.86
"""Share of letters in common (Ratcliff & Obershelp) from which a word is a misspelt name."""
_LONE_WORD = re.compile(
    r"(?<![A-Z][\w'’-]\s)(?<!\w)(?P<word>[A-Z][a-zé]{5,})(?:['’]s?)?(?!\w)(?!\s+[A-Z])"
)
_CAPITAL_BEFORE = re.compile(r"[A-Z][\w'’.-]*\s+$")
_ABOUT = re.compile(
    r"\b(?:in|on|of|from|about|for|against|inside|across|over|within|to)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_STATE_OF = re.compile(
    r"(?:['’]s?)?\s+(?:(?:at|in) (?:risk|danger|crisis)|(?:risk )?level|situation|population|risk|"
    r"face|facing|covered)\b",
    re.IGNORECASE,
)
_TOPIC = re.compile(r"^\W*(?:the\s+)?$", re.IGNORECASE)
_TOPIC_ENDS = re.compile(r"\s*[:,–—]|\s+-\s")
"""'Norway: who is at risk?' and 'Norway, who is at risk?' are about Norway."""
_WORD_BEFORE = re.compile(r"(?P<word>[A-Z][a-zé]{2,})[ -]$")
_AGREEMENT = (
    r"(?!\s+(?:[A-Z]\w+\s+)?(?:[Aa]greement|[Aa]ccords?|[Dd]eclaration|[Pp]rotocol|[Dd]ialogue|"
    r"[Pp]rocess|[Tt]alks|[Cc]ommuniqu|[Ss]ummit|[Cc]onference|[Rr]oadmap|[Pp]eace))"
)


def countries_named(
    question: str, mentions: Collection[CountryMention], covered: Collection[str]
) -> tuple[str, ...]:
    """Return the ISO 3166-1 alpha-3 codes that `question` names, `mentions` being those outright.

    `covered` are the countries on which there is an edition.
    """
    named = tuple(
        dict.fromkeys(code for each in mentions if not each.is_ambiguous for code in each.iso3)
    )
    if set(named) & set(covered):
        return named
    meant = (*mission_countries(question), *_by_capital(question, covered))
    return tuple(dict.fromkeys((*named, *meant)))


@lru_cache(maxsize=65536)
def countries_in(text: str) -> tuple[str, ...]:
    """Return the codes of the countries that a passage names; kept, since passages stay."""
    return tuple(country_codes(text))


def asked_about(question: str, codes: Collection[str]) -> bool:
    """True where `question` is about one of `codes`: 'in Norway', 'Is Haiti at risk', 'Fiji: ...'.

    One that only acts, as 'the French general' or 'Did China abstain', is not what is asked about.
    """
    return any(
        not mention.is_demonym
        and (
            _ABOUT.search(question[: mention.start]) is not None
            or _STATE_OF.match(question[mention.end :]) is not None
            or _is_topic(question, mention)
        )
        for mention in find_countries(question)
        if not set(mention.iso3).isdisjoint(codes)
    )


def _is_topic(question: str, mention: CountryMention) -> bool:
    opens = _TOPIC.match(question[: mention.start]) is not None
    return opens and _TOPIC_ENDS.match(question, mention.end) is not None


def with_names_corrected(question: str) -> str:
    """Return `question` with misspelt names of countries put right: 'Ethopia' is Ethiopia."""
    question = _with_first_words_corrected(question)
    known = [(mention.start, mention.end) for mention in find_countries(question)]
    corrected = question
    for match in reversed(list(_LONE_WORD.finditer(question))):
        start, end = match.span("word")
        is_known = any(first < end and start < last for first, last in known)
        opens = start == 0 or question[:start].rstrip().endswith((".", "?"))
        if is_known or opens or _CAPITAL_BEFORE.search(question[:start]):
            continue
        name = _near_name(match["word"])
        corrected = corrected[:start] + name + corrected[end:] if name else corrected
    return corrected


def _with_first_words_corrected(question: str) -> str:
    """Put right a name whose last word alone was understood: 'Soth Sudan' is not Sudan."""
    for mention in reversed(find_countries(question)):
        before = _WORD_BEFORE.search(question[: mention.start])
        if before is None:
            continue
        words = f"{before['word']} {mention.text}"
        name = _near_name(words) if not find_countries(before["word"]) else None
        if name is not None and name.endswith(f" {mention.text}"):
            question = question[: before.start()] + name + question[mention.end :]
    return question


@cache
def _near_name(word: str) -> str | None:
    """Return the one country name that `word` nearly is, if there is just one."""
    near = {
        name
        for name in country_names()
        if name[0] == word[0]
        and abs(len(name) - len(word)) <= 2
        and SequenceMatcher(None, word.lower(), name.lower()).ratio() >= NEAR_ENOUGH
    }
    return near.pop() if len(near) == 1 else None


def _by_capital(question: str, covered: Collection[str]) -> tuple[str, ...]:
    table, pattern = _capitals()
    found = (code for match in pattern.finditer(question) for code in table[match.group()])
    return tuple(code for code in dict.fromkeys(found) if code in covered)


@cache
def _capitals() -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    text = (files("assistant.answering.question") / "capitals.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    table = {row["name"]: tuple(row["countries"].split(";")) for row in rows}
    names = sorted((re.escape(name) for name in table), key=len, reverse=True)
    return table, re.compile(rf"\b(?:{'|'.join(names)})\b{_AGREEMENT}")
