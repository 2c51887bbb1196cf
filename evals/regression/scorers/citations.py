"""What an answer cites: verbatim, on the right country and edition, and on the evidence."""

from __future__ import annotations

from assistant.api.schemas import CitationOut, EvalScore
from evals.regression.scorers.given import FoundEvidence, Given, share_score, ungraded
from evals.scoring import is_foreign


def verbatim(given: Given) -> EvalScore:
    """Count the quotes that equal the stored text at their offsets."""
    wrong = [at for at, is_right in enumerate(given.verbatim, start=1) if not is_right]
    reason = f"not verbatim: {wrong}" if wrong else "every quote is verbatim"
    return share_score(len(given.verbatim) - len(wrong), len(given.verbatim), reason)


def right_country(given: Given) -> EvalScore:
    """Count the citations from editions on a country of the case, or on none."""
    expected = given.expected_countries
    if not expected:
        return ungraded("the case names no country")
    cited = _cited(given)
    wrong = [
        each.briefing_id
        for each in cited
        if is_foreign(given.editions[each.briefing_id].countries, expected)
    ]
    return _counted(len(cited), wrong, "on another country")


def right_edition(given: Given) -> EvalScore:
    """Count the citations that are of no other edition of a series than the case allows."""
    expected = given.expected_editions
    if not expected:
        return ungraded("the case names no edition")
    series = {given.editions[each].series_id for each in expected}
    cited = _cited(given)
    wrong = [
        each.briefing_id
        for each in cited
        if given.editions[each.briefing_id].series_id in series and each.briefing_id not in expected
    ]
    return _counted(len(cited), wrong, "of another edition")


def evidence_recall(given: Given) -> EvalScore:
    """Count the pieces of evidence that some citation touches."""
    if not given.evidence:
        return ungraded(_no_evidence(given))
    groups = {each.group for each in given.evidence}
    found = {
        each.group
        for each in given.evidence
        if any(touches(cited, each) for cited in _cited(given))
    }
    reason = f"{len(found)} of {len(groups)} pieces of evidence cited"
    return share_score(len(found), len(groups), reason)


def evidence_precision(given: Given) -> EvalScore:
    """Count the citations that touch a piece of evidence."""
    if not given.evidence:
        return ungraded(_no_evidence(given))
    cited = _cited(given)
    on_it = sum(any(touches(each, piece) for piece in given.evidence) for each in cited)
    return share_score(on_it, len(cited), f"{on_it} of {len(cited)} citations are on evidence")


def touches(cited: CitationOut, evidence: FoundEvidence) -> bool:
    """Tell whether a citation shares characters with a piece of evidence."""
    is_same = cited.briefing_id == evidence.briefing_id
    return is_same and cited.start < evidence.end and evidence.start < cited.end


def _cited(given: Given) -> list[CitationOut]:
    """Return the citations of an answer that are of a stored edition."""
    citations = given.answer.citations if given.answer is not None else []
    return [each for each in citations if each.briefing_id in given.editions]


def _counted(total: int, wrong: list[str], how: str) -> EvalScore:
    reason = f"{how}: {', '.join(sorted(set(wrong)))}" if wrong else f"none {how}"
    return share_score(total - len(wrong), total, reason)


def _no_evidence(given: Given) -> str:
    if given.lost_evidence:
        return f"evidence is not in the library: {given.lost_evidence[0][:80]}"
    return "the case names no evidence"
