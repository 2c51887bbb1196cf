from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import SectionType
from ingest.recognising.inference import ORDER, infer_types

PARAGRAPHS = (
    "People in the eastern valleys are at risk of atrocities as two militias fight over them.",
    "The feud began after the coup of 2009. Since 2015 raids have killed over 300 villagers.",
    "In June a market was attacked and 12 traders were killed. Some 4,000 others fled.",
    "The raids suggest that both militias act with impunity. Weak courts and the spread of arms "
    "have exacerbated the danger.",
    "The government is struggling to uphold its responsibility to protect.",
    "In 2016 the Security Council imposed sanctions on both commanders. The African Union deployed "
    "observers in May, and its Peace and Security Council condemned the raids.",
    "The authorities must disarm both militias. Donors should pay for the courts that are needed.",
)


def test_each_part_of_the_genre_is_known_by_its_wording() -> None:
    assert infer_types(PARAGRAPHS) == (
        SectionType.SUMMARY,
        SectionType.BACKGROUND,
        SectionType.BACKGROUND,
        SectionType.ANALYSIS,
        SectionType.RISK_ASSESSMENT,
        SectionType.INTERNATIONAL_RESPONSE,
        SectionType.NECESSARY_ACTION,
    )


def test_stray_must_in_the_history_is_no_recommendation() -> None:
    stray = "Elders say that the young must leave. Last year 40 people were killed on the road."

    types = infer_types((PARAGRAPHS[0], stray, *PARAGRAPHS[3:]))

    assert types[1] is SectionType.BACKGROUND


def test_one_paragraph_is_the_summary() -> None:
    assert infer_types(("Both sides should talk.",)) == (SectionType.SUMMARY,)
    assert infer_types(()) == ()


@given(st.lists(st.sampled_from(PARAGRAPHS) | st.text(min_size=1, max_size=60), max_size=12))
def test_types_keep_the_order_of_the_genre(paragraphs: list[str]) -> None:
    places = [ORDER.index(kind) for kind in infer_types(paragraphs)]

    assert len(places) == len(paragraphs)
    assert places == sorted(places)
