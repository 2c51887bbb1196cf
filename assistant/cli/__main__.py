"""Lets `python -m assistant.cli` stand for `r2p`."""

from assistant.cli.app import main

main()
