"""Answers 'Brief me on ...' with the one-page brief of a country."""

from __future__ import annotations

from assistant.answering.dated.cited_drafts import LineGroup, cited_draft
from assistant.answering.dated.view import LibraryView
from assistant.answering.drafting import Draft
from assistant.answering.question.scope import Scope
from assistant.situations.brief import brief


def briefed(view: LibraryView, scope: Scope) -> Draft | None:
    """Return the brief of each country asked about; None where none is covered."""
    briefs = [
        brief(code, view.cards, view.get, view.today, scope.as_of) for code in scope.countries
    ]
    groups = [
        LineGroup(f"{each.name} – {part.title}" if len(briefs) > 1 else part.title, part.lines)
        for each in briefs
        for part in each.parts
        if part.lines
    ]
    notices = tuple(dict.fromkeys(notice for each in briefs for notice in each.notices))
    return cited_draft(groups, view.stored_text, notices=notices, sets_editions_apart=True)
