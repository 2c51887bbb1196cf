"""The acts of a resolution's paragraph: what the Council decides, demands, asks. Pure."""

from __future__ import annotations

import re

_VERBS = (
    "acknowledges|affirms|approves|authori[sz]es|calls (?:for|on|upon)|commends|condemns|decides|"
    "demands|deplores|determines|directs|emphasi[sz]es|encourages|endorses|establishes|expresses|"
    "extends|imposes|instructs|insists|invites|looks forward|notes|reaffirms|recalls|recogni[sz]es|"
    "reiterates|reminds|renews|requests|stresses|strongly (?:condemns|urges)|supports|takes note|"
    "underlines|underscores|urges|welcomes"
)
_CUT = re.compile(
    rf"[,;]\s+(?=(?:and\s+)?(?:in this (?:regard|respect|context),?\s+)?"
    rf"(?:also\s+|further\s+|again\s+)?(?:{_VERBS})\b)"
)
_NUMBER = re.compile(r"^(?:\d{1,2}\.|[–-]|\((?:[a-z]|[ivx]+)\))\s+")
_LEADING = re.compile(
    rf"^(?:and\s+)?(?:in this (?:regard|respect|context),?\s+)?(?:also\s+|further\s+|again\s+)?"
    rf"(?P<verb>{_VERBS})\b",
    re.IGNORECASE,
)
_SHORTEST = 40
"""Characters; a shorter act stays with the one before it."""


def action_cuts(text: str) -> list[int]:
    """Return the offsets at which a further act of the paragraph begins."""
    cuts: list[int] = []
    last = 0
    for match in _CUT.finditer(text):
        if match.end() - last >= _SHORTEST and len(text) - match.end() >= _SHORTEST:
            cuts.append(match.end())
            last = match.end()
    return cuts


def without_number(text: str) -> str:
    """Return the paragraph without '12.', '(a)' or '(iv)' before it."""
    return _NUMBER.sub("", text)


def act_of(text: str) -> str:
    """Return the verb of the act in small letters, as 'demands'; '' where there is none."""
    match = _LEADING.match(without_number(text))
    return match["verb"].lower() if match else ""
