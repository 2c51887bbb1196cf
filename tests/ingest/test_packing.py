from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from assistant.domain import Passage, Sentence
from ingest.packing import pack_passages


def count_words(text: str) -> int:
    return len(text.split())


def laid_out(*sections: str) -> tuple[str, tuple[Sentence, ...]]:
    """Sections of paragraphs (parted by two newlines) of sentences (parted by '|')."""
    text, spans = "", []
    for number, section in enumerate(sections):
        for paragraph in section.split("\n\n"):
            text += "\n\n" if text else ""
            for index, sentence in enumerate(paragraph.split("|")):
                text += " " if index else ""
                spans.append(Sentence(len(text), len(text) + len(sentence), number))
                text += sentence
    return text, tuple(spans)


def packed(max_tokens: int, *sections: str) -> list[str]:
    text, spans = laid_out(*sections)
    passages = pack_passages(text, spans, count_words, max_tokens)
    return [text[passage.start : passage.end] for passage in passages]


def test_a_passage_never_holds_two_sections() -> None:
    assert packed(50, "The road is closed.", "The bridge is open.") == [
        "The road is closed.",
        "The bridge is open.",
    ]


def test_an_overlong_sentence_is_a_passage_of_its_own() -> None:
    long = "one two three four five six seven."
    assert packed(5, f"Short it is.|{long}|So is this.") == ["Short it is.", long, "So is this."]


def test_the_last_passage_is_not_a_small_rest() -> None:
    five = "|".join(f"Sentence {number} has four." for number in range(5))
    assert [count_words(passage) for passage in packed(16, five)] in ([12, 8], [8, 12])


def test_passages_end_where_paragraphs_do_if_that_costs_little() -> None:
    assert packed(12, "One two three four.|Five six seven.\n\nEight nine.|Ten eleven twelve.") == [
        "One two three four. Five six seven.\n\nEight nine. Ten eleven twelve."
    ]
    assert packed(8, "One two three.|Four five six.\n\nSeven eight.|Nine ten.") == [
        "One two three. Four five six.",
        "Seven eight. Nine ten.",
    ]


def test_a_heading_goes_with_what_follows_it() -> None:
    assert packed(10, "One two three four five six.\n\nReporting\n\nEight nine ten eleven.") == [
        "One two three four five six.",
        "Reporting\n\nEight nine ten eleven.",
    ]


SIZES = st.lists(st.tuples(st.integers(1, 30), st.booleans(), st.booleans()), max_size=40)


@given(sizes=SIZES, max_tokens=st.integers(5, 40))
def test_each_whole_sentence_is_in_exactly_one_passage_within_the_size(
    sizes: list[tuple[int, bool, bool]], max_tokens: int
) -> None:
    text, spans, section = "", list[Sentence](), 0
    for words, opens_paragraph, opens_section in sizes:
        if spans:
            section += opens_section
            text += "\n\n" if opens_section or opens_paragraph else " "
        start = len(text)
        text += " ".join(["w"] * words) + "."
        spans.append(Sentence(start, len(text), section))
    passages = pack_passages(text, spans, count_words, max_tokens)
    _assert_partition(passages, spans)
    for passage in passages:
        if passage.end_sentence - passage.first_sentence > 1:
            assert count_words(text[passage.start : passage.end]) <= max_tokens


def _assert_partition(passages: tuple[Passage, ...], spans: list[Sentence]) -> None:
    numbers = [n for p in passages for n in range(p.first_sentence, p.end_sentence)]
    assert numbers == list(range(len(spans)))
    assert all(before.end <= after.start for before, after in pairwise(passages))
    for passage in passages:
        inside = spans[passage.first_sentence : passage.end_sentence]
        assert (passage.start, passage.end) == (inside[0].start, inside[-1].end)
        assert {sentence.section for sentence in inside} == {passage.section}
