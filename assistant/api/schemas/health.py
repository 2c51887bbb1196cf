"""Whether the API runs and can answer."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field


class HealthOut(BaseModel):
    """Whether the process runs, and what would leave this machine."""

    status: Literal["ok"]
    version: str
    answered_by: str
    outbound: list[str] = Field(description="Addresses that the settings let the assistant reach")


class ReadinessOut(BaseModel):
    """Whether the library can answer."""

    status: Literal["ready", "not ready"]
    briefings: int
    passages: int
    checks: dict[str, str]
