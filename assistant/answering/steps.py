"""The steps of the chain: what each does with the library, the reader and the chat model."""

from __future__ import annotations

import time
import uuid
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime

from langchain_core.language_models import BaseChatModel

from assistant.answering.condensing import standalone_question
from assistant.answering.cross_encoder import open_cross_encoder
from assistant.answering.drafting import Draft, quoted_draft, with_notice, written_draft
from assistant.answering.notices import edition_notices
from assistant.answering.quoting import (
    Quote,
    choose_quotes,
    citation_of,
    quote_of,
    quote_span,
    with_list_items,
)
from assistant.answering.reader import Judgement, Reader
from assistant.answering.refusing import refusal
from assistant.answering.retrieval import BriefingRetriever, vectors_of
from assistant.answering.scope import Scope, find_scope
from assistant.answering.terms import TermStatistics
from assistant.answering.turn import Turn
from assistant.answering.writing import (
    REFUSAL,
    check_draft,
    draft_messages,
    stream_draft,
)
from assistant.countries import known_codes
from assistant.domain import (
    Answer,
    AnswerRequest,
    Citation,
    Evidence,
    NoticeKind,
    Outcome,
    PromptUse,
)
from assistant.errors import BriefingNotFound, QuestionRejected
from assistant.library.library import Library
from assistant.library.snapshot import Snapshot
from assistant.settings import Settings
from prompts import load_prompt

NEAREST_SHOWN = 3
EARLIER_MARGIN = 0.15
"""How much likelier than usual a sentence of a replaced edition must be to answer."""


class AnswerSteps:
    """The steps of one chain; holds nothing that changes but a cache of term counts."""

    def __init__(
        self, library: Library, settings: Settings, chat_model: BaseChatModel | None
    ) -> None:
        self._library = library
        self._settings = settings
        self._chat_model = chat_model
        self._retriever = BriefingRetriever(library=library, settings=settings)
        self._counted: tuple[Snapshot, TermStatistics] | None = None
        self._prompt = load_prompt("answer")
        self._reader = Reader(open_cross_encoder(settings.embedding, settings.data_dir / "models"))
        self._warm_up()

    def _warm_up(self) -> None:
        """Do once what is slow the first time, so that no one's question waits for it."""
        self._statistics(self._library.snapshot)
        self.read(self.find(self.understand(AnswerRequest("Who is at risk, and where?"))))

    def understand(self, request: AnswerRequest) -> Turn:
        """Make the question stand alone and read its scope.

        Raises:
            QuestionRejected: it is empty or too long, or names an unknown country code.
        """
        since = time.perf_counter()
        self._check(request)
        question = standalone_question(request.question, request.history)
        scope = find_scope(question, self._library.snapshot.cards, request.countries, request.as_of)
        return Turn(request=request, scope=scope, started=since).timed("understand", since)

    def find(self, turn: Turn) -> Turn:
        """Retrieve evidence, unless the question must be asked back first."""
        since = time.perf_counter()
        if turn.scope.ambiguous is not None:
            return turn
        evidence = self._retriever.evidence_for(turn.scope)
        return replace(turn, evidence=evidence).timed("retrieve", since)

    def read(self, turn: Turn) -> Turn:
        """Judge the sentences; where the editions in force do not answer, try earlier ones."""
        since = time.perf_counter()
        if turn.scope.ambiguous is not None:
            return turn
        threshold = self._settings.answering.support_threshold
        turn = self._judged(turn, turn.evidence, threshold)
        if not turn.quotes and turn.scope.as_of is None:
            earlier = self._retriever.evidence_for(turn.scope, is_earlier=True)
            tried = self._judged(turn, earlier, min(1.0, threshold + EARLIER_MARGIN))
            turn = tried if tried.quotes else turn
        return turn.timed("read", since)

    def writes(self, turn: Turn) -> bool:
        """True where a chat model is set and there is evidence to give it."""
        return self._chat_model is not None and bool(turn.evidence)

    async def write(self, turn: Turn) -> AsyncIterator[str]:
        """Stream the chat model's draft."""
        if self._chat_model is None:
            return
        messages = draft_messages(self._prompt, turn.scope.question, turn.evidence)
        async for delta in stream_draft(self._chat_model, messages):
            yield delta

    def check_written(self, turn: Turn, words: str) -> Draft | None:
        """Check the chat model's draft; None where the embedded reader must answer."""
        prompts = (PromptUse(self._prompt.id, self._prompt.sha256),)
        if REFUSAL in words.upper():
            return replace(self._refused(turn), answered_by=self._model_name, prompts=prompts)
        checked = check_draft(words, turn.evidence)
        return written_draft(
            checked, turn.evidence, self._support, self._stored_text, self._model_name, prompts
        )

    def quoted(self, turn: Turn, failure: str = "") -> Draft:
        """Answer by quoting, or refuse; says so where a chat model should have answered."""
        draft = quoted_draft(turn.quotes, self._stored_text) or self._refused(turn)
        if self.writes(turn):
            reason = failure or (
                "Nothing in the chat model's draft was supported by the evidence. "
                "The embedded reader answers instead."
            )
            draft = with_notice(draft, NoticeKind.FALLBACK, reason)
        return draft

    def finish(self, turn: Turn, draft: Draft) -> Answer:
        """Make the record and store it."""
        total = ("total", round((time.perf_counter() - turn.started) * 1000, 1))
        cards = self._library.snapshot.cards
        answer = Answer(
            id=uuid.uuid4().hex,
            question=turn.request.question,
            standalone_question=turn.scope.question,
            outcome=draft.outcome,
            text=draft.text,
            citations=draft.citations,
            nearest=draft.nearest,
            notices=(*edition_notices(draft.citations, cards), *draft.notices),
            countries=turn.scope.countries,
            as_of=turn.scope.as_of,
            answered_by=draft.answered_by,
            created_at=datetime.now(UTC),
            timings_ms=dict((*turn.timings_ms, total)),
            prompts=draft.prompts,
            dropped_sentences=draft.dropped,
        )
        self._library.store_answer(answer)
        return answer

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

    def _judged(self, turn: Turn, evidence: tuple[Evidence, ...], threshold: float) -> Turn:
        judgements = self._judge(turn.scope, evidence)
        most = self._settings.answering.max_quotes
        quotes = choose_quotes(judgements, turn.scope.expected, threshold, most)
        whole = tuple(
            with_list_items(quote, self._library.get(quote.evidence.card.id)) for quote in quotes
        )
        return replace(turn, evidence=evidence, judgements=judgements, quotes=whole)

    def _judge(self, scope: Scope, evidence: tuple[Evidence, ...]) -> tuple[Judgement, ...]:
        if not evidence:
            return ()
        snapshot = self._library.snapshot
        vectors = [vectors_of(snapshot, each.passage_id) for each in evidence]
        question_vector = self._library.embedder.embed_one(scope.question)
        return self._reader.judge(
            scope, evidence, vectors, question_vector, self._statistics(snapshot)
        )

    def _statistics(self, snapshot: Snapshot) -> TermStatistics:
        if self._counted is None or self._counted[0] is not snapshot:
            texts = (passage.text for passage in snapshot.passages)
            self._counted = (snapshot, TermStatistics.of(texts))
        return self._counted[1]

    def _support(self, sentence: str, evidence: Evidence) -> Quote:
        vectors = vectors_of(self._library.snapshot, evidence.passage_id)
        nearest = int((vectors[1:] @ self._library.embedder.embed_one(sentence)).argmax())
        found = evidence.sentences[nearest]
        return quote_span(evidence, found.start, found.end)

    def _refused(self, turn: Turn) -> Draft:
        outcome, text = refusal(turn.scope, self._library.snapshot.cards)
        nearest: tuple[Citation, ...] = ()
        if outcome is Outcome.NOT_IN_BRIEFINGS:
            nearest = tuple(
                citation_of(quote_of(judgement), number)
                for number, judgement in enumerate(turn.judgements[:NEAREST_SHOWN], start=1)
            )
        return Draft(outcome, text, nearest=nearest)

    def _stored_text(self, briefing_id: str) -> str | None:
        try:
            return self._library.get(briefing_id).text
        except BriefingNotFound:
            return None
