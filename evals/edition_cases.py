"""The questions about dated editions: one JSON object a line, and the text they point at."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from assistant.domain import Outcome
from evals.cases import (
    EvidenceSpan,
    EvidenceText,
    Half,
    Identified,
    Turn,
    raw_text,
    read_lines,
)

EditionLibrary = Literal["corpus", "samples"]
EditionKind = Literal[
    "as_of", "change", "timeline", "situations", "comparison", "brief", "refusal"
]  # fmt: skip

REPOSITORY = Path(__file__).resolve().parents[1]
EDITION_CASES = REPOSITORY / "evals" / "datasets" / "edition_questions.jsonl"
FOLDERS: dict[EditionLibrary, Path] = {
    "corpus": REPOSITORY.parent / "shared" / "corpus",
    "samples": REPOSITORY / "ingest" / "samples",
}
"""Where the raw documents of each library lie."""


class EditionCase(Identified):
    """A question whose answer depends on which edition is read, and what a good answer holds.

    All spans of `evidence` are needed, one for each side of a change or a comparison.
    """

    library: EditionLibrary
    kind: EditionKind
    question: str
    history: tuple[Turn, ...] = ()
    countries: tuple[str, ...] = ()
    as_of: str | None = None
    expected_outcome: Outcome
    other_outcomes: tuple[Outcome, ...] = ()
    """Outcomes that are as good as the expected one."""
    facts: tuple[tuple[str, ...], ...] = ()
    """Each fact is a list of accepted spellings; in a timeline they stand in order of date."""
    must_not: tuple[str, ...] = ()
    """What the answer's text must not hold: values of a wrong edition or country."""
    evidence: tuple[EvidenceSpan, ...] = ()
    editions: tuple[str, ...] = ()
    """Names of the files that may be cited; empty where any may."""
    note: str = ""

    @property
    def accepted(self) -> frozenset[Outcome]:
        """Every outcome that counts as right."""
        return frozenset({self.expected_outcome, *self.other_outcomes})


def load_edition_cases(
    path: Path = EDITION_CASES, half: Half | None = None
) -> tuple[EditionCase, ...]:
    """Read the questions, or one `half` of them, in the order of the file.

    Raises:
        CaseFileError: a line is no case, or two cases share an id.
    """
    return tuple(case for case in read_lines(path, EditionCase) if half in (None, case.half))


def read_edition_evidence(
    case: EditionCase, folder: Path | None = None
) -> tuple[EvidenceText, ...] | None:
    """Cut the evidence of `case` out of the documents; None where one of them is absent.

    `folder` holds the raw documents; by default that of the case's library.
    """
    documents = folder if folder is not None else FOLDERS[case.library]
    if not all((documents / span.file).is_file() for span in case.evidence):
        return None
    return tuple(
        EvidenceText(span.file, raw_text(documents / span.file)[span.start : span.end])
        for span in case.evidence
    )
