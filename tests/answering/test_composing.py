from __future__ import annotations

from dataclasses import replace

from assistant.answering.composing import composed_draft, corrected_draft
from assistant.answering.drafting import Draft
from assistant.answering.premise_evidence import sources_of
from assistant.answering.premises.correcting import Correction, correction
from assistant.answering.premises.premises import premises_of
from assistant.answering.turn import Part
from assistant.domain import Evidence, NoticeKind, Outcome
from tests.answering.examples import evidence, judged, part, stored_text_of

HOW_MANY = "How many people were killed at Test?"
WHO = "Who opened an inquiry?"
RAID = evidence(
    1,
    [
        "On 23 March armed men killed at least 150 people at Test, 50 children among them.",
        "The government opened an inquiry.",
    ],
)


def composed(*parts: Part, passages: tuple[Evidence, ...] = (RAID,)) -> Draft:
    draft = composed_draft(parts, stored_text_of(*passages))
    assert draft is not None
    return draft


def test_figure_asked_for_stands_first_in_the_words_of_the_quote() -> None:
    draft = composed(part(HOW_MANY, *judged(RAID, 0.9, answer="150 people"), quoted=1))

    assert draft.outcome is Outcome.ANSWERED
    assert draft.text.startswith("“at least 150 people” [1]\n\n")
    assert f"“{draft.citations[0].quote}” [1]" in draft.text


def test_figure_that_the_reader_points_at_comes_before_others_of_the_sentence() -> None:
    asked = "How many of the victims were children?"

    draft = composed(part(asked, *judged(RAID, 0.9, answer="50 children"), quoted=1))

    assert draft.text.startswith("“50 children” [1]")


def test_date_asked_for_stands_first() -> None:
    draft = composed(part("When was Test attacked?", *judged(RAID, 0.9), quoted=1))

    assert draft.text.startswith("“23 March” [1]")


def test_level_asked_for_stands_first() -> None:
    passage = evidence(1, ["Populations at Risk: Serious Concern"])
    asked = part("What is the risk level of Mali?", *judged(passage, 0.9), quoted=1)

    assert composed(asked, passages=(passage,)).text.startswith("“Serious Concern” [1]")


def test_answer_without_a_form_of_its_own_leads_with_its_edition() -> None:
    draft = composed(part("Why was Test attacked?", *judged(RAID, 0.9), quoted=1))

    assert draft.text.startswith("Edition of 15 May 2019, Briefing on mali:")


def test_part_without_an_answer_is_named_and_the_other_is_given() -> None:
    draft = composed(
        part(HOW_MANY, *judged(RAID, 0.9), quoted=1), part("Who paid the raiders?", quoted=0)
    )

    assert draft.outcome is Outcome.PARTLY_ANSWERED
    assert "at least 150 people" in draft.text
    assert draft.text.split("\n\n")[-1].endswith("Who paid the raiders?")


def test_part_that_a_sentence_quoted_for_another_answers_is_not_missing() -> None:
    shared = judged(RAID, 0.9)
    likely = judged(RAID, 0.3)

    draft = composed(
        part(HOW_MANY, *shared, quoted=1), part("How many children were killed at Test?", *likely)
    )

    assert draft.outcome is Outcome.ANSWERED
    assert len(draft.citations) == 1


def test_each_part_has_a_quote_with_a_mark_of_its_own() -> None:
    inquiry = [each for each in judged(RAID, 0.1, 0.9) if each.sentence == 1]

    draft = composed(part(HOW_MANY, *judged(RAID, 0.9), quoted=1), part(WHO, *inquiry, quoted=1))

    assert draft.outcome is Outcome.ANSWERED
    assert [citation.number for citation in draft.citations] == [1, 2]
    assert draft.citations[1].quote == "The government opened an inquiry."


def test_sentence_that_answers_both_parts_is_cited_once() -> None:
    killed = judged(RAID, 0.9, answer="at least 150 people")
    children = judged(replace(RAID, number=4, score=0.2), 0.8, answer="50 children")

    draft = composed(
        part(HOW_MANY, *killed, quoted=1),
        part("How many children were killed at Test?", *children, quoted=1),
    )

    assert len(draft.citations) == 1
    assert draft.text.count(draft.citations[0].quote) == 1
    assert draft.text.startswith(f"“at least 150 people” [1] – {HOW_MANY}\n\n“50 children” [1] – ")


def test_quote_that_is_not_in_the_stored_edition_is_never_shown() -> None:
    other = evidence(2, ["Raiders took 40 goats from the herders."], subject="sahel")
    asked = part(HOW_MANY, *judged(RAID, 0.9), quoted=1)
    changed = part("How many goats were taken?", *judged(other, 0.9), quoted=1)

    draft = composed(asked, changed)

    assert [citation.quote for citation in draft.citations] == [RAID.text.split(". ")[0] + "."]
    assert "goats from" not in draft.text
    assert composed_draft([changed], stored_text_of(RAID)) is None
    assert composed_draft([], stored_text_of(RAID)) is None


def corrected(question: str, passage: Evidence) -> Correction | None:
    sources = sources_of([passage], judged(passage, 0.9))
    return correction(question, [(each, sources) for each in premises_of(question)])


def test_wrong_premise_is_put_right_with_the_sentence_that_says_so() -> None:
    passage = evidence(1, ["In 2014 and 2015 Algeria mediated the Bamako Agreement."])
    made = corrected("Why did Morocco mediate the Bamako Agreement in 2014 and 2015?", passage)

    draft = corrected_draft(made, stored_text_of(passage))

    assert draft is not None
    assert draft.outcome is Outcome.PREMISE_CORRECTED
    words = draft.text.split("\n\n")[0]
    assert "Morocco" in words
    assert "Algeria" in words
    assert words.endswith("[1]")
    assert [citation.quote for citation in draft.citations] == [passage.text]
    assert f"“{passage.text}” [1]" in draft.text


def test_correction_whose_quote_does_not_stand_is_not_made() -> None:
    passage = evidence(1, ["In 2014 and 2015 Algeria mediated the Bamako Agreement."])
    made = corrected("Why did Morocco mediate the Bamako Agreement in 2014 and 2015?", passage)

    assert made is not None
    assert corrected_draft(made, stored_text_of(RAID)) is None
    assert corrected_draft(None, stored_text_of(passage)) is None


def test_sentence_that_was_not_read_is_a_source_of_no_probability() -> None:
    read, unread = sources_of([RAID], judged(RAID, 0.8))

    assert (read.probability, unread.probability) == (0.8, 0.0)
    assert unread.text == "The government opened an inquiry."
    assert "15 May 2019" in read.edition


def test_two_answers_in_short_each_say_what_they_answer() -> None:
    when = "When was Test attacked?"
    draft = composed(
        part(HOW_MANY, *judged(RAID, 0.9, answer="150 people"), quoted=1),
        part(when, *judged(RAID, 0.9), quoted=1),
    )

    assert draft.text.startswith(
        f"“at least 150 people” [1] – {HOW_MANY}\n\n“23 March” [1] – {when}\n\n"
    )


def test_answer_that_the_reader_is_not_sure_of_says_so() -> None:
    unsure = composed(part(HOW_MANY, *judged(RAID, 0.25, answer="150 people"), quoted=1))
    sure = composed(part(HOW_MANY, *judged(RAID, 0.9, answer="150 people"), quoted=1))

    assert [notice.kind for notice in unsure.notices] == [NoticeKind.UNSURE]
    assert not sure.notices
