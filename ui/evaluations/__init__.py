"""The parts of the evaluations page: what a run is shown as, and two runs side by side."""
