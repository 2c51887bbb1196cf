"""The command tree and its exit codes: 0 done, 1 not done or refused, 2 wrong use.

This module imports nothing heavy, so that `r2p --help` answers at once and `r2p ask` costs
little more than the question itself when an answer API is running.
"""

from __future__ import annotations

import sys

import typer

from assistant.cli import asking, keeping, serving
from assistant.errors import AssistantError, SettingsError

app = typer.Typer(
    name="r2p",
    help="Cited answers from dated responsibility-to-protect briefings.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("start")(serving.start)
app.command("ingest")(keeping.ingest)
app.command("ask")(asking.ask)
app.command("search")(asking.search)
app.command("briefings")(keeping.briefings)
app.command("serve")(serving.serve)
app.command("chat")(serving.chat)
app.command("doctor")(keeping.doctor)
app.command("rebuild")(keeping.rebuild)


def main() -> None:
    """Run `r2p`; errors of ours become one line on stderr."""
    try:
        app(prog_name="r2p")
    except SettingsError as error:
        _fail(error, code=2)
    except AssistantError as error:
        _fail(error, code=1)
    except KeyboardInterrupt:
        sys.stderr.write("Interrupted.\n")
        sys.exit(130)


def _fail(error: AssistantError, code: int) -> None:
    sys.stderr.write(f"r2p: {error}\n")
    sys.exit(code)
