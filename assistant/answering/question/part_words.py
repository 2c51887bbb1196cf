"""Words by which the parts of a compound question are told: question words, auxiliaries, names."""

from __future__ import annotations

import re

WH = r"(?:who(?:m|se)?|what|which|when|where|why|how)\b"
LED_IN = (
    r"(?:(?:about|as of|at|by|during|for|from|in|into|of|on|since|through|to|under|until|up to|"
    r"with|starting|beginning|ending)\s+)?"
)
AUXILIARIES = (
    r"(?:is|are|was|were|do|does|did|has|have|had|may|might|can|could|will|would|shall|should|must)"
)
QUESTION_PHRASE = re.compile(rf"^\W*{LED_IN}{WH}", re.IGNORECASE)
NAME_WORDS = r"[A-Z][\w'’-]*(?:\s+(?:(?:of|the|al|de|ag)\s+)*[A-Z0-9][\w'’-]*)*"
