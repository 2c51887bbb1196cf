"""Answer records: written once, read back exactly, never changed."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine, insert, select
from sqlalchemy.exc import IntegrityError

from assistant.domain import (
    Answer,
    Citation,
    DroppedSentence,
    EditionDate,
    Notice,
    NoticeKind,
    Outcome,
    Precision,
    PromptUse,
)
from assistant.errors import AnswerNotFound, LibraryError
from assistant.library.tables import answers


def store_answer(engine: Engine, answer: Answer) -> None:
    """Keep `answer` for ever.

    Raises:
        LibraryError: an answer with that id is stored already.
    """
    row = {
        "id": answer.id,
        "record": answer_to_json(answer),
        "created_at": answer.created_at.isoformat(),
    }
    try:
        with engine.begin() as connection:
            connection.execute(insert(answers), [row])
    except IntegrityError as error:
        raise LibraryError(
            f"An answer with the id {answer.id!r} is stored already, and records never change. "
            "Give every answer a new id."
        ) from error


def load_answer(engine: Engine, answer_id: str) -> Answer:
    """Return the stored answer with that id.

    Raises:
        AnswerNotFound: there is none.
    """
    with engine.connect() as connection:
        record = connection.scalar(select(answers.c.record).where(answers.c.id == answer_id))
    if record is None:
        raise AnswerNotFound(f"No stored answer has the id {answer_id!r}. Check the link.")
    return answer_from_json(record)


def answer_to_json(answer: Answer) -> str:
    """Return `answer` as one JSON object."""
    return json.dumps(asdict(answer), ensure_ascii=False, default=_plain)


def answer_from_json(text: str) -> Answer:
    """Return the answer that `answer_to_json` wrote."""
    record: dict[str, Any] = json.loads(text)
    return Answer(
        **{
            **record,
            "outcome": Outcome(record["outcome"]),
            "citations": tuple(_citation(entry) for entry in record["citations"]),
            "nearest": tuple(_citation(entry) for entry in record["nearest"]),
            "notices": tuple(
                Notice(NoticeKind(entry["kind"]), entry["text"]) for entry in record["notices"]
            ),
            "countries": tuple(record["countries"]),
            "as_of": date.fromisoformat(record["as_of"]) if record["as_of"] else None,
            "created_at": datetime.fromisoformat(record["created_at"]),
            "prompts": tuple(PromptUse(**entry) for entry in record["prompts"]),
            "dropped_sentences": tuple(record["dropped_sentences"]),
            "dropped": tuple(DroppedSentence(**entry) for entry in record.get("dropped", ())),
        }
    )


def _citation(entry: dict[str, Any]) -> Citation:
    printed = entry["edition_date"]
    edition_date = EditionDate(date.fromisoformat(printed["day"]), Precision(printed["precision"]))
    return Citation(**{**entry, "edition_date": edition_date})


def _plain(value: object) -> str:
    if isinstance(value, date):  # a datetime is a date too
        return value.isoformat()
    raise TypeError(f"An answer holds a {type(value).__name__}, which no record can keep.")
