"""Days as callers write them: 2019-06-30 and nothing else."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated

from pydantic import BeforeValidator

_WRITTEN = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _as_written(value: object) -> object:
    """Keep a number, also one in a query, from being read as seconds since 1970."""
    if value is None or isinstance(value, date):
        return value
    if not isinstance(value, str) or not _WRITTEN.fullmatch(value):
        raise ValueError("write it as '2019-06-30'")
    return value


IsoDay = Annotated[date, BeforeValidator(_as_written)]
