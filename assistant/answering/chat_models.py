"""Opens the chat model that the settings name; its package is imported only then.

No provider stands in for another: a name without a provider is refused, unless a server is named,
which is then taken for one that speaks OpenAI's protocol (vLLM, llama.cpp, LM Studio).
"""

from __future__ import annotations

from typing import Any

from langchain_core.language_models import BaseChatModel

from assistant.errors import SettingsError
from assistant.settings import ModelSettings

EXTRAS = ("openai", "anthropic", "ollama")
"""Providers whose package is an extra of ours."""
_HOSTED = ("openai", "anthropic")
"""Providers that want a key where no server of one's own is named."""
_PACKAGES = {"google_genai": "google-genai", "google_vertexai": "google-vertexai"}


def open_chat_model(settings: ModelSettings) -> BaseChatModel | None:
    """Build the chat model that the settings name, or None for the embedded reader.

    Raises:
        SettingsError: the name is no `provider:model`, the provider is unknown, its package is
            missing or it wants a key.
    """
    if not settings.name:
        if settings.base_url:
            raise SettingsError(
                f"R2P_MODEL__BASE_URL is '{settings.base_url}', but no model is named. Set "
                "R2P_MODEL__NAME, as openai:name-of-the-model, or unset the URL."
            )
        return None
    provider, model = provider_and_model(settings)
    if provider in _HOSTED and not (settings.base_url or settings.api_key.get_secret_value()):
        raise SettingsError(
            f"R2P_MODEL__NAME is '{settings.name}', which wants a key. Set R2P_MODEL__API_KEY."
        )
    from langchain.chat_models import init_chat_model

    try:
        return init_chat_model(
            model, model_provider=provider, configurable_fields=None, **_options(provider, settings)
        )
    except ImportError as error:
        raise SettingsError(
            f"R2P_MODEL__NAME is '{settings.name}', but the package for '{provider}' is not "
            f"installed. Run: {_install_line(provider)}"
        ) from error
    except ValueError as error:
        raise SettingsError(
            f"R2P_MODEL__NAME is '{settings.name}', and '{provider}' cannot be opened so. Write "
            "provider:model, as openai:gpt-4o, anthropic:claude-sonnet-4-5 or ollama:llama3.1."
        ) from error


def provider_and_model(settings: ModelSettings) -> tuple[str, str]:
    """Split the name of the model from its provider.

    Raises:
        SettingsError: there is no provider, and no server that would make it OpenAI's protocol.
    """
    provider, colon, model = settings.name.partition(":")
    is_provider = bool(colon and model and provider.replace("_", "").isalpha())
    if is_provider and (not settings.base_url or provider in EXTRAS):
        return provider, model
    if settings.base_url:
        return "openai", settings.name
    raise SettingsError(
        f"R2P_MODEL__NAME is '{settings.name}'. Write provider:model, as openai:gpt-4o, "
        "anthropic:claude-sonnet-4-5 or ollama:llama3.1."
    )


def _options(provider: str, settings: ModelSettings) -> dict[str, Any]:
    """Return what the provider's class is built with; tries and deadlines are ours."""
    options: dict[str, Any] = {"temperature": 0}
    if settings.base_url:
        options["base_url"] = settings.base_url
    if provider == "ollama":
        limits = {"timeout": settings.timeout_seconds}
        return {**options, "num_predict": settings.max_output_tokens, "client_kwargs": limits}
    options |= {
        "timeout": settings.timeout_seconds,
        "max_retries": 0,
        "max_tokens": settings.max_output_tokens,
    }
    key = settings.api_key.get_secret_value()
    if settings.base_url or key:
        options["api_key"] = key or "none"
    return options


def _install_line(provider: str) -> str:
    package = f"pip install langchain-{_PACKAGES.get(provider, provider.replace('_', '-'))}"
    if provider in EXTRAS:
        return f"pip install 'r2p-briefing-assistant[{provider}]' (or {package})"
    return package
