"""Briefs, answers and conversations as files that a reader keeps: Markdown, DOCX and PDF."""
