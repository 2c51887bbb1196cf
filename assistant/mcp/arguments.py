"""What passes between a model and a tool: a wrong name or value is told plainly."""

from __future__ import annotations

import json
from typing import Any

from mcp.server import MCPServer
from mcp.server.mcpserver import Context
from mcp.server.mcpserver.exceptions import ToolError
from mcp.types import CallToolResult, InputRequiredResult, TextContent
from pydantic import ValidationError


class CheckedServer(MCPServer[object]):
    """An MCP server whose tools take no argument that they do not know.

    The SDK ignores one, so that `country` for `countries` would silently ask about everything.
    """

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[object, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Call a tool.

        Raises:
            ToolError: an argument is unknown or cannot be used, or the tool failed.
        """
        schema = self._tool_input_schema(name) or {}
        known = schema.get("properties", {})
        strange = sorted(set(arguments) - set(known)) if schema else []
        if strange:
            raise ToolError(
                f"{name} takes no {', '.join(strange)[:200]}. It takes {', '.join(known)}."
            )
        try:
            return _compact(await super().call_tool(name, arguments, context))
        except ToolError as error:
            match error.__cause__:
                case ValidationError() as wrong:
                    raise ToolError(_wrong(wrong)) from error
                case ToolError() as said:  # by the tool itself; the SDK puts its own words before
                    raise said from error
            raise


def _compact(result: CallToolResult | InputRequiredResult) -> CallToolResult | InputRequiredResult:
    """Return the result with its text on one line: indents cost a model a fifth of the reading."""
    if not isinstance(result, CallToolResult) or result.structured_content is None:
        return result
    text = json.dumps(result.structured_content, ensure_ascii=False, separators=(",", ":"))
    return result.model_copy(update={"content": [TextContent(type="text", text=text)]})


def _wrong(error: ValidationError) -> str:
    """Name each argument that cannot be used, and say why, without repeating its value."""
    parts = (f"{each['loc'][0] if each['loc'] else ''}: {each['msg']}" for each in error.errors())
    return f"{'; '.join(parts)}. Correct the arguments and call again."
