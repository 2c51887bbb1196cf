"""Answers about editions: what changed, timelines, levels, comparisons and briefs."""
