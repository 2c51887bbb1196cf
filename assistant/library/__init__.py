"""The stored briefings: one truth (SQLite), two indexes that can be rebuilt from it."""
