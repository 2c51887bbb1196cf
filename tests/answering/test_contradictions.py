"""A sentence corrects a premise only where it is about the same thing and says otherwise."""

from __future__ import annotations

import pytest

from assistant.answering.premises.contradictions import contradiction
from assistant.answering.premises.correcting import Correction, correction
from assistant.answering.premises.premise_sources import Source
from assistant.answering.premises.premises import premises_of


def corrected(
    question: str, text: str, heading: str, passage: str = "", probability: float = 0.7
) -> Correction | None:
    """The correction that one sentence gives for all premises of a question."""
    source = Source(text, heading, passage or text, probability, "Edition of May 2019, Test")
    return correction(question, [(each, (source,)) for each in premises_of(question)])


CASES = [
    (
        "Why did the Global Centre rank Mali as a Current Crisis in May 2019?",
        "Populations at Risk: Serious Concern",
        "summary Mali 15 May 2019",
        "Serious Concern",
    ),
    (
        "On what grounds did resolution 2100 authorise 20,000 soldiers for MINUSMA?",
        "MINUSMA will have at most 11,200 troops and 1,440 police.",
        "S/RES/2100 (2013) Mali 25 April 2013",
        "11,200 troops",
    ),
    (
        "Why did resolution 929 limit the operation in Rwanda to six months?",
        "The mission is limited to two months from today.",
        "S/RES/929 (1994) Rwanda 22 June 1994",
        "two months",
    ),
    (
        "How did Morocco mediate the Bamako Agreement in 2014 and 2015?",
        "In 2014 and 2015 Algeria served as mediator of the Bamako Agreement in Mali.",
        "Mali 15 May 2019",
        "Algeria",
    ),
    (
        "Why did Russian troops pull out of Mali in 2022?",
        "French forces withdrew in 2022; since 2021 Mali has had help from Russia.",
        "Mali 22 January 2026",
        "French",
    ),
    (
        "Why did Captain Traoré topple President Kaboré in January 2022?",
        "In January 2022 Colonel DAMIBA overthrew KABORE, and then Captain TRAORE deposed DAMIBA.",
        "Burkina Faso 22 January 2026",
        "Colonel DAMIBA",
    ),
    (
        "What has President Bashar al-Asad said about elections in 2026?",
        "Rebels took Damascus and overthrew President Bashar al-ASAD.",
        "Syria 22 January 2026",
        "overthrew",
    ),
    (
        "Why were two Nepalese peacekeepers killed in the UNMISS camp at Akobo?",
        "At Akobo two Indian peacekeepers were killed in a camp of UNMISS.",
        "South Sudan March 2014",
        "Indian",
    ),
    (
        "Why did resolution 2109 extend the mandate of UNMISS until 15 November 2015?",
        "The mandate of UNMISS is extended until 15 July 2014.",
        "S/RES/2109 (2013) South Sudan 11 July 2013",
        "15 July 2014",
    ),
]


@pytest.mark.parametrize(("question", "text", "heading", "instead"), CASES)
def test_what_is_said_instead_is_found(
    question: str, text: str, heading: str, instead: str
) -> None:
    found = corrected(question, text, heading)

    assert found is not None
    assert found.instead == instead
    assert found.words == (
        f"The briefings do not say {found.premise.said}; the edition of May 2019, Test says "
        f"{instead}."
    )


@pytest.mark.parametrize(
    ("question", "text", "heading"),
    [
        pytest.param(
            "Why did resolution 2100 authorise 11,200 soldiers for MINUSMA?",
            "MINUSMA will have at most 11,200 troops and 1,440 police.",
            "S/RES/2100 (2013) Mali",
            id="true figure",
        ),
        pytest.param(
            "Why did more than 600 people die in Mali since March 2018?",
            "Since March 2018 militias have killed 610 people.",
            "Mali May 2019",
            id="rounded figure",
        ),
        pytest.param(
            "Why were 300 people killed in Kajuru?",
            "At Ogossagou 150 people were killed.",
            "Mali May 2019",
            id="another event",
        ),
        pytest.param(
            "Why were 300 police sent to MINUSMA by resolution 2100?",
            "Resolution 2100 sent 11,200 troops to MINUSMA.",
            "S/RES/2100 (2013) Mali",
            id="another unit",
        ),
        pytest.param(
            "How did Algeria mediate the Bamako Agreement?",
            "Algeria helped as mediator of the Bamako Agreement.",
            "Mali May 2019",
            id="true actor",
        ),
        pytest.param(
            "Why was Mali raised from Serious Concern to Imminent Risk in July 2019?",
            "Risk Level: Imminent Risk",
            "Mali July 2019",
            id="true level",
        ),
        pytest.param(
            "Why was Mali a Current Crisis in May 2018?",
            "Risk Level: Serious Concern",
            "Mali 15 May 2019",
            id="another edition",
        ),
        pytest.param(
            "Why did Djotodia step down?",
            "He stepped down in 2002 and was succeeded by Amadou Toumani TOURE.",
            "Mali 22 January 2026",
            id="nothing ties the sentence to the question",
        ),
        pytest.param(
            "Why did the attack at Akobo on 19 December kill two peacekeepers?",
            "On 19 December two peacekeepers were killed in the attack at Akobo.",
            "South Sudan March 2014",
            id="true date",
        ),
    ],
)
def test_true_premise_and_other_things_are_not_corrected(
    question: str, text: str, heading: str
) -> None:
    assert corrected(question, text, heading) is None


def test_figure_that_stands_elsewhere_in_the_passage_is_not_corrected() -> None:
    question, text, heading, _ = CASES[1]

    assert corrected(question, text, heading, f"{text} By 2014 it had 20,000 soldiers.") is None


def test_sentence_that_confirms_stops_the_correction() -> None:
    question, text, heading, _ = CASES[3]
    (premise, *_) = premises_of(question)
    other = Source(text, heading, text, 0.9)
    confirming = Source("Morocco mediated the Bamako Agreement, too.", heading)

    assert correction(question, [(premise, (other,))]) is not None
    assert correction(question, [(premise, (other, confirming))]) is None


def test_entailed_statement_is_not_corrected() -> None:
    question, text, heading, _ = CASES[3]
    source = Source(text, heading, text, 0.9)
    found = [(each, (source,)) for each in premises_of(question)]

    assert correction(question, found, entails=lambda *_: (0.9, 0.1, 0.0)) is None
    assert correction(question, found, entails=lambda *_: (0.0, 0.1, 0.9)) is not None


@pytest.mark.parametrize(("question", "text", "heading", "instead"), CASES)
def test_span_is_what_is_said_instead(question: str, text: str, heading: str, instead: str) -> None:
    found = [
        said
        for each in premises_of(question)
        if (said := contradiction(each, question, Source(text, heading, text, 0.7)))
    ]

    assert found
    assert all(text[said.start : said.end] == said.instead for said in found)
    assert instead in {said.instead for said in found}
