"""Parameters that several tools have, as a model is told of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Annotated

from pydantic import Field

Countries = Annotated[
    Sequence[str] | None,
    Field(max_length=20, description="Names or ISO 3166-1 alpha-3 codes; leave out for all"),
]
AsOf = Annotated[
    date | None,
    Field(description="2019-06-30: use the editions in force on that day, not the newest"),
]
EndOfSpan = Annotated[
    str | None,
    Field(max_length=200, description="Edition in force then: 2017, 2017-03, 2017-03-28, or an id"),
]
