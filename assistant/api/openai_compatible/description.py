"""How the OpenAPI document describes the completions: what is kept, ignored and refused."""

from __future__ import annotations

from typing import Any

from assistant.api.openai_compatible.schemas import OpenAiErrorBodyOut

DESCRIPTION = """
The answers of `POST /v1/answers` for clients of OpenAI's Chat Completions API: base URL
`http://<host>:<port>/v1`, model `r2p-briefings`, any key where the API asks for none.

The last `user` message is the question; earlier turns are its history. `system` and `developer`
messages are ignored: the assistant follows rules of its own, and no message can lift them. The
content is the verified answer with its [n] marks, notes, and a list of the sources that the marks
point at: edition, date, quote. `annotations` (url_citation) give the place of each mark in the
content, in characters, `end_index` not included; `citations` and `search_results` list the sources,
the first being [1]. A refusal is a completion whose text says so; `outcome` tells them apart.
`countries` and `as_of` narrow the question, as in `POST /v1/answers`.

A stream carries verified text only, so it begins when the answer is verified; comment lines keep it
open until then. (`POST /v1/answers` also streams what is being written.) The last chunk with a
choice has the annotations and sources. `usage` counts words, not tokens.

`tools`, `functions`, `n` over 1, `response_format` other than text, `logprobs`, other `modalities`
and content other than text are refused. Whatever else OpenAI knows (`temperature`, `max_tokens`,
`seed`, `stop`, ...) is accepted and has no effect. Errors have OpenAI's shape.
"""
_CASES: dict[int | str, str] = {
    400: "The request cannot be used as it stands; `param` names what is wrong",
    404: "There is no such model",
    413: "The body is too large",
    415: "The body has another media type",
    502: "The chat model behind the answers failed",
    503: "Not usable now, or too much under way",
    "default": "Any other error",
}
ERRORS: dict[int | str, dict[str, Any]] = {
    status: {"model": OpenAiErrorBodyOut, "description": said} for status, said in _CASES.items()
}
STREAM_CONTENT = {
    "text/event-stream": {
        "example": 'data: {"object":"chat.completion.chunk", ...}\n\ndata: [DONE]\n\n',
    }
}
