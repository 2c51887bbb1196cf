"""Forms as they are sent: a field that is left out is not there, and there is no null to send."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

FORM = "multipart/form-data"


def leave_null_out_of_forms(described: dict[str, Any]) -> None:
    """Take null, which FastAPI gives every optional field, out of an OpenAPI document's forms."""
    for schema in _form_schemas(described):
        for field in schema["properties"].values():
            kept = [each for each in field.pop("anyOf", ()) if each.get("type") != "null"]
            field.update(*kept) if len(kept) == 1 else field.update({"anyOf": kept} if kept else {})


def _form_schemas(described: dict[str, Any]) -> Iterator[dict[str, Any]]:
    schemas = described["components"]["schemas"]
    for operations in described["paths"].values():
        for operation in operations.values():
            content = operation.get("requestBody", {}).get("content", {})
            if FORM in content:
                yield schemas[content[FORM]["schema"]["$ref"].rpartition("/")[2]]
