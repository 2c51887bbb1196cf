"""The steps of the chain: what each does with the library, the reader and the chat model."""

from __future__ import annotations

import time
import uuid
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

from langchain_core.language_models import BaseChatModel

from assistant.answering.composing import composed_draft, corrected_draft, nearest_quotes
from assistant.answering.dated.answers import DatedAnswers
from assistant.answering.drafting import Draft, with_notice
from assistant.answering.evidence_reading import EvidenceReading
from assistant.answering.model_answering import Asked, Attempt, ModelAnswering
from assistant.answering.model_calls import Delta
from assistant.answering.notices import edition_notices
from assistant.answering.part_reading import PartReading
from assistant.answering.premise_checking import PremiseChecking
from assistant.answering.question.condensing import standalone_question
from assistant.answering.question.edition_phrase import scope_to_read
from assistant.answering.question.language_support import foreign_language, language_refusal
from assistant.answering.question.parts import parts_of
from assistant.answering.question.scope import find_scope, scope_of_part
from assistant.answering.quoting import cite
from assistant.answering.refusing import not_covered, refusal
from assistant.answering.turn import Part, Turn
from assistant.countries import known_codes
from assistant.domain import (
    Answer,
    AnswerRequest,
    Notice,
    NoticeKind,
    Outcome,
)
from assistant.errors import BriefingNotFound, QuestionRejected
from assistant.library.library import Library
from assistant.settings import Settings


class AnswerSteps:
    """The steps of one chain; holds nothing that changes but a cache of term counts."""

    def __init__(
        self, library: Library, settings: Settings, chat_model: BaseChatModel | None
    ) -> None:
        self._library = library
        self._settings = settings
        self._reading = EvidenceReading(library, settings)
        self._part_reading = PartReading(library, settings, self._reading)
        self.dated = DatedAnswers(library, self._part_reading)
        """Questions about editions; comparisons are made through it without a question too."""
        self._premises = PremiseChecking(library, self._reading)
        self._model: ModelAnswering | None = None
        if chat_model is not None:
            self._model = ModelAnswering(
                chat_model,
                settings.model,
                self._reading.entails,
                self._reading.supporting_quote,
                self._stored_text,
            )
        self._warm_up()

    def _warm_up(self) -> None:
        """Do once what is slow the first time, so that no one's question waits for it."""
        self.read(self.find(self.understand(AnswerRequest("Who is at risk, and where?"))))

    async def reword(self, request: AnswerRequest) -> Asked:
        """Let the chat model, where one is set, make a follow-up stand alone."""
        self._check(request)
        return Asked(request) if self._model is None else await self._model.reword(request)

    def understand_asked(self, asked: Asked) -> Turn:
        """Understand a question that may have been reworded, see `understand`."""
        turn = self.understand(asked.request, asked.reworded)
        return replace(turn, started=asked.started, prompts=asked.prompts)

    def understand(self, request: AnswerRequest, reworded: str = "") -> Turn:
        """Make the question stand alone, read its scope and part it where it asks two things.

        Raises:
            QuestionRejected: it is empty or too long, or names an unknown country code.
        """
        since = time.perf_counter()
        self._check(request)
        question = reworded or standalone_question(request.question, request.history)
        question = self._reading.with_names_corrected(question)
        cards = self._library.snapshot.cards
        meant = self._reading.countries_meant(question)
        scope = find_scope(question, cards, request.countries, request.as_of, meant)
        scope, notices = self.dated.with_event_dated(scope)
        asked = parts_of(scope.question)
        scopes = (
            [scope_of_part(each, scope, cards) for each in asked] if len(asked) > 1 else [scope]
        )
        parts = tuple(Part(scope_to_read(each)) for each in scopes)
        language = foreign_language(question)
        turn = Turn(request, scope, parts, since, language=language, notices=notices)
        return turn.timed("understand", since)

    def find(self, turn: Turn) -> Turn:
        """Answer from the editions themselves, or retrieve evidence for each part.

        Nothing is retrieved where the question must be asked back first.
        """
        since = time.perf_counter()
        if turn.scope.must_be_asked_back:
            return turn
        asked = [each.scope for each in turn.parts]
        dated = None if turn.language else self.dated.draft_for(turn.scope, asked)
        if dated is not None:
            return replace(turn, dated=dated).timed("retrieve", since)
        parts = tuple(
            replace(each, evidence=self._part_reading.found(each.scope)) for each in turn.parts
        )
        return replace(turn, parts=parts).timed("retrieve", since)

    def read(self, turn: Turn) -> Turn:
        """Judge the sentences, then what the question takes for granted."""
        since = time.perf_counter()
        if turn.scope.must_be_asked_back or turn.language or turn.dated:
            return turn
        turn = replace(turn, parts=tuple(self._part_reading.read(each) for each in turn.parts))
        return replace(turn, correction=self._premises.correction_for(turn.parts)).timed(
            "read", since
        )

    def writes(self, turn: Turn) -> bool:
        """True where a chat model is set and there is evidence to give it.

        What a question wrongly takes for granted is corrected by a quote, and what it asks about
        editions is answered from the catalogue, whoever answers.
        """
        is_settled = turn.correction is not None or turn.dated is not None
        return self._model is not None and bool(turn.evidence) and not is_settled

    async def write(self, turn: Turn) -> AsyncIterator[Delta | str | Attempt]:
        """Stream the chat model's draft, then what came of it."""
        if self._model is not None:
            said = self._model.answer(turn.scope.question, turn.evidence, turn.started)
            async for each in said:
                yield each

    def drafted(self, turn: Turn, attempt: Attempt | None) -> Draft:
        """Return what stands of the chat model's answer, or else the embedded reader's."""
        if attempt is None:
            return self.quoted(turn)
        if attempt.is_refusal:
            draft = replace(self._refused(turn), answered_by=self._model_name)
        else:
            draft = attempt.draft or self.quoted(turn, attempt.failure)
        return attempt.kept_in(draft)

    def quoted(self, turn: Turn, failure: str = "") -> Draft:
        """Answer by quoting, or refuse; says so where a chat model should have answered."""
        draft = (
            turn.dated
            or corrected_draft(turn.correction, self._stored_text)
            or self._labelled(turn)
            or composed_draft(turn.parts, self._stored_text)
            or self._refused(turn)
        )
        if failure:
            reason = f"{failure} The embedded reader answers instead."
            draft = with_notice(draft, NoticeKind.FALLBACK, reason)
        return draft

    def _labelled(self, turn: Turn) -> Draft | None:
        """Return the line of a country page whose label is what is asked: no reader is surer."""
        if len(turn.parts) > 1 or turn.language is not None:
            return None
        return self.dated.labelled(turn.scope)

    def finish(self, turn: Turn, draft: Draft) -> Answer:
        """Make the record and store it."""
        total = ("total", round((time.perf_counter() - turn.started) * 1000, 1))
        answer = Answer(
            id=uuid.uuid4().hex,
            question=turn.request.question,
            standalone_question=turn.scope.question,
            outcome=draft.outcome,
            text=draft.text,
            citations=draft.citations,
            nearest=draft.nearest,
            notices=self._notices(turn, draft),
            countries=turn.scope.countries,
            as_of=turn.scope.as_of,
            answered_by=draft.answered_by,
            created_at=datetime.now(UTC),
            timings_ms=dict((*turn.timings_ms, total)),
            prompts=(*turn.prompts, *draft.prompts),
            dropped_sentences=tuple(each.text for each in draft.dropped),
            dropped=draft.dropped,
            draft=draft.written,
            confidence=turn.confidence,
        )
        self._library.store_answer(answer)
        return answer

    def _notices(self, turn: Turn, draft: Draft) -> tuple[Notice, ...]:
        """Return what a reader must know; what the draft says of its editions is not said twice."""
        of_editions = edition_notices(
            draft.citations,
            self._library.snapshot.cards,
            datetime.now(UTC).date(),
            sets_editions_apart=draft.sets_editions_apart,
        )
        told = {notice.kind for notice in draft.notices}
        kept = (notice for notice in of_editions if notice.kind not in told)
        return (*kept, *turn.notices, *draft.notices)

    @property
    def _model_name(self) -> str:
        return self._settings.model.name

    def _check(self, request: AnswerRequest) -> None:
        most = self._settings.answering.max_question_characters
        if not request.question.strip():
            raise QuestionRejected("The question is empty. Ask one, as: Who is at risk in Mali?")
        if len(request.question) > most:
            raise QuestionRejected(
                f"The question has {len(request.question)} characters; {most} are accepted."
            )
        unknown = [code for code in request.countries if code not in known_codes()]
        if unknown:
            raise QuestionRejected(
                f"Unknown country code {', '.join(unknown)}. Use ISO 3166-1 alpha-3, as MLI."
            )

    def _refused(self, turn: Turn) -> Draft:
        snapshot = self._library.snapshot
        outcome, text = refusal(turn.scope, snapshot.cards)
        is_asked_back = outcome is Outcome.NEEDS_CLARIFICATION
        is_elsewhere = bool(turn.scope.uncovered) and not turn.scope.countries
        if turn.language is not None and is_elsewhere:
            outcome, text = not_covered(turn.scope, snapshot.cards)
        elif turn.language is not None and not is_asked_back:
            outcome = Outcome.NOT_IN_BRIEFINGS
            text = language_refusal(turn.language, snapshot.keywords.languages)
            if turn.language not in snapshot.keywords.languages:
                return Draft(outcome, text)
        nearest = () if is_asked_back else nearest_quotes(turn.parts)
        return Draft(outcome, text, nearest=tuple(cite(nearest)))

    def _stored_text(self, briefing_id: str) -> str | None:
        try:
            return self._library.get(briefing_id).text
        except BriefingNotFound:
            return None
