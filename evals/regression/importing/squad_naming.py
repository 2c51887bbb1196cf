"""What is taken of a file in the format of SQuAD, and how its documents are named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote

from evals.cases import Half
from evals.regression.cases import QuestionSetError
from evals.regression.importing.squad_format import SquadArticle, SquadParagraph
from ingest.characters import clean_characters
from ingest.recognising.naming import slugify

LONGEST_NAME = 48


@dataclass(frozen=True, slots=True)
class SquadOptions:
    """What is taken of a file, and what its documents are said to be."""

    publisher: str = "SQuAD"
    prefix: str = "squad"
    """Opens the names of the documents and the ids of the cases; also the first tag."""
    edition_date: date = date(2018, 6, 11)  # SQuAD 2.0 was published
    licence: str = ""
    kind: str = "fact"
    """Of the questions that are answered."""
    half: Half = "dev"
    articles: tuple[str, ...] = ()
    """Titles; all where none is named. Every paragraph of an article becomes a document."""
    every: int = 1
    """Take the first of every so many questions."""
    limit: int | None = None
    """The most questions."""

    def __post_init__(self) -> None:
        """Refuse what would take nothing.

        Raises:
            QuestionSetError: `prefix` is empty, or `every` or `limit` is below 1.
        """
        if not slugify(self.prefix) or self.every < 1 or (self.limit or 1) < 1:
            raise QuestionSetError(
                f"Nothing can be taken with the prefix {self.prefix!r}, every {self.every} and "
                f"limit {self.limit}. Give a name, and numbers from 1."
            )


@dataclass(frozen=True, slots=True)
class SquadDocument:
    """A paragraph, with a name and a title that no other has."""

    name: str
    title: str
    article: str
    place: str
    """Where it stands in the JSON."""
    paragraph: SquadParagraph

    @property
    def file_name(self) -> str:
        """The name by which evidence points at it."""
        return f"{self.name}.md"


def documents_of(
    articles: Sequence[SquadArticle], options: SquadOptions, file: str
) -> Iterator[SquadDocument]:
    """Yield the paragraphs of the chosen articles, named.

    Raises:
        QuestionSetError: an article is chosen that `file` does not have.
    """
    titles = [_title(article, number) for number, article in enumerate(articles, start=1)]
    wanted = {title.replace("_", " ").casefold() for title in options.articles}
    missing = wanted - {title.casefold() for title in titles}
    if missing:
        raise QuestionSetError(
            f"{file} has no article {', '.join(map(repr, sorted(missing)))}. "
            f"It has {', '.join(titles)}."
        )
    names: set[str] = set()
    for number, (title, article) in enumerate(zip(titles, articles, strict=True)):
        name = slugify(title, LONGEST_NAME)
        is_second = name in names
        while name in names:
            name = f"{name}-{number + 1}"
        names.add(name)
        if wanted and title.casefold() not in wanted:
            continue
        for at, paragraph in enumerate(article.paragraphs):
            yield SquadDocument(
                name=f"{slugify(options.prefix)}-{name}-{at + 1:03}",
                title=f"{title}{f' ({number + 1})' if is_second else ''}, paragraph {at + 1}",
                article=title,
                place=f"data.{number}.paragraphs.{at}",
                paragraph=paragraph,
            )


def _title(article: SquadArticle, number: int) -> str:
    title = " ".join(clean_characters(unquote(article.title)).replace("_", " ").split())
    return title or f"Article {number}"


def front_matter(document: SquadDocument, options: SquadOptions) -> Mapping[str, object]:
    """Return what makes the document an edition of its own: its series holds nothing else."""
    fields = {
        "title": document.title,
        "date": options.edition_date,
        "publisher": options.publisher,
        "series": document.name,
        "slug": document.name,
        "licence": options.licence,
    }
    return {name: value for name, value in fields.items() if value}
