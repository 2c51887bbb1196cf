"""Joins hard-wrapped lines into paragraphs and keeps the boundaries that the author set.

A line break is the author's where the next line opens something (a numbered or lettered item, a
speaker's turn, a preambular clause) or where the next line's first word would still have fitted.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.hyphenation import Hyphenation
from ingest.page_furniture import Line

_FULL_LINE_SHARE = 0.86
"""A line that could take the next word within this share of the usual width ended on purpose."""
_SHORT_LINE_SHARE = 0.62
"""A line below this share of the usual width ended on purpose whatever it ends with."""
_TITLE_SHARE = 0.45
"""An unpunctuated line below this share of the usual width may be a heading."""

_ENDS_IN_STOP = re.compile(r"[.;:,!?]['\"’”)]?$")
_CLOSED = re.compile(r"[.!?;:…]['\"’”»)\]*\d]{0,3}$|(?:[;,] (?:and|or))$")
_SENTENCE_END = re.compile(r"[.!?…]['\"’”»)\]]{0,2}$")
_RUNS_ON = re.compile(
    r"(?:^|[\s(“‘/])(?:(?:a|an|and|article|as|at|between|but|by|for|from|her|his|in|into|is|its|nor"
    r"|no|of|on|or|our|paragraphs?|resolutions?|subparagraphs?|that|the|their|this|to|was|were"
    r"|which|who|with|within)|(?:Mr|Mrs|Ms|Dr|Lt|Gen|St|No)\.?)$|[-–/(]$"
)
_NUMBERED = re.compile(r"\d{1,3}\. ?(?=[“‘\"'(A-ZÀ-Þ])|[IVX]{1,5}\. (?=[A-Z])")
_LETTERED = re.compile(r"\((?:[a-z]{1,2}|[ivx]{1,5}|\d{1,2})\) ?(?=(\w|[“‘\"]).?)")
_BULLET = re.compile(r"[-–—•▪●◦‣*] ?(?=\S)")
_NOTE_NUMBER = re.compile(r"\d{1,2}")
"""Of a footnote, which the extraction sets on a line of its own."""
_TITLE = (
    r"(?:Mr|Mrs|Ms|Miss|Dr|Sir|Lord|Lady|Dame|Baroness|Prince|Princess|Sheikh|Sheikha|Archbishop"
    r"|General|Judge|Justice|Monsignor|U)\.?"
)
_SPEAKER = re.compile(
    r"(?:The (?:Acting |Deputy |Vice-)?(?:President|Secretary-General)"
    rf"|{_TITLE} [A-ZÀ-Þ][^:.;]{{1,60}})"
    r"(?: \([A-Z][^()]{2,60}\))?(?: \((?:spoke|interpretation|continued)[^()]{0,40}\)?)?(?::|$)"
)
_SPEAKER_SPOKE = re.compile(
    rf"(?:The President|{_TITLE} [A-ZÀ-Þ][^:.;()]{{1,40}})(?: \([A-Z][^()]{{2,60}}\))? \(spoke in"
)
_PREAMBULAR = re.compile(
    r"(?:(?:Also|Further|Again|Deeply|Gravely|Strongly|Fully|Particularly|Seriously|Remaining"
    r"|Having|Being|Taking|Bearing|Keeping|Acting|Guided|Determined|Convinced|Concerned|Alarmed"
    r"|Appalled|Shocked|Dismayed|Disturbed|Distressed|Horrified|Outraged|Resolved|Mindful|Aware"
    r"|Conscious|Cognizant|Desirous|Anxious|Hopeful|Encouraged|Struck)\b|[A-Z][a-z]+ing )"
)
_OPENERS = re.compile(
    r"(?:This record contains|The Security Council,$|Resolution \d+ \(\d{4}\)$|Adopted by the"
    r"|The meeting (?:was called|rose|was suspended)|Annex\b|In favour:|Against:|Abstaining:"
    r"|Agenda$|A vote was taken|Reports? of the Secretary-General|Letter dated )"
)
_STANDS_ALONE = re.compile(
    r"The meeting (?:was called to order|rose) at .*|Adoption of the agenda\.?"
    r"|The agenda was adopted\.|A vote was taken by show of hands\."
    rf"|(?:\w+: )?[A-Z][^.]{{2,60}} – (?:\(|{_TITLE} ).*"  # a delegation and its representative
)


def join_lines(lines: Sequence[Line]) -> tuple[str, ...]:
    """The paragraphs of hard-wrapped lines, in order."""
    if not lines:
        return ()
    width = _usual_width(lines)
    hyphenation = Hyphenation("\n".join(line.text for line in lines))
    paragraphs = [lines[0].text]
    for number in range(1, len(lines)):
        if _is_boundary(lines, number, width):
            paragraphs.append(lines[number].text)
        else:
            paragraphs[-1] = hyphenation.join(paragraphs[-1], lines[number].text)
    return tuple(paragraphs)


def _usual_width(lines: Sequence[Line]) -> int:
    """The length that four lines in five stay within, in characters."""
    lengths = sorted(len(line.text) for line in lines)
    return lengths[len(lengths) * 4 // 5]


def _is_boundary(lines: Sequence[Line], number: int, width: int) -> bool:
    before, line = lines[number - 1].text, lines[number]
    after = line.text
    if line.after_blank and not line.after_page_break:
        return True
    if _opens_item(before, after) or _opens_turn(lines, number):
        return True
    if after[0].islower() or _RUNS_ON.search(before) or _NOTE_NUMBER.fullmatch(before):
        return False
    return (
        _STANDS_ALONE.fullmatch(before) is not None
        or _STANDS_ALONE.fullmatch(after) is not None
        or _is_heading(lines, number, width)
        or _is_heading(lines, number - 1, width)
        or (_PREAMBULAR.match(after) is not None and before.endswith((",", ";")))
        or _ended_early(before, after, width)
    )


def _opens_item(before: str, after: str) -> bool:
    """True where `after` begins with a label or bullet that is not part of a running sentence."""
    if _RUNS_ON.search(before) and not _CLOSED.search(before):
        return False
    if _NUMBERED.match(after):
        return True
    if lettered := _LETTERED.match(after):
        return not lettered[1].islower() or _CLOSED.search(before) is not None
    return _BULLET.match(after) is not None and _CLOSED.search(before) is not None


def _opens_turn(lines: Sequence[Line], number: int) -> bool:
    """True where a speaker takes the floor, or where the record says what happened."""
    after = lines[number].text
    if _SPEAKER_SPOKE.match(after):
        return True
    speaker = _SPEAKER.match(after)
    is_turn = speaker is not None and speaker[0].endswith(":")
    opens = is_turn or _OPENERS.match(after) is not None
    return opens and not _RUNS_ON.search(lines[number - 1].text)


def _is_heading(lines: Sequence[Line], number: int, width: int) -> bool:
    """True for a short unpunctuated line between a closed paragraph and one that opens."""
    if number < 1 or number + 1 >= len(lines):
        return False
    before, line, after = (lines[number + step].text for step in (-1, 0, 1))
    if not line[0].isupper() or _ENDS_IN_STOP.search(line) or _RUNS_ON.search(line):
        return False
    if not before.endswith(",") and not _CLOSED.search(before):
        return False
    if _NUMBERED.match(after):
        return True
    is_title = line.isupper() or len(line) < _TITLE_SHARE * width
    return is_title and not after[0].islower() and _CLOSED.search(before) is not None


def _ended_early(before: str, after: str, width: int) -> bool:
    """True where `before` had room for the first word of `after`."""
    if len(before) < _SHORT_LINE_SHARE * width:
        return True
    needed = len(before) + 1 + len(after.split(" ", 1)[0])
    return bool(_CLOSED.search(before) or before.endswith(",")) and (
        needed <= _FULL_LINE_SHARE * width
    )
