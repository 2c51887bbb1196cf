"""Settings, built once in a main() and passed down; every one is an `R2P_...` variable.

Nested groups use two underscores: `R2P_API__PORT=8080`. Unknown names are errors, so a typo
never silently leaves a default in force.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.data_folder import DATA_DIR_VARIABLE, DEFAULT_DATA_DIR
from assistant.errors import SettingsError

PREFIX = "R2P_"


class Group(BaseModel):
    """A group of settings that belong together."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class ApiSettings(Group):
    """Where the answer API listens, and how much it takes."""

    host: str = Field("127.0.0.1", description="Address the answer API listens on.")
    port: int = Field(8000, ge=1, le=65535, description="Port of the answer API.")
    max_body_megabytes: int = Field(
        64, ge=1, le=1024, description="Largest request body accepted, uploads included."
    )
    mcp: bool = Field(
        default=True,
        description="Answer MCP clients at /mcp, for whoever may call the rest of the API.",
    )
    key: SecretStr = Field(
        SecretStr(""), description="API key that `r2p` and the chat page send; never logged."
    )
    allow_unauthenticated: bool = Field(
        default=False,
        description="Let anyone call an API that other machines reach, while no key is defined.",
    )
    asks_per_minute: int | None = Field(
        None,
        ge=0,
        le=100_000,
        description="Questions and searches a caller may send in a minute; 0: no limit. Empty: 60, "
        "and no limit for callers on this machine that need no key.",
    )
    ingests_per_minute: int | None = Field(
        None,
        ge=0,
        le=100_000,
        description="Uploads a caller may send in a minute; 0: no limit. Empty: 120, and no limit "
        "for callers on this machine that need no key.",
    )
    cors_origins: str = Field(
        "",
        pattern=r"^(https?://[^\s/,*?#@]+(\s*,\s*https?://[^\s/,*?#@]+)*)?$",
        description="Web pages elsewhere that may call the API: `https://a.example,...`, exact.",
    )


class ChatSettings(Group):
    """Where the chat page listens, and which answer API it asks."""

    host: str = Field("127.0.0.1", description="Address the chat page listens on.")
    port: int = Field(8501, ge=1, le=65535, description="Port of the chat page.")
    api_url: str = Field(
        "", description="Answer API the chat page asks; empty: the one named by R2P_API__..."
    )


class EmbeddingSettings(Group):
    """The embedding model."""

    model_dir: Path | None = Field(
        None, description="Folder of a sentence-transformers model; empty: the packaged MiniLM."
    )
    model_sha256: str = Field(
        "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db",
        pattern="^[0-9a-f]{64}$",
        description="SHA-256 of the model's model.safetensors; another file is refused.",
    )
    backend: Literal["openvino", "torch"] = Field(
        "openvino", description="`openvino` is the fast CPU path; `torch` runs anywhere."
    )
    threads: int = Field(2, ge=1, le=64, description="CPU threads for embedding.")


class VectorSettings(Group):
    """Where the Chroma collection lives."""

    url: str = Field(
        "", description="URL of a Chroma server; empty: embedded Chroma in the data folder."
    )


class IngestSettings(Group):
    """Limits on what is read."""

    max_file_megabytes: int = Field(
        50, ge=1, le=1024, description="Larger files are refused before they are read."
    )
    max_pdf_pages: int = Field(
        500, ge=1, le=10_000, description="PDFs with more pages are refused."
    )
    parse_timeout_seconds: int = Field(
        120, ge=1, le=3600, description="A PDF, DOCX or HTML file that takes longer is refused."
    )
    passage_tokens: int = Field(
        120, ge=40, le=250, description="A passage is a run of whole sentences up to this size."
    )


class FetchSettings(Group):
    """How documents are fetched by their URL; private addresses are refused whatever is set."""

    allow_urls: bool = Field(
        False, description="Let the answer API fetch the URLs it is sent; `r2p ingest` always may."
    )
    ports: str = Field(
        "80,443",
        pattern=r"^\d{1,5}(,\d{1,5})*$",
        description="Ports that are fetched from, with commas between.",
    )
    timeout_seconds: float = Field(
        60, gt=0, le=600, description="A document that takes longer to come, in all, is given up."
    )

    @property
    def allowed_ports(self) -> frozenset[int]:
        """`ports` as numbers."""
        return frozenset(map(int, self.ports.split(",")))


class RetrievalSettings(Group):
    """How passages are found."""

    candidates: int = Field(
        60, ge=5, le=300, description="Passages taken from each ranking before fusion."
    )
    evidence: int = Field(
        12, ge=1, le=50, description="Passages numbered as evidence for one question."
    )


class AnsweringSettings(Group):
    """How answers are made."""

    max_quotes: int = Field(3, ge=1, le=10, description="Sentences the embedded reader quotes.")
    support_threshold: float = Field(
        0.27, ge=0, le=1, description="A sentence judged less likely than this does not answer."
    )
    max_question_characters: int = Field(
        2000, ge=50, le=20_000, description="Longer questions are refused."
    )


class ModelSettings(Group):
    """The chat model; without a name the embedded reader answers by quoting."""

    name: str = Field(
        "", description="`provider:model`, as `openai:gpt-4o`; empty: the embedded reader."
    )
    base_url: str = Field("", description="URL of an OpenAI-compatible server, ending in /v1.")
    api_key: SecretStr = Field(SecretStr(""), description="Key for the chat model; never logged.")
    timeout_seconds: float = Field(
        60, gt=0, le=600, description="A chat model that is silent for longer has failed."
    )
    deadline_seconds: float = Field(
        120, gt=0, le=1800, description="All that one question asks of the chat model ends by then."
    )
    retries: int = Field(
        2,
        ge=0,
        le=10,
        description="Further tries after 429, 5xx or no connection; before any word.",
    )
    max_output_tokens: int = Field(
        800, ge=50, le=8000, description="Longest draft; what goes on is cut off, then verified."
    )
    max_evidence_tokens: int = Field(
        6000, ge=500, le=100_000, description="Most evidence given to the chat model."
    )


class LogSettings(Group):
    """What is logged."""

    level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        "INFO", description="Questions and document text are logged at DEBUG only."
    )


class TelemetrySettings(Group):
    """What operators see of a running answer API."""

    metrics: bool = Field(
        default=False,
        description="Give numbers at /metrics for Prometheus, to whoever may call the API.",
    )
    otlp_url: str = Field(
        "",
        pattern=r"^(https?://[^\s/@?#]+)?$",
        description="Collector that traces go to by OTLP/gRPC, as http://127.0.0.1:4317; empty: "
        "there are no traces.",
    )
    trace_content: bool = Field(
        default=False, description="Put the words of questions and answers into traces."
    )


class Settings(BaseSettings):
    """All settings of the assistant."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_nested_delimiter="__",
        extra="forbid",
        frozen=True,
        env_ignore_empty=True,
    )

    data_dir: Path = Field(
        Path(DEFAULT_DATA_DIR),
        description="Folder in which everything lives.",
        validate_default=True,
    )
    api: ApiSettings = ApiSettings()
    chat: ChatSettings = ChatSettings()
    embedding: EmbeddingSettings = EmbeddingSettings()
    vectors: VectorSettings = VectorSettings()
    ingest: IngestSettings = IngestSettings()
    fetch: FetchSettings = FetchSettings()
    retrieval: RetrievalSettings = RetrievalSettings()
    answering: AnsweringSettings = AnsweringSettings()
    model: ModelSettings = ModelSettings()
    judge: ModelSettings = ModelSettings()
    """The chat model that `r2p eval run --judge` lets report on answers; asked nothing else."""
    log: LogSettings = LogSettings()
    telemetry: TelemetrySettings = TelemetrySettings()


@dataclass(frozen=True, slots=True)
class SettingOrigin:
    """One setting as `r2p doctor` shows it."""

    variable: str
    value: str
    origin: str
    """'environment' or 'default'."""
    description: str


def load_settings() -> Settings:
    """Read the settings from the environment; the one place that does.

    Raises:
        SettingsError: a variable with our prefix is unknown, or a value is out of bounds.
    """
    known = {variable for variable, _, _ in _fields(Settings, PREFIX)}
    unknown = sorted(
        name for name in os.environ if name.upper().startswith(PREFIX) and name.upper() not in known
    )
    if unknown:
        raise SettingsError(
            f"Unknown setting {', '.join(unknown)}. `r2p doctor` lists the settings there are."
        )
    try:
        return Settings()
    except ValidationError as error:
        problems = "; ".join(
            f"{PREFIX}{'__'.join(str(part).upper() for part in problem['loc'])}: {problem['msg']}"
            for problem in error.errors()
        )
        raise SettingsError(f"{problems}. Correct the variable or unset it.") from error


def describe_settings(settings: Settings) -> tuple[SettingOrigin, ...]:
    """List every setting with its value and where the value came from; keys are masked."""
    names = {name.upper() for name, value in os.environ.items() if value}
    return tuple(
        SettingOrigin(
            variable=variable,
            value=_shown(_value_at(settings, path)),
            origin="environment" if variable in names else "default",
            description=description,
        )
        for variable, path, description in _fields(Settings, PREFIX)
    )


def _fields(
    model: type[BaseModel], prefix: str, path: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...], str]]:
    for name, field in model.model_fields.items():
        inner = field.annotation
        if isinstance(inner, type) and issubclass(inner, Group):
            yield from _fields(inner, f"{prefix}{name.upper()}__", (*path, name))
        else:
            yield f"{prefix}{name.upper()}", (*path, name), field.description or ""


def _value_at(settings: Settings, path: tuple[str, ...]) -> object:
    value: object = settings
    for name in path:
        value = getattr(value, name)
    return value


def _shown(value: object) -> str:
    if isinstance(value, SecretStr):
        return "set (hidden)" if value.get_secret_value() else ""
    return "" if value is None else str(value)


assert f"{PREFIX}DATA_DIR" == DATA_DIR_VARIABLE  # noqa: S101 - both files must name one variable
