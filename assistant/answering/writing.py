"""What a chat model is given, and which sentences of its draft may stand. Pure.

The model is assumed to be hijacked by what it reads: it can cite only evidence it was given, and a
sentence stands only where `verifying` finds that what it cites bears it out.
"""

from __future__ import annotations

import json
import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from assistant.answering.draft_text import DraftSentence, read_draft, says_refusal
from assistant.answering.verifying import Entails, fault_of
from assistant.domain import DroppedSentence, Evidence, Message
from prompts import Prompt

CHARACTERS_A_TOKEN = 4
"""Fewer than a token of English has on average, so that the budget is kept."""
UNFINISHED = "It was cut off before it ended."
_REVISED = re.compile(r"^\W*(\d{1,3})\s*[:.)]\s*(.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class CheckedSentence:
    """A sentence of a draft with the numbers of evidence that it may keep, or why it may not."""

    text: str
    marks: tuple[int, ...] = ()
    fault: str | None = None


@dataclass(frozen=True, slots=True)
class CheckedDraft:
    """All sentences of a draft in order, each judged."""

    sentences: tuple[CheckedSentence, ...] = ()
    is_partial: bool = False
    """True where the model said of a part of the question that the briefings do not say it."""

    @property
    def kept(self) -> tuple[CheckedSentence, ...]:
        """The sentences that stand."""
        return tuple(each for each in self.sentences if each.fault is None)

    @property
    def at_fault(self) -> tuple[CheckedSentence, ...]:
        """The sentences that do not stand as they are."""
        return tuple(each for each in self.sentences if each.fault is not None)

    @property
    def dropped(self) -> tuple[DroppedSentence, ...]:
        """The sentences at fault as the record keeps them."""
        return tuple(DroppedSentence(each.text, each.fault or "") for each in self.at_fault)


def within_budget(evidence: Sequence[Evidence], most_tokens: int) -> tuple[Evidence, ...]:
    """Return the first pieces of evidence that fit, at least one."""
    given: list[Evidence] = []
    room = most_tokens * CHARACTERS_A_TOKEN
    for each in evidence:
        room -= len(_as_line(each))
        if room < 0 and given:
            break
        given.append(each)
    return tuple(given)


def draft_messages(
    prompt: Prompt, question: str, evidence: Sequence[Evidence]
) -> list[BaseMessage]:
    """Build what the model is given; document text is JSON inside a fence it cannot guess."""
    body = _fenced("evidence", map(_as_line, evidence))
    return [SystemMessage(prompt.text), HumanMessage(f"{body}\n\nQuestion: {question}")]


def revise_messages(
    prompt: Prompt, faulty: Sequence[CheckedSentence], evidence: Sequence[Evidence]
) -> list[BaseMessage]:
    """Build the request for one rewrite of each sentence at fault, with the reason."""
    lines = (
        json.dumps({"number": n, "sentence": each.text, "reason": each.fault}, ensure_ascii=False)
        for n, each in enumerate(faulty, start=1)
    )
    body = _fenced("evidence", map(_as_line, evidence))
    return [SystemMessage(prompt.text), HumanMessage(f"{body}\n\n{_fenced('sentences', lines)}")]


def condense_messages(
    prompt: Prompt, history: Sequence[Message], question: str
) -> list[BaseMessage]:
    """Build the request to make a question stand alone."""
    turns = [*history, Message("user", question)]
    lines = (
        json.dumps({"role": each.role, "text": each.content}, ensure_ascii=False) for each in turns
    )
    return [SystemMessage(prompt.text), HumanMessage(_fenced("conversation", lines))]


def check_draft(
    draft: str,
    evidence: Sequence[Evidence],
    entails: Entails,
    rules: str = "",
    *,
    is_cut: bool = False,
) -> CheckedDraft:
    """Judge every sentence of a draft by the evidence given; the last one of a cut draft fails."""
    sentences = read_draft(draft)
    told = [each for each in sentences if not says_refusal(each.text)]
    checked = [_checked(each, evidence, entails, rules) for each in told]
    if is_cut and checked:
        checked[-1] = replace(checked[-1], fault=UNFINISHED)
    return CheckedDraft(tuple(checked), is_partial=len(told) < len(sentences))


def revised_draft(
    checked: CheckedDraft,
    words: str,
    evidence: Sequence[Evidence],
    entails: Entails,
    rules: str = "",
) -> CheckedDraft:
    """Put the sentences that were rewritten in place of those at fault, where they stand."""
    rewritten = {int(n): text for n, text in _REVISED.findall(words) if text.strip() != "DROP"}
    numbers = {id(each): n for n, each in enumerate(checked.at_fault, start=1)}
    sentences: list[CheckedSentence] = []
    for each in checked.sentences:
        text = rewritten.get(numbers.get(id(each), 0), "")
        better = [_checked(one, evidence, entails, rules) for one in read_draft(text)]
        stand = [one for one in better if one.fault is None]
        sentences += stand or [each]
    return replace(checked, sentences=tuple(sentences))


def _checked(
    sentence: DraftSentence, evidence: Sequence[Evidence], entails: Entails, rules: str
) -> CheckedSentence:
    given = {each.number: each for each in evidence}
    marks = tuple(mark for mark in sentence.marks if mark in given)
    fault = fault_of(sentence.text, [given[mark] for mark in marks], entails, rules)
    return CheckedSentence(sentence.text, marks, fault)


def _as_line(evidence: Evidence) -> str:
    return json.dumps(
        {
            "number": evidence.number,
            "title": evidence.card.title,
            "edition": evidence.card.edition_date.label,
            "section": evidence.section.label,
            "text": evidence.text,
        },
        ensure_ascii=False,
    )


def _fenced(name: str, lines: Iterator[str]) -> str:
    fence = secrets.token_hex(8)
    return "\n".join([f"<{name} {fence}>", *lines, f"</{name} {fence}>"])
