"""The answers under the addresses and in the forms of OpenAI's Chat Completions API.

Whatever speaks to OpenAI, or to a server that says it is like it, can ask the briefings: only the
base URL and the name of the model change. What cannot be had here is refused, in OpenAI's own
error shape, so that nobody takes silence for support.
"""
