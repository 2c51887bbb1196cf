"""What a resolution sets up, how many it authorises, until when it extends."""

from __future__ import annotations

import pytest

from assistant.situations.changing.acts_asked import act_asked
from tests.situations.change_editions import resolution

_NEW = resolution(
    9100,
    "2013-04-25",
    "Welcomes the training mission that partners deployed and the Force of the region",
    "Decides to establish the United Nations Mission in Avalon (UNMAV) for a period of one year",
    "Decides that UNMAV will comprise up to 11,200 military personnel and 1,440 police personnel",
)
_LATER = resolution(
    9164,
    "2014-06-25",
    "Notes that more than 3,000 people were killed, including over 100 children",
    "Notes that over 10 million need aid, including 6.4 million internally displaced persons",
    "Authorizes the withdrawal of up to 2,000 troops from the capital",
    "Decides to extend the mandate of UNMAV within the troop ceiling of 9,000 until 30 June 2015",
)


@pytest.mark.parametrize(
    ("question", "words", "said"),
    [
        ("how many troops does it authorise?", "troops", "up to 11,200 military personnel"),
        ("how many police does it authorise?", "police", "1,440 police personnel"),
        ("for how long is the mission set up?", "mission", "period of one year"),
    ],
)
def test_words_that_answer_are_read_off_the_act(question: str, words: str, said: str) -> None:
    act = act_asked(_NEW, question, words)

    assert act is not None
    assert act.said == said


def test_mission_set_up_is_not_one_that_is_only_welcomed() -> None:
    act = act_asked(_NEW, "which mission does it set up?", "mission")

    assert act is not None
    assert "UNMAV" in _NEW.text[act.start : act.end]


@pytest.mark.parametrize(
    ("question", "words", "said"),
    [
        ("until when is the mandate extended?", "UNMAV mandate", "until 30 June 2015"),
        ("what is the troop ceiling?", "troop ceiling", "troop ceiling of 9,000"),
        ("how many deaths?", "deaths", "more than 3,000 people"),
        ("how many displaced?", "displaced", "6.4 million internally displaced persons"),
    ],
)
def test_figure_of_the_asked_noun_is_taken(question: str, words: str, said: str) -> None:
    act = act_asked(_LATER, question, words)

    assert act is not None
    assert act.said.startswith(said)


def test_act_that_is_not_there_is_not_made_up() -> None:
    assert act_asked(_LATER, "how many observers does it authorise?", "observers") is None
    assert act_asked(_LATER, "which mission does it set up?", "mission") is None
