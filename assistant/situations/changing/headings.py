"""What to call the thing that a clause is about, where no label says so. Pure."""

from __future__ import annotations

import re

from assistant.situations.changing.actions import act_of, without_number
from assistant.situations.changing.amounts import amounts_in
from assistant.situations.changing.names import names_in
from assistant.situations.changing.subjects import group_counted, topic_of

_LONGEST = 60
_LEADING = re.compile(
    r"^(?:and |that |the |a |an |all |as of [^,]+, |in \w+ \d{4}, |on \d+ \w+(?: \d{4})?,? )+",
    re.IGNORECASE,
)
_AFTER_ACT = re.compile(r"^(?:in this regard|further|also|again|strongly)\b,?\s*", re.IGNORECASE)


def heading_of(text: str, *, is_act: bool = False) -> str:
    """Name what a clause is about: whom its first figure counts, an act's topic, or a name."""
    for figure in amounts_in(text):
        if group := group_counted(figure, text):
            return group if not is_act or topic_of(text) != "troop ceiling" else "troop ceiling"
    if is_act and (topic := topic_of(text)):
        return topic
    names = names_in(without_number(text))
    if is_act:
        return _opening(text)
    return names[0] if names else _opening(text)


def _opening(text: str) -> str:
    """Return the first words of a clause, without its number, its verb and what leads in."""
    words = without_number(" ".join(text.split()))
    act = act_of(words)
    if act:
        words = _AFTER_ACT.sub("", words[words.lower().find(act) + len(act) :].strip(" ,"))
    words = _LEADING.sub("", words)
    cut = re.search(r"[,;:(]", words)
    words = words[: cut.start()] if cut and cut.start() > 12 else words
    if len(words) > _LONGEST:
        words = words[: words.rfind(" ", 0, _LONGEST)]
    return words.strip(" ,;.") or "text"
