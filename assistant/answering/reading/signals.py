"""What the embedded reader looks at in one sentence; each signal is about 0 to 1. Pure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from assistant.answering.question.answer_types import LEVEL_LABEL, Expected
from assistant.answering.question.asking_words import AskedWords
from assistant.answering.question.figures import figure_positions
from assistant.answering.question.held_names import names_held
from assistant.answering.question.scope import Scope
from assistant.answering.question.terms import TermStatistics, asked_terms, coverage, said_terms
from assistant.answering.reading.kind_held import holds_expected
from assistant.countries import country_name
from assistant.domain import Evidence
from assistant.library.normaliser import tokenise

LEVEL_LINE_LENGTH = 60
"""Characters; a sentence that mentions a level is longer."""
RECENCY_YEARS = 5
"""An edition this much older than the newest in sight says nothing about now."""
FIGURE_REACH = 60
"""A figure counts the thing asked for when it stands within this many characters of it."""
_LABEL = re.compile(r"(?:[^:.;]{0,60} - )?([^:.;–]{3,60}):(?=\s)")
_PREAMBLE = re.compile(
    r"(?:\d+\. )?(?:Also |Further |Deeply |Gravely |Strongly )?(?:Recalling|Reaffirming|Noting|"
    r"Taking note|Welcoming|Stressing|Emphasizing|Recognizing|Acknowledging|Expressing|Bearing in "
    r"mind|Mindful|Commending|Underlining|Reiterating|Acting under|Having considered|Concerned|"
    r"Guided|Determined|Determining)\b"
)


@dataclass(frozen=True, slots=True)
class Signals:
    """The signals of one sentence."""

    reading: float
    """Log-odds of the cross-encoder that the sentence answers, squashed to -1 to 1; 0 unread."""
    passage_reading: float
    """Log-odds of the cross-encoder that anything in the passage answers, likewise."""
    similarity: float
    """Cosine of question and sentence."""
    passage_similarity: float
    """Cosine of question and passage."""
    said: float
    """Weighted share of the question's terms in the sentence."""
    said_near: float
    """The same share in the sentence, its neighbours, the heading, title and date."""
    names_said: float
    """Weighted share of the question's names in the passage and over it; 1 where it has none."""
    dates_said: float
    """Share of the question's months and years near the sentence; 1 where it has none."""
    holds_expected: float
    """1 where the sentence holds the kind of thing asked for."""
    names_new: float
    """1 unless a person or body is asked for and the sentence names none but the question's."""
    figure_near: float
    """1 unless a figure is asked for and none stands beside the thing that is counted."""
    recency: float
    """For a question about now: 1 for the newest edition in sight, less for older ones."""
    rank: float
    """1 for the passage that retrieval puts first, less for those after it."""
    label_asked: float
    """Share of a field's name ('chief of state: ...') that the question asks for; 0 for prose."""
    is_preamble: float
    """1 for a clause that recalls, notes or stresses rather than states or decides."""
    in_section: float
    """1 in the part of a briefing that the question asks for."""
    is_whole_section_asked: float
    """1 there, too, where the question names nothing but that part and a country."""
    gives_level: float
    """1 for the line that gives an edition's level, where the question asks for a level."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as the signals need it; made once for all sentences."""

    scope: Scope
    words: AskedWords
    statistics: TermStatistics
    newest: date


def signals_in(asked: Asked, evidence: Evidence, cosines: Sequence[float]) -> tuple[Signals, ...]:
    """Return the signals of each sentence, not yet read by the cross-encoder.

    `cosines` are the similarity of the passage and then of each sentence.
    """
    heading = said_terms(heading_words(evidence))
    texts = [sentence_text(evidence, number) for number in range(len(evidence.sentences))]
    said = [said_terms(text) for text in texts]
    whole = heading.union(*said, _in_full(evidence))
    words, statistics = asked.words, asked.statistics
    asks_whole_section = not words.specific or asked.scope.expected is Expected.LEVEL
    found = []
    for number, text in enumerate(texts):
        near = heading.union(*said[max(0, number - 1) : number + 2])
        found.append(
            Signals(
                reading=0.0,
                passage_reading=0.0,
                similarity=cosines[1 + number],
                passage_similarity=cosines[0],
                said=coverage(words.all, said[number], statistics),
                said_near=coverage(words.all, near, statistics),
                names_said=coverage(words.names, whole, statistics),
                dates_said=coverage(words.dates, near, statistics),
                holds_expected=float(holds_expected(asked.scope, text)),
                names_new=float(_names_new(asked.scope, text)),
                figure_near=_figure_near(asked, text),
                recency=_recency(evidence, asked.newest) if _asks_state(asked.scope) else 0.0,
                rank=1 / evidence.number,
                label_asked=_label_asked(asked, text),
                is_preamble=float(bool(_PREAMBLE.match(text))),
                in_section=(in_section := _in_section(asked.scope, evidence, text)),
                is_whole_section_asked=in_section * float(asks_whole_section),
                gives_level=in_section * float(asked.scope.expected is Expected.LEVEL),
            )
        )
    return tuple(found)


def _in_full(evidence: Evidence) -> frozenset[str]:
    return said_terms(" ".join(map(country_name, evidence.card.countries)))


def is_level_line(text: str) -> bool:
    """True for a line that gives a level and little else: 'Risk Level: Current Crisis'."""
    return len(text) <= LEVEL_LINE_LENGTH and bool(LEVEL_LABEL.search(text))


def sentence_text(evidence: Evidence, number: int) -> str:
    """Return sentence `number` of `evidence`, verbatim."""
    sentence = evidence.sentences[number]
    return evidence.text[sentence.start - evidence.start : sentence.end - evidence.start]


def heading_words(evidence: Evidence) -> str:
    """Return what stands over a passage: its heading, title, subject, symbol and date."""
    card = evidence.card
    return " ".join(
        (
            evidence.section.label,
            card.title,
            card.series.subject,
            card.symbol or "",
            card.edition_date.label,
        )
    )


def _names_new(scope: Scope, text: str) -> bool:
    if scope.answer_type not in (Expected.PERSON, Expected.ORGANISATION):
        return True
    line, known = re.sub(r"\s", " ", text), set(tokenise(scope.question))
    names = (line[start:end] for start, end in names_held(line, scope.question))
    return any(not known.issuperset(tokenise(name)) for name in names)


def _label_asked(asked: Asked, text: str) -> float:
    label = _LABEL.match(text)
    if label is None:
        return 0.0
    named = frozenset(tokenise(label.group(1)))
    terms = [term for term in asked_terms(label.group(1)) if term in named or term[0] == "~"]
    return sum(term in asked.words.all for term in terms) / len(terms) if terms else 0.0


def _figure_near(asked: Asked, text: str) -> float:
    if asked.scope.expected is not Expected.FIGURE or not asked.words.focus:
        return 1.0
    focus = set(asked.words.focus)
    return float(
        any(
            focus & said_terms(text[max(0, start - FIGURE_REACH) : end + FIGURE_REACH])
            for start, end in figure_positions(text)
        )
    )


def _in_section(scope: Scope, evidence: Evidence, text: str) -> float:
    if scope.expected is Expected.LEVEL:
        return float(is_level_line(text) and evidence.card.level is not None)
    return float(evidence.section.type is scope.section)


def _asks_state(scope: Scope) -> bool:
    """True where the newest word counts: about now, or about an edition's own day."""
    return scope.asks_now or (
        not scope.periods and not scope.documents and (scope.as_of is not None or scope.is_present)
    )


def _recency(evidence: Evidence, newest: date) -> float:
    years = (newest - evidence.card.edition_date.day).days / 365
    return max(0.0, 1 - years / RECENCY_YEARS)
