"""What the answer API takes and gives, as pydantic models; the chat page knows these alone."""

from __future__ import annotations

from assistant.api.schemas.answers import (
    AnswerFormat,
    AnswerOut,
    PromptUseOut,
)
from assistant.api.schemas.bodies import (
    Body,
    CountryCode,
)
from assistant.api.schemas.briefings import (
    BriefingListOut,
    BriefingOut,
    BriefingTextOut,
    PassageSpanOut,
    SectionOut,
    SpanOut,
)
from assistant.api.schemas.briefs import (
    BriefFormat,
    BriefIn,
    BriefOut,
    BriefPartOut,
    ExportFormat,
)
from assistant.api.schemas.changes import (
    ChangeOut,
    ChangesOut,
)
from assistant.api.schemas.citations import (
    CitationOut,
    CitedLineOut,
    NoticeOut,
)
from assistant.api.schemas.comparisons import (
    CellOut,
    ComparisonOut,
    ComparisonRowOut,
)
from assistant.api.schemas.conversations import (
    ConversationChange,
    ConversationIn,
    ConversationListOut,
    ConversationOut,
    ConversationTurnsOut,
    TurnOut,
)
from assistant.api.schemas.editions import (
    EditionOut,
    SeriesListOut,
    SeriesOut,
)
from assistant.api.schemas.evals import (
    EvalBin,
    EvalCaseOut,
    EvalComparisonOut,
    EvalDifference,
    EvalEvidence,
    EvalMeasure,
    EvalRetrieved,
    EvalRunCasesOut,
    EvalRunListOut,
    EvalRunOut,
    EvalScore,
    EvalTurned,
    Verdict,
)
from assistant.api.schemas.events import (
    ERROR_EVENT,
    EVENT_MEANINGS,
    EVENT_MODELS,
    AnswerEvent,
    EvidenceEvent,
    StepEvent,
    TextEvent,
)
from assistant.api.schemas.feedback import (
    FeedbackIn,
    FeedbackListOut,
    FeedbackOut,
)
from assistant.api.schemas.health import (
    HealthOut,
    ReadinessOut,
)
from assistant.api.schemas.jobs import (
    JobOut,
    JobState,
)
from assistant.api.schemas.passages import (
    PassageOut,
    SearchOut,
)
from assistant.api.schemas.problems import (
    ProblemOut,
)
from assistant.api.schemas.questions import (
    MessageIn,
    QuestionIn,
    SearchIn,
)
from assistant.api.schemas.situations import (
    LevelStepOut,
    SeriesHeldOut,
    SituationListOut,
    SituationOut,
)
from assistant.api.schemas.timelines import (
    EventDateOut,
    TimelineEventOut,
    TimelineOut,
)
from assistant.api.schemas.uploads import (
    FileResultOut,
    UploadOut,
)
from assistant.api.schemas.url_briefings import UrlBriefingIn

__all__ = [
    "ERROR_EVENT",
    "EVENT_MEANINGS",
    "EVENT_MODELS",
    "AnswerEvent",
    "AnswerFormat",
    "AnswerOut",
    "Body",
    "BriefFormat",
    "BriefIn",
    "BriefOut",
    "BriefPartOut",
    "BriefingListOut",
    "BriefingOut",
    "BriefingTextOut",
    "CellOut",
    "ChangeOut",
    "ChangesOut",
    "CitationOut",
    "CitedLineOut",
    "ComparisonOut",
    "ComparisonRowOut",
    "ConversationChange",
    "ConversationIn",
    "ConversationListOut",
    "ConversationOut",
    "ConversationTurnsOut",
    "CountryCode",
    "EditionOut",
    "EvalBin",
    "EvalCaseOut",
    "EvalComparisonOut",
    "EvalDifference",
    "EvalEvidence",
    "EvalMeasure",
    "EvalRetrieved",
    "EvalRunCasesOut",
    "EvalRunListOut",
    "EvalRunOut",
    "EvalScore",
    "EvalTurned",
    "EventDateOut",
    "EvidenceEvent",
    "ExportFormat",
    "FeedbackIn",
    "FeedbackListOut",
    "FeedbackOut",
    "FileResultOut",
    "HealthOut",
    "JobOut",
    "JobState",
    "LevelStepOut",
    "MessageIn",
    "NoticeOut",
    "PassageOut",
    "PassageSpanOut",
    "ProblemOut",
    "PromptUseOut",
    "QuestionIn",
    "ReadinessOut",
    "SearchIn",
    "SearchOut",
    "SectionOut",
    "SeriesHeldOut",
    "SeriesListOut",
    "SeriesOut",
    "SituationListOut",
    "SituationOut",
    "SpanOut",
    "StepEvent",
    "TextEvent",
    "TimelineEventOut",
    "TimelineOut",
    "TurnOut",
    "UploadOut",
    "UrlBriefingIn",
    "Verdict",
]
