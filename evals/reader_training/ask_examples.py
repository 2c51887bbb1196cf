"""Questions with what they ask of the editions: our free phrasings, and questions for facts."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from assistant.answering.question.documents_asked import documents_named
from assistant.answering.question.edition_asks import EditionAsk
from assistant.answering.question.scope import Scope, find_scope

PHRASINGS = "edition_phrasings.tsv"
NOT_A_FACT = {
    "What level of risk is assigned to Cameroon in mid-2019?": EditionAsk.LEVEL,
    "Which level did DR Congo have two months earlier, and what is it now?": EditionAsk.LEVEL,
    "Is Myanmar at Serious Concern in the December 2016 briefing?": EditionAsk.LEVEL,
    "Is Nigeria rated Imminent Risk in January 2020?": EditionAsk.LEVEL,
    "Trace the risk levels CAR has had since autumn 2014.": EditionAsk.LEVEL_HISTORY,
    "Compare the IDP figures for 2014 and 2016.": EditionAsk.CHANGES,
    "What level does the Global Centre give the situation in Mali in its briefing of May 2019?": (
        EditionAsk.LEVEL
    ),
    "What risk level does the Global Centre assign to Sudan?": EditionAsk.LEVEL,
    "What is the risk level of Norway?": EditionAsk.LEVEL,
    "Summarise the situation in North Korea.": EditionAsk.BRIEF,
}
"""The questions of the other sets that do not ask for a fact, found by eye."""
_NUMBERS = tuple(str(number) for number in range(800, 2800))
"""Bare numbers that may be resolutions; a library of the product knows those that it holds."""


@dataclass(frozen=True, slots=True)
class AskExample:
    """A question as the product would see it, with what it asks."""

    scope: Scope
    ask: EditionAsk | None
    is_phrasing: bool
    """True for one of the free phrasings; the others come from the sets of questions for facts."""


def phrasings(datasets: Path, half: str) -> list[AskExample]:
    """Return the free phrasings of one half, in the order of the file."""
    with (datasets / PHRASINGS).open(encoding="utf-8", newline="") as stored:
        rows = list(csv.DictReader(stored, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [
        AskExample(scope_of(row["question"]), ask_named(row["kind"]), is_phrasing=True)
        for row in rows
        if row["half"] == half
    ]


def fact_questions(datasets: Path) -> list[AskExample]:
    """Return the reader's questions and the dev half of those on the corpus."""
    return [
        AskExample(scope_of(question), NOT_A_FACT.get(question), is_phrasing=False)
        for question in _fact_questions(datasets)
    ]


def ask_named(kind: str) -> EditionAsk | None:
    """Return the ask of a kind as the file names it."""
    return None if kind == "NONE" else EditionAsk[kind]


def scope_of(question: str) -> Scope:
    """Read the scope as a library that holds every resolution would have it."""
    scope = find_scope(question, ())
    return replace(scope, documents=documents_named(scope.question, _NUMBERS))


def _fact_questions(datasets: Path) -> Iterator[str]:
    paths = sorted(datasets.glob("reader_questions_*.jsonl"))
    for path in (*paths, datasets / "corpus_questions.jsonl"):
        for line in path.read_text(encoding="utf-8").splitlines():
            case = json.loads(line)
            if case.get("half", "dev") == "dev":
                yield case["question"]
