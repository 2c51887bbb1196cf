"""What names the edition is not read as what is asked of it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from assistant.answering.question.edition_phrase import scope_to_read, without_edition_phrase
from assistant.answering.question.scope import Scope


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("According to the June 2017 briefing on Chad, who fled?", "Who fled?"),
        ("Who was tried for it, by the newest edition?", "Who was tried for it?"),
        ("May 2018 edition on Niger: who leads the army?", "May 2018 edition on Niger: who leads "
         "the army?"),
        ("The May 2018 edition on Niger: who leads the army?", "Who leads the army?"),
        ("As the latest update puts it, why did they flee?", "Why did they flee?"),
        ("Name the towns that the March 2019 briefing lists.", "Name the towns."),
        ("What does the May 2018 edition ask of Niger?", "What does the May 2018 edition ask of "
         "Niger?"),
        ("How did it move from the May 2018 edition to now?", "How did it move from the May 2018 "
         "edition to now?"),
        ("Who led Niger as of 2018?", "Who led Niger as of 2018?"),
    ],
)  # fmt: skip
def test_words_that_lead_to_an_edition_are_left_out(question: str, asked: str) -> None:
    assert without_edition_phrase(question) == asked


def test_question_is_read_whole_where_no_edition_alone_is_searched() -> None:
    whole = Scope("In the June 2017 briefing, who fled?")

    assert scope_to_read(whole) == whole
    assert scope_to_read(replace(whole, editions=("chad-2017",))).question == "Who fled?"
