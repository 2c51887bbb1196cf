"""Reports of a run: for a terminal, for CI, for a pull request, and as one page. All are pure."""
