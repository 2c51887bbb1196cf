"""Puts a fault into the product for the length of a `with` block."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from assistant.answering.drafting import Draft
from assistant.answering.steps import AnswerSteps
from assistant.answering.turn import Turn
from assistant.domain import Answer
from assistant.library.library import Library

ChangeAnswer = Callable[[Library, Answer], Answer]


@contextmanager
def replaced(owner: object, name: str, value: object) -> Iterator[None]:
    """Give `owner` another attribute, and its own one back at the end."""
    before = vars(owner)[name]
    setattr(owner, name, value)
    try:
        yield
    finally:
        setattr(owner, name, before)


@contextmanager
def answers_changed(library: Library, change: ChangeAnswer) -> Iterator[None]:
    """Hand every finished answer through `change`, after it was checked and stored."""
    finish = AnswerSteps.finish

    def finish_and_change(steps: AnswerSteps, turn: Turn, draft: Draft) -> Answer:
        return change(library, finish(steps, turn, draft))

    with replaced(AnswerSteps, "finish", finish_and_change):
        yield


@contextmanager
def wrapped(owner: object, name: str, around: Callable[..., Any]) -> Iterator[None]:
    """Put `around` in the place of a function; its first argument is the one that was there."""
    before: Callable[..., Any] = getattr(owner, name)

    def called(*arguments: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever the function takes
        return around(before, *arguments, **named)

    with replaced(owner, name, called):
        yield
