"""Lets `python -m assistant.cli` stand for `r2p`."""

from assistant.cli.app import main

# A child process of `r2p doctor` imports this module again, under another name.
if __name__ == "__main__":
    main()
