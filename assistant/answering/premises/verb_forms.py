"""Plain forms and pasts of English verbs, for questions that are put another way. Pure."""

from __future__ import annotations

import re

_IRREGULAR = dict(
    pair.split(":")
    for pair in (
        "take:took lead:led become:became set:set put:put begin:began give:gave win:won hold:held "
        "withdraw:withdrew break:broke send:sent fight:fought leave:left overthrow:overthrew "
        "drive:drove make:made lose:lost seek:sought meet:met run:ran fall:fell build:built "
        "go:went come:came say:said flee:fled find:found shoot:shot steal:stole bring:brought "
        "cut:cut choose:chose speak:spoke hit:hit strike:struck burn:burnt "
        "bear:bore pay:paid sell:sold"
    ).split()
)
_BASES = {past: base for base, past in _IRREGULAR.items()} | {"taken": "take", "given": "give"}


def base_of(verb: str) -> str:
    """Return the plain form of an irregular past: 'take' for 'took'."""
    return _BASES.get(verb, verb)


def past_of(verb: str) -> str:
    """Return the past of a plain form, so that 'did mediate' becomes 'mediated'."""
    if verb in _IRREGULAR:
        return _IRREGULAR[verb]
    if verb.endswith("e"):
        return f"{verb}d"
    if re.search(r"[^aeiou]y$", verb):
        return f"{verb[:-1]}ied"
    return f"{verb}ed"
