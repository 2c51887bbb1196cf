"""The block of YAML between two `---` lines at the head of a text or markdown file."""

from __future__ import annotations

import re
from datetime import date, datetime

import yaml

from assistant.errors import ManifestError

_BLOCK = re.compile(r"\A\s*---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
_FIRST_LINE = re.compile(r"\A\s*---[ \t]*\n[ \t]*[A-Za-z_][\w -]*:(?:\s|$)")
_MAX_CHARACTERS = 20_000
_MEND = "Correct it, or remove the block between the two --- lines."


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """Take the front matter off `text`; without one, return an empty dict and all of `text`.

    Keys become lower case, dates ISO 8601, lists one string with commas; empty values vanish.

    Raises:
        ManifestError: the block is not closed, is not YAML, or holds more than plain fields.
    """
    block = _BLOCK.match(text)
    # Markdown may open with a thematic break; front matter opens with a field.
    if not _FIRST_LINE.match(text):
        if block and not block["yaml"].strip():
            return {}, text[block.end() :]
        return {}, text
    if block is None:
        raise ManifestError(
            "The front matter opens with --- on line 1 and is never closed. "
            "Put a line with --- behind its last field."
        )
    return _read_fields(block["yaml"], _first_line_number(text)), text[block.end() :]


def _first_line_number(text: str) -> int:
    """Return the number of the line behind the opening `---`."""
    return text[: text.index("---")].count("\n") + 2


def _read_fields(block: str, first_line: int) -> dict[str, str]:
    if len(block) > _MAX_CHARACTERS:
        raise ManifestError(
            f"The front matter has {len(block)} characters; {_MAX_CHARACTERS} are allowed. {_MEND}"
        )
    try:
        fields = yaml.safe_load(block)
    except yaml.MarkedYAMLError as error:
        line = first_line + (error.problem_mark.line if error.problem_mark else 0)
        raise ManifestError(
            f"Line {line}: the front matter is not YAML ({error.problem or error.context}). {_MEND}"
        ) from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise ManifestError(
            f"Line {first_line}: the front matter cannot be read ({error}). {_MEND}"
        ) from error
    if not isinstance(fields, dict):
        raise ManifestError(
            f"Line {first_line}: the front matter is no list of `name: value` lines. {_MEND}"
        )
    pairs = ((str(key).strip().lower(), _as_text(value, key)) for key, value in fields.items())
    return {key: value for key, value in pairs if value}


def _as_text(value: object, key: object) -> str:
    if isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
        return ", ".join(text for item in value if (text := _as_text(item, key)))
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case datetime():
            return value.date().isoformat()
        case date():
            return value.isoformat()
        case str() | int() | float():
            return " ".join(str(value).split())
        case _:
            raise ManifestError(
                f"The front matter field `{key}` holds {type(value).__name__}, not plain text. "
                "Write it as one value, or as a list of values."
            )
