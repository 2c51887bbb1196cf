"""What a sender may state about an uploaded file that the document itself does not say."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Annotated, Literal

from fastapi import Form

from assistant.domain import Level

SHORT = 300


@dataclass(frozen=True, slots=True)
class UploadFields:
    """What the sender of a single file states about it."""

    title: Annotated[str | None, Form(max_length=SHORT)] = None
    date: Annotated[
        str | None,
        Form(
            pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$",
            description="Edition date: 2019-05-15, 2019-05 or 2019",
        ),
    ] = None
    country: Annotated[
        str | None, Form(max_length=SHORT, description="Name or ISO 3166-1 alpha-3 code")
    ] = None
    level: Annotated[Level | None, Form()] = None
    publisher: Annotated[str | None, Form(max_length=SHORT)] = None
    series: Annotated[str | None, Form(max_length=SHORT)] = None
    url: Annotated[str | None, Form(max_length=2000, pattern=r"^https?://\S+$")] = None
    licence: Annotated[str | None, Form(max_length=SHORT)] = None
    slug: Annotated[
        str | None, Form(max_length=SHORT, description="Readable name for the edition's id")
    ] = None
    sample: Annotated[
        Literal["true", "yes", "1", "false", "no", "0"] | None,
        Form(description="Mark it as a sample, not a publication"),
    ] = None
    retrieved_at: Annotated[
        str | None,
        Form(
            max_length=40,
            pattern=r"^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2}))?$",
            description="When it was fetched from `url`",
        ),
    ] = None

    def given(self) -> dict[str, str]:
        """Return the fields that were filled in, on one line each."""
        return {
            name: " ".join(value.split())
            for name, value in asdict(self).items()
            if value is not None and value.strip()
        }
