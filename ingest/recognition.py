"""Recognises what a document is: which series and edition, of which countries, at which level.

Each kind of document has a file of its own in `ingest.recognising`; the first that knows the
document takes it.
"""

from __future__ import annotations

from dataclasses import replace

from ingest.normalising import NormalisedText
from ingest.recognising.briefing import recognise_briefing
from ingest.recognising.country_page import recognise_country_page
from ingest.recognising.document import recognise_document
from ingest.recognising.facts import Hints, Recognised
from ingest.recognising.meeting_record import recognise_meeting_record
from ingest.recognising.monitor import recognise_monitor
from ingest.recognising.resolution import recognise_resolution

__all__ = ["Hints", "Recognised", "recognise"]

_SINGLE = (
    recognise_resolution,
    recognise_meeting_record,
    recognise_country_page,
    recognise_briefing,
)
_SAMPLE_OPENING = "sample briefing"


def recognise(normalised: NormalisedText, hints: Hints) -> tuple[Recognised, ...]:
    """Return the editions in a document: several for an R2P Monitor, else one.

    Raises:
        UnrecognisedBriefing: there is no edition date in the text or beside it.
    """
    if normalised.text[: len(_SAMPLE_OPENING)].lower() == _SAMPLE_OPENING:
        hints = replace(hints, is_sample=True)
    editions = recognise_monitor(normalised, hints)
    if editions:
        return editions
    for recognise_kind in _SINGLE:
        edition = recognise_kind(normalised, hints)
        if edition is not None:
            return (edition,)
    return (recognise_document(normalised, hints),)
