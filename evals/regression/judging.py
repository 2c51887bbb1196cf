"""An optional second opinion by a chat model: reported beside the measures, never a reason to gate.

Judges saturate: they give the same high grade to systems that differ. So this one only reports, and
what it could not grade is left ungraded.
"""

from __future__ import annotations

import json
import re
import secrets

from langchain_core.messages import BaseMessage, HumanMessage, SystemMessage

from assistant.answering.chat_models import open_chat_model
from assistant.answering.model_calls import stream_words
from assistant.api.schemas import EvalScore
from assistant.errors import ChatModelFailed, SettingsError
from assistant.settings import Settings
from evals.regression.scorers.given import Given, ungraded
from prompts import load_prompt

BEST = 4
_SCORE = re.compile(r"SCORE\W{0,4}([0-4])\b", re.IGNORECASE)


class Judge:
    """Asks the chat model of the R2P_JUDGE__... settings."""

    def __init__(self, settings: Settings) -> None:
        """Open the model.

        Raises:
            SettingsError: no judge is set, or its package is missing.
        """
        model = open_chat_model(settings.judge)
        if model is None:
            raise SettingsError(
                "--judge needs a chat model: set R2P_JUDGE__NAME to provider:model, as "
                "openai:gpt-4o, and R2P_JUDGE__BASE_URL for a server of your own."
            )
        self._model, self._limits = model, settings.judge
        self._prompt = load_prompt("judge")

    async def score(self, given: Given) -> EvalScore:
        """Let the judge grade one answer; what it says without a grade is no grade."""
        if given.answer is None:
            return ungraded("no answer came")
        try:
            words = await self._words(given)
        except ChatModelFailed as error:
            return ungraded(f"the judge failed: {error.__cause__ or error}")
        found = _SCORE.search(words)
        if found is None:
            return ungraded(f"the judge gave no grade: {words[:200]!r}")
        return EvalScore(value=int(found.group(1)) / BEST, reason=words.strip()[:500])

    async def _words(self, given: Given) -> str:
        deltas = stream_words(self._model, self._asked(given), self._limits)
        return "".join([delta.text async for delta in deltas])

    def _asked(self, given: Given) -> list[BaseMessage]:
        """Return what the judge is given; whatever comes from elsewhere is JSON inside a fence."""
        case, answer = given.case, given.answer
        citations = answer.citations if answer is not None else []
        material = {
            "question": case.question,
            "earlier turns": [turn.model_dump() for turn in case.history],
            "a good answer ends as": [outcome.value for outcome in case.accepted],
            "a good answer holds": [list(spellings) for spellings in case.facts],
            "it must not hold": list(case.must_not),
            "the answer ended as": answer.outcome.value if answer is not None else None,
            "the answer": given.text,
            "its quotes": [
                {"number": each.number, "edition": each.edition_label, "quote": each.quote}
                for each in citations
            ],
        }
        fence = secrets.token_hex(8)
        body = json.dumps(material, ensure_ascii=False, indent=1)
        return [
            SystemMessage(self._prompt.text),
            HumanMessage(f"<material {fence}>\n{body}\n</material {fence}>"),
        ]
