"""Ask the questions about dated editions in process, and score both sides of each answer.

`python -m evals.benchmarks.editions --library COPY --samples COPY [--held-out] [--write]`

Each COPY is a copy of a data folder: one that holds exactly the corpus, one exactly the samples;
answers are stored in it. Held-out questions are asked with --held-out only, and their answers are
not shown. Exits 1 where a quote was not verbatim, 2 where no library was named.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from assistant.answering.chain import build_chain
from assistant.domain import Answer, AnswerRequest, Citation, Message
from assistant.library.library import Library
from assistant.settings import EmbeddingSettings, Settings
from evals.benchmarks.asking import machine
from evals.benchmarks.corpus_reading import Chain
from evals.cases import HALVES, Half
from evals.edition_cases import (
    FOLDERS,
    REPOSITORY,
    EditionCase,
    EditionLibrary,
    load_edition_cases,
    read_edition_evidence,
)
from evals.edition_report import EditionRun, edition_lines, edition_report, failing_cases
from evals.edition_scoring import EditionScore, is_cited, score_edition_case
from evals.scoring import CitedQuote, GivenAnswer, share

REPORT = REPOSITORY / "evals" / "reports" / "editions.md"
TWO_SIDED = ("change", "comparison")
NEAREST = 10


def ask(library: Library, chain: Chain, case: EditionCase) -> EditionScore:
    """Ask one case and score what is said."""
    history = tuple(Message(turn.role, turn.content) for turn in case.history)
    as_of = datetime.fromisoformat(case.as_of).date() if case.as_of else None
    started = time.perf_counter()
    request = AnswerRequest(case.question, history, case.countries, as_of)
    answer: Answer = asyncio.run(chain.ainvoke(request))["answer"]
    seconds = time.perf_counter() - started
    quotes = tuple(_checked(library, citation) for citation in answer.citations)
    given = GivenAnswer(answer.outcome, answer.text, quotes, seconds)
    numbers = frozenset(citation.number for citation in answer.citations)
    return score_edition_case(case, given, numbers, read_edition_evidence(case))


def is_found_plainly(library: Library, case: EditionCase) -> bool | None:
    """Tell whether the passages nearest in meaning hold all evidence; None without evidence."""
    view = library.snapshot
    evidence = read_edition_evidence(case)
    if not evidence:
        return None
    everything = np.ones(len(view.passages), dtype=np.bool_)
    hits = library.search(case.question, everything, NEAREST, view).dense
    found = [
        CitedQuote(Path(view.cards[each.card].source.file_name).name, each.text, True, ())
        for each in (view.passages[hit.row] for hit in hits)
    ]
    return all(is_cited(found, wanted) for wanted in evidence)


def measure(half: Half, folders: dict[EditionLibrary, Path | None]) -> EditionRun:
    """Ask one half of the cases of every library that was named."""
    scores: list[EditionScore] = []
    plainly: list[bool | None] = []
    for name, folder in folders.items():
        cases = [case for case in load_edition_cases(half=half) if case.library == name]
        if folder is None:
            continue
        settings = Settings(data_dir=folder, embedding=EmbeddingSettings())
        with Library.open(settings, "editions benchmark") as library:
            chain = build_chain(library, settings)
            scores += [ask(library, chain, case) for case in cases]
            two_sided = [case for case in cases if case.kind in TWO_SIDED]
            plainly += [is_found_plainly(library, case) for case in two_sided]
    graded = [found for found in plainly if found is not None]
    left_out = tuple(name for name, folder in folders.items() if folder is None)
    return EditionRun(
        half,
        tuple(sorted(scores, key=lambda score: score.case.id)),
        share(sum(graded), len(graded)),
        left_out,
    )


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark from the command line and return its exit status."""
    options = _parser().parse_args(arguments)
    folders: dict[EditionLibrary, Path | None] = {
        "corpus": options.library,
        "samples": options.samples,
    }
    if not any(folders.values()):
        print("Name a copy of a data folder with --library or --samples.", file=sys.stderr)
        return 2
    if not FOLDERS["corpus"].is_dir():
        print("The corpus is not at hand: its evidence is not graded.", file=sys.stderr)
    runs = [measure(half, folders) for half in (HALVES if options.held_out else ("dev",))]
    for run in runs:
        print("", *edition_lines(run), sep="\n")
        if run.half == "dev":
            print(*failing_cases(run.scores), sep="\n")
    if options.write:
        today = datetime.now(UTC).date().isoformat()
        command = "python -m evals.benchmarks.editions --library COPY --samples COPY"
        command += " --held-out" if options.held_out else ""
        written = edition_report(runs, f"Measured on {today} on {machine()}.", f"{command} --write")
        REPORT.write_text(written, encoding="utf-8")
        print(f"Wrote {REPORT.name}")
    quotes = [q for run in runs for score in run.scores for q in score.answer.quotes]
    return int(any(not quote.is_verbatim for quote in quotes))


def _checked(library: Library, citation: Citation) -> CitedQuote:
    """Compare a citation with the text of the briefing that it names."""
    edition = library.get(citation.briefing_id)
    return CitedQuote(
        file=Path(edition.source.file_name).name,
        quote=citation.quote,
        is_verbatim=edition.text[citation.start : citation.end] == citation.quote,
        countries=edition.countries,
    )


def _parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--library", type=Path, help="data folder that holds the corpus, a copy")
    parser.add_argument("--samples", type=Path, help="data folder that holds the samples, a copy")
    parser.add_argument("--held-out", action="store_true", help="ask held-out questions too")
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.name}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
