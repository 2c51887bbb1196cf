"""True drafts: sentences put otherwise by rule, and paraphrases in our own words from a file."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from assistant.domain import MONTHS, Evidence

PARAPHRASES = Path(__file__).resolve().parents[1] / "datasets" / "draft_paraphrases.jsonl"
FRESH_PARAPHRASES = PARAPHRASES.with_name("draft_paraphrases_fresh.jsonl")
_LEAD = re.compile(
    r"^((?:On|In|From|Between|At|By) [^,.;:]{3,40}?"
    rf"(?:\d{{4}}|(?:{'|'.join(MONTHS)})|Buea|Pajok|Kajuru))\s*,?\s(?=[a-z])"
)
_ASIDE = re.compile(r"\s*\([^()]*\)|, (?:including|which|who|where|as well as)[^,;]*(?=[,.;])")
_DAY = re.compile(rf"\b[Oo]n \d{{1,2}} ((?:{'|'.join(MONTHS)})(?: \d{{4}})?)\b")
_SAME = (
    (r"\bmore than (?=\d)", "over "), (r"\bat least (?=\d)", "no fewer than "),
    (r"\babout (?=\d)", "around "), (r"\bnearly (?=\d)", "almost "),
    (r"\bestablished\b", "set up"), (r"\bprolonged\b", "extended"), (r"\bbegan\b", "started"),
    (r"\bin order to\b", "to"), (r"\bcreated\b", "set up"),
    (r"\bcaptured\b", "seized"), (r"\bparties\b", "sides"), (r"\bled by\b", "headed by"),
    (r"\bdisplaced people\b", "displaced persons"), (r"\blost their lives\b", "were killed"),
    (r"\bcounts\b", "has counted"), (r"\brefused\b", "declined"), (r"\bwants\b", "asks for"),
    (r"\bfell victim to\b", "were killed by"), (r"\bagreed there\b", "agreed"),
)  # fmt: skip


def moved_lead(text: str) -> str | None:
    """Move a place or time from the front to the end."""
    found = _LEAD.match(text)
    if found is None or re.search(r"[;:]|, (?:where|which|who)|^In resolution", text):
        return None
    lead, rest = found.group(1), text[found.end() :].rstrip(".")
    return f"{rest[0].upper()}{rest[1:]} {lead[0].lower()}{lead[1:]}."


def without_aside(text: str) -> str | None:
    """Leave out an aside."""
    made = _ASIDE.sub("", text)
    return made if made != text else None


def coarser_date(text: str) -> str | None:
    """Name the month for the day."""
    made = _DAY.sub(r"in \1", text, count=1)
    return made[0].upper() + made[1:] if made != text else None


def other_words(text: str) -> str | None:
    """Say some words otherwise."""
    if '"' in text:
        return None
    made = text
    for pattern, word in _SAME:
        made = re.sub(pattern, word, made)
    return made if made != text else None


def as_it_is(text: str) -> str | None:
    """Copy the sentence."""
    return text


CONTROLS = {
    "lead moved": moved_lead,
    "without aside": without_aside,
    "coarser date": coarser_date,
    "other words": other_words,
    "as it is": as_it_is,
}
"""Each kind with the rule that makes it."""


def read_paraphrases(
    evidence: Sequence[Evidence], path: Path = PARAPHRASES
) -> Iterator[tuple[str, Evidence, bool]]:
    """Yield each paraphrase, the passage that holds what it retells, and if it is for tuning.

    Raises:
        ValueError: a quote stands in no passage of its file.
    """
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        for each in evidence:
            is_of_file = each.card.source.file_name == row["file"]
            if is_of_file and row["quote"] in re.sub(r"\s+", " ", each.text):
                yield row["text"], each, row.get("half") == "dev"
                break
        else:
            raise ValueError(f"No passage of {row['file']} holds {row['quote']!r}.")
