"""What tells two things apart that are alike in name, and a sentence that answers from one."""

import pytest

from assistant.answering.named_bodies import bodies_in, lacks_body
from assistant.answering.reading.told_apart import tells_of_a_namesake


@pytest.mark.parametrize(
    ("question", "bodies"),
    [
        ("What did the African Union say about Mali?", ("African Union",)),
        ("What does the OIC want?", ("OIC",)),
        ("Who leads the Coastal Relief Agency's board?", ("Coastal Relief Agency",)),
        ("What did the UN Security Council and MINUSMA say on Mali in May?", ()),
        ("Who attacked Old Testville?", ()),
        ("Where should SSR begin?", ()),
        ("Is it ECOWAS's court?", ("ECOWAS",)),
    ],
)
def test_bodies_are_known_by_their_last_word_or_their_initials(
    question: str, bodies: tuple[str, ...]
) -> None:
    assert bodies_in(question) == bodies


@pytest.mark.parametrize(
    ("question", "text", "lacks"),
    [
        ("What did the OIC say?", "The Organisation of Islamic Cooperation met.", False),
        ("Who pays for RRR?", "It funds return, reintegration and reconciliation.", False),
        ("What did the Arab League say?", "The League of Arab States met.", False),
        ("What did the World Food Programme say?", "WFP warned of hunger.", False),
        ("What did the African Union say?", "The European Union warned Africans.", True),
        ("Who pays the Coastal Relief Agency?", "Three states pay the Relief Committee.", True),
        ("What does the OIC want?", "The officers in charge want peace.", True),
    ],
)
def test_body_is_named_in_full_or_by_its_initials(question: str, text: str, lacks: bool) -> None:
    assert lacks_body(question, text) is lacks


@pytest.mark.parametrize(
    ("question", "text", "is_namesake"),
    [
        ("Who fought in West Testland?", "There was fighting in East Testland.", True),
        ("Who fought in West Testland?", "East and West Testland saw fighting.", False),
        ("Who fought in north-east Testland?", "In northern Testland rebels fought.", False),
        ("Who fought in northern Mali?", "In southern Mali rebels fought.", False),
        ("Who fought in South Darfur?", "In North Darfur rebels fought.", True),
        ("Who won the third round?", "The first round was won by the mayor.", True),
        ("How many Malians fled to Niger?", "50 people of Niger fled to Mali.", True),
        ("How many Malians fled to Niger?", "50 people fled from Mali to Niger.", False),
        ("How many Malians fled to Niger?", "50 people fled.", False),
    ],
)
def test_namesake_is_told_by_direction_rank_or_way(
    question: str, text: str, is_namesake: bool
) -> None:
    assert tells_of_a_namesake(question, text, text) is is_namesake


def test_namesake_in_the_sentence_counts_more_than_the_name_beside_it() -> None:
    text = "In East Testland 900 people fled."

    assert tells_of_a_namesake("How many fled in West Testland?", text, f"West Testland. {text}")
