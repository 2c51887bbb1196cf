"""The runs kept in a folder, as the answer API serves them: by id, and one against another."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from assistant.api.schemas import EvalComparisonOut, EvalRunCasesOut, EvalRunOut
from assistant.api.service import EvalRunNotFound
from evals.regression.runs import SUMMARY, RunNotFound, list_runs, load_run


@dataclass(frozen=True, slots=True)
class KeptRuns:
    """The runs in one folder; it is read anew at each call, for runs come and go."""

    folder: Path

    def list_runs(self) -> tuple[EvalRunOut, ...]:
        """Return the runs, the newest first."""
        return list_runs(self.folder)

    def load_run(self, run_id: str) -> EvalRunCasesOut:
        """Return one run with its cases.

        Raises:
            EvalRunNotFound: no run has that id, or its files are damaged.
        """
        if not _is_folder_name(run_id) or not (self.folder / run_id / SUMMARY).is_file():
            raise EvalRunNotFound(
                f"No evaluation run has the id {run_id!r}. GET /v1/evals/runs lists what is kept."
            )
        try:
            return load_run(self.folder / run_id)
        except (RunNotFound, UnicodeDecodeError) as error:
            # What the reader of the files says names their place on this machine.
            raise EvalRunNotFound(
                f"The files of the evaluation run {run_id!r} are damaged. Run the set again."
            ) from error

    def compare(self, before: str, after: str) -> EvalComparisonOut:
        """Set two runs, named by their ids, against each other.

        Raises:
            EvalRunNotFound: there is no such run, or its files are damaged.
        """
        from evals.regression.comparing import compare_runs

        return compare_runs(self.load_run(before), self.load_run(after))


def _is_folder_name(run_id: str) -> bool:
    """True where `run_id` can only name something in the folder itself."""
    return bool(run_id.strip(". ")) and not any(sign in run_id for sign in "/\\\0")
