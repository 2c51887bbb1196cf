"""The JSON of SQuAD 1.1 and 2.0, which XQuAD and many others share.

Rajpurkar, Jia & Liang, "Know What You Don't Know: Unanswerable Questions for SQuAD", ACL 2018.
"""

from __future__ import annotations

from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from evals.regression.cases import QuestionSetError


class SquadPart(BaseModel):
    """What every part has in common: further fields are left alone, numbers may be ids."""

    model_config = ConfigDict(coerce_numbers_to_str=True, frozen=True)


class SquadAnswer(SquadPart):
    """An accepted answer, and where its paragraph holds it."""

    text: str
    answer_start: int


class SquadQuestion(SquadPart):
    """A question on a paragraph; SQuAD 2.0 has some that it does not answer."""

    id: str
    question: str
    answers: tuple[SquadAnswer, ...] = ()
    is_impossible: bool = False


class SquadParagraph(SquadPart):
    """A paragraph and the questions on it."""

    context: str
    qas: tuple[SquadQuestion, ...]


class SquadArticle(SquadPart):
    """The paragraphs of one article."""

    title: str = ""
    paragraphs: tuple[SquadParagraph, ...]


class SquadFile(SquadPart):
    """A whole file."""

    data: tuple[SquadArticle, ...] = Field(min_length=1)


def read_squad(path: Path) -> SquadFile:
    """Read the file at `path`.

    Raises:
        QuestionSetError: it is missing, no JSON, or not in the format of SQuAD.
    """
    if not path.is_file():
        raise QuestionSetError(f"There is no file {path}. Check the path.")
    try:
        return SquadFile.model_validate_json(path.read_bytes())
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise QuestionSetError(
            f"{path.name} is not in the format of SQuAD ({where or 'whole file'}: {first['msg']}). "
            "It must hold data[].paragraphs[] with `context` and `qas`."
        ) from error
