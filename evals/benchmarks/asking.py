"""Ask a running answer API the corpus questions, and score what it says.

`python -m evals.benchmarks.asking --api http://127.0.0.1:8000 --half dev`

Exits 1 where a quote was not verbatim or a question got no answer at all, 2 without an API.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import httpx2

from assistant.api.schemas import AnswerOut, BriefingListOut, BriefingTextOut, CitationOut
from evals.asking_report import Circumstances, failures, headline, report, table
from evals.cases import HALVES, Case, load_cases, read_evidence
from evals.scoring import CaseScore, CitedQuote, GivenAnswer, score_case

REPOSITORY = Path(__file__).resolve().parents[2]
CASES = REPOSITORY / "evals" / "datasets" / "corpus_questions.jsonl"
REPORT = REPOSITORY / "evals" / "reports" / "asking.md"
CORPUS = REPOSITORY.parent / "shared" / "corpus"
TIMEOUT_SECONDS = 120.0


class AnswerApi:
    """The answer API as seen by the scorer; each briefing is fetched once."""

    def __init__(self, client: httpx2.Client) -> None:
        self._client = client
        self._briefings: dict[str, BriefingTextOut] = {}
        self.answered_by = "nobody"
        self.files = 0

    def countries_by_file(self) -> dict[str, frozenset[str]]:
        """Return the countries of the documents of each file, over all their editions."""
        found: dict[str, frozenset[str]] = {}
        listed = BriefingListOut.model_validate(self._get("/v1/briefings"))
        for briefing in listed.briefings:
            name = Path(briefing.file_name).name
            found[name] = found.get(name, frozenset()) | frozenset(briefing.countries)
        self.files = len(found)
        return found

    def ask(self, case: Case) -> GivenAnswer:
        """Put one case, and check each quote of the answer against the stored text.

        Raises:
            httpx2.HTTPError: the API refused the question or could not be reached.
        """
        body = {
            "question": case.question,
            "history": [turn.model_dump() for turn in case.history],
            "countries": list(case.countries),
            "as_of": case.as_of,
        }
        started = time.perf_counter()
        response = self._client.post("/v1/answers", json=body)
        seconds = time.perf_counter() - started
        answer = AnswerOut.model_validate(response.raise_for_status().json())
        self.answered_by = answer.answered_by
        quotes = tuple(self._checked(citation) for citation in answer.citations)
        return GivenAnswer(answer.outcome, answer.text, quotes, seconds)

    def _checked(self, citation: CitationOut) -> CitedQuote:
        """Compare a citation with the text of the briefing that it names."""
        briefing = self._briefing(citation.briefing_id)
        return CitedQuote(
            file=Path(briefing.file_name).name,
            quote=citation.quote,
            is_verbatim=briefing.text[citation.start : citation.end] == citation.quote,
            countries=tuple(briefing.countries),
        )

    def _briefing(self, briefing_id: str) -> BriefingTextOut:
        """Return a briefing with its text."""
        if briefing_id not in self._briefings:
            body = self._get(f"/v1/briefings/{briefing_id}")
            self._briefings[briefing_id] = BriefingTextOut.model_validate(body)
        return self._briefings[briefing_id]

    def _get(self, path: str) -> object:
        """Fetch a JSON body."""
        body: object = self._client.get(path).raise_for_status().json()
        return body


def score_cases(api: AnswerApi, cases: Sequence[Case], corpus_dir: Path) -> list[CaseScore]:
    """Ask and score every case, one after the other."""
    countries = api.countries_by_file()
    scores: list[CaseScore] = []
    for case in cases:
        expected = frozenset[str]().union(
            *(countries.get(span.file, frozenset()) for span in case.evidence)
        )
        evidence = read_evidence(case, corpus_dir)
        scores.append(score_case(case, _answer_or_none(api, case), evidence, expected))
    return scores


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the benchmark from the command line and return its exit status."""
    options = _parser().parse_args(arguments)
    cases = load_cases(CASES, options.half)
    if not options.corpus.is_dir():
        print(f"No corpus at {options.corpus}: evidence is not graded. Name it with --corpus.")
    try:
        with httpx2.Client(base_url=options.api, timeout=TIMEOUT_SECONDS) as client:
            api = AnswerApi(client)
            scores = score_cases(api, cases, options.corpus)
    except httpx2.ConnectError:
        print(f"No answer API at {options.api}. Start one with `r2p serve`, or name it with --api.")
        return 2
    run = Circumstances(
        date=datetime.now(UTC).date().isoformat(),
        machine=machine(),
        half=options.half,
        answered_by=api.answered_by,
        files=api.files,
    )
    _show(scores, run, options.details)
    if options.write:
        REPORT.parent.mkdir(parents=True, exist_ok=True)
        REPORT.write_text(report(scores, run), encoding="utf-8")
        print(f"Wrote {REPORT}")
    return int(any(is_hard_failure(score) for score in scores))


def is_hard_failure(score: CaseScore) -> bool:
    """Tell whether a case shows what must never happen: no answer, or a quote that is none."""
    return score.outcome is None or score.quotes_verbatim < score.quotes


def machine() -> str:
    """Describe this machine in a few words."""
    return f"{platform.machine()} {platform.system()} with {os.cpu_count()} processors"


def _answer_or_none(api: AnswerApi, case: Case) -> GivenAnswer | None:
    """Ask one case; a failed request is reported and counts as no answer."""
    try:
        return api.ask(case)
    except httpx2.HTTPError as error:
        print(f"{case.id}: {error}", file=sys.stderr)
        return None


def _show(scores: Sequence[CaseScore], run: Circumstances, details: Path | None) -> None:
    """Print the numbers; the failures go to `details` where it is given."""
    lines = failures(scores)
    print(f"{run.half} half, {len(scores)} cases", *headline(scores), *table(scores), sep="\n")
    if details is None:
        print("", *lines, sep="\n")
    else:
        details.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


def _parser() -> argparse.ArgumentParser:
    """Describe the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("--api", default="http://127.0.0.1:8000", help="the answer API to ask")
    parser.add_argument("--half", choices=HALVES, default="dev", help="half of the set to ask")
    parser.add_argument("--corpus", type=Path, default=CORPUS, help="folder of the raw documents")
    parser.add_argument("--details", type=Path, help="file for the failing cases and why")
    parser.add_argument("--write", action="store_true", help=f"write {REPORT.name}")
    return parser


if __name__ == "__main__":
    sys.exit(main())
