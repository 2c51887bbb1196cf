"""Question sets that guard against regressions: cases, runs, scores, the gate and its reports."""
