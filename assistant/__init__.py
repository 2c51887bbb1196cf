"""The R2P briefing assistant: cited answers from dated briefings."""

__version__ = "0.1.0"
