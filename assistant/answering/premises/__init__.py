"""Finds what a question takes for granted, and corrects what the briefings contradict."""
