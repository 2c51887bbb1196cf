"""The actor that a question states, and the office that it takes someone to hold. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.answering.premises.premise_origins import organisation_in
from assistant.answering.premises.verb_forms import past_of

_NAME_WORD = r"(?:al-)?[A-Z][\w’'-]*"
_NAME = (
    rf"{_NAME_WORD}(?:\s+(?:(?:of|the|for|and|in|al|ag|de)\s+){{0,2}}(?:{_NAME_WORD}|[0-9][\w-]*))*"
)
_TITLE = (
    r"(?:Captain|Colonel|General|President|Prime Minister|Vice President|Lieutenant|King|Emperor|"
    r"Marshal|Chancellor|Minister|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Capt\.?|Col\.?|Gen\.?|Lt\.?)"
)
_GROUP = (
    r"(?:troops|forces|soldiers|government|army|militias?|militants|rebels|fighters|hunters|"
    r"peacekeepers|authorities|separatists|police|navy|mercenaries|movement|party|officers|"
    r"commission|operation|mission|groups?|extremists|communities|members|delegation|regime|"
    r"president|prime minister|herders|farmers|bandits|insurgents|leaders?|gunmen|coalition|"
    r"parliament|prosecutor|inquiry|court|union)"
)
_ROLE = r"(?:representative|adviser|official|envoy|head|leader|court|inquiry|commission)"
_ACTOR = (
    rf"(?:the\s+|an?\s+)?(?:{_ROLE} of (?:the\s+)?(?:{_NAME})|(?:{_NAME})(?:\s+{_GROUP})?"
    rf"|(?!(?:its|their|his|her|these|those|such|any|other)\b)(?:[a-z]+\s+)?{_GROUP})"
)
_ACTIVE = re.compile(
    rf"^\W*(?P<opening>.*?)\b(?P<aux>did|do|does|has|have|had|may|can|could|will|would)\s+"
    rf"(?P<actor>{_ACTOR})\s+(?P<rest>(?:[a-z]+ly\s+)?(?P<verb>[a-z]+)\b.*)$"
)
_PASSIVE = re.compile(
    rf"^\W*(?P<opening>.*?)\b(?P<aux>is|are|was|were|been)\s+(?P<rest>.*?\b(?P<verb>[a-z]+))\s+by\s+"
    rf"(?P<actor>{_ACTOR})(?P<tail>.*)$"
)
_LED_TO = re.compile(
    rf"^\W*(?P<opening>[Ww]hat)\s+(?:led|made|caused|drove|prompted|pushed|moved|brought|motivated)\s+"
    rf"(?P<actor>{_ACTOR})\s+(?:to\s+)?(?P<rest>(?P<verb>[a-z]+)\b.*)$"
)
_WHICH = re.compile(
    r"\b(?:[Ww]hich|[Ww]hat)\s+(?P<actor>[A-Z][\w-]*)\s+(?P<noun>[a-z]+)\s+"
    r"(?P<rest>(?P<verb>[a-z]+).*)$"
)
_OFFICE = re.compile(
    rf"\b(?P<said>(?P<title>President|Prime Minister|King|Colonel|General)\s+(?P<name>{_NAME}))"
)
_NOW = re.compile(
    r"^\W*(?i:what|why|how|where|when|who)\b.*?\b(?:is|are|has|have|does|do|will|plans?)\b"
)
_SPEAKERS = re.compile(
    r"^(?:the\s+)?(?:UN\s+)?(?:Security Council|Council|Global Cent(?:re|er)|World Factbook|"
    r"Factbook|UNSC|[Rr]esolution|[Bb]riefing|Secretary-General|situation|R2P)",
)
_CAPITALS = re.compile(
    r"\b(?:Brussels|Paris|London|Washington|Moscow|Beijing|Khartoum|Kinshasa|Bamako|Juba|Damascus|"
    r"Bangui|N[’']?Djamena|Addis Ababa|Ouagadougou|Naypyidaw|Abuja|Yaounde|Kigali|Tripoli|Belgrade|"
    r"Sana[’']?a|Riyadh|Tehran|Ankara|Berlin|Geneva|New York)\b"
)
_DOCUMENT = re.compile(r"\bresolution \d{3,4}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Actor:
    """Who a question says did something, with the word for what was done."""

    said: str
    start: int
    end: int
    verb: str
    deed: str
    """The verb and all that follows it, without the actor."""
    is_asked_for: bool = False
    """True where the question asks which of the actor's: 'which EU body'."""


@dataclass(frozen=True, slots=True)
class Office:
    """Whom a question takes to be in office today."""

    said: str
    name: str
    start: int
    end: int


def actor_in(question: str) -> Actor | None:
    """Return the actor that `question` states, where it states one besides who it quotes."""
    text = question.rstrip(" ?.")
    matches = (pattern.search(text) for pattern in (_LED_TO, _PASSIVE, _ACTIVE, _WHICH))
    sound = (each for each in matches if each and _is_someone(each))
    return next(map(_actor, sound), None)


def _is_someone(match: re.Match[str]) -> bool:
    """False for who is quoted, for a capital that stands for its government, for an owner."""
    said = match["actor"]
    if match.re is _WHICH:
        return bool(organisation_in(said))
    return not (_SPEAKERS.match(said) or _CAPITALS.search(said) or re.search(r"[’']s?$", said))


def office_in(question: str) -> Office | None:
    """Return the office-holder that `question` speaks of as one of today."""
    match = _OFFICE.search(question)
    if match is None or not _NOW.match(question):
        return None
    return Office(match["said"], match["name"], match.start(), match.end())


def who_question(question: str, actor: Actor) -> str:
    """Ask who did it: 'Who mediated the Bamako Agreement?'."""
    named = [
        each.group() for each in _DOCUMENT.finditer(question) if each.group() not in actor.deed
    ]
    return f"Who {actor.deed}{''.join(f' under {each}' for each in named)}?"


def _actor(match: re.Match[str]) -> Actor:
    groups = match.groupdict()
    start, end = match.span("actor")
    said = match["actor"]
    if "tail" in groups:
        deed = f"{match['aux'] if match['aux'] != 'been' else 'was'} {match['rest']} by"
        return Actor(said, start, end, match["verb"], f"{deed}{match['tail']}")
    deed = match["rest"]
    if groups.get("aux") == "did" or match.re is _LED_TO:
        at = deed.index(match["verb"])
        deed = deed[:at] + past_of(match["verb"]) + deed[at + len(match["verb"]) :]
    return Actor(said, start, end, match["verb"], deed, is_asked_for="noun" in groups)
