"""Programs that measure; each runs as `python -m evals.benchmarks.<name>`."""
