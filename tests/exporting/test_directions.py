from __future__ import annotations

from assistant.exporting.directions import drawn, is_right_to_left, joined


def test_letters_take_the_form_that_their_neighbours_ask_for() -> None:
    # Meem at the start, hah and meem within, dal at the end.
    assert joined("محمد") == "\ufee3\ufea4\ufee4\ufeaa"


def test_lam_and_alef_are_one_sign() -> None:
    assert joined("سلام") == "\ufeb3\ufefc\ufee1"


def test_name_within_an_english_line_is_reversed_and_the_line_is_not() -> None:
    assert drawn("President محمد علي spoke") == (
        f"President {joined('علي')[::-1]} {joined('محمد')[::-1]} spoke"
    )


def test_arabic_line_runs_from_the_right_and_its_figures_do_not() -> None:
    assert drawn("عام 2024 في") == f"{joined('في')[::-1]} 2024 {joined('عام')[::-1]}"
    assert is_right_to_left("عام 2024 في")


def test_latin_and_cyrillic_text_is_left_as_it_is() -> None:
    assert drawn("Mali, Мали (2019)") == "Mali, Мали (2019)"
    assert not is_right_to_left("Mali, Мали (2019)")
