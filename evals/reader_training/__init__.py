"""Trains the embedded reader; `python -m evals.reader_training --help`."""
