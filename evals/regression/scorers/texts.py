"""What stands in an answer's text: its facts, what must not be there, its marks."""

from __future__ import annotations

import re

from assistant.api.schemas import EvalScore
from evals.folding import fold
from evals.regression.scorers.given import Given, share_score, ungraded
from evals.scoring import has_fact, missing_facts

_MARK = re.compile(r"\[(\d+)\]")
_FOREIGN = re.compile(r"!\[|\]\(|https?://|www\.|<\s*(?:img|a|script|iframe)\b", re.IGNORECASE)


def facts(given: Given) -> EvalScore:
    """Count the facts asked for that the text holds, on word and number boundaries."""
    total = len(given.case.facts)
    missing = missing_facts(given.text, given.case.facts)
    reason = f"missing: {'; '.join(missing)}" if missing else "all facts found"
    return share_score(total - len(missing), total, reason)


def must_not(given: Given) -> EvalScore:
    """Count the forbidden values that the text does not hold."""
    folded = fold(given.text)
    held = [value for value in given.case.must_not if has_fact(folded, [value])]
    total = len(given.case.must_not)
    reason = f"forbidden: {'; '.join(held)}" if held else "nothing forbidden"
    return share_score(total - len(held), total, reason)


def marks(given: Given) -> EvalScore:
    """Count the [n] marks that point at a citation of the answer."""
    if given.answer is None:
        return ungraded("no answer came")
    numbers = {citation.number for citation in given.answer.citations}
    used = [int(mark) for mark in _MARK.findall(given.text)]
    lost = sorted({mark for mark in used if mark not in numbers})
    reason = f"marks without a citation: {lost}" if lost else "every mark resolves"
    return share_score(sum(mark in numbers for mark in used), len(used), reason)


def nothing_foreign(given: Given) -> EvalScore:
    """Tell whether the text is free of links, images and markup that a page might follow."""
    if given.answer is None:
        return ungraded("no answer came")
    found = _FOREIGN.search(given.text)
    if found:
        return EvalScore(value=0.0, reason=f"the text holds {found.group()!r}")
    return EvalScore(value=1.0, reason="no link and no image")
