"""Question sets, scorers and benchmarks: how good the answers are, as numbers."""
