"""`r2p mcp`: the briefings as tools of another assistant, over standard input and output."""

from __future__ import annotations

import argparse

from assistant.cli.options import Commands, add_command


def add_mcp(commands: Commands) -> None:
    """Add `r2p mcp`."""
    add_command(commands, "mcp", serve_mcp)


def serve_mcp(_options: argparse.Namespace) -> int:
    """Serve the briefings to an MCP client that starts this command.

    Speaks the protocol over standard input and output until its input ends. Asks the answer API
    that holds the data folder; where none runs, the first question opens the library.
    """
    import anyio

    from assistant.api.logs import configure_logging
    from assistant.cli.mcp_reaching import Way, serve_until_ended
    from assistant.mcp.server import build_server
    from assistant.settings import load_settings

    settings = load_settings()
    configure_logging("DEBUG" if settings.log.level == "DEBUG" else "WARNING")
    way = Way(settings)
    try:
        anyio.run(serve_until_ended, build_server(way.reach), way)
    finally:
        way.close()
    return 0
