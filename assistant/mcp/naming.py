"""What a model calls a country or an edition, as the API takes it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from mcp.server.mcpserver.exceptions import ToolError

from assistant.countries import country_codes, country_name, find_countries, known_codes

_BRIEFING_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


def codes_of(names: Sequence[str]) -> list[str]:
    """Return the ISO codes of countries given by name or code, each once.

    Raises:
        ToolError: one is no country, or may be several.
    """
    return list(dict.fromkeys(code for name in names for code in _codes(name)))


def one_code(name: str) -> str:
    """Return the ISO code of one country.

    Raises:
        ToolError: the name stands for none, or for several.
    """
    codes = _codes(name)
    if len(codes) > 1:
        raise ToolError(f"'{name[:80]}' is {', '.join(codes)}. Give one of them.")
    return codes[0]


def briefing_path(briefing_id: str) -> str:
    """Return where the API gives an edition.

    Raises:
        ToolError: no edition can have that id.
    """
    if not _BRIEFING_ID.fullmatch(briefing_id):
        raise ToolError(
            f"No edition has the id '{briefing_id[:80]}'. Ids have lower-case letters, digits and "
            "hyphens; give the `briefing_id` of a citation or passage."
        )
    return f"/v1/briefings/{briefing_id}"


def _codes(name: str) -> tuple[str, ...]:
    if name.upper() in known_codes():
        return (name.upper(),)
    for mention in find_countries(name):
        if mention.is_ambiguous:
            choices = " or ".join(f"{code} ({country_name(code)})" for code in mention.iso3)
            raise ToolError(f"'{mention.text}' can be {choices}. Give the code that is meant.")
    codes = country_codes(name)
    if not codes:
        raise ToolError(
            f"'{name[:80]}' is no country. Give its name or ISO 3166-1 alpha-3 code: Mali or MLI."
        )
    return codes
