"""Where runs are kept, and whom a command asks."""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.cli.remote import running_api
from assistant.errors import AssistantError
from assistant.settings import load_settings
from evals.regression.runs import RUNS_FOLDER, SUMMARY, RunNotFound, list_runs
from evals.regression.target import IN_PROCESS

LATEST = "latest"


class TargetUnusable(AssistantError):
    """What was named as target is no address."""


def runs_folder(options: argparse.Namespace) -> Path:
    """Return the folder of all runs: the one named, or the one in the data folder."""
    named: Path | None = options.runs
    return named if named is not None else load_settings().data_dir / RUNS_FOLDER


def run_folder(name: str, runs: Path) -> Path:
    """Return the folder of the run that `name` means: a path, a name, or `latest`.

    Raises:
        RunNotFound: there is none.
    """
    if name == LATEST:
        kept = list_runs(runs)
        if not kept:
            raise RunNotFound(f"No run is kept in {runs}. Make one with `r2p eval run SET`.")
        return runs / kept[0].id
    for folder in (Path(name), runs / name):
        if (folder / SUMMARY).is_file():
            return folder
    raise RunNotFound(f"There is no run {name!r} in {runs}. `r2p eval runs` lists what is kept.")


def target_address(named: str) -> str:
    """Return whom to ask: whom the caller named, else the running API, else this process.

    Raises:
        TargetUnusable: it is neither `in-process` nor a web address.
    """
    address = named or running_api() or IN_PROCESS
    if address != IN_PROCESS and not address.startswith(("http://", "https://")):
        raise TargetUnusable(
            f"{address!r} is no target. Name an address as http://127.0.0.1:8000, or {IN_PROCESS}."
        )
    return address
