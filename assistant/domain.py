"""The vocabulary of the assistant as frozen values; standard library only.

Spans are half-open character offsets into `Briefing.text`, the stored normalised text:
`text[span.start:span.end]` is always the sentence, passage or quote that is meant.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class Level(StrEnum):
    """How grave the Global Centre for the Responsibility to Protect judges a situation."""

    CURRENT_CRISIS = "Current Crisis"
    IMMINENT_RISK = "Imminent Risk"
    SERIOUS_CONCERN = "Serious Concern"


class LevelScheme(StrEnum):
    """Which definition of the levels an edition uses; the scheme changed in March 2023."""

    THREE_LEVELS = "three levels"
    TWO_LEVELS = "two levels"


class DocumentKind(StrEnum):
    """What a document is; it decides whether a newer one of its series replaces it."""

    BRIEFING = "briefing"
    COUNTRY_PAGE = "country page"
    RESOLUTION = "resolution"
    MEETING_RECORD = "meeting record"
    DOCUMENT = "document"

    @property
    def is_republished(self) -> bool:
        """True where a newer edition replaces the former; resolutions and records all stay."""
        return self not in (DocumentKind.RESOLUTION, DocumentKind.MEETING_RECORD)


class SectionType(StrEnum):
    """The parts of a briefing, named as the Global Centre names them."""

    SUMMARY = "summary"
    BACKGROUND = "background"
    RECENT_DEVELOPMENTS = "recent developments"
    ANALYSIS = "analysis"
    RISK_ASSESSMENT = "risk assessment"
    INTERNATIONAL_RESPONSE = "international response"
    NECESSARY_ACTION = "necessary action"
    TIMELINE = "timeline"
    OTHER = "other"


class Precision(StrEnum):
    """How exactly a date is known; a missing day or month is never filled in for a reader."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class Outcome(StrEnum):
    """How a question ended. Refusing is an outcome, not an exception."""

    ANSWERED = "ANSWERED"
    PARTLY_ANSWERED = "PARTLY_ANSWERED"
    PREMISE_CORRECTED = "PREMISE_CORRECTED"
    NOT_IN_BRIEFINGS = "NOT_IN_BRIEFINGS"
    NO_BRIEFING = "NO_BRIEFING"
    NEEDS_CLARIFICATION = "NEEDS_CLARIFICATION"


class NoticeKind(StrEnum):
    """What a reader must be told beside an answer."""

    NEWER_EDITION = "newer_edition"
    OLD_EDITION = "old_edition"
    SAMPLE = "sample"
    LEVEL_SCHEME = "level_scheme"
    FALLBACK = "fallback"
    DROPPED = "dropped"
    SCOPE = "scope"
    UNSURE = "unsure"


MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


@dataclass(frozen=True, slots=True, order=True)
class EditionDate:
    """The date printed on an edition, with how exactly it is known.

    `day` is the first day of the month or year where the precision is coarser.
    """

    day: date
    precision: Precision = Precision.DAY

    @property
    def label(self) -> str:
        """The date as a reader sees it: '15 May 2019', 'May 2019' or '2019'."""
        month = MONTHS[self.day.month - 1]
        match self.precision:
            case Precision.DAY:
                return f"{self.day.day} {month} {self.day.year}"
            case Precision.MONTH:
                return f"{month} {self.day.year}"
            case Precision.YEAR:
                return str(self.day.year)

    @property
    def iso(self) -> str:
        """ISO 8601 at its own precision: '2019-05-15', '2019-05' or '2019'."""
        length = {Precision.DAY: 10, Precision.MONTH: 7, Precision.YEAR: 4}[self.precision]
        return self.day.isoformat()[:length]


@dataclass(frozen=True, slots=True)
class Series:
    """A publisher and a subject that is published again and again: 'GCR2P / Mali'."""

    id: str
    """Slug, lower case ASCII letters, digits and hyphens, at most 80 characters."""
    publisher: str
    subject: str
    kind: DocumentKind

    @property
    def name(self) -> str:
        """The series as a reader sees it."""
        return f"{self.publisher} / {self.subject}"


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a briefing; `title` is None and `is_inferred` True without a heading."""

    type: SectionType
    start: int
    end: int
    title: str | None = None
    is_inferred: bool = False

    @property
    def label(self) -> str:
        """The heading as printed, or the section type, marked where it was inferred."""
        if self.title is not None:
            return self.title
        return f"{self.type.value} (inferred)" if self.is_inferred else self.type.value


@dataclass(frozen=True, slots=True)
class Sentence:
    """One whole sentence of a briefing's text."""

    start: int
    end: int
    section: int
    """Index into `Briefing.sections`."""


@dataclass(frozen=True, slots=True)
class Passage:
    """What is retrieved: a run of whole sentences of one section."""

    start: int
    end: int
    section: int
    """Index into `Briefing.sections`."""
    first_sentence: int
    end_sentence: int
    """Sentences `first_sentence` up to, not including, `end_sentence` of `Briefing.sentences`."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where an edition came from."""

    file_name: str
    url: str | None = None
    licence: str | None = None
    is_sample: bool = False
    retrieved_at: str | None = None
    """When the file was fetched from `url`, in ISO 8601; None where somebody brought it."""


@dataclass(frozen=True, slots=True)
class Briefing:
    """One dated edition of a series, with its text and where the parts of it lie."""

    slug: str
    """Readable name, unique with `revision`; at most 80 characters of [a-z0-9-]."""
    series: Series
    title: str
    countries: tuple[str, ...]
    """ISO 3166-1 alpha-3 codes, in the order in which the document names them."""
    edition_date: EditionDate
    level: Level | None
    level_scheme: LevelScheme | None
    text: str
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]
    passages: tuple[Passage, ...]
    source: Source
    symbol: str | None = None
    """Document symbol where there is one: 'S/RES/2100 (2013)', 'S/PV.6952'."""
    recognition_notes: tuple[str, ...] = ()
    """What the recogniser could not find or had to infer, in plain words."""
    sha256: str = ""
    """Of the normalised text and the metadata that a reader sees; hex."""
    revision: int = 1
    """1 for an edition as first stored; a correction of the same edition counts up."""

    @property
    def id(self) -> str:
        """The name under which this edition is cited for ever."""
        return self.slug if self.revision == 1 else f"{self.slug}-r{self.revision}"

    def passage_id(self, number: int) -> str:
        """The id of passage `number` (0-based), the same in every index."""
        return f"{self.id}#p{number}"


@dataclass(frozen=True, slots=True)
class BriefingCard:
    """A briefing without its text: what lists, scopes and citations need."""

    id: str
    series: Series
    title: str
    countries: tuple[str, ...]
    edition_date: EditionDate
    level: Level | None
    level_scheme: LevelScheme | None
    source: Source
    symbol: str | None
    revision: int
    is_newest: bool
    """False where a newer edition of a re-published series is in the library."""
    is_superseded: bool
    """True where a correction of this very edition has been stored since."""
    passage_count: int
    recognition_notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage numbered 1..n for one question, with its whole sentences."""

    number: int
    passage_id: str
    card: BriefingCard
    section: Section
    text: str
    start: int
    end: int
    sentences: tuple[Sentence, ...]
    score: float


@dataclass(frozen=True, slots=True)
class Citation:
    """A verbatim quote from a named, dated edition; `briefing.text[start:end] == quote`."""

    number: int
    passage_id: str
    briefing_id: str
    series: str
    title: str
    publisher: str
    edition_date: EditionDate
    url: str | None
    section: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Notice:
    """Something a reader must know beside the answer."""

    kind: NoticeKind
    text: str


@dataclass(frozen=True, slots=True)
class Message:
    """One earlier turn of a conversation."""

    role: str
    """'user' or 'assistant'."""
    content: str


@dataclass(frozen=True, slots=True)
class AnswerRequest:
    """A question with what the asker fixed beside it."""

    question: str
    history: tuple[Message, ...] = ()
    countries: tuple[str, ...] = ()
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class PromptUse:
    """Which prompt text a chat model was given."""

    id: str
    sha256: str


@dataclass(frozen=True, slots=True)
class DroppedSentence:
    """A sentence of a chat model's draft that the evidence does not bear out, and why not."""

    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What the assistant says, and on what it rests. Stored unchanged for ever."""

    id: str
    question: str
    standalone_question: str
    outcome: Outcome
    text: str
    """Prose with [n] marks that point at `citations`."""
    citations: tuple[Citation, ...]
    nearest: tuple[Citation, ...]
    """For a refusal: the nearest passages, which do not answer the question."""
    notices: tuple[Notice, ...]
    countries: tuple[str, ...]
    as_of: date | None
    answered_by: str
    """'embedded' for verbatim quotes, else the chat model's name."""
    created_at: datetime
    timings_ms: dict[str, float] = field(default_factory=dict)
    prompts: tuple[PromptUse, ...] = ()
    dropped_sentences: tuple[str, ...] = ()
    """Sentences a chat model wrote that rested on no valid evidence; never shown as answer."""
    dropped: tuple[DroppedSentence, ...] = ()
    """The same with the reasons; empty in records that were made before reasons were kept."""
    draft: str = ""
    """What the chat model wrote, before anything was verified; kept for review, no answer."""
    confidence: float | None = None
    """How likely the reader held its best sentence to answer, 0 to 1; None where it read none."""
