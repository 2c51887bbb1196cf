"""Works out which countries a document is about."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from urllib.parse import unquote, urlsplit

from assistant.countries import country_codes, find_countries, known_codes
from ingest.recognising.facts import Block, Hints

_CODE = re.compile(r"\b[A-Z]{3}\b")
_CONNECTORS = re.compile(
    r"\b(?:and|the|of|in|situation|situations|country|countries|updates?|continued)\b|[^\w]",
    re.IGNORECASE,
)
_MANY_MENTIONS = 3
_CLEAR_LEAD = 1.5


def codes_in_field(field: str) -> tuple[str, ...]:
    """Read a field of a manifest or front matter: names, or codes such as 'MLI;BFA'."""
    listed = re.split(r"[\s,;/]+", field.strip())
    if all(code in known_codes() for code in listed):
        return tuple(dict.fromkeys(listed))
    return country_codes(field)


def codes_in_title_line(text: str) -> tuple[str, ...]:
    """Return the countries of a line that names nothing else, as 'Mali and Burkina Faso'."""
    mentions = [mention for mention in find_countries(text) if not mention.is_demonym]
    rest = text
    for mention in reversed(mentions):
        rest = rest[: mention.start] + " " + rest[mention.end :]
    return country_codes(text) if mentions and not _CONNECTORS.sub("", rest) else ()


def codes_in_address(url: str | None) -> tuple[str, ...]:
    """Return the countries in the last part of an address: '/regions/mali_and_burkina_faso'."""
    path = unquote(urlsplit(url).path) if url else ""
    parts = [part for part in path.split("/") if part]
    return country_codes(re.sub(r"[_\-+.]+", " ", parts[-1])) if parts else ()


def codes_in_file_name(hints: Hints) -> tuple[str, ...]:
    """Return the countries in the slug or file name; numbers and extension name none."""
    return country_codes(re.sub(r"[_\-.]+", " ", hints.slug or hints.file_name))


def dominant_codes(text: str) -> tuple[str, ...]:
    """Return the one country that `text` names far more often than any other, if there is one."""
    named = Counter(
        mention.iso3[0]
        for mention in find_countries(text)
        if len(mention.iso3) == 1 and not mention.is_ambiguous
    ).most_common(2)
    if not named or named[0][1] < _MANY_MENTIONS:
        return ()
    is_clear = len(named) == 1 or named[0][1] >= _CLEAR_LEAD * named[1][1]
    return (named[0][0],) if is_clear else ()


def codes_in_blocks(blocks: Sequence[Block]) -> tuple[str, ...]:
    """Return the countries of the first block that names countries and nothing else."""
    for block in blocks:
        codes = codes_in_title_line(block.text)
        if codes:
            return codes
    return ()
