"""Lets a chat model answer: its draft streams, is verified, revised once, and verified again."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator, Callable, Sequence
from dataclasses import dataclass, field, replace

import anyio.to_thread
from langchain_core.language_models import BaseChatModel

from assistant.answering.draft_text import is_refusal
from assistant.answering.drafting import Draft, StoredText, written_draft
from assistant.answering.model_calls import Delta, stream_words, whole_words
from assistant.answering.quoting import Quote
from assistant.answering.rewording import accepted_rewording
from assistant.answering.verifying import Entails
from assistant.answering.writing import (
    CheckedDraft,
    check_draft,
    condense_messages,
    draft_messages,
    revise_messages,
    revised_draft,
    within_budget,
)
from assistant.domain import AnswerRequest, DroppedSentence, Evidence, PromptUse
from assistant.errors import ChatModelFailed
from assistant.settings import ModelSettings
from prompts import Prompt, load_prompt

NOTHING_STANDS = "Nothing in the chat model's draft was supported by the evidence."
DECLINED = "The chat model declined to answer."
_DECLINING = ("i'm sorry", "i’m sorry", "i am sorry", "i cannot", "i can't", "i can’t", "as an ai")
_LONGEST_DECLINING = 300


@dataclass(frozen=True, slots=True)
class Asked:
    """A request, and the question as the chat model made it stand alone, where it did."""

    request: AnswerRequest
    reworded: str = ""
    prompts: tuple[PromptUse, ...] = ()
    started: float = field(default_factory=time.perf_counter)


@dataclass(frozen=True, slots=True)
class Attempt:
    """What came of letting the chat model answer; the record keeps it, whoever answers."""

    draft: Draft | None = None
    """The verified answer; None where the embedded reader must answer."""
    is_refusal: bool = False
    failure: str = ""
    """Why the embedded reader answers."""
    words: str = ""
    dropped: tuple[DroppedSentence, ...] = ()
    prompts: tuple[PromptUse, ...] = ()

    def kept_in(self, draft: Draft) -> Draft:
        """Return `draft` with what is kept of the attempt."""
        prompts = tuple(dict.fromkeys((*self.prompts, *draft.prompts)))
        return replace(draft, written=self.words, dropped=self.dropped, prompts=prompts)


class ModelAnswering:
    """What is asked of one chat model for one library."""

    def __init__(
        self,
        model: BaseChatModel,
        limits: ModelSettings,
        entails: Entails,
        support: Callable[[str, Evidence], Quote],
        stored_text: StoredText,
    ) -> None:
        """Take the model, what judges a sentence, and what finds the quote behind it."""
        self._model = model
        self._limits = limits
        self._entails = entails
        self._support = support
        self._stored_text = stored_text
        self._prompts = {name: load_prompt(name) for name in ("answer", "revise", "condense")}
        self._rules = "\n".join(prompt.text for prompt in self._prompts.values())

    async def reword(self, request: AnswerRequest) -> Asked:
        """Let the model make a follow-up stand alone; what it may not say is not used."""
        asked = Asked(request)
        if not request.history or not request.question.strip():
            return asked
        prompt = self._prompts["condense"]
        messages = condense_messages(prompt, request.history, request.question)
        try:
            words = await whole_words(
                self._model, messages, self._limits, self._until(asked.started)
            )
        except ChatModelFailed:
            return asked
        text = accepted_rewording(words, request.question, request.history)
        return replace(asked, reworded=text, prompts=(_use(prompt),)) if text else asked

    async def answer(
        self, question: str, evidence: Sequence[Evidence], started: float
    ) -> AsyncIterator[Delta | str | Attempt]:
        """Yield the words as they come, 'verifying', and last what came of it."""
        given = within_budget(evidence, self._limits.max_evidence_tokens)
        words, is_cut, until = "", False, self._until(started)
        used: tuple[PromptUse, ...] = (_use(self._prompts["answer"]),)
        messages = draft_messages(self._prompts["answer"], question, given)
        try:
            async for delta in stream_words(self._model, messages, self._limits, until):
                words, is_cut = words + delta.text, delta.is_cut
                yield delta
        except ChatModelFailed as error:
            yield Attempt(failure=str(error), words=words, prompts=used)
            return
        yield "verifying"
        if is_refusal(words):
            yield Attempt(is_refusal=True, words=words, prompts=used)
            return
        checked = await self._checked(words, given, is_cut=is_cut)
        if checked.at_fault and not _declines(words):
            checked = await self._revised(checked, given, until)
            used = (*used, _use(self._prompts["revise"]))
        yield await anyio.to_thread.run_sync(self._attempt, checked, given, words, used)

    async def _checked(
        self, words: str, given: Sequence[Evidence], *, is_cut: bool
    ) -> CheckedDraft:
        return await anyio.to_thread.run_sync(
            lambda: check_draft(words, given, self._entails, self._rules, is_cut=is_cut)
        )

    async def _revised(
        self, checked: CheckedDraft, given: Sequence[Evidence], until: float
    ) -> CheckedDraft:
        """Give the sentences at fault back once; where that fails they stay at fault."""
        messages = revise_messages(self._prompts["revise"], checked.at_fault, given)
        try:
            words = await whole_words(self._model, messages, self._limits, until)
        except ChatModelFailed:
            return checked
        return await anyio.to_thread.run_sync(
            lambda: revised_draft(checked, words, given, self._entails, self._rules)
        )

    def _attempt(
        self,
        checked: CheckedDraft,
        given: Sequence[Evidence],
        words: str,
        used: tuple[PromptUse, ...],
    ) -> Attempt:
        draft = written_draft(
            checked, given, self._support, self._stored_text, self._limits.name, used
        )
        dropped = draft.dropped if draft else checked.dropped
        failure = "" if draft else DECLINED if _declines(words) else NOTHING_STANDS
        return Attempt(draft, False, failure, words, dropped, used)

    def _until(self, started: float) -> float:
        return started + self._limits.deadline_seconds


def _use(prompt: Prompt) -> PromptUse:
    return PromptUse(prompt.id, prompt.sha256)


def _declines(words: str) -> bool:
    """True for a short 'I cannot help with that'."""
    said = words.strip().lower()
    return len(said) < _LONGEST_DECLINING and said.startswith(_DECLINING)
