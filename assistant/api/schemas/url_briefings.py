"""A document to fetch by its URL, and what its sender states about it."""

from __future__ import annotations

from pydantic import ConfigDict, Field, StrictBool

from assistant.api.schemas.bodies import Body
from assistant.domain import Level

SHORT = 300


class UrlBriefingIn(Body):
    """One URL, with what the document itself does not say."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"url": "https://www.example.org/mali/", "date": "2019-05-15", "country": "Mali"}
            ]
        },
    )

    url: str = Field(min_length=1, max_length=2000, description="http or https, without user name")
    title: str | None = Field(None, max_length=SHORT)
    date: str | None = Field(
        None,
        pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$",
        description="Edition date: 2019-05-15, 2019-05 or 2019",
    )
    country: str | None = Field(
        None, max_length=SHORT, description="Name or ISO 3166-1 alpha-3 code"
    )
    level: Level | None = None
    publisher: str | None = Field(None, max_length=SHORT)
    series: str | None = Field(None, max_length=SHORT)
    licence: str | None = Field(None, max_length=SHORT)
    slug: str | None = Field(
        None, max_length=SHORT, description="Readable name for the edition's id"
    )
    sample: StrictBool = Field(False, description="Mark it as a sample, not a publication")

    def given(self) -> dict[str, str]:
        """Return the fields that were filled in, the URL aside, on one line each."""
        fields = self.model_dump(mode="json", exclude={"url", "sample"}, exclude_none=True)
        given = {name: " ".join(value.split()) for name, value in fields.items() if value.strip()}
        return {**given, "sample": "true"} if self.sample else given
