"""`r2p eval validate`, `schema`, `import` and `from-feedback`: question sets themselves."""

from __future__ import annotations

import argparse
import asyncio
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import httpx2

from assistant.cli.output import print_json, print_line, report
from assistant.settings import load_settings
from evals.regression.cases import (
    Fault,
    QuestionSet,
    QuestionSetError,
    case_schema,
    read_question_set,
)
from evals.regression.commands.places import target_address
from evals.regression.feedback_cases import fetch_drafts
from evals.regression.importing.csv_cases import cases_from_csv
from evals.regression.importing.imported import Imported, write_cases
from evals.regression.importing.squad import import_squad
from evals.regression.importing.squad_naming import SquadOptions
from evals.regression.target import IN_PROCESS, SECONDS_TO_ANSWER, open_target
from evals.regression.validating import case_faults, library_faults
from ingest.recognising.naming import slugify

FAULTY = 1


def validate_set(options: argparse.Namespace) -> int:
    """Check a set, line by line."""
    questions = read_question_set(options.set)
    faults = [*questions.faults, *case_faults(questions)]
    if not options.no_library:
        faults += asyncio.run(_library_faults(questions, target_address(options.target)))
    for fault in faults:
        print_line(fault.text)
    kinds = Counter(case.kind for case in questions.cases)
    counted = ", ".join(f"{count} {kind}" for kind, count in kinds.most_common())
    report(f"{len(questions.cases)} cases ({counted}), {len(faults)} faults")
    return FAULTY if faults or not questions.cases else 0


def print_schema() -> int:
    """Print the JSON Schema of a case."""
    print_json(case_schema())
    return 0


async def _library_faults(questions: QuestionSet, address: str) -> tuple[Fault, ...]:
    async with open_target(address, load_settings()) as target:
        return await library_faults(questions, target)


def import_cases(options: argparse.Namespace) -> int:
    """Make a set of a CSV or SQuAD file; what could not be read is told line by line."""
    imported = _imported(options)
    for fault in imported.faults:
        print_line(fault.text)
    for column in imported.unused_columns:
        report(f"The column {column!r} means nothing to a case, and was left out.")
    options.out.parent.mkdir(parents=True, exist_ok=True)
    write_cases(options.out, imported.cases)
    report(f"Wrote {len(imported.cases)} cases to {options.out}, {len(imported.faults)} faults")
    if imported.documents:
        report(
            f"Wrote {len(imported.documents)} documents; `r2p ingest {options.documents}` adds "
            "them, best to a data folder of their own (R2P_DATA_DIR)."
        )
    return FAULTY if imported.faults or not imported.cases else 0


def draft_from_feedback(options: argparse.Namespace) -> int:
    """Draft cases from the thumbs-downs that an answer API keeps."""
    with _client(target_address(options.target)) as client:
        drafts = fetch_drafts(client)
    for each in drafts.left_out:
        print_line(each)
    options.out.parent.mkdir(parents=True, exist_ok=True)
    write_cases(options.out, drafts.cases)
    report(
        f"Wrote {len(drafts.cases)} drafts to {options.out}. Complete what each should hold, then "
        f"check them with `r2p eval validate {options.out}`."
    )
    return 0


def _imported(options: argparse.Namespace) -> Imported:
    if options.file.suffix.lower() != ".json":
        return cases_from_csv(options.file)
    if options.documents is None:
        raise QuestionSetError(
            "A SQuAD file brings its paragraphs along: name the folder for them with --documents."
        )
    articles = tuple(options.article)
    name = slugify(options.out.stem)
    chosen = SquadOptions(prefix=name, publisher=name, articles=articles, every=options.every)
    return import_squad(options.file, options.documents, chosen)


@contextmanager
def _client(address: str) -> Iterator[httpx2.Client]:
    """Yield a client of the API at `address`, or of one in this process."""
    if address != IN_PROCESS:
        with httpx2.Client(base_url=address, timeout=SECONDS_TO_ANSWER) as client:
            yield client
        return
    from starlette.testclient import TestClient  # calls an application without a server

    from assistant.api.app import create_app
    from assistant.cli.composition import build_service, open_library

    settings = load_settings()
    with open_library(settings, "r2p eval from-feedback") as library:
        app = create_app(build_service(settings, library), extra_hosts=["testserver"])
        with TestClient(app) as client:
            yield client
