"""What every request body shares."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

CountryCode = Annotated[str, Field(pattern="^[A-Z]{3}$", description="ISO 3166-1 alpha-3")]


class Body(BaseModel):
    """A request body: unknown fields are errors, so that a typo is never ignored."""

    model_config = ConfigDict(extra="forbid")
