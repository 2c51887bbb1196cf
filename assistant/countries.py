"""Finds the countries that a text names, from our own list in `countries.csv`.

Names are compared word by word, without accents, the longest first, so "South Sudan" is never
Sudan and "Guinea-Bissau" never Guinea. A name that stands in several rows of the list, such as
"Congo", is ambiguous. A row without a code holds what only looks like a country: "Gulf of Guinea".
"""

from __future__ import annotations

import csv
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

_WORD = re.compile(r"[^\W_]+")
# "D.R. Congo", "Guinea-Bissau", "Cote d'Ivoire" and "Burma (Myanmar)" are one name each. A full
# stop before a space joins nothing: "... in the South. Sudan said ..." is not South Sudan.
_JOINT = re.compile(r"(?:[^\S\n]|\n(?!\n)|[-–'’(/&])+|\.")
_JOINT_AFTER_INITIAL = re.compile(r"\.[^\S\n]?")
_JOINT_AFTER_HEAD = re.compile(r",[^\S\n]")
_WORDS_BEFORE_STOP = frozenset({"st", "r", "rep", "dem", "s"})
_WORDS_BEFORE_COMMA = frozenset({"congo", "korea"})  # "Congo, Democratic Republic of the"

_NAMED_WITH_ARTICLE = frozenset(
    "ARE BHS CAF COD COG COM DOM GBR GMB MDV MHL NLD PHL PSE SLB SYC USA VAT".split()
)
"""Countries whose names take 'the' within an English sentence."""


@dataclass(frozen=True, slots=True)
class CountryMention:
    """A country, or a named group of countries, as it stands at `text[start:end]`."""

    iso3: tuple[str, ...]
    text: str
    start: int
    end: int
    is_ambiguous: bool
    """True where `iso3` lists alternatives ("Congo"), False where it lists a group's members."""
    is_demonym: bool
    """True for a people or an adjective: "Malian", "Burmese"."""


@dataclass(frozen=True, slots=True)
class _Word:
    folded: str
    exact: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Entry:
    words: tuple[str, ...]
    readings: frozenset[tuple[str, ...]]
    exact_forms: frozenset[tuple[str, ...]]
    """Spellings that alone count, where the lower-case name is an ordinary word ("car")."""
    is_demonym: bool


@dataclass(frozen=True, slots=True)
class _Gazetteer:
    names: Mapping[str, str]
    groups: Mapping[frozenset[str], str]
    entries: Mapping[str, tuple[_Entry, ...]]
    """By first word, the longest name first."""


def find_countries(text: str) -> tuple[CountryMention, ...]:
    """Return every country that `text` names, in text order; overlapping names never both."""
    return tuple(_mentions(text, _gazetteer().entries))


def country_codes(text: str) -> tuple[str, ...]:
    """Return the ISO 3166-1 alpha-3 codes that `text` names beyond doubt, each once, in order.

    A group gives all its members; Kosovo has the user-assigned code XKX.
    """
    mentions = (mention for mention in find_countries(text) if not mention.is_ambiguous)
    return tuple(dict.fromkeys(code for mention in mentions for code in mention.iso3))


def country_name(iso3: str) -> str:
    """Return the name as a briefing prints it; raises KeyError for a code we do not know."""
    return _gazetteer().names[iso3]


def known_codes() -> frozenset[str]:
    """Return every country code in our list."""
    return frozenset(_gazetteer().names)


def country_names() -> tuple[str, ...]:
    """Return the name of every country in our list, as a briefing prints it."""
    return tuple(_gazetteer().names.values())


def place_name(codes: Iterable[str], *, with_article: bool = False) -> str:
    """Name several countries as one subject: 'Mali and Burkina Faso', or a group's own name.

    `with_article` gives the name as it stands within a phrase: 'on the Central African Republic'.
    """
    listed = tuple(codes)
    group = _gazetteer().groups.get(frozenset(listed))
    if group is not None:
        return f"the {group}" if with_article else group
    names = [
        f"the {country_name(code)}"
        if with_article and code in _NAMED_WITH_ARTICLE
        else country_name(code)
        for code in listed
    ]
    return " and ".join((", ".join(names[:-1]), names[-1])) if len(names) > 1 else "".join(names)


def _mentions(text: str, entries: Mapping[str, tuple[_Entry, ...]]) -> Iterator[CountryMention]:
    words = tuple(_words(text))
    at = 0
    while at < len(words):
        entry = _entry_at(text, words, at, entries.get(words[at].folded, ()))
        if entry is None:
            at += 1
            continue
        last = words[at + len(entry.words) - 1]
        mention = _mention(text, words[at].start, last.end, entry)
        if mention is not None:
            yield mention
        at += len(entry.words)


def _entry_at(
    text: str, words: tuple[_Word, ...], at: int, candidates: tuple[_Entry, ...]
) -> _Entry | None:
    for entry in candidates:
        found = words[at : at + len(entry.words)]
        if tuple(word.folded for word in found) != entry.words:
            continue
        if entry.exact_forms and tuple(word.exact for word in found) not in entry.exact_forms:
            continue
        if all(_joins(text, found[n], found[n + 1]) for n in range(len(found) - 1)):
            return entry
    return None


def _joins(text: str, left: _Word, right: _Word) -> bool:
    gap = text[left.end : right.start]
    if left.folded in _WORDS_BEFORE_STOP and _JOINT_AFTER_INITIAL.fullmatch(gap):
        return True
    if left.folded in _WORDS_BEFORE_COMMA and _JOINT_AFTER_HEAD.fullmatch(gap):
        return True
    return _JOINT.fullmatch(gap) is not None


def _mention(text: str, start: int, end: int, entry: _Entry) -> CountryMention | None:
    readings = sorted(entry.readings)
    if readings == [()]:
        return None
    is_ambiguous = len(readings) > 1
    codes = tuple(code for reading in readings for code in reading)
    return CountryMention(codes, text[start:end], start, end, is_ambiguous, entry.is_demonym)


def _words(text: str) -> Iterator[_Word]:
    for match in _WORD.finditer(text):
        exact = _without_accents(match.group())
        yield _Word(exact.lower(), exact, match.start(), match.end())


def _without_accents(word: str) -> str:
    if word.isascii():
        return word
    decomposed = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


@cache
def _gazetteer() -> _Gazetteer:
    source = files("assistant").joinpath("countries.csv").read_text(encoding="utf-8")
    rows = tuple(csv.DictReader(source.splitlines()))
    names = {row["codes"]: row["name"] for row in rows if re.fullmatch("[A-Z]{3}", row["codes"])}
    groups = {
        frozenset(row["codes"].split(";")): row["name"] for row in rows if ";" in row["codes"]
    }
    return _Gazetteer(names, groups, _by_first_word(_entries(rows)))


def _entries(rows: Iterable[Mapping[str, str]]) -> Iterator[_Entry]:
    readings: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    exact_forms: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    demonyms: set[tuple[str, ...]] = set()
    for row in rows:
        codes = tuple(row["codes"].split(";")) if row["codes"] else ()
        for column in ("name", "aliases", "exact_case", "demonyms", "places"):
            for exact in _spellings(row[column]):
                words = tuple(word.lower() for word in exact)
                readings[words].add(codes)
                if column == "exact_case":
                    exact_forms[words].add(exact)
                if column == "demonyms":
                    demonyms.add(words)
    for words, found in readings.items():
        yield _Entry(words, frozenset(found), frozenset(exact_forms[words]), words in demonyms)


def _spellings(cell: str) -> Iterator[tuple[str, ...]]:
    for name in cell.split(";"):
        words = tuple(word.exact for word in _words(name))
        if words:
            yield words


def _by_first_word(entries: Iterable[_Entry]) -> dict[str, tuple[_Entry, ...]]:
    grouped: dict[str, list[_Entry]] = defaultdict(list)
    for entry in entries:
        grouped[entry.words[0]].append(entry)
    return {
        first: tuple(sorted(found, key=lambda entry: -len(entry.words)))
        for first, found in grouped.items()
    }
