"""Paragraphs of SQuAD as Markdown documents that are ingested, each an edition of its own.

What the cases quote is looked up in the text that ingesting a document stores, so that a character
that is cleaned there cannot part a quote from its edition.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

from assistant.errors import UnrecognisedBriefing
from assistant.settings import IngestSettings
from ingest.characters import clean_characters
from ingest.hinting import merge_hints
from ingest.loading import load_file
from ingest.normalising import normalise
from ingest.recognition import recognise
from ingest.splitting import split_sentences

_MARKS = re.compile(r"[\\`*_\[\]<>&~|#]|^[-+=]|^\d{1,9}(?=[.)])", re.MULTILINE)
"""What Markdown could take for a mark; a number is one where it opens a line."""
_PARAGRAPH_BREAK = re.compile(r"\s*\n\s*\n\s*")


@dataclass(frozen=True, slots=True)
class StoredText:
    """The text of a document as ingesting it stores it, and the spans of its sentences."""

    text: str
    sentences: tuple[tuple[int, int], ...]

    def quote_of(self, answer: str, near: int) -> str | None:
        """Return the sentences that hold `answer` where it stands nearest to offset `near`.

        Where it stands in no sentence, as in a heading, its line is given; None where nowhere.
        """
        words = clean_characters(answer).split()
        found = list(re.finditer(r"\s+".join(map(re.escape, words)), self.text)) if words else []
        if not found:
            return None
        start, end = min((match.span() for match in found), key=lambda span: abs(span[0] - near))
        touched = [span for span in self.sentences if span[0] < end and start < span[1]]
        if touched and touched[0][0] <= start and end <= touched[-1][1]:
            return self.text[touched[0][0] : touched[-1][1]]
        line_end = self.text.find("\n", end)
        return self.text[self.text.rfind("\n", 0, start) + 1 : line_end if line_end > 0 else None]


def write_document(path: Path, fields: Mapping[str, object], context: str) -> None:
    """Write a paragraph as Markdown below front matter, so that its words alone are its text."""
    front = yaml.safe_dump(dict(fields), allow_unicode=True, sort_keys=False, width=10_000)
    # One line break is left from markup, as before the number in a formula, and parts nothing.
    paragraphs = (" ".join(part.split()) for part in _PARAGRAPH_BREAK.split(context))
    body = _MARKS.sub(_escaped, "\n\n".join(filter(None, paragraphs)))
    path.write_text(f"---\n{front}---\n\n{body}\n", encoding="utf-8", newline="\n")


def read_stored(path: Path) -> StoredText:
    """Return what ingesting the document at `path` would store.

    Raises:
        IngestError: it would be refused, or become more than one edition.
    """
    loaded = load_file(path, IngestSettings())
    editions = recognise(normalise(loaded), merge_hints(path, {}, loaded))
    if len(editions) != 1:
        raise UnrecognisedBriefing(f"It would become {len(editions)} editions. Leave it out.")
    edition = editions[0]
    return StoredText(
        edition.text,
        tuple(
            span
            for section in edition.sections
            for span in split_sentences(edition.text, section.start, section.end)
            if not edition.is_unquoted(*span)
        ),
    )


def _escaped(mark: re.Match[str]) -> str:
    found = mark.group()
    return f"{found}\\" if found.isdigit() else f"\\{found}"
