from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ingest.splitting import split_sentences


def sentences(text: str) -> list[str]:
    return [text[start:end] for start, end in split_sentences(text)]


@pytest.mark.parametrize(
    "sentence",
    [
        "Prime Minister Lt. Col. Ada Brook met Gen. Fern at the gate.",
        "Acting President Sr. Gen. ADA BROOK signed, as did Brig. Gen. (since 2 May 2031) Fern.",
        "Amb. Reed and Sgt. Vale and Mr. Moss of St. Clair spoke, see No. 5 and para. 12 of it.",
        "See Art. 4 and Res. 9001, op. cit. Brook, vol. II, p. 12, for approx. 40 cases.",
        "The U.S. Embassy, the U.N. Mission and the D.R.C. Government agreed.",
        "The truce of 3 Sept. 2031 was signed at 10.15 a.m. on 4 Oct. 2031 by J. R. Brook.",
        "Kings ruled the valley from 700 B.C. to 1660, and then it was joined to the coast.",
        "The fort (ca. 900-700 B.C.) stood until the river moved.",
        "It cost 2% of GDP (2031 est.) (approximately 40 million crowns).",
        "More than 12.2 million people – of whom 7.6 million are displaced – need help.",
        "12. Requests the Secretary-General to report; and also to (a) return, (b) stay;",
        "(a) To report every sixty days on the state of the roads;",
        "“We shall open the roads,” she said to the Council.",
        "The group asked: “Who closed the road?” and went away.",
    ],
)
def test_one_sentence_stays_whole(sentence: str) -> None:
    assert sentences(sentence) == [sentence]


@pytest.mark.parametrize(
    "text",
    [
        "The road is closed.| The bridge is not.",
        "It is led by the U.S.| The others left.",
        "They met at 10 a.m.| The talks failed.",
        "The king died in 350 A.D.| After his death the town fell.",
        "She ruled under Brook II.| Many still speak of it.",
        "The town was taken.12| The parties then met.",
        "“The road is closed.”| He left (the bridge too).| Nobody stayed.",
        "They left.”| Others stayed.",
        "Who closed it?| Nobody knows!| We asked.",
        "12. The road is closed.| It must be opened.",
        "The deputy was Brook Jr.| He was dismissed.",
        "Gen. Fern left.| Mr. Moss stayed (see A/99/1, annex).| The U.N. Mission did too.",
        "Today’s talks failed.| Today’s talks were the last.",
    ],
)
def test_sentences_are_parted(text: str) -> None:
    expected = [part.strip() for part in text.split("|")]
    assert sentences(text.replace("|", "")) == expected


def test_a_semicolon_does_not_end_a_clause() -> None:
    clause = "Recalling its decisions; reaffirming them; and noting the letter of its President,"
    assert sentences(clause) == [clause]


def test_sub_items_are_sentences_of_their_own() -> None:
    text = "2. Requests the envoy:\n\n(a) To report;\n\n(b) To name those who closed the roads;"
    assert sentences(text) == text.split("\n\n")


def test_a_label_alone_never_becomes_a_sentence() -> None:
    assert sentences("4. (a) The road is closed. 5. The bridge is open.") == [
        "4. (a) The road is closed.",
        "5. The bridge is open.",
    ]


def test_spans_are_offsets_into_the_whole_text() -> None:
    text = "First one. Second one.\n\nThird one. Fourth one."
    start, end = text.index("Second"), text.index(" Fourth")
    assert [text[s:e] for s, e in split_sentences(text, start, end)] == [
        "Second one.",
        "Third one.",
    ]


PIECES = st.sampled_from(
    [
        "The road is closed.", "Gen.", "Brook", "12.", "(a)", "“Who?”", "can't", "isn't", "U.S.",
        "a.m.", "…", "...", "?!", ";", ".”", ")", "II.", "–", "1", "état", "e.g.", "\n\n", "don’t",
        "x.12", "A", "cannot", "\u200b", "東京。", "No.", "*", "[3]",
    ]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=30).map(" ".join))


@given(text=TEXTS)
def test_spans_are_ordered_and_cover_all_but_white_space(text: str) -> None:
    position = 0
    for start, end in split_sentences(text):
        assert position <= start < end <= len(text)
        assert not text[position:start].strip()
        assert text[start:end] == text[start:end].strip()
        assert "\n\n" not in text[start:end]
        position = end
    assert not text[position:].strip()


@given(text=TEXTS, cut=st.tuples(st.integers(0, 120), st.integers(0, 120)))
def test_a_range_is_split_as_the_text_in_it_would_be(text: str, cut: tuple[int, int]) -> None:
    start, end = sorted(min(edge, len(text)) for edge in cut)
    within = [(s - start, e - start) for s, e in split_sentences(text, start, end)]
    assert within == list(split_sentences(text[start:end]))


@given(text=TEXTS)
def test_only_a_whole_paragraph_may_lack_letters(text: str) -> None:
    for start, end in split_sentences(text):
        if not any(char.isalpha() for char in text[start:end]):
            assert not text[:start].rpartition("\n\n")[2].strip()
            assert not text[end:].partition("\n\n")[0].strip()
