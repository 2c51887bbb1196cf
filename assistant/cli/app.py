"""The command tree and its exit codes: 0 done, 1 not done or refused, 2 wrong use.

Standard library only, so that `r2p --help` answers at once and `r2p ask` costs little more than
the question itself when an answer API is running. (Typer builds a pydantic adapter for each option
of the command that runs, which takes longer than the answer.)
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from assistant import __version__
from assistant.cli import (
    asking,
    briefing,
    changes,
    comparing,
    editions,
    evaluating,
    ingesting,
    keeping,
    keys,
    mcp_serving,
    serving,
)
from assistant.cli.options import WRONG_USE, Formatter, Parser
from assistant.cli.output import prepare_streams, report
from assistant.errors import AssistantError, SettingsError
from assistant.library.offline import go_offline

NOT_DONE = 1
INTERRUPTED = 130  # as shells say that SIGINT ended a command


def build_parser() -> Parser:
    """Describe every command; each sets `run` to the function that carries it out."""
    parser = Parser(
        prog="r2p",
        description="Cited answers from dated responsibility-to-protect briefings.",
        epilog="Settings are R2P_... variables; `r2p doctor` lists them. Exit codes: 0 done, "
        "1 not done or refused, 2 wrong use.",
        allow_abbrev=False,
        formatter_class=Formatter,
    )
    parser.add_argument(
        "--version", action="version", version=f"r2p {__version__}", help="print the version"
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    serving.add_start(commands)
    ingesting.add_ingest(commands)
    asking.add_ask(commands)
    asking.add_search(commands)
    editions.add_situations(commands)
    changes.add_changes(commands)
    editions.add_timeline(commands)
    comparing.add_compare(commands)
    briefing.add_brief(commands)
    editions.add_series(commands)
    keeping.add_briefings(commands)
    evaluating.add_eval(commands)
    serving.add_serve(commands)
    serving.add_chat(commands)
    mcp_serving.add_mcp(commands)
    keeping.add_doctor(commands)
    keeping.add_rebuild(commands)
    keys.add_keys(commands)
    return parser


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run `r2p` and exit; errors of ours become one line on stderr."""
    # First of all, and for child processes too: nothing that we stand on may call out.
    go_offline()
    prepare_streams()
    sys.exit(_run(arguments))


def _run(arguments: Sequence[str] | None) -> int:
    try:
        options = build_parser().parse_args(arguments)
        code: int = options.run(options)
        sys.stdout.flush()
    except AssistantError as error:
        report(f"r2p: {error}")
        return WRONG_USE if isinstance(error, SettingsError) else NOT_DONE
    except KeyboardInterrupt:
        report("Interrupted.")
        return INTERRUPTED
    except BrokenPipeError:
        # Whoever read our output has gone (`r2p briefings | head`). What Python would flush to it
        # on the way out goes nowhere: https://docs.python.org/3/library/signal.html#note-on-sigpipe
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOT_DONE
    return code
