"""The tables of the catalogue; bump `SCHEMA_VERSION` with any change to them."""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)

SCHEMA_VERSION = 3
"""1 had no feedback, 2 no API keys or conversations; `database` updates either where it lies."""

STAGED = "staged"
"""Written whole, but its vectors may not be in the vector index yet; readers never see it."""
VISIBLE = "visible"

metadata = MetaData()

meta = Table(
    "meta",
    metadata,
    Column("key", String, primary_key=True),
    Column("value", Text, nullable=False),
)

series = Table(
    "series",
    metadata,
    Column("id", String, primary_key=True),
    Column("publisher", String, nullable=False),
    Column("subject", String, nullable=False),
    Column("kind", String, nullable=False),
)

briefings = Table(
    "briefings",
    metadata,
    Column("id", String, primary_key=True),
    Column("slug", String, nullable=False),
    Column("revision", Integer, nullable=False),
    Column("identity", String, nullable=False, index=True),
    Column("status", String, nullable=False),
    Column("series_id", ForeignKey("series.id"), nullable=False),
    Column("title", String, nullable=False),
    Column("countries", Text, nullable=False),
    Column("edition_day", String(10), nullable=False),
    Column("edition_precision", String, nullable=False),
    Column("level", String),
    Column("level_scheme", String),
    Column("symbol", String),
    Column("source", Text, nullable=False),
    Column("recognition_notes", Text, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("text", Text, nullable=False),
    Column("stored_at", String, nullable=False),
    CheckConstraint(f"status IN ('{STAGED}', '{VISIBLE}')", name="status_is_known"),
    Index("one_revision_per_slug", "slug", "revision", unique=True),
)


def _part_of_briefing() -> tuple[Column[str], Column[int], Column[int], Column[int]]:
    """Return the columns that sections, sentences and passages share."""
    return (
        Column("briefing_id", ForeignKey("briefings.id", ondelete="CASCADE"), primary_key=True),
        Column("number", Integer, primary_key=True, autoincrement=False),
        Column("start", Integer, nullable=False),
        Column("end", Integer, nullable=False),
    )


sections = Table(
    "sections",
    metadata,
    *_part_of_briefing(),
    Column("type", String, nullable=False),
    Column("title", String),
    Column("is_inferred", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

sentences = Table(
    "sentences",
    metadata,
    *_part_of_briefing(),
    Column("section", Integer, nullable=False),
    sqlite_with_rowid=False,
)

passages = Table(
    "passages",
    metadata,
    *_part_of_briefing(),
    Column("section", Integer, nullable=False),
    Column("first_sentence", Integer, nullable=False),
    Column("end_sentence", Integer, nullable=False),
    sqlite_with_rowid=False,
)

embeddings = Table(
    "embeddings",
    metadata,
    Column("key", LargeBinary(32), primary_key=True),
    Column("vector", LargeBinary, nullable=False),
)

answers = Table(
    "answers",
    metadata,
    Column("id", String, primary_key=True),
    Column("record", Text, nullable=False),
    Column("created_at", String, nullable=False),
)

feedback = Table(
    "feedback",
    metadata,
    Column("number", Integer, primary_key=True),  # counts up in the order of storing
    Column("id", String, nullable=False, unique=True),
    Column("answer_id", ForeignKey("answers.id"), nullable=False, index=True),
    Column("rating", String, nullable=False),
    Column("reason", String),
    Column("comment", Text, nullable=False),
    Column("expected", Text, nullable=False),
    Column("created_at", String, nullable=False),
)

api_keys = Table(
    "api_keys",
    metadata,
    Column("number", Integer, primary_key=True),  # counts up in the order of storing
    Column("name", String, nullable=False, unique=True),
    Column("scopes", String, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("created_at", String, nullable=False),
    Column("revoked_at", String),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", String, primary_key=True),
    Column("owner", String, nullable=False),  # name of an API key; empty where none is asked for
    Column("title", String, nullable=False),
    Column("created_at", String, nullable=False),
    Column("updated_at", String, nullable=False, index=True),
    Column("deleted_at", String, index=True),
)

conversation_turns = Table(
    "conversation_turns",
    metadata,
    Column("number", Integer, primary_key=True),  # counts up in the order of storing
    Column(
        "conversation_id",
        ForeignKey("conversations.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    Column("question", Text, nullable=False),
    Column("answer_id", ForeignKey("answers.id"), nullable=False, index=True),
    Column("created_at", String, nullable=False),
)

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    Column("sha256", String(64), primary_key=True),  # of the owner and the key that was sent
    Column("body_sha256", String(64), nullable=False),
    Column("answer_id", ForeignKey("answers.id", ondelete="CASCADE"), nullable=False, index=True),
    Column("created_at", String, nullable=False, index=True),
)
