"""What frames a written sentence: the edition and the country that it is cited from. Pure.

'According to the edition of May 2019, ...' and 'In Mali, ...' stand in no passage. Where they name
the edition and the country of what is cited they are borne out by its card, and what is left is
held against the passage.
"""

from __future__ import annotations

import re

from assistant.countries import country_codes, country_name
from assistant.domain import BriefingCard, EditionDate

_WORK = r"(?:briefings?|editions?|updates?|pages?|documents?|notes?|publications?)"
_SAYS = (
    r"(?:reports?|reported|notes?|noted|says?|said|states?|stated|adds?|added|finds?|describes?)"
)
_LEADS = re.compile(
    rf"^(?:(?:According to|As (?:reported|stated|noted) in|As per|Per|In|By)"
    rf" (?:the|its|a|this|that)\s"
    rf"[^,;:]{{0,80}}?\b{_WORK}\b[^,;:]{{0,50}},\s+"
    rf"|(?:The|This|That|Its)\s[^,;:]{{0,80}}?\b{_WORK}\b[^,;:]{{0,50}}?\s{_SAYS} that\s+)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf",? (?:according to|as (?:reported|stated|noted) in|per) (?:the|its|this)\s[^,;:]{{0,80}}?"
    rf"\b{_WORK}\b[^,;:.]{{0,40}}(?=\.?$)",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"^(?:As of|By|In|As at) ([^,;:]{4,20}),\s+", re.IGNORECASE)
_PLACE = re.compile(r"^(?:In|For|On) ([^,;:]{3,60}),\s+")
_NAMES_A_WORD = re.compile(r"\b(?:[A-Z]{3,}|Amnesty|Human Rights|UN|United Nations)\b")


def without_frame(statement: str, card: BriefingCard) -> str:
    """Return the statement without what names its edition and its country rightly."""
    text = statement
    for _ in range(3):
        shorter = _without_lead(text, card)
        if shorter == text:
            break
        text = shorter[0].upper() + shorter[1:]
    found = _TAIL.search(text)
    if found and _is_of(found.group(), card):
        text = text[: found.start()] + text[found.end() :]
    return text


def frame_of(card: BriefingCard) -> str:
    """Return what a passage leaves unsaid: the countries and the date that it is of."""
    places = ", ".join(country_name(code) for code in card.countries[:3])
    return f"{places or card.title}, {card.edition_date.label}:"


def _without_lead(text: str, card: BriefingCard) -> str:
    found = _LEADS.match(text)
    if found and _is_of(found.group(), card):
        return text[found.end() :]
    found = _AS_OF.match(text)
    if found and _is_date(found.group(1), card.edition_date):
        return text[found.end() :]
    found = _PLACE.match(text)
    if found and _is_place(found.group(1), card):
        return text[found.end() :]
    return text


def _is_of(words: str, card: BriefingCard) -> bool:
    """True where the words name no other date, country or speaker than the card's."""
    dates = re.findall(r"\b\d{1,4}\b", words)
    known = re.findall(r"\d+", f"{card.edition_date.label} {card.title} {card.symbol or ''}")
    is_of_country = set(country_codes(words)) <= set(card.countries)
    speakers = set(_NAMES_A_WORD.findall(words)) - set(_NAMES_A_WORD.findall(_label(card)))
    return is_of_country and set(dates) <= set(known) and not speakers


def _is_date(words: str, edition: EditionDate) -> bool:
    return words.lower() in {edition.label.lower(), edition.label.split(" ", 1)[-1].lower()}


def _is_place(words: str, card: BriefingCard) -> bool:
    codes = set(country_codes(words))
    rest = re.sub(r"^the ", "", words, flags=re.IGNORECASE)
    is_plain = len(rest.split()) <= 4 * len(codes)
    return bool(codes) and codes <= set(card.countries) and is_plain


def _label(card: BriefingCard) -> str:
    return f"{card.title} {card.series.name}"
