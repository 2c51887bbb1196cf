"""Seeded faults: what the gate must catch, put into the running product one at a time."""
