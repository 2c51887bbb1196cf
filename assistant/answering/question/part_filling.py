"""What a bare part of a compound question leaves out, taken from the other parts. Pure.

'How many troops and how many police may it have' says its verb once, 'when was it created and by
whom' says it first; a place and a date may stand at the end for all.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from assistant.answering.question.part_moving import asked_elsewhere, moved, without_phrases_of
from assistant.answering.question.part_words import AUXILIARIES, QUESTION_PHRASE

_AUXILIARY = re.compile(rf"\b{AUXILIARIES}\b", re.IGNORECASE)
_FINITE = re.compile(
    r"\b(?:\w{2,}ed|led|leads|made|took|gave|put|set|said|says|fled|won|began|broke|held|left|"
    r"fell|came|went|ran|rose|became|killed|runs?|heads?|governs?|commands?|exists?)\b"
)
_BARE_COUNT = re.compile(rf"^(how (?:many|much))\s+(?={AUXILIARIES}\b)", re.IGNORECASE)
_COUNTED = re.compile(
    rf"^how (?:many|much)\s+(?!{AUXILIARIES}\b)(.+?)\s+(?={AUXILIARIES}\b|\w+ed\b|fled\b)",
    re.IGNORECASE,
)
_COUNT_AND_PARTICIPLE = re.compile(
    r"^(how (?:many|much))\s+(?=(?:\w+ed|hurt|missing|in need|raped|wounded|slain)\b)",
    re.IGNORECASE,
)
_ASKED_THING = re.compile(rf"^(?:which|what)\s+(.+?)\s+({AUXILIARIES})\s+(.+)$", re.IGNORECASE)
_TAIL = re.compile(
    r"\s(?:in|at|on|during|after|by|under|within|from|since)\s+(?:the\s+)?(?:[A-Z]|\d|early|late)"
)
_NAMED = re.compile(r"(?<=\s)[A-Z]|\d")


@dataclass(frozen=True, slots=True)
class Clause:
    """One part as it was written."""

    words: str
    is_bare: bool
    """True for a question phrase without a verb of its own: 'how many IDPs', 'by whom'."""


def clause_of(words: str) -> Clause:
    """Tell whether the clause has a verb of its own."""
    opening = QUESTION_PHRASE.match(words)
    if opening is None:
        return Clause(words, is_bare=False)
    rest = words[opening.end() :]
    is_thing = bool(re.search(r"(?:what|which|how)$", opening.group(), re.IGNORECASE))
    has_verb = bool(_AUXILIARY.search(rest) or _FINITE.search(rest)) if is_thing else bool(rest)
    return Clause(words, is_bare=not has_verb)


def filled(clauses: Sequence[Clause]) -> list[str]:
    """Give each bare clause the predicate of the next whole one, else of the one before.

    One that says only another place or date is the earlier question asked of that.
    """
    whole: list[str] = []
    for at, clause in enumerate(clauses):
        words = asked_elsewhere(clause.words, whole)
        if not words:
            following = next((each.words for each in clauses[at + 1 :] if not each.is_bare), "")
            earlier = whole[-1] if whole else ""
            predicate = _predicate(following) or _predicate(earlier)
            words = _with_predicate(clause.words, predicate) if clause.is_bare else clause.words
        whole.append(_with_counted(words, whole))
    return whole


def _with_predicate(words: str, predicate: str) -> str:
    """Put both together; a place or date that both have is that of `words`."""
    bare = without_phrases_of(words, predicate)
    return f"{bare} {moved(predicate, words[len(bare) :])}".strip()


def _predicate(clause: str) -> str:
    """Return what follows the question phrase, as 'did the crisis count in April 2014'."""
    thing = _ASKED_THING.match(clause)
    if thing and re.match(r"(?:the|a|an|any|it|they)\b|[A-Z]", thing[3]):
        return f"{thing[2]} {thing[3]} ({thing[1]})"
    if thing:
        return f"{thing[2]} the {thing[1]} {thing[3]}"
    auxiliary = _AUXILIARY.search(clause)
    if auxiliary and QUESTION_PHRASE.match(clause):
        return clause[auxiliary.start() :]
    return clause[0].lower() + clause[1:] if auxiliary and auxiliary.start() == 0 else ""


def _with_counted(words: str, earlier: list[str]) -> str:
    """Say what is counted where a part only says 'how many', and give it its auxiliary."""
    before = earlier[-1] if earlier else ""
    counted = _COUNTED.match(before)
    if counted and _BARE_COUNT.match(words):
        return _BARE_COUNT.sub(rf"\1 {counted[1]} ", words)
    auxiliary = _AUXILIARY.search(before)
    if auxiliary and _COUNT_AND_PARTICIPLE.match(words) and not _AUXILIARY.search(words):
        return _COUNT_AND_PARTICIPLE.sub(rf"\1 {auxiliary.group()} ", words)
    return words


def with_shared_tail(parts: list[str]) -> list[str]:
    """Give a first part that names nothing the place and date that close the last one."""
    tail = _TAIL.search(parts[-1])
    if tail is None or _NAMED.search(parts[0]):
        return parts
    return [parts[0] + parts[-1][tail.start() :], *parts[1:]]
