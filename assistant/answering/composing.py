"""Composes an answer of quotes: each part of the question, and what is missing. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from assistant.answering.drafting import Draft, StoredText
from assistant.answering.premises.correcting import Correction
from assistant.answering.question.answer_types import Expected
from assistant.answering.quoting import (
    Quote,
    citation_of,
    cite,
    one_line,
    quote_of,
    quote_sentence,
    quoting_text,
    unique_quotes,
    without_overlap,
)
from assistant.answering.reading.short_answers import short_answer
from assistant.answering.turn import Part
from assistant.citations import verified
from assistant.countries import country_name
from assistant.domain import Notice, NoticeKind, Outcome
from assistant.statements.integrity import FaultKind, integrity_faults

LEAST_SHARED_PROBABILITY = 0.1
"""A sentence quoted for another part answers this one too where it is judged this likely."""
NEAREST_SHOWN = 3
SURE = 0.5
"""Below this probability an answer is given with a warning."""
PUT_FIRST = (
    Expected.FIGURE,
    Expected.MEASURE,
    Expected.DATE,
    Expected.DURATION,
    Expected.LEVEL,
)
"""Kinds of answers that stand first, in the words of the quote."""


def composed_draft(parts: Sequence[Part], stored_text: StoredText) -> Draft | None:
    """Answer each part by quoting; None when no quote of any part survives its check."""
    sound = [_checked(part, stored_text) for part in parts]
    quotes = unique_quotes(quote for part in sound for quote in part.quotes)
    if not quotes:
        return None
    missing = [part for part in sound if not _is_answered(part, quotes)]
    paragraphs = [*_leads(sound, quotes), quoting_text(quotes), *map(_not_said, missing)]
    outcome = Outcome.PARTLY_ANSWERED if missing else Outcome.ANSWERED
    return Draft(outcome, "\n\n".join(paragraphs), citations=cite(quotes), notices=_unsure(sound))


def corrected_draft(correction: Correction | None, stored_text: StoredText) -> Draft | None:
    """Say what the briefings say instead of what the question takes for granted."""
    if correction is None or correction.source.evidence is None:
        return None
    quote = quote_sentence(correction.source.evidence, correction.source.sentence)
    kept, _ = verified([citation_of(quote, 1)], stored_text)
    if not kept:
        return None
    text = f"{correction.words} [1]\n\n{quoting_text([quote])}"
    return Draft(Outcome.PREMISE_CORRECTED, text, citations=kept)


def nearest_quotes(parts: Sequence[Part]) -> tuple[Quote, ...]:
    """Return the sentences nearest to an answer, where none was likely enough to be one."""
    judged = sorted(
        (each for part in parts for each in part.judgements), key=lambda each: -each.probability
    )
    if judged:
        return without_overlap([quote_of(each) for each in judged[:NEAREST_SHOWN]])
    unread = [each for part in parts for each in part.evidence if each.sentences]
    return tuple(quote_sentence(each, 0) for each in unread[:NEAREST_SHOWN])


def _checked(part: Part, stored_text: StoredText) -> Part:
    """Return the part with those of its quotes that stand in the stored text."""
    kept, _ = verified(cite(part.quotes), stored_text)
    spans = {(citation.passage_id, citation.start) for citation in kept}
    sound = (q for q in part.quotes if (q.evidence.passage_id, q.start) in spans)
    return replace(part, quotes=tuple(sound))


def _unsure(parts: Sequence[Part]) -> tuple[Notice, ...]:
    """Warn where the likeliest quote of an answered part is less than likely to answer it."""
    leads = [max(quote.probability for quote in part.quotes) for part in parts if part.quotes]
    if not leads or min(leads) >= SURE:
        return ()
    return (
        Notice(
            NoticeKind.UNSURE,
            "The reader is not sure that these quotes answer the question "
            f"(about {min(leads):.0%}). Read them in their place before you rely on them.",
        ),
    )


def _is_answered(part: Part, quotes: Sequence[Quote]) -> bool:
    """True where the part has quotes, or its likeliest sentence is quoted for another part."""
    if part.quotes:
        return True
    if not part.judgements or part.judgements[0].probability < LEAST_SHARED_PROBABILITY:
        return False
    likeliest = part.judgements[0]
    sentence = likeliest.evidence.sentences[likeliest.sentence]
    return any(
        quote.evidence.card.id == likeliest.evidence.card.id
        and quote.start <= sentence.start
        and sentence.end <= quote.end
        for quote in quotes
    )


def _leads(parts: Sequence[Part], quotes: Sequence[Quote]) -> list[str]:
    """Return the answers in short, each with the question of its part where there are several."""
    found = [(lead, part) for part in parts if (lead := _lead(part, quotes))]
    if len({lead for lead, _ in found}) < 2:
        return [lead for lead, _ in found[:1]]
    return [f"{lead} – {part.scope.question}" for lead, part in found]


def _lead(part: Part, quotes: Sequence[Quote]) -> str:
    """Return the figure, date or level asked for, as the first quote has it, with its mark.

    None where the reader is not sure of the quote: its sentence then speaks for itself.
    """
    if not part.quotes or part.scope.answer_type not in PUT_FIRST:
        return ""
    quote = part.quotes[0]
    if 0 < quote.probability < SURE:
        return ""
    scope, pointed = part.scope, _pointed(quote)
    found = short_answer(scope.answer_type, quote.text, scope.question, pointed)
    if found is None:
        return ""
    words = one_line(quote.text[slice(*found)])
    if _loses_qualifier(words, one_line(quote.text)):
        return ""
    number = [each.place for each in quotes].index(quote.place) + 1
    return f"“{words}” [{number}]"


def _loses_qualifier(words: str, sentence: str) -> bool:
    """True where the sentence guards the figure ('estimated', 'at least') and `words` do not."""
    faults = integrity_faults(words, [sentence])
    return any(fault.kind is FaultKind.QUALIFIER for fault in faults)


def _pointed(quote: Quote) -> tuple[int, int] | None:
    """Return the characters of the quote at which the reader points as the answer itself."""
    if quote.answer is None:
        return None
    return quote.answer[0] - quote.start, quote.answer[1] - quote.start


def _not_said(part: Part) -> str:
    if part.scope.is_about_uncovered:
        names = " and ".join(map(country_name, part.scope.uncovered))
        return f"The library holds no briefing on {names}: {part.scope.question}"
    return f"The briefings do not say: {part.scope.question}"
