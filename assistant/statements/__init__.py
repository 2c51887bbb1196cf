"""What a sentence states: dates, figures with their qualifiers and sources, legal terms. Pure."""
