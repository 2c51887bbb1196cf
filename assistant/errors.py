"""One error tree; every message says what happened, with the value, and what to do.

AssistantError
├── SettingsError            a setting is unknown or out of bounds
├── LibraryError
│   ├── LibraryInUse         another process owns the data folder
│   ├── IndexMismatch        an index was built with another model or other passages
│   ├── ModelError           the embedding model is missing or not the pinned one
│   ├── BriefingNotFound     no edition with that id
│   ├── AnswerNotFound       no stored answer with that id
│   └── ConversationNotFound no conversation with that id, or it is deleted
├── IngestError
│   ├── UnreadableFile       empty, encrypted, scanned, too large, not what its name says
│   ├── UnrecognisedBriefing no edition date, or another fact that an edition must have
│   ├── ManifestError        the manifest or front matter cannot be used
│   ├── AddressRefused       a URL that is none, or that leads where nothing is fetched from
│   └── FetchFailed          a URL that could be tried and gave no document
└── AnsweringError
├── QuestionRejected     an empty or over-long question, an unknown country
└── ChatModelFailed      the chat model could not be reached or gave nothing usable
"""

from __future__ import annotations


class AssistantError(Exception):
    """The root: whatever the assistant raises on purpose."""


class SettingsError(AssistantError):
    """A setting is unknown or out of bounds."""


class LibraryError(AssistantError):
    """The stored briefings cannot be used as asked."""


class LibraryInUse(LibraryError):
    """Another process owns the data folder."""


class IndexMismatch(LibraryError):
    """An index was built with another model, or from other passages."""


class ModelError(LibraryError):
    """The embedding model is missing, or its weights are not the pinned ones."""


class BriefingNotFound(LibraryError):
    """No edition with that id is in the library."""


class AnswerNotFound(LibraryError):
    """No stored answer has that id."""


class ConversationNotFound(LibraryError):
    """No conversation has that id, or it is deleted."""


class IngestError(AssistantError):
    """A document could not become a briefing."""


class UnreadableFile(IngestError):
    """The file is empty, encrypted, scanned, too large or not what its name says."""


class UnrecognisedBriefing(IngestError):
    """The document lacks a fact that every edition must have, such as its date."""


class ManifestError(IngestError):
    """A manifest or front matter cannot be used as it stands."""


class AddressRefused(IngestError):
    """The URL is malformed, or leads to an address from which nothing is fetched."""


class FetchFailed(IngestError):
    """The URL may be fetched, but no document came of it."""


class AnsweringError(AssistantError):
    """A question could not be taken."""


class QuestionRejected(AnsweringError):
    """The question is empty or too long, or names an unknown country code."""


class ChatModelFailed(AnsweringError):
    """The chat model could not be reached or gave nothing usable."""
