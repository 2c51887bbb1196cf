"""Judges which sentence answers, and what a passage says of a statement."""
