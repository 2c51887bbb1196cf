"""Infers what each paragraph is for, where a briefing prints no headings.

The genre keeps an order: what is the matter, how it came about, what it means, how well the
responsibility to protect is met, what has been done, what must be done. Each paragraph is scored by
wording cues for each part, and the best assignment that keeps the order is found by dynamic
programming, so one stray "must" in the history does not turn it into a recommendation.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.domain import SectionType

ORDER = (
    SectionType.SUMMARY,
    SectionType.BACKGROUND,
    SectionType.ANALYSIS,
    SectionType.RISK_ASSESSMENT,
    SectionType.INTERNATIONAL_RESPONSE,
    SectionType.NECESSARY_ACTION,
)
_SENTENCE = re.compile(r"(?<=[.!?])[\"”’)]*\s+(?=[A-Z\"“])")
_RESPONDERS = (
    r"UN(?:SC|GA|HRC)|Security Council|General Assembly|Human Rights Council|the Council"
    r"|ICC|ICJ|International Criminal Court|International Court of Justice|Prosecutor"
    r"|African Union|AU|EU|European Union|ECOWAS|IGAD|SADC|ASEAN|Arab League|OIC|Peace and Security"
    r"|Special Adviser|Secretary-General|High Commissioner|United States|government of [A-Z]\w+"
    r"|troops|mediat\w+|peacekeep\w+|military (?:response|intervention|force|operation)\w*"
)
_RESPONSES = (
    r"established|authoriz\w+|authoris\w+|imposed|condemn\w+|adopted|mandate[ds]?|renewed|extended"
    r"|deployed|launched an? (?:investigation|inquiry)|referr\w+|sanction\w*|asset freezes?"
    r"|travel bans?|arms embargo|issued (?:a|an) \w+|statement|urged|called (?:for|on|upon)"
    r"|appointed|visited|visiting|met with|mediator|negotiat\w+|created a|fact-finding"
    r"|Commission of Inquiry|sentenced|convicted|indict\w+|arrest warrants?|investigation"
    r"|troops from|Operation [A-Z]\w+|responded|resolution \d+|voted|convened|welcomed|expressed"
)
_CUES: dict[SectionType, tuple[tuple[re.Pattern[str], float], ...]] = {
    SectionType.SUMMARY: (
        (re.compile(r"\b(?:populations?|civilians|people)\b.{0,120}\b(?:at|face|risk)\b"), 1.0),
        (re.compile(r"\b(?:are|remain|is|continue to be) at (?:\w+ )?risk\b"), 1.0),
    ),
    SectionType.BACKGROUND: (
        (
            re.compile(r"\b(?:killed|deaths?|attack(?:s|ed)|displaced|fled|clash\w*|massacre)\b"),
            0.6,
        ),
        (
            re.compile(r"\b(?:histor\w+|since (?:19|20)\d\d|began|coup|independence|election)\b"),
            0.5,
        ),
        (re.compile(r"\b(?:documented|implicated|reportedly|seized|violated|escalated)\b"), 0.4),
    ),
    SectionType.ANALYSIS: (
        (re.compile(r"\b(?:demonstrat\w+|indicat\w+|suggest\w*|reflect\w*|underscor\w+)\b"), 1.0),
        (
            re.compile(r"\b(?:inability|incapab\w+|lack of|weak\w*|failure|impunity|absence of)\b"),
            0.7,
        ),
        (
            re.compile(
                r"\b(?:exacerbat\w+|undermin\w+|restricted|hamper\w+|enabl\w+|proliferat\w+)\b"
            ),
            0.6,
        ),
        (re.compile(r"\b(?:threat posed|likely|potential for|risk of further|root causes)\b"), 0.7),
    ),
    SectionType.RISK_ASSESSMENT: (
        (re.compile(r"\b(?:responsibility|obligation) to protect\b"), 1.6),
        (re.compile(r"\b(?:struggling|(?:manifestly )?failing|failed|unable|unwilling) to\b"), 0.6),
        (re.compile(r"\bmanifestly fail\w+|\bupholding\b|\brisk factors?\b"), 0.8),
    ),
    SectionType.INTERNATIONAL_RESPONSE: (
        (re.compile(rf"\b(?:{_RESPONDERS})\b"), 0.6),
        (re.compile(rf"\b(?:{_RESPONSES})\b"), 0.7),
    ),
    SectionType.NECESSARY_ACTION: (
        (re.compile(r"\b(?:must|should|ought to|needs? to be|need to)\b"), 1.6),
        (re.compile(r"\b(?:urgently|immediately|it is (?:essential|imperative|crucial))\b"), 0.5),
    ),
}
_SUMMARY_START = 3.0
"""The opening paragraph is the summary, whatever its words; cues decide how far it goes on."""
_UNMARKED = 0.3
"""A paragraph without any cue tells what happened."""


def infer_types(paragraphs: Sequence[str]) -> tuple[SectionType, ...]:
    """Return the type of each paragraph; the types never go back in the genre's order."""
    if not paragraphs:
        return ()
    scores = [_scores(paragraph, number) for number, paragraph in enumerate(paragraphs)]
    best = list(scores[0])
    origins: list[list[int]] = []
    for row in scores[1:]:
        reached = [max(range(part + 1), key=lambda p: best[p]) for part in range(len(ORDER))]
        origins.append(reached)
        best = [best[reached[part]] + row[part] for part in range(len(ORDER))]
    part = max(range(len(ORDER)), key=lambda p: best[p])
    parts = [part]
    for reached in reversed(origins):
        part = reached[part]
        parts.append(part)
    return tuple(ORDER[part] for part in reversed(parts))


def _scores(paragraph: str, number: int) -> tuple[float, ...]:
    sentences = _SENTENCE.split(paragraph)
    return tuple(_fit(sentences, part) + _bonus(part, number) for part in ORDER)


def _fit(sentences: Sequence[str], part: SectionType) -> float:
    """Return the mean over sentences of the cues for `part`: length alone counts for nothing."""
    total = sum(
        weight for sentence in sentences for cue, weight in _CUES[part] if cue.search(sentence)
    )
    return total / len(sentences)


def _bonus(part: SectionType, number: int) -> float:
    if part is SectionType.SUMMARY:
        return _SUMMARY_START if number == 0 else -0.6
    return _UNMARKED if part is SectionType.BACKGROUND else 0.0
