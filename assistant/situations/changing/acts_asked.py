"""The act of a resolution that a question asks for: what it sets up, how many, until when. Pure."""

from __future__ import annotations

import re
from datetime import date

from assistant.domain import Briefing
from assistant.situations.changing.acting import DECIDES_OR_ASKS, Act, acting
from assistant.situations.changing.acts_counted import ceiling_act, counts_forces, people_act
from assistant.statements.periods import dates_named

_ASKS_END = re.compile(
    r"\b(?:un)?till? when\b|\bhow long\b|\bwhen\b.*\b(?:end|expire|run out|lapse)|\bexpir"
    r"|\bend(?:s|ing)? (?:date|of|on)\b|\bend\b.*\bmandate|\bmandates?\b.*\b(?:end|run|last)s?\b"
    r"|\bduration\b|\bmandates? (?:period|length)\b",
    re.IGNORECASE,
)
_END = re.compile(
    r"\b(?:until|through|ending|to) \d{1,2} [A-Z][a-z]+ \d{4}"
    r"|\b(?:period of|further) (?:\w+[ -]){1,2}(?:days|weeks|months?|years?)\b"
)
_EXTENDS = re.compile(
    r"\b(?:extend\w*|renew\w*|deployed until|establish\w*|deployment)\b", re.IGNORECASE
)
_IS_OWN = re.compile(r"extend|renew|deployed", re.IGNORECASE)
_BODIES = re.compile(
    r"\b(?:panel|experts|committee|embargo|measures|sanctions|freeze|ban)\b", re.IGNORECASE
)
_ASKS_CREATION = re.compile(
    r"\b(?:sets?|setting) ?up\b|\bset\b.* up\b|\bcreat(?:e|es|ed|ing)\b|\bestablish(?:es|ed)?\b"
    r"|\bfound(?:s|ed)?\b|\blaunch(?:es|ed)?\b|\bdeploy(?:s|ed)?\b|\bauthori[sz]es?\b",
    re.IGNORECASE,
)
_CREATES = re.compile(
    r"\b(?:decides? (?:to|on)|authori[sz]es?|requests?\b[^;]{0,60}?\bto)\s+"
    r"(?:(?:rapidly|authori[sz]e|mandate|and|the|to) )*"
    r"(?:establish(?:ment)?|create|set up|deployment)\b"
    r"|\bauthori[sz]e and mandate the establishment\b|\bauthori[sz]es\b[^;]{0,90}\bto conduct\b",
    re.IGNORECASE,
)
_MISSION = re.compile(r"\b(?:missions?|forces?|operations?|presences?|peacekeep\w+)\b", re.I)
_IS_MISSION = re.compile(r"\b(?:Mission|Force|Administration|[Oo]peration|presences?|force)\b")
_BODY = re.compile(r"\b(?:committee|panel|commission|fund|office)\b", re.IGNORECASE)
_NAME = re.compile(r"\b[A-Z]{4,}\b")


def act_asked(briefing: Briefing, question: str, words: str) -> Act | None:
    """Return the act that `question` asks of a resolution; None where it says none of the kind.

    `words` are what the question is about, without the names of documents.
    """
    if asks_end(question):
        return _end(briefing, words)
    if counts_forces(words):
        return ceiling_act(briefing, words)
    return _set_up(briefing, question, words) or people_act(briefing, words)


def asks_end(question: str) -> bool:
    """True where it is asked until when, or for how long, something holds."""
    return _ASKS_END.search(question) is not None


def says_end(text: str) -> bool:
    """True where `text` says until when something holds, or for how long."""
    return _END.search(text) is not None


def _end(briefing: Briefing, words: str) -> Act | None:
    """Read until when the mission has a mandate; of several dates the last, of the one named."""
    names, asks_body = _NAME.findall(words), bool(_BODIES.search(words))
    ranked = []
    for number, (sentence, text) in enumerate(acting(briefing)):
        ends, extends = list(_END.finditer(text)), _EXTENDS.search(text)
        if not ends or extends is None:
            continue
        said = next((each for each in ends if each.end() > extends.start()), ends[0])
        if asks_body == bool(_BODIES.search(text[: said.end()])):
            missing = sum(name not in text for name in names)
            is_weak = not _IS_OWN.search(extends.group()) or "uthorization" in text
            act = Act(sentence.start, sentence.end, said.group())
            ranked.append((missing, is_weak, -_last(said.group()).toordinal(), number, act))
    return min(ranked, key=lambda each: each[:4])[4] if ranked else None


def _last(said: str) -> date:
    named = dates_named(said)
    return named[-1].last if named else date.min


def _set_up(briefing: Briefing, question: str, words: str) -> Act | None:
    body = _BODY.search(words)
    wanted = re.compile(body.group(), re.IGNORECASE) if body else None
    if _MISSION.search(words):
        wanted = _IS_MISSION
    if wanted is None or not _ASKS_CREATION.search(question):
        return None
    for sentence, text in acting(briefing, DECIDES_OR_ASKS):
        created = _CREATES.search(text)
        if created and wanted.search(text, created.end()):
            return Act(sentence.start, sentence.end)
    return None
