"""XQuAD as retrieval: the paragraphs and questions of one language, and a library that holds them.

Each of the 240 paragraphs is one passage, each of the 1,190 questions is about one paragraph; the
same in every language. https://github.com/google-deepmind/xquad, CC BY-SA 4.0; not to train on.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from assistant.domain import (
    Briefing,
    DocumentKind,
    EditionDate,
    Passage,
    Section,
    SectionType,
    Sentence,
    Series,
    Source,
)
from assistant.library.embedding import Embedder
from assistant.library.library import Library
from assistant.settings import Settings
from ingest.splitting import split_sentences

LANGUAGES = ("en", "es", "ru", "ar", "zh")
_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class ParagraphQuestion:
    """One question and the paragraph that answers it."""

    text: str
    paragraph: int
    article: int

    @property
    def is_dev(self) -> bool:
        """True for questions on every other article; the rest is held out."""
        return self.article % 2 == 0


@dataclass(frozen=True, slots=True)
class ParagraphSet:
    """The paragraphs and questions of one language."""

    language: str
    """BCP 47 code."""
    paragraphs: tuple[str, ...]
    questions: tuple[ParagraphQuestion, ...]


def load_paragraphs(folder: Path, language: str) -> ParagraphSet:
    """Read `xquad.<language>.json` of `folder`."""
    articles = json.loads((folder / f"xquad.{language}.json").read_text(encoding="utf-8"))["data"]
    paragraphs: list[str] = []
    questions: list[ParagraphQuestion] = []
    for number, article in enumerate(articles):
        for paragraph in article["paragraphs"]:
            questions += [
                ParagraphQuestion(each["question"], len(paragraphs), number)
                for each in paragraph["qas"]
            ]
            paragraphs.append(paragraph["context"])
    return ParagraphSet(language, tuple(paragraphs), tuple(questions))


@contextmanager
def open_library(
    paragraphs: Sequence[str], settings: Settings, embedder: Embedder
) -> Iterator[Library]:
    """Open a library that holds `paragraphs` and nothing else; passage p<n> is paragraph n."""
    with Library.open(settings, "xquad", embedder=embedder) as library:
        library.add(_as_briefing(paragraphs))
        library.publish()
        yield library


def paragraph_of(passage_id: str) -> int:
    """Return the number of the paragraph that is stored as passage `passage_id`."""
    return int(passage_id.rpartition("#p")[2])


def _as_briefing(paragraphs: Sequence[str]) -> Briefing:
    """Return one document without title, subject or headings, a passage for each paragraph."""
    sentences: list[Sentence] = []
    passages: list[Passage] = []
    start = 0
    for text in paragraphs:
        first = len(sentences)
        sentences += [Sentence(start + a, start + b, 0) for a, b in split_sentences(text)]
        end = start + len(text)
        passages.append(Passage(start, end, 0, first, len(sentences)))
        start = end + len(_GAP)
    text = _GAP.join(paragraphs)
    return Briefing(
        slug="xquad",
        series=Series("xquad", "", "", DocumentKind.DOCUMENT),
        title="",
        countries=(),
        edition_date=EditionDate(date(2019, 10, 25)),
        level=None,
        level_scheme=None,
        text=text,
        sections=(Section(SectionType.OTHER, 0, len(text)),),
        sentences=tuple(sentences),
        passages=tuple(passages),
        source=Source("xquad"),
    )
