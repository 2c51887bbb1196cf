"""Our questions with the sentences that may correct them, aligned as the assistant aligns them."""

from __future__ import annotations

import hashlib
import json
import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.answering.evidence_reading import EvidenceReading
from assistant.answering.part_reading import PartReading
from assistant.answering.premise_checking import PremiseChecking
from assistant.answering.premises.aligning import Alignment, aligned
from assistant.answering.premises.assertions import Assertion, assertion_of
from assistant.answering.premises.slot import Slot, SlotKind
from assistant.answering.premises.slots import slots_in
from assistant.answering.question.parts import parts_of
from assistant.answering.question.scope import find_scope, scope_of_part
from assistant.answering.turn import Part
from assistant.library.library import Library
from assistant.settings import Settings, load_settings
from evals.cases import raw_text
from evals.reader_training.premise_corruptions import corrupted
from evals.scoring import quotes_same_sentence

DATASETS = Path(__file__).resolve().parents[1] / "datasets"
CORRUPTIONS = 1
"""Wrong questions made of one right one."""
UNANSWERED = frozenset({"false_premise", "unanswerable"})
_SETS = ("reader_questions_samples", "reader_questions_factbook", "reader_questions_un")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, or a part of it, with its sentences; `is_right` marks those that correct it."""

    id: str
    kind: str
    """As in the question sets; 'corrupted' for one made wrong here."""
    is_test: bool
    assertion: Assertion
    alignments: tuple[Alignment, ...]
    is_right: tuple[bool, ...]


def is_test(question_id: str) -> bool:
    """True for the half of the false premises that never fits a weight or a threshold."""
    return int(hashlib.sha256(question_id.encode()).hexdigest(), 16) % 2 == 1


def read_material(folder: Path, documents: Mapping[str, Path]) -> Iterator[Asked]:
    """Yield the questions on documents of the library in `folder`; `documents` are raw files."""
    settings = load_settings().model_copy(update={"data_dir": folder})
    with Library.open(settings, command="premise-weighing") as library:
        held = {Path(card.source.file_name).name for card in library.snapshot.cards}
        asking = _Asking(library, settings)
        for row in _rows():
            if row["file"] in held and row["file"] in documents:
                raw = raw_text(documents[row["file"]])
                yield from asking.asked(row, [raw[start:end] for start, end in row["evidence"]])


def _rows() -> Iterator[dict[str, Any]]:
    for name in _SETS:
        for line in (DATASETS / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            yield row | {"is_test": row["kind"] == "false_premise" and is_test(row["id"])}
    for line in (DATASETS / "premise_questions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["half"] == "dev":
            yield row | {"is_test": False}


class _Asking:
    """Asks one library, and makes some questions wrong."""

    def __init__(self, library: Library, settings: Settings) -> None:
        self._library = library
        reading = EvidenceReading(library, settings)
        self._reading = PartReading(library, settings, reading)
        self._checking = PremiseChecking(library, reading)
        self._chance = random.Random(7)  # noqa: S311 (chance, not security)
        self._actors: dict[SlotKind, list[Slot]] = defaultdict(list)
        for passage in library.snapshot.passages[::7]:
            for slot in slots_in(passage.text):
                if slot.kind.is_actor:
                    self._actors[slot.kind].append(slot)

    def asked(self, row: Mapping[str, Any], evidence: Sequence[str]) -> Iterator[Asked]:
        cards = self._library.snapshot.cards
        whole = find_scope(row["question"], cards)
        for question in parts_of(whole.question):
            part = Part(scope_of_part(question, whole, cards))
            yield self._one(row, row["kind"], part, evidence)
            if row["kind"] in UNANSWERED or row["kind"] == "true_premise":
                continue
            for wrong in corrupted(question, evidence, self._actors, self._chance)[:CORRUPTIONS]:
                part = Part(find_scope(wrong, cards))
                yield self._one(row, "corrupted", part, evidence)

    def _one(self, row: Mapping[str, Any], kind: str, part: Part, evidence: Sequence[str]) -> Asked:
        found = self._reading.read(Part(part.scope, evidence=self._reading.found(part.scope)))
        assertion = assertion_of(part.scope.question)
        alignments = tuple(aligned(assertion, self._checking.sources(found)))
        is_wrong = kind in ("false_premise", "corrupted")
        return Asked(
            f"{row['id']} {kind}",
            kind,
            row["is_test"],
            assertion,
            alignments,
            tuple(is_wrong and _corrects(each, evidence, kind) for each in alignments),
        )


def _corrects(alignment: Alignment, evidence: Sequence[str], kind: str) -> bool:
    if not any(quotes_same_sentence(alignment.source.text, text) for text in evidence):
        return False
    return kind == "false_premise" or bool(alignment.clash or alignment.opposites)
