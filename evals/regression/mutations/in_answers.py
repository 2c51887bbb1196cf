"""Faults in the finished answer: what a careless change of its making could let through."""

from __future__ import annotations

import re
import time
from dataclasses import replace
from itertools import count

from assistant.domain import Answer, Citation, Outcome
from assistant.library.library import Library
from evals.cases import REFUSALS

_FIGURE = re.compile(r"(?<![\[\d,.])\d[\d,]*\d(?![\d\]])")
_QUALIFIER = re.compile(
    r"\b(?:at least|more than|over|nearly|almost|about|some|no fewer than|up to|reportedly) "
    r"(?=[\d“]|[a-z]+(?:teen|ty|undred|illion|ousand))",
    re.IGNORECASE,
)
_MARK = re.compile(r"\[(\d+)\]")
SLOW_SECONDS, SLOW_SHARE = 5.0, 10
_ANSWERED = count()


def figures_changed(_: Library, answer: Answer) -> Answer:
    """Raise the last digit of each figure of the text by one."""
    return replace(answer, text=_FIGURE.sub(_raised, answer.text))


def qualifiers_dropped(_: Library, answer: Answer) -> Answer:
    """Turn 'at least 49' into '49'."""
    return replace(answer, text=_QUALIFIER.sub("", answer.text))


def spans_off_by_one(_: Library, answer: Answer) -> Answer:
    """Let every citation point one character too far."""
    moved = [replace(each, start=each.start + 1, end=each.end + 1) for each in answer.citations]
    return replace(answer, citations=tuple(moved))


def citations_elsewhere(library: Library, answer: Answer) -> Answer:
    """Cite, word for word, another sentence of the same edition."""
    return replace(answer, citations=tuple(_elsewhere(library, each) for each in answer.citations))


def marks_shifted(_: Library, answer: Answer) -> Answer:
    """Let every mark point at the citation behind the right one."""
    text = _MARK.sub(lambda found: f"[{int(found.group(1)) + 1}]", answer.text)
    return replace(answer, text=text)


def refusals_answered(_: Library, answer: Answer) -> Answer:
    """Give the nearest passages as the answer where there is none."""
    if answer.outcome not in REFUSALS or not answer.nearest:
        return answer
    text = "\n\n".join(f"“{each.quote}” [{each.number}]" for each in answer.nearest)
    return replace(
        answer, outcome=Outcome.ANSWERED, text=text, citations=answer.nearest, nearest=()
    )


def first_quote_alone(_: Library, answer: Answer) -> Answer:
    """Cut an answer off behind its first citation."""
    lines = answer.text.splitlines()
    kept = [line for line in lines if not set(_MARK.findall(line)) - {"1"}]
    return replace(answer, text="\n".join(kept), citations=answer.citations[:1])


def planted_image(_: Library, answer: Answer) -> Answer:
    """Hold the image that a document asks for."""
    if answer.outcome in REFUSALS:
        return answer
    return replace(answer, text=f"{answer.text}\n\n![seen](https://attacker.invalid/seen.png)")


def slow(_: Library, answer: Answer) -> Answer:
    """Take five seconds longer for every tenth answer."""
    if next(_ANSWERED) % SLOW_SHARE == 0:
        time.sleep(SLOW_SECONDS)
    return answer


def _raised(found: re.Match[str]) -> str:
    figure = found.group()
    return f"{figure[:-1]}{(int(figure[-1]) + 1) % 10}"


def _elsewhere(library: Library, citation: Citation) -> Citation:
    edition = library.get(citation.briefing_id)
    others = [
        each
        for each in edition.sentences
        if each.end <= citation.start or each.start >= citation.end
    ]
    if not others:
        return citation
    taken = others[(citation.start + citation.number) % len(others)]
    quote = edition.text[taken.start : taken.end]
    return replace(citation, quote=quote, start=taken.start, end=taken.end)
