"""Peace operations and where they serve: a question often names the mission, not the country."""

from __future__ import annotations

import csv
import re
from functools import cache
from importlib.resources import files


def mission_countries(text: str) -> tuple[str, ...]:
    """Return the ISO 3166-1 alpha-3 codes of the missions that `text` names, in order."""
    table, pattern = _missions()
    found = [code for match in pattern.finditer(text) for code in table[match.group().casefold()]]
    return tuple(dict.fromkeys(found))


def is_mission(words: str) -> bool:
    """True where `words` are the name of one mission and nothing else."""
    return _missions()[1].fullmatch(words.strip()) is not None


@cache
def _missions() -> tuple[dict[str, tuple[str, ...]], re.Pattern[str]]:
    text = (files("assistant.answering.question") / "missions.csv").read_text(encoding="utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    table = {row["name"].casefold(): tuple(row["countries"].split(";")) for row in rows}
    names = sorted((re.escape(row["name"]) for row in rows), key=len, reverse=True)
    return table, re.compile(rf"\b(?:{'|'.join(names)})\b", re.IGNORECASE)
