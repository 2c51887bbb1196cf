"""Follow-ups that move the date, the place or the country of the question before."""

from __future__ import annotations

import pytest

from assistant.answering.question.condensing import standalone_question
from assistant.domain import Message

_RAID = "How many herders died at Kobe in May 2018?"
_LEVEL = "What level has Chad in the March 2018 edition?"

MOVED = [
    (_RAID, "At least 12 died on 9 May [1].", "And at Amdo, three days later?",
     "How many herders died at Amdo on 12 May 2018?"),
    (_RAID, "At least 12 [1].", "And by early August?",
     "How many herders died at Kobe by early August 2018?"),
    (_RAID, "At least 12 [1].", "And the month before?",
     "How many herders died at Kobe in April 2018?"),
    (_RAID, "At least 12 [1].", "And the year after?",
     "How many herders died at Kobe in 2019?"),
    (_RAID, "At least 12 [1].", "And near Amdo?", "How many herders died near Amdo in May 2018?"),
    ("Who fled in Niger?", "Herders did [1].", "And in Diffa?", "Who fled in Diffa (Niger)?"),
    (_LEVEL, "Serious Concern [1].", "And Sudan?", "What level has Sudan as of March 2018?"),
]  # fmt: skip


@pytest.mark.parametrize(("earlier", "answer", "follow_up", "standalone"), MOVED)
def test_what_is_moved_is_resolved_by_what_was_said(
    earlier: str, answer: str, follow_up: str, standalone: str
) -> None:
    history = [Message("user", earlier), Message("assistant", answer)]

    assert standalone_question(follow_up, history) == standalone


def test_day_that_nothing_dates_is_left_as_it_stands() -> None:
    history = [Message("user", _RAID), Message("assistant", "At least 12 [1].")]

    assert "two days later" in standalone_question("And two days later?", history)
