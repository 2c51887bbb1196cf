from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from ingest.loaded import DocumentFormat, LoadedDocument
from ingest.normalising import Heading, normalise


def document(
    text: str, *, is_hard_wrapped: bool = False, file_format: DocumentFormat = "txt"
) -> LoadedDocument:
    return LoadedDocument(text=text, format=file_format, is_hard_wrapped=is_hard_wrapped)


def plain(text: str) -> str:
    return normalise(document(text)).text


def unwrapped(text: str) -> str:
    return normalise(document(text, is_hard_wrapped=True)).text


RESOLUTION = """United Nations S/RES/9001 (2031)
Security Council Distr.: General
4 March 2031
31-41592 (E)
*3141592*
Resolution 9001 (2031)
Adopted by the Security Council at its 9876th meeting, on
4 March 2031
The Security Council,
Recalling its earlier decisions on the harbour towns and on the valley of the upper
river, and the letter of its President of 7 May 2030 on the towns and the valley in
the north,
Deeply concerned by the burning of granaries and by the flight of families from their
villages, and mindful of what the envoy reported to the Council in the spring of that
S/RES/9001 (2031)
31-415922
year on the roads and bridges that remain closed to relief,
1. Condemns the burning of granaries and the closing of roads, and calls upon all
commanders in the valley to let relief convoys pass without delay or payment at any
post;
Reporting
2. Requests the Secretary-General:
(a) To report every sixty days on the state of the roads, the bridges and the
granaries, and on the families that returned;
(b) To name those who closed the roads;
3. Decides to look at the roads again in May."""

PARAGRAPHS_OF_RESOLUTION = [
    "United Nations S/RES/9001 (2031)",
    "Security Council Distr.: General",
    "4 March 2031",
    "Resolution 9001 (2031)",
    "Adopted by the Security Council at its 9876th meeting, on 4 March 2031",
    "The Security Council,",
    "Recalling its earlier decisions on the harbour towns and on the valley of the upper river, "
    "and the letter of its President of 7 May 2030 on the towns and the valley in the north,",
    "Deeply concerned by the burning of granaries and by the flight of families from their "
    "villages, and mindful of what the envoy reported to the Council in the spring of that year "
    "on the roads and bridges that remain closed to relief,",
    "1. Condemns the burning of granaries and the closing of roads, and calls upon all commanders "
    "in the valley to let relief convoys pass without delay or payment at any post;",
    "Reporting",
    "2. Requests the Secretary-General:",
    "(a) To report every sixty days on the state of the roads, the bridges and the granaries, and "
    "on the families that returned;",
    "(b) To name those who closed the roads;",
    "3. Decides to look at the roads again in May.",
]


def test_resolution_keeps_its_clauses_and_masthead_and_loses_its_page_headers() -> None:
    assert unwrapped(RESOLUTION).split("\n\n") == PARAGRAPHS_OF_RESOLUTION


@pytest.mark.parametrize(
    "footer",
    ["31-4159212/13", "3/1331-41592", "12/13 31-41592", "31-41592 3", "731-41592", "/...\nPage 7"],
)
def test_every_form_of_a_job_number_is_dropped_from_mid_sentence(footer: str) -> None:
    text = (
        "United Nations S/RES/9001 (2031)\nResolution 9001 (2031)\n"
        "1. Calls upon the commanders in the valley to let relief convoys pass and to return\n"
        f"S/RES/9001 (2031)\n{footer}\nwhat was taken from the granaries in the harbour towns;"
    )
    assert unwrapped(text).endswith(
        "let relief convoys pass and to return what was taken from the granaries in the harbour "
        "towns;"
    )


def test_an_inline_list_within_a_sentence_is_not_torn_apart() -> None:
    text = (
        "9. Authorizes the transfer of two companies under three conditions, namely that (i) the\n"
        "Council is told of the scope and the duration of the transfer of the two companies,\n"
        "(ii) the countries that sent them agree to the transfer;\n"
        "10. Decides to look at the roads again in May."
    )
    assert len(unwrapped(text).split("\n\n")) == 2


RECORD = """United Nations S/PV.9876
Security Council
Agenda
The situation in the valley
This record contains speeches and what interpreters made of them.
31-27182 (E)
2/3 31-27182
S/PV.9876 The situation in the valley 04/03/2031
{right}
The meeting was called to order at 10.05 a.m.
Adoption of the agenda
The President: As our rules provide, and as no one objects,
I ask the delegate of the valley, who came by the road, to
{end_of_left}
31-27182 3/3
04/03/2031 The situation in the valley S/PV.9876
The meeting rose at 10.35 a.m."""


def test_the_columns_of_a_record_are_put_back_into_reading_order() -> None:
    text = RECORD.format(
        right=(
            "envoy’s report of last month on the closed roads of the\n"
            "upper valley.\n"
            "Mr. Arbor (Valleyland) (spoke in\n"
            "French): We thank the Council. We shall open the roads."
        ),
        end_of_left="take part in this meeting, which is to consider the",
    )
    joined = unwrapped(text)
    assert "which is to consider the envoy’s report of last month on the closed roads" in joined
    assert "\n\nMr. Arbor (Valleyland) (spoke in French): We thank the Council." in joined
    assert joined.index("called to order") < joined.index("Mr. Arbor")


def test_record_that_its_page_layout_has_put_in_order_is_left_in_that_order() -> None:
    text = RECORD.format(
        right=(
            "envoy’s report of last month on the closed roads of the\n"
            "upper valley.\n"
            "Mr. Arbor (Valleyland) (spoke in\n"
            "French): We thank the Council. We shall open the roads."
        ),
        end_of_left="take part in this meeting, which is to consider the",
    )
    from_pdf = normalise(document(text, is_hard_wrapped=True, file_format="pdf")).text
    assert from_pdf.index("called to order") > from_pdf.index("Mr. Arbor")


@pytest.mark.parametrize("codec", ["mac_roman", "cp1252"])
@pytest.mark.parametrize(
    "text", ["the town’s “old” bridge — closed", "Téte António", "Mr. Müñoz’s café", "5 € a day"]
)
def test_mojibake_is_mended(text: str, codec: str) -> None:
    broken = text.encode().decode(codec, errors="surrogateescape")
    broken = "".join(chr(ord(char) - 0xDC00) if char >= "\udc80" else char for char in broken)
    assert broken != text
    assert plain(broken) == text


@pytest.mark.parametrize(
    "text",
    [
        "Côte d’Ivoire, São Tomé, Türkiye and “LIBERTÉ” in À Coruña",
        "« L’été, où ça ? » ‚ÄUSSERUNG‘",
        "El Niño … año; Ärger, Öl, Ålesund",
        "an area of √2 ≈ 1.4 and ≤ 5 µm",
    ],
)
def test_correct_accents_and_signs_are_left_alone(text: str) -> None:
    assert plain(text) == text


def test_characters_that_no_reader_sees_are_removed() -> None:
    unseen = "".join(map(chr, (0x200B, 0x202E, 0x2066, 0xFEFF, 0xAD, 0x7, 0xE0041, 0xD800)))
    assert plain(f"or{unseen}der\u00a0 of\u2009march e\u0301te\u0301") == "order of march été"


def test_a_word_torn_at_a_line_end_is_mended_and_a_compound_stays() -> None:
    text = (
        "The convoys waited for the imple-\nmentation of the plan in self-\ndefence, and the "
        "harbour-\nmaster closed the gate. The harbour-master said so to the Secretary-\nGeneral."
    )
    joined = unwrapped(text)
    for word in ("the implementation of", "in self-defence,", "the harbour-master closed"):
        assert word in joined
    assert "Secretary-General" in joined


def test_lines_of_a_document_without_hard_wraps_are_paragraphs() -> None:
    text = "GOVERNMENT\nPopulation: 19,001 (2031 est.)\nArea: 12 sq km\n\n\nCapital: Harbour"
    assert plain(text) == (
        "GOVERNMENT\n\nPopulation: 19,001 (2031 est.)\n\nArea: 12 sq km\n\nCapital: Harbour"
    )


def test_two_plus_signs_part_paragraphs_and_a_sum_does_not() -> None:
    assert plain("It was founded in 1031. ++ It fell in 1131. ++ ++") == (
        "It was founded in 1031.\n\nIt fell in 1131."
    )
    assert plain("written in C++ by one person") == "written in C++ by one person"


def test_header_of_the_first_page_stays_once_and_repeated_footers_go() -> None:
    pages = [
        f"Valley Monitor  March 2031\n{body}\nwww.example.org  {number}"
        for number, body in enumerate(
            [
                "The towns on the river were shelled in the week before the",
                "truce was signed by the two commanders and their seconds at",
                "the bridge.\nCURRENT CRISIS\nThe valley",
                "CURRENT CRISIS\nThe coast",
            ],
            start=7,
        )
    ]
    text = unwrapped("\f".join(pages))
    assert text.count("Valley Monitor") == 1
    assert "www.example.org" not in text
    assert text.count("CURRENT CRISIS") == 2
    assert "signed by the two commanders and their seconds at the bridge." in text


def test_date_that_only_running_headers_print_moves_to_the_head_out_of_every_sentence() -> None:
    pages = [
        "VALLEY MONITOR\nThe towns on the river were shelled in the week before the",
        "Issue 7, March 2031\ntruce was signed by the two commanders and their seconds at",
        "Issue 7, March 2031\nthe bridge that had been closed since the first rains of autumn.",
    ]
    assert unwrapped("\f".join(pages)).split("\n\n") == [
        "Issue 7, March 2031",
        "VALLEY MONITOR",
        "The towns on the river were shelled in the week before the truce was signed by the two "
        "commanders and their seconds at the bridge that had been closed since the first rains "
        "of autumn.",
    ]


def test_sentence_that_ends_in_a_small_word_ends_before_a_heading() -> None:
    text = (
        "The two commanders of the river towns told their men that the shelling of the mills\n"
        "and of the granaries may go on.\n"
        "RISK ASSESSMENT\n"
        "Nobody in the valley knows how long the truce that was signed at the bridge will last."
    )
    assert unwrapped(text).split("\n\n")[1] == "RISK ASSESSMENT"


@pytest.mark.parametrize("word", ["with-drawn", "him-self", "over-turned"])
def test_broken_word_whose_halves_are_words_too_is_mended(word: str) -> None:
    head, tail = word.split("-")
    text = f"the men {head} {head} were {tail} {tail} and the garrison was {head}-\n{tail} at once"
    assert f"was {head}{tail} at once" in unwrapped(text)


def test_headings_of_a_wrapped_page_stand_alone() -> None:
    text = (
        "BACKGROUND\n"
        "The two towns on the river have fought over its water since the dam was closed.\n"
        "Armed men from both of them burned the mills and the granaries of the other town,\n"
        "and fifteen thousand people fled to the coast before the first rains had come.\n"
        "NECESSARY ACTION\n"
        "The commanders must open the roads.\n"
        "Last Updated: 4 March 2031"
    )
    assert unwrapped(text).split("\n\n")[::2] == [
        "BACKGROUND",
        "NECESSARY ACTION",
        "Last Updated: 4 March 2031",
    ]


def test_marked_headings_become_spans_and_escaped_marks_become_plain() -> None:
    loaded = document("# Valley\nIt is closed.\n## Risk\n\\# not a heading", file_format="md")
    normalised = normalise(loaded)
    assert normalised.text == "Valley\n\nIt is closed.\n\nRisk\n\n# not a heading"
    assert normalised.headings == (Heading(1, 0, 6), Heading(2, 23, 27))
    assert [normalised.text[span.start : span.end] for span in normalised.headings] == [
        "Valley",
        "Risk",
    ]


def test_plain_text_that_begins_with_a_hash_is_no_heading() -> None:
    assert normalise(document("# 1 priority: open the road")).headings == ()


WORDS = st.sampled_from(
    [
        "S/RES/9001", "(2031)", "S/PV.9876", "31-41592", "2", "Page", "...", "++", "# ", "\\#",
        "The", "valley", "imple-", "mentation", "Recalling", ",", ";", "(a)", "12.", "‚Äô", "â€™",
        "\u00ad", "\u200b", "e\u0301", " ", "\n", "\n\n", "\f", ". . . . . ", "Mr.", ":", "-", "–",
        "United Nations S/PV.9876", "This record contains", "The meeting rose at", "\ud800", "Ã©",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(WORDS, max_size=60).map("".join))


@given(text=TEXTS, is_hard_wrapped=st.booleans(), lines=st.booleans())
@example(text="S/RES/9001\n(2031)\n2", is_hard_wrapped=True, lines=False)
def test_normalising_is_idempotent_and_clean(text: str, is_hard_wrapped: bool, lines: bool) -> None:
    text = text.replace(" ", "\n") if lines else text
    once = normalise(document(text, is_hard_wrapped=is_hard_wrapped)).text
    assert once == normalise(document(text, is_hard_wrapped=is_hard_wrapped)).text
    assert normalise(document(once, is_hard_wrapped=is_hard_wrapped)).text == once
    assert "\n" not in once.replace("\n\n", "")
    assert all(part == part.strip() != "" for part in once.split("\n\n")) or once == ""
    assert "  " not in once
    once.encode()


@given(text=TEXTS, is_hard_wrapped=st.booleans())
def test_heading_spans_lie_on_whole_paragraphs(text: str, is_hard_wrapped: bool) -> None:
    normalised = normalise(document(text, is_hard_wrapped=is_hard_wrapped, file_format="md"))
    for heading in normalised.headings:
        assert normalised.text[heading.start : heading.end] in normalised.text.split("\n\n")
