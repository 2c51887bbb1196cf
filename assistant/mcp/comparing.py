"""Which editions `what_changed` compares: of the series named, or of those on a country."""

from __future__ import annotations

from collections.abc import Sequence

from mcp.server.mcpserver.exceptions import ToolError

from assistant.api.schemas import ChangesOut, SeriesListOut, SeriesOut
from assistant.mcp.calling import ApiCalls
from assistant.mcp.naming import one_code

MOST_COMPARED = 8
_STAYING_KINDS = ("resolution", "meeting record")
"""Kinds of which each document stands by itself; compared only where they are named."""


async def compared(
    api: ApiCalls, subject: str, since: str | None, until: str | None
) -> list[ChangesOut]:
    """Compare each series meant; of several, one without two such editions is passed over.

    Raises:
        ToolError: none has two.
    """
    found, refused = [], []
    for each in (await _series(api, subject))[:MOST_COMPARED]:
        query = {"series": each, "from": since, "to": until}
        try:
            found.append(await api.get(ChangesOut, "/v1/changes", query))
        except ToolError as error:
            refused.append(str(error))
    if not found:
        raise ToolError(" ".join(refused))
    return found


async def _series(api: ApiCalls, subject: str) -> list[str]:
    """Return the series meant: the one named, or those on a country that have two editions."""
    if "-" in subject and subject == subject.lower():
        return [subject]
    code = one_code(subject)
    listed = await api.get(SeriesListOut, "/v1/series", {"country": code})
    several = [each for each in listed.series if len(each.editions) > 1]
    if not several:
        raise ToolError(_nothing_to_compare(code, listed.series))
    renewed = [each for each in several if each.kind not in _STAYING_KINDS]
    return [each.id for each in renewed or several]


def _nothing_to_compare(code: str, held: Sequence[SeriesOut]) -> str:
    if not held:
        return (
            f"The library holds nothing on {code}, which says nothing about the risk there. "
            "list_situations tells which countries are held."
        )
    names = ", ".join(each.id for each in held)
    return f"No series on {code} has two editions to compare. Held are {names}."
