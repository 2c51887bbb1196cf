"""What kind of thing a question asks for.

The first list was written before any pattern was; it was not tuned away afterwards.
"""

from __future__ import annotations

import pytest

from assistant.answering.question.answer_types import Expected
from assistant.answering.question.expecting import answer_type, answer_types

WRITTEN_BEFORE_THE_PATTERNS = [
    ("Who ordered the shelling of the market in El Obeid?", Expected.PERSON),
    ("Which commander runs the Rapid Support Forces?", Expected.PERSON),
    ("Who is the prime minister of Ethiopia?", Expected.PERSON),
    ("Whose fighters occupied Timbuktu in 2012?", Expected.PERSON),
    ("Which mission replaced AFISMA?", Expected.ORGANISATION),
    ("Which armed group signed the ceasefire last?", Expected.ORGANISATION),
    ("What UN body investigates abuses in South Sudan?", Expected.ORGANISATION),
    ("According to whom?", Expected.ORGANISATION),
    ("How many schools were closed in Menaka?", Expected.FIGURE),
    ("What was the death toll of the Bangui fighting?", Expected.FIGURE),
    ("What is the population of Chad?", Expected.FIGURE),
    ("What percentage of Yemenis need food aid?", Expected.MEASURE),
    ("How much money did donors pledge for the Sahel?", Expected.MEASURE),
    ("What share of the dead were women?", Expected.MEASURE),
    ("How long does the mandate of UNMISS run?", Expected.DURATION),
    ("For how many months was the embargo imposed?", Expected.DURATION),
    ("When did the siege of Taiz start?", Expected.DATE),
    ("In what month did the talks collapse?", Expected.DATE),
    ("Until when is the asset freeze in force?", Expected.DATE),
    ("Where did the survivors seek shelter?", Expected.PLACE),
    ("In which province were the mass graves found?", Expected.PLACE),
    ("What is the capital of Burkina Faso?", Expected.PLACE),
    ("Which country hosts the most Sudanese refugees?", Expected.COUNTRY),
    ("Which countries border Mali?", Expected.LIST),
    ("List the groups under sanctions in the DRC.", Expected.LIST),
    ("What are the main tasks of MINUSCA?", Expected.LIST),
    ("Is there an arms embargo on South Sudan?", Expected.YES_NO),
    ("Has Libya been referred to the ICC?", Expected.YES_NO),
    ("Did the Council authorise a no-fly zone?", Expected.YES_NO),
    ("What is MINUSMA?", Expected.DEFINITION),
    ("What does UNISFA stand for?", Expected.DEFINITION),
    ("Why did the peace deal of 2015 fail?", Expected.CAUSE),
    ("What led to the fighting in Juba?", Expected.CAUSE),
    ("What should the transitional authorities do?", Expected.ACTION),
    ("What does the Council demand of the parties?", Expected.ACTION),
    ("What is the risk level in Sudan?", Expected.LEVEL),
    ("What happened in Akobo?", Expected.ANYTHING),
    ("Who is at risk in the Central Sahel?", Expected.ANYTHING),
    ("Can you tell me who leads the junta?", Expected.PERSON),
    ("Do you know how many people fled El Geneina?", Expected.FIGURE),
    ("Combien de civils ont fui Bambari ?", Expected.FIGURE),
    ("Quand la MINUSMA a-t-elle été créée ?", Expected.DATE),
]

WRITTEN_AFTERWARDS = [
    ("What sets UNISFA apart from UNMISS?", Expected.ANYTHING),
    ("What drives the fighting in Ituri?", Expected.CAUSE),
    ("What attacks took place near Menaka?", Expected.LIST),
    ("Which French general led Serval?", Expected.PERSON),
    ("Which EU body trains the army?", Expected.ORGANISATION),
    ("Under resolution 2100, which state leads the mission?", Expected.COUNTRY),
    ("How does the Charter describe what states should do?", Expected.ACTION),
    ("How does the resolution describe the autonomy that people should enjoy?", Expected.ANYTHING),
    ("What level of troops was agreed?", Expected.ANYTHING),
    ("What is the level?", Expected.LEVEL),
    ("Who are the Dozos?", Expected.DEFINITION),
    ("Who is Iyad Ag Ghali?", Expected.DEFINITION),
    ("What is the situation in Mali?", Expected.ANYTHING),
    ("What is meant by ethnic cleansing?", Expected.DEFINITION),
    ("And who succeeded him?", Expected.PERSON),
    ("Please list the sanctions on Yemen.", Expected.LIST),
    ("What is recommended to the government of Mali?", Expected.ACTION),
    ("Is it known when the talks resume?", Expected.DATE),
    ("Could you say where they fled?", Expected.PLACE),
    ("What is the crisis in Darfur about?", Expected.ANYTHING),
    ("MINUSCA's overall strength?", Expected.FIGURE),
    ("Chad: number of IDPs", Expected.FIGURE),
    ("What do the parties owe the population?", Expected.ANYTHING),
    ("Who keeps the country from total collapse?", Expected.PERSON),
    ("How often does the mission report?", Expected.MEASURE),
    ("Why was the risk rating lifted?", Expected.CAUSE),
    ("Which tribunal was asked to settle it?", Expected.ORGANISATION),
    ("Où ont fui les civils ?", Expected.PLACE),
    ("Pourquoi les Dozos attaquent-ils ?", Expected.CAUSE),
    ("Qui dirige le Burkina Faso ?", Expected.PERSON),
    ("Y a-t-il un embargo sur les armes ?", Expected.YES_NO),
    ("What is UNAMID there to do?", Expected.ACTION),
    ("What is the force to do with seized weapons?", Expected.ACTION),
    ("What has to change before the talks?", Expected.ACTION),
    ("What is wanted of the neighbours?", Expected.ACTION),
    ("What are UNAMID's jobs?", Expected.LIST),
    ("Name the officer who led the coup.", Expected.PERSON),
    ("What is the name of the envoy?", Expected.PERSON),
    ("Name the officers under sanctions.", Expected.LIST),
]


@pytest.mark.parametrize(("question", "expected"), WRITTEN_BEFORE_THE_PATTERNS + WRITTEN_AFTERWARDS)
def test_kind_of_answer_is_read_from_the_way_of_asking(question: str, expected: Expected) -> None:
    assert answer_type(question) is expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Who leads Burkina Faso and how many are displaced there?",
         (Expected.PERSON, Expected.FIGURE)),
        ("Until what date is it set up, and which chapter does it rest on?",
         (Expected.DATE, Expected.ANYTHING)),
        ("For how long is it mandated, and starting when?", (Expected.DURATION, Expected.DATE)),
        ("How many soldiers and police may it have?", (Expected.FIGURE,)),
    ],
)  # fmt: skip
def test_each_part_of_a_double_question_has_its_kind(
    question: str, expected: tuple[Expected, ...]
) -> None:
    assert answer_types(question) == expected


def test_level_asked_for_now_is_a_level_however_it_is_put() -> None:
    for question in ("How grave is the risk level?", "Quel est le niveau de risque au Mali ?"):
        assert answer_type(question) is Expected.LEVEL
