"""What of a passage is put into each index; every recipe in one place.

The edition date is left out of the dense text on purpose: a passage that a new edition repeats
word for word keeps its vector, so a new edition costs only what changed.
"""

from __future__ import annotations

from collections.abc import Iterator

from assistant.domain import Briefing, Passage, Sentence

RECIPE_VERSION = 1
"""Part of the model id: change a recipe, count up, and old indexes are refused until rebuilt."""


def dense_text(briefing: Briefing, passage: Passage) -> str:
    """Return what is embedded for a passage: its subject, its printed heading, its text."""
    subject = briefing.series.subject or ", ".join(briefing.countries)
    section = briefing.sections[passage.section]
    heading = section.title if section.title and not section.is_inferred else ""
    parts = [f"{part.rstrip('.:')}." for part in (subject, heading) if part]
    return " ".join([*parts, briefing.text[passage.start : passage.end]])


def sentence_text(briefing: Briefing, sentence: Sentence) -> str:
    """Return what is embedded for a sentence: the sentence alone."""
    return briefing.text[sentence.start : sentence.end]


def keyword_text(briefing: Briefing, passage: Passage) -> str:
    """Return what the keyword index reads: also the names by which people ask for a document."""
    parts = (
        briefing.series.subject,
        briefing.series.publisher,
        briefing.title,
        briefing.symbol or "",
        briefing.edition_date.label,
        briefing.sections[passage.section].label,
        briefing.text[passage.start : passage.end],
    )
    return "\n".join(part for part in parts if part)


def dense_texts(briefing: Briefing) -> Iterator[str]:
    """Yield the dense text of each passage."""
    return (dense_text(briefing, passage) for passage in briefing.passages)


def sentence_texts(briefing: Briefing) -> Iterator[str]:
    """Yield the text of each sentence of each passage, in passage order."""
    return (
        sentence_text(briefing, sentence)
        for passage in briefing.passages
        for sentence in sentences_of(briefing, passage)
    )


def sentences_of(briefing: Briefing, passage: Passage) -> tuple[Sentence, ...]:
    """Return the sentences of which `passage` is made."""
    return briefing.sentences[passage.first_sentence : passage.end_sentence]
