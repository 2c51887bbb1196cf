"""Country pages: labelled fields whose values, lists and leaders change."""

from __future__ import annotations

import pytest

from assistant.situations.changes import ChangeKind, changes_between
from tests.situations.change_editions import page, pages_changed


def test_figure_for_a_later_date_is_an_update_cited_on_both_sides() -> None:
    old, new = "Population: 19,553,397 (July 2020 est.)", "Population: 20,741,769 (2022 est.)"

    (change,) = pages_changed(old, new)

    assert change.kind is ChangeKind.UPDATED
    assert change.subject == "Population"
    assert change.text == "Population: 19,553,397 (July 2020 est.) → 20,741,769 (2022 est.)"
    assert change.before is not None
    assert change.after is not None
    assert change.before.quote == "19,553,397 (July 2020 est.)"
    assert change.after.quote == "20,741,769 (2022 est.)"


def test_other_value_for_the_same_date_is_a_contradiction() -> None:
    (change,) = pages_changed(
        "Displaced people: 6.75 million (2022)", "Displaced people: 6.865 million (2022)"
    )

    assert change.kind is ChangeKind.CONTRADICTED
    assert "2022" in change.text


def test_total_is_not_comparable_with_figures_by_country_of_origin() -> None:
    (change,) = pages_changed(
        "Refugees - refugees (country of origin): 36,372 (Mali) (2023)",
        "Refugees - refugees: 41,408 (2024 est.)",
    )

    assert change.kind is ChangeKind.DIFFERENT_SCOPE
    assert "not comparable" in change.text


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Muslims: 93% (2018 est.)", "Muslims: 93.4% (2018 est.)"),
        ("Service: from 25 Sep 2020", "Service: from 25 September 2020"),
        ("Growth: .4% (2018 est.)", "Growth: 0.4% (2018 est.)"),
        ("Strength: 12,000 troops (2019)", "Strength: 12,000 troops (2023)"),
        ("Obligation: 2-year service", "Obligation: 24-month service"),
        ("Dialects: Bobo, Mossi, Fulani, Gurma", "Dialects: Fulani, Mossi, Gurma, Bobo"),
    ],
)
def test_decimals_abbreviated_months_later_years_and_another_order_are_no_change(
    old: str, new: str
) -> None:
    assert pages_changed(old, new) == ()


def test_who_leads_is_read_from_the_first_words_of_the_field() -> None:
    (change,) = pages_changed(
        "Leaders - chief of state: President Bah NDAW (sworn in on 25 September 2020)",
        "Leaders - chief of state: President Assimi GOITA (sworn in on 7 June 2021)",
    )

    assert change.kind is ChangeKind.UPDATED
    assert "NDAW" in change.old
    assert "GOITA" in change.new


def test_renamed_field_is_found_again() -> None:
    (change,) = pages_changed(
        "Population: 21,359,722 (2023 est.)", "Population - total: 22,634,423 (2025 est.)"
    )

    assert change.kind is ChangeKind.UPDATED


def test_one_value_a_year_gives_the_newest_values_and_years_told_otherwise() -> None:
    old = "Expenditures: 2.5% of GDP (2019) / 2.8% of GDP (2018)"
    new = (
        "Expenditures - Expenditures 2021: 3.6% of GDP (2021 est.)\n\n"
        "Expenditures - Expenditures 2019: 3.3% of GDP (2019 est.)"
    )

    changes = pages_changed(old, new)

    assert [change.kind for change in changes] == [ChangeKind.UPDATED, ChangeKind.CONTRADICTED]
    assert "2.5% of GDP (2019) → 3.6% of GDP (2021 est.)" in changes[0].text
    assert "2.5% of GDP (2019) → 3.3% of GDP (2019 est.)" in changes[1].text


def test_list_says_what_joined_what_left_and_whose_share_differs() -> None:
    (change,) = pages_changed(
        "Peoples: Mossi 52%, Fulani 8.4%, Gurma 7%, Dioula 0.8% (2010 est.)",
        "Peoples: Mossi 53.7%, Fulani 8.4%, Gurma 7%, Bissa 1.5% (2021 est.)",
    )

    assert change.kind is ChangeKind.UPDATED
    assert "Mossi 52% → Mossi 53.7%" in change.text
    assert "new: Bissa 1.5%" in change.text
    assert "no longer listed: Dioula 0.8%" in change.text


def test_figures_of_people_and_leaders_come_before_the_rest() -> None:
    old = page(
        "2021-01-01",
        "Country name - etymology: from the name of an old empire in the west",
        "Leaders - head of government: Prime Minister Moctar OUANE",
        "Displacement - IDPs: 287,496 (2020)",
    )
    new = page(
        "2023-01-26",
        "Country name - etymology: from the name of Manding, a town of 1,300 people",
        "Leaders - head of government: Prime Minister Choguel MAIGA",
        "Displacement - IDPs: 440,436 (2022)",
    )

    subjects = [change.subject for change in changes_between(old, new).changes]

    assert subjects[0].endswith("IDPs")
    assert subjects[1].endswith("head of government")


def test_of_values_for_several_years_that_are_all_new_the_newest_is_told() -> None:
    old = page("2021-01-01")
    new = page("2023-01-26", "Expenditures: 6.5% of GDP (2019) / 6.7% of GDP (2018)")

    (change,) = changes_between(old, new).changes

    assert change.kind is ChangeKind.ADDED
    assert change.new == "6.5% of GDP (2019)"


def test_long_text_is_quoted_at_the_clause_that_changed() -> None:
    filler = "; ".join(f"the {word} council meets in the capital" for word in _ORDINALS)
    old, new = (f"Military - note: {filler}; MINUSMA had {n} personnel" for n in (15_500, 14_000))

    (change,) = pages_changed(old, new)

    assert change.old == "MINUSMA had 15500 personnel"
    assert all(len(citation.quote) <= 300 for citation in change.citations)


_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
