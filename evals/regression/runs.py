"""The runs kept in a folder: each one a `summary.json`, and its cases line by line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from pydantic import ValidationError

from assistant.api.schemas import EvalCaseOut, EvalRunCasesOut, EvalRunOut
from assistant.errors import AssistantError

RUNS_FOLDER = "eval-runs"
"""Under the data folder."""
SUMMARY = "summary.json"
CASES = "cases.jsonl"


class RunNotFound(AssistantError):
    """No run of that name is kept, or what is kept cannot be read."""


def list_runs(folder: Path) -> tuple[EvalRunOut, ...]:
    """Return the runs in `folder`, the newest first; those that cannot be read are left out."""
    return tuple(sorted(_readable(folder), key=lambda run: run.started_at, reverse=True))


def load_run(path: Path) -> EvalRunCasesOut:
    """Read the run in folder `path`, with its cases.

    Of a case that was asked again because no answer had come, the last record counts.

    Raises:
        RunNotFound: there is none, or its files are damaged.
    """
    summary, cases = path / SUMMARY, path / CASES
    if not summary.is_file():
        raise RunNotFound(f"There is no run in {path}. `r2p eval runs` lists what is kept.")
    try:
        return EvalRunCasesOut(
            run=EvalRunOut.model_validate_json(summary.read_text(encoding="utf-8")),
            cases=list({case.id: case for case in read_cases(cases)}.values()),
        )
    except ValidationError as error:
        raise RunNotFound(
            f"The run in {path} cannot be read ({error.errors()[0]['msg']}). Run the set again."
        ) from error


def read_cases(path: Path) -> Iterator[EvalCaseOut]:
    """Yield the cases of a run; a line that was cut off by an interruption is left out."""
    if not path.is_file():
        return
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.endswith("\n") and line.strip():
                yield EvalCaseOut.model_validate_json(line)


def drop_cut_line(path: Path) -> None:
    """Cut away a last line without an end, which an interruption left: its case is asked again."""
    if not path.is_file():
        return
    text = path.read_bytes()
    if text and not text.endswith(b"\n"):
        path.write_bytes(text[: text.rfind(b"\n") + 1])


def append_case(path: Path, case: EvalCaseOut) -> None:
    """Keep one more case of a run."""
    with path.open("ab") as file:
        file.write(f"{case.model_dump_json()}\n".encode())


def write_summary(path: Path, run: EvalRunOut) -> None:
    """Write the summary of the run in folder `path`, in one step."""
    draft = path / f".{SUMMARY}"
    draft.write_text(f"{run.model_dump_json(indent=2)}\n", encoding="utf-8")
    draft.replace(path / SUMMARY)


def _readable(folder: Path) -> Iterator[EvalRunOut]:
    for summary in folder.glob(f"*/{SUMMARY}"):
        try:
            run = EvalRunOut.model_validate_json(summary.read_text(encoding="utf-8"))
        except (ValidationError, UnicodeDecodeError):
            continue
        yield run.model_copy(update={"id": summary.parent.name})  # a copy may have been renamed
