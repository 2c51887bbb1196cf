"""An answer as the content of a completion, with its sources under it and beside it. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from assistant.api.openai_compatible.schemas import (
    AnnotationOut,
    CitedOut,
    SearchResultOut,
    UrlCitationOut,
    UsageOut,
)
from assistant.api.schemas import NoticeOut
from assistant.citations import MARK, marks_in
from assistant.domain import Answer, AnswerRequest, Citation
from assistant.exporting.texts import safe_link, shown

SOURCES_TITLE = "Sources:"
NOTE = "Note:"
_ADDED = re.compile(rf"\n\n(?:{NOTE} |{SOURCES_TITLE}\n)")
_OPENING = re.compile(r"(?<=\])\(|<(?=[A-Za-z/!?])|!(?=\[)")
_DEFINITION = re.compile(r"^(\s*\[[^\]]*\])(?=:)")
"""What makes a link, an image or a tag where a client shows Markdown or HTML."""
_WORDS_IN_A_DELTA = 8


@dataclass(frozen=True, slots=True)
class Completion:
    """What a client of OpenAI's API is given of an answer."""

    content: str
    annotations: list[AnnotationOut]
    cited: CitedOut


@dataclass(frozen=True, slots=True)
class _Source:
    """A citation with the address at which a reader finds it."""

    citation: Citation
    url: str

    @property
    def title(self) -> str:
        """Publisher, title and edition on one line."""
        cited = self.citation
        return shown(f"{cited.publisher}, {cited.title}, {cited.edition_date.label}")

    def line(self, body: str) -> str:
        """Return the line of the list; a quote that stands in the answer is not said twice."""
        quote = inert(shown(self.citation.quote))
        told = "" if quote in body else f": “{quote}”"
        section = inert(shown(self.citation.section))
        return f"[{self.citation.number}] {inert(self.title)}, {section}{told} · {self.url}"


def completion_of(answer: Answer, base_url: str) -> Completion:
    """Return an answer as a completion; `base_url` is where this API was called."""
    sources = [
        _Source(each, _address(each, base_url))
        for each in sorted(answer.citations, key=lambda each: each.number)
    ]
    body = "\n".join(inert(shown(line)) for line in answer.text.splitlines())
    notes = [f"{NOTE} {inert(shown(notice.text))}" for notice in answer.notices]
    lines = [source.line(body) for source in sources]
    listed = ["\n".join([SOURCES_TITLE, *lines])] if lines else []
    content = "\n\n".join([body, *notes, *listed])
    return Completion(content, list(_annotations(content, body, sources)), _cited(answer, sources))


def without_sources(content: str) -> str:
    """Return an earlier answer without the notes and sources that were put under it."""
    return _ADDED.split(content, maxsplit=1)[0].rstrip()


def inert(text: str) -> str:
    """Return `text` so that no client makes a link, an image or a tag of a document's words."""
    return _DEFINITION.sub(r"\1\\", _OPENING.sub(r"\\\g<0>", text))


def deltas(content: str) -> Iterator[str]:
    """Cut content into runs of a few words, which joined give it back."""
    words = re.findall(r"\s*\S+\s*", content)
    for at in range(0, len(words), _WORDS_IN_A_DELTA):
        yield "".join(words[at : at + _WORDS_IN_A_DELTA])


def usage_of(asked: AnswerRequest, content: str) -> UsageOut:
    """Count words where OpenAI counts tokens."""
    said = (asked.question, *(turn.content for turn in asked.history))
    prompt, completion = sum(len(text.split()) for text in said), len(content.split())
    return UsageOut(
        prompt_tokens=prompt, completion_tokens=completion, total_tokens=prompt + completion
    )


def _address(citation: Citation, base_url: str) -> str:
    """Return where the document was published, else where this API gives the edition."""
    return safe_link(citation.url) or f"{base_url}/v1/briefings/{citation.briefing_id}"


def _cited(answer: Answer, sources: Sequence[_Source]) -> CitedOut:
    return CitedOut(
        outcome=answer.outcome,
        answer_id=answer.id,
        notices=[NoticeOut.of(notice) for notice in answer.notices],
        citations=[source.url for source in sources],
        search_results=[
            SearchResultOut(
                title=source.title,
                url=source.url,
                date=source.citation.edition_date.iso,
                snippet=source.citation.quote,
                briefing_id=source.citation.briefing_id,
                section=source.citation.section,
            )
            for source in sources
        ],
    )


def _annotations(content: str, body: str, sources: Sequence[_Source]) -> Iterator[AnnotationOut]:
    """Yield one annotation for each number of each mark; the list stands for one without mark."""
    by_number = {source.citation.number: source for source in sources}
    marked: set[int] = set()
    for match in MARK.finditer(body):
        for number in marks_in(match.group()):
            if number in by_number:
                marked.add(number)
                yield _annotation(match.start(), match.end(), by_number[number])
    for number, source in by_number.items():
        if number not in marked:
            start = content.rindex(f"\n[{number}] ") + 1
            yield _annotation(start, start + len(f"[{number}]"), source)


def _annotation(start: int, end: int, source: _Source) -> AnnotationOut:
    return AnnotationOut(
        url_citation=UrlCitationOut(
            start_index=start, end_index=end, title=source.title, url=source.url
        )
    )
