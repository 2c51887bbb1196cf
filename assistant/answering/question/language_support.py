"""What is said to a question that is not in English. Pure.

The embedded reader reads English only. In the other languages of `SEARCHED` passages are found by
their words; in any other language nothing is, and the answer says so instead of guessing.
"""

from __future__ import annotations

from collections.abc import Collection

from assistant.library.languages import ENGLISH, SEARCHED, Language, question_language

_NAMES = [language.name for language in SEARCHED]
_SEARCHED_NAMES = f"{', '.join(_NAMES[:-1])} and {_NAMES[-1]}"


def foreign_language(question: str) -> Language | None:
    """Return the language of `question` where it is clearly not English."""
    language = question_language(question)
    return None if language == ENGLISH else language


def language_refusal(language: Language, held: Collection[Language]) -> str:
    """Return the words for a question in `language` that the embedded reader cannot judge.

    `held` are the languages of the stored passages, as `KeywordIndex.languages` has them.
    """
    if not language.is_searched:
        return (
            f"The question is in {language.name}, which is not supported. Ask it in English, or, "
            f"where documents are in one of them, in {_SEARCHED_NAMES}."
        )
    if language not in held:
        return (
            f"The question is in {language.name}, and the library holds no document in it. "
            "Ask it in English."
        )
    return (
        f"The question is in {language.name}. The passages that share its words are quoted, but "
        "the embedded reader reads English only and has not judged whether they answer it."
    )
