"""`r2p`, the one command; sub-commands import what they need when they run."""

from assistant.cli.app import main

__all__ = ["main"]
