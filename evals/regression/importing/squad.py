"""Cases and documents from a file in the format of SQuAD, XQuAD among them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from pydantic import ValidationError

from assistant.domain import Outcome
from assistant.errors import IngestError
from evals.regression.cases import CaseEvidence, Fault, RegressionCase
from evals.regression.importing.imported import Imported
from evals.regression.importing.squad_documents import StoredText, read_stored, write_document
from evals.regression.importing.squad_format import SquadQuestion, read_squad
from evals.regression.importing.squad_naming import (
    LONGEST_NAME,
    SquadDocument,
    SquadOptions,
    documents_of,
    front_matter,
)
from ingest.characters import clean_characters
from ingest.recognising.naming import slugify

UNANSWERABLE = "unanswerable"
_SAME_ANSWER = "answer"
"""The group of the sentences that annotators took for one answer: citing one of them is enough."""
_NOT_IN_AN_ID = re.compile(r"[^A-Za-z0-9._-]+")


def import_squad(path: Path, documents: Path, options: SquadOptions | None = None) -> Imported:
    """Write a document for each paragraph into the folder `documents`; return the cases on them.

    Ingest that folder into a library of its own before the cases are run. The same file gives the
    same names and ids each time. What makes no case or no edition is a fault.

    Raises:
        QuestionSetError: the file is not in the format of SQuAD, or has no such article.
    """
    options = options or SquadOptions()
    chosen = tuple(documents_of(read_squad(path).data, options, path.name))
    documents.mkdir(parents=True, exist_ok=True)
    stored: dict[str, StoredText] = {}
    cases: dict[str, RegressionCase] = {}
    faults: list[Fault] = []
    for document in chosen:
        written = _write(document, documents, options)
        if isinstance(written, StoredText):
            stored[document.name] = written
        else:
            mend = "Mend the paragraph; no case was made of its questions."
            faults.append(Fault(path.name, 1, document.place, written, mend))
    for document, place, question in _asked(chosen, options):
        if document.name not in stored:
            continue  # its fault is told above
        made = _case(document, question, stored[document.name], options)
        if isinstance(made, RegressionCase) and made.id not in cases:
            cases[made.id] = made
            continue
        problem = made if isinstance(made, str) else f"The id {made.id!r} is taken."
        mend = "Mend the question, or leave it out."
        faults.append(Fault(path.name, 1, place, problem, mend))
    files = tuple(documents / document.file_name for document in chosen if document.name in stored)
    return Imported(tuple(cases.values()), tuple(faults), documents=files)


def _write(document: SquadDocument, folder: Path, options: SquadOptions) -> StoredText | str:
    """Write the document and return its text as it is stored; why not, where it cannot be."""
    file = folder / document.file_name
    write_document(file, front_matter(document, options), document.paragraph.context)
    try:
        return read_stored(file)
    except IngestError as error:
        file.unlink()
        return str(error)


def _asked(
    documents: Iterable[SquadDocument], options: SquadOptions
) -> Sequence[tuple[SquadDocument, str, SquadQuestion]]:
    questions = [
        (document, f"{document.place}.qas.{at}", question)
        for document in documents
        for at, question in enumerate(document.paragraph.qas)
    ]
    return questions[:: options.every][: options.limit]


def _case(
    document: SquadDocument, question: SquadQuestion, stored: StoredText, options: SquadOptions
) -> RegressionCase | str:
    """Return the case, or why there is none."""
    is_answered = not question.is_impossible
    evidence = _evidence(document, question, stored) if is_answered else ()
    if is_answered and not evidence:
        return "No accepted answer stands in the text of the paragraph."
    spellings = dict.fromkeys(_plain(answer.text) for answer in question.answers)
    try:
        return RegressionCase(
            id=_NOT_IN_AN_ID.sub("-", f"{options.prefix}-{question.id}")[:80],
            half=options.half,
            kind=options.kind if is_answered else UNANSWERABLE,
            question=_plain(question.question),
            expected_outcome=Outcome.ANSWERED if is_answered else Outcome.NOT_IN_BRIEFINGS,
            other_outcomes=() if is_answered else (Outcome.NO_BRIEFING,),
            facts=(tuple(spellings),) if is_answered else (),
            evidence=evidence,
            tags=(options.prefix, slugify(document.article, LONGEST_NAME)),
            note=f"On {document.title}.",
        )
    except ValidationError as error:
        first = error.errors()[0]
        return f"{'.'.join(map(str, first['loc']))}: {first['msg']}."


def _evidence(
    document: SquadDocument, question: SquadQuestion, stored: StoredText
) -> tuple[CaseEvidence, ...]:
    context = document.paragraph.context
    quotes = dict.fromkeys(
        quote
        for answer in question.answers
        if (quote := stored.quote_of(answer.text, _offset(context, answer.answer_start)))
    )
    group = _SAME_ANSWER if len(quotes) > 1 else None
    return tuple(
        CaseEvidence(briefing=document.file_name, quote=quote, group=group) for quote in quotes
    )


def _offset(context: str, start: int) -> int:
    """Return about where offset `start` of the paragraph lies in its stored text."""
    return len(clean_characters(context[: max(start, 0)]).lstrip())


def _plain(text: str) -> str:
    return " ".join(clean_characters(text).split())
