"""What a question takes for granted is found, with the question that asks for the true value."""

from __future__ import annotations

import pytest

from assistant.answering.premises.premise_words import statement_of
from assistant.answering.premises.premises import PremiseKind, premises_of


@pytest.mark.parametrize(
    ("question", "kind", "said", "probe"),
    [
        (
            "Why did the Global Centre rank Mali as a Current Crisis in May 2019?",
            PremiseKind.LEVEL,
            "Current Crisis",
            "What risk level is given to Mali in the briefing of May 2019?",
        ),
        (
            "On what grounds did resolution 2100 authorise 20,000 soldiers for MINUSMA?",
            PremiseKind.FIGURE,
            "20,000 soldiers",
            "How many soldiers did resolution 2100 authorise for MINUSMA?",
        ),
        (
            "How did Morocco mediate the Bamako Agreement in 2014 and 2015?",
            PremiseKind.ACTOR,
            "Morocco",
            "Who mediated the Bamako Agreement in 2014 and 2015?",
        ),
        (
            "In the edition of May, how did Morocco mediate the Bamako Agreement?",
            PremiseKind.ACTOR,
            "Morocco",
            "Who mediated the Bamako Agreement?",
        ),
        (
            "What drove the rebels to attack the ferry?",
            PremiseKind.ACTOR,
            "the rebels",
            "Who attacked the ferry?",
        ),
        (
            "Why was the village attacked by Boko Haram?",
            PremiseKind.ACTOR,
            "Boko Haram",
            "Who was the village attacked by?",
        ),
        (
            "Under resolution 1244, which EU body runs the interim administration?",
            PremiseKind.ACTOR,
            "EU",
            "Who runs the interim administration under resolution 1244?",
        ),
        (
            "What has President Bashar al-Asad said about elections?",
            PremiseKind.OFFICE,
            "President Bashar al-Asad",
            "Is President Bashar al-Asad still in office, or was Bashar al-Asad overthrown?",
        ),
        (
            "Why were two Nepalese peacekeepers killed at Akobo?",
            PremiseKind.ORIGIN,
            "Nepalese",
            "Whose peacekeepers, and from where: why were two peacekeepers killed at Akobo?",
        ),
        (
            "Why did the parties sign the agreement in August 2011?",
            PremiseKind.DATE,
            "August 2011",
            "When did the parties sign the agreement?",
        ),
        (
            "Why was Ogossagou in Niger attacked?",
            PremiseKind.PLACE,
            "Niger",
            "Why was Ogossagou attacked?",
        ),
    ],
)
def test_premise_is_found_with_its_probe(
    question: str, kind: PremiseKind, said: str, probe: str
) -> None:
    (premise,) = (each for each in premises_of(question) if each.kind is kind)

    assert (premise.said, premise.probe) == (said, probe)
    assert question[premise.start : premise.end] == said


@pytest.mark.parametrize(
    "question",
    [
        "How many people were killed in Kajuru in February 2019?",
        "Who led the January 2022 coup in Burkina Faso?",
        "What did the Council do about Mali in 2013?",
        "Which two regions of Cameroon are spared?",
        "What may UNAMID use force for?",
        "",
    ],
)
def test_question_for_a_value_takes_nothing_for_granted(question: str) -> None:
    assert premises_of(question) == ()


def test_what_is_denied_is_no_premise() -> None:
    (premise,) = premises_of("Why was Mali raised from Serious Concern to Imminent Risk?")

    assert premise.said == "Imminent Risk"


def test_statement_says_what_the_question_takes_for_granted() -> None:
    assert statement_of("Why did Morocco mediate the agreement?") == "Morocco mediate the agreement"
