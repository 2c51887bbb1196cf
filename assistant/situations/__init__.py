"""What dated editions make possible: status, changes, timelines, comparisons, briefs."""
