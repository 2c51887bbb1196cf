"""`r2p eval`: question sets that guard against regressions. What it does lies in `evals`."""

from __future__ import annotations

import argparse
from pathlib import Path

from assistant.cli.argument_types import number_within
from assistant.cli.options import Commands, Parser, add_command, add_group, add_json


def add_eval(commands: Commands) -> None:
    """Add `r2p eval` and what belongs to it."""
    about = "Run question sets against the assistant, and gate a change on their numbers."
    parts = add_group(commands, "eval", about)
    _add_run(parts)
    _add_gate(parts)
    _add_compare(parts)
    _add_report(parts)
    _add_json_and_runs(add_command(parts, "runs", runs))
    validate_parser = add_command(parts, "validate", validate)
    _add_set(validate_parser)
    _add_target(validate_parser)
    validate_parser.add_argument(
        "--no-library", action="store_true", help="check the lines alone, against no library"
    )
    add_command(parts, "schema", schema)
    _add_import(parts)
    _add_feedback(parts)


def run(options: argparse.Namespace) -> int:
    """Ask every case of a question set, score the answers and keep the run.

    Asks the running answer API of the data folder, or opens the library itself. Ctrl-C stops it;
    --resume goes on where it stopped.
    """
    from evals.regression.commands.running import run_set

    return run_set(options)


def gate(options: argparse.Namespace) -> int:
    """Decide whether a run may pass: 0 fine, 1 a floor is broken or a measure fell, 2 bad input."""
    from evals.regression.commands.gating import gate_run

    return gate_run(options)


def compare(options: argparse.Namespace) -> int:
    """Set two runs side by side: what differs, and the cases that turned."""
    from evals.regression.commands.gating import compare_kept

    return compare_kept(options)


def report(options: argparse.Namespace) -> int:
    """Write the reports of a run again: HTML, Markdown and JUnit XML."""
    from evals.regression.commands.gating import report_run

    return report_run(options)


def runs(options: argparse.Namespace) -> int:
    """List the runs that are kept, the newest first."""
    from evals.regression.commands.gating import list_kept

    return list_kept(options)


def validate(options: argparse.Namespace) -> int:
    """Check a question set: every line a case, every quote in an edition of the library."""
    from evals.regression.commands.sets import validate_set

    return validate_set(options)


def schema(options: argparse.Namespace) -> int:  # noqa: ARG001 - every command has this shape
    """Print the JSON Schema of a case."""
    from evals.regression.commands.sets import print_schema

    return print_schema()


def import_set(options: argparse.Namespace) -> int:
    """Make a question set of a CSV file, or of a JSON file as SQuAD and XQuAD have them."""
    from evals.regression.commands.sets import import_cases

    return import_cases(options)


def from_feedback(options: argparse.Namespace) -> int:
    """Draft a case from each answer that got a thumbs-down; a person completes them."""
    from evals.regression.commands.sets import draft_from_feedback

    return draft_from_feedback(options)


def _add_run(parts: Commands) -> None:
    parser = add_command(parts, "run", run)
    _add_set(parser)
    _add_target(parser)
    parser.add_argument(
        "--filter",
        action="append",
        default=[],
        metavar="FIELD=VALUE",
        help="run these cases alone: kind, half, tag, country, outcome, id; may be repeated",
    )
    parser.add_argument(
        "--jobs", type=number_within(1, 32), default=1, help="questions asked at once (1)"
    )
    parser.add_argument(
        "--resume", action="store_true", help="go on with the newest unfinished run of this set"
    )
    parser.add_argument("--judge", action="store_true", help="let the judging chat model report")
    parser.add_argument(
        "--entailment", action="store_true", help="ask the reader too whether quotes support"
    )
    _add_json_and_runs(parser)
    _add_held_out(parser)


def _add_gate(parts: Commands) -> None:
    parser = add_command(parts, "gate", gate)
    _add_run_name(parser, "run")
    parser.add_argument(
        "--baseline", type=Path, required=True, help="baseline file, or the folder of a run"
    )
    parser.add_argument(
        "--update-baseline", action="store_true", help="write this run as the baseline, if it may"
    )
    parser.add_argument(
        "--accept", action="store_true", help="with --update-baseline: also where it fell"
    )
    parser.add_argument(
        "--floor",
        action="append",
        default=[],
        metavar="MEASURE=VALUE",
        help="what no run may fall below, as right_edition=0.99; may be repeated",
    )
    parser.add_argument("--max-p95", type=float, metavar="SECONDS", help="slowest p95 allowed")
    parser.add_argument(
        "--alpha", type=float, default=0.01, help="chance of a false alarm per measure (0.01)"
    )
    _add_json_and_runs(parser)
    _add_held_out(parser)


def _add_compare(parts: Commands) -> None:
    parser = add_command(parts, "compare", compare)
    _add_run_name(parser, "before")
    _add_run_name(parser, "after")
    _add_json_and_runs(parser)
    _add_held_out(parser)


def _add_report(parts: Commands) -> None:
    parser = add_command(parts, "report", report)
    _add_run_name(parser, "run")
    parser.add_argument("--baseline", type=Path, help="show what differs from this one")
    _add_json_and_runs(parser)
    _add_held_out(parser)


def _add_import(parts: Commands) -> None:
    parser = add_command(parts, "import", import_set)
    parser.add_argument("file", type=Path, metavar="FILE", help="a .csv, .tsv or SQuAD .json file")
    parser.add_argument("--out", type=Path, required=True, help="the .jsonl file to write")
    parser.add_argument(
        "--documents",
        type=Path,
        metavar="DIR",
        help="SQuAD: folder for its paragraphs, to be ingested",
    )
    parser.add_argument(
        "--article", action="append", default=[], help="SQuAD: this title alone; may be repeated"
    )
    parser.add_argument(
        "--every", type=number_within(1, 1000), default=1, help="SQuAD: every N-th question (1)"
    )


def _add_feedback(parts: Commands) -> None:
    parser = add_command(parts, "from-feedback", from_feedback)
    parser.add_argument("--out", type=Path, required=True, help="the .jsonl file to write")
    _add_target(parser)


def _add_set(parser: Parser) -> None:
    parser.add_argument("set", type=Path, metavar="SET", help="a .jsonl file, or a folder of them")


def _add_target(parser: Parser) -> None:
    parser.add_argument(
        "--target",
        default="",
        metavar="URL",
        help="answer API to ask, or `in-process` (the running one, else in-process)",
    )


def _add_run_name(parser: Parser, name: str) -> None:
    # `run` by itself is what carries a command out.
    parser.add_argument(
        f"{name}_name", metavar=name.upper(), help="name or folder of a run, or `latest`"
    )


def _add_json_and_runs(parser: Parser) -> None:
    parser.add_argument(
        "--runs", type=Path, metavar="DIR", help="where runs are kept (in the data folder)"
    )
    add_json(parser)


def _add_held_out(parser: Parser) -> None:
    parser.add_argument(
        "--show-held-out",
        action="store_true",
        help="name held-out questions too: whoever tunes must not",
    )
