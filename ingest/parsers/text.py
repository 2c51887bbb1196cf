"""Plain text: decoding, the provenance line, front matter, and whether lines are hard-wrapped."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path

from assistant.settings import IngestSettings
from ingest.decoding import decode_text
from ingest.front_matter import split_front_matter
from ingest.loaded import LoadedDocument

_PROVENANCE = re.compile(r"\A#[ \t]+(?P<words>[^\n]*)(?:\n|\Z)")
_URL = re.compile(r"https?://[^\s;,<>\"']+")
_PROVENANCE_WORDS = re.compile(
    r"^(?:source|url|original|provenance)\s*:|\boriginal\s*:|^https?://\S+$", re.I
)

_LONGEST_WRAPPED_LINE = 130  # characters; UN documents wrap at 50 to 126
_WRAPPED_SHARE = 0.1  # of the long lines; wrapped files have 0.15 to 0.8, others below that
_FEWEST_WRAPPED = 2
_SHORTEST_FULL_LINE = 30  # characters; shorter lines are lists, not prose broken at a width


def parse_text(path: Path, limits: IngestSettings) -> LoadedDocument:  # noqa: ARG001 - one shape
    """Read a txt file.

    Raises:
        UnreadableFile: the bytes are no text.
        ManifestError: the front matter is broken.
    """
    decoded = decode_text(path.read_bytes(), path.name)
    front_matter, body = split_front_matter(decoded.text)
    url, body = split_provenance(body)
    return LoadedDocument(
        text=body.strip("\n"),
        format="txt",
        url=url,
        front_matter=front_matter,
        is_hard_wrapped=is_hard_wrapped(body),
        warnings=decoded.warnings,
    )


def split_provenance(text: str) -> tuple[str | None, str]:
    """Take off a first line such as `# source: https://...`; return its URL and the rest."""
    line = _PROVENANCE.match(text.lstrip("\n"))
    if line is None or not _PROVENANCE_WORDS.search(line["words"].strip()):
        return None, text
    url = _URL.search(line["words"])
    return (url.group() if url else None), text.lstrip("\n")[line.end() :]


def is_hard_wrapped(text: str) -> bool:
    """Tell whether lines break in mid-sentence at a fixed width.

    Nearly all lines are then short, and many a long one runs on in a small letter.
    """
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) < _FEWEST_WRAPPED:
        return False
    lengths = sorted(len(line) for line in lines)
    if lengths[int(0.95 * len(lengths))] > _LONGEST_WRAPPED_LINE:
        return False
    full = max(_SHORTEST_FULL_LINE, 0.7 * lengths[len(lengths) // 2])
    long_lines = sum(length >= full for length in lengths)
    wrapped = sum(
        len(line) >= full and line[-1] not in '.!?:;"”’' and following[0].islower()
        for line, following in pairwise(lines)
    )
    return wrapped >= max(_FEWEST_WRAPPED, _WRAPPED_SHARE * long_lines)
