"""What a question about editions is about: what names, dates and the words that ask leave. Pure."""

from __future__ import annotations

import re

from assistant.countries import find_countries
from assistant.statements.periods import MONTH_WORD, dates_named, without_spans

_ASKING = r"""
m what whats which who whose how when where whether if many much is are was were has have had did
does do been be can could would will may might must the a an of in on for to from between and or
since with by at as it its their there than more less most least few fewer far so not no also i
i'm me my we us our you your they them these those this that any each both one other others two
three all only just please tell give show list see look looked need want know say says said set
take took put build draw sketch run recap trace track lay arrange reconstruct recount get got
wonder asking country countries situations? editions? briefings? updates? updated versions? pages?
snapshots? factbooks? texts? files? resolutions? documents? account accounts wording world gcr2p
council chang(?:e|ed|es|ing) new news newly newer newest older old different
differ(?:s|ed|ences?)? diff compar(?:e|ed|es|ison|ing) contrast versus vs against beside next
parallel similarit(?:y|ies) common equally rank first last latest previous earlier later now then
today still yet ago fresh larger largest smaller smallest bigger biggest higher highest lower
lowest lowered graver worse worst greater greatest fewest wider broader ahead evol(?:ve|ved|ution)
develop(?:ed|s)? trend shift(?:s|ed)? movement revision revised? degree net increased? decreased?
ris(?:e|en) rose fall fallen fell grown? grew gone go went up down off out add adds added drop
dropped remov(?:e|ed) deleted disappeared appear raised? cut reduced? moved? extended keep kept
leave left repeat alter(?:ed)? reworded relaxed same unchanged stay(?:ed)? remain(?:ed)? listed
parts? points? person called time-?lines? chronolog(?:y|ies|ical(?:ly)?) order events? sequence
history historical course stages? milestones? unfold happen(?:s|ed)? dates? dated key main major
important moments? form over through time times years? months? days? step steps period during
before after start finish around place number numbers terms respect about regarding according
given gives? gave reports? reported mentions? mentioned foresees? foresaw expects? expected
table figures? coup war s un brief overview situation anything something everything things
le la les l et ou sur entre du des de au aux par que qui quel quelle quels quelles est une depuis
changements? éditions? différences? comparez donne-moi événements? ordre grandes plus lequel dit
nouvelle nouvel ancienne chronologie
"""
"""Words that ask, count, date or compare; what stands beside them is the topic."""
_SPAN_WORDS = (
    r"developments? of|day by day|month by month|side by side|year by year|security council"
)
_NUMBER = re.compile(r"(?<![\d.,])\d{3,4}\b(?:\s*\(\d{4}\))?")
_NOT_TOPIC = re.compile(
    rf"(?<!\w-)\b(?:{_SPAN_WORDS}|{'|'.join(_ASKING.split())}|{MONTH_WORD})\b(?!-\w)", re.IGNORECASE
)
_OWNED = re.compile(r"['’]s\b")
_MARKS = re.compile(r"[^\w\s'’-]|(?<!\w)[-–'’]+|[-–'’]+(?!\w)")


def topic_words(question: str) -> str:
    """Return what is left of a question without names, dates and the words that ask.

    'IDP' of 'Any movement on Nigeria's IDP figure since March?'; '' where nothing is left,
    so that everything is asked. A word said twice stands once.
    """
    spans = [(each.start, each.end) for each in find_countries(question)]
    spans += [(each.start, each.end) for each in dates_named(question)]
    bare = _NUMBER.sub(" ", without_spans(question, spans))
    bare = _MARKS.sub(" ", _NOT_TOPIC.sub(" ", _OWNED.sub(" ", bare)))
    return " ".join(dict.fromkeys(bare.split()))
