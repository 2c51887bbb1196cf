"""Tells questions about the assistant's own workings, which no briefing answers. Pure."""

from __future__ import annotations

import re

_OWN = (
    r"(?:system (?:prompt|message|instructions?)|initial (?:prompt|instructions?)|"
    r"(?:(?<=your )|(?<=your own )|(?<=your hidden )|(?<=your full )|(?<=your internal ))"
    r"(?:prompts?|instructions?|guidelines|configuration|settings|source code|training data|"
    r"api keys?|passwords?|credentials|secrets?|rules|temperature|model))"
)
_ASKED_FOR = re.compile(
    r"\b(?:show|print|reveal|repeat|tell|give|output|display|list|write|disclose|quote|share|dump|"
    rf"paste|recite|summari[sz]e|translate|describe|see|know|read|what|which|who)\b.*?\b{_OWN}\b",
    re.IGNORECASE | re.DOTALL,
)


def asks_about_assistant(question: str) -> bool:
    """True where the assistant's prompt, instructions or settings are asked for."""
    return _ASKED_FOR.search(question) is not None
