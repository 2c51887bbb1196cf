"""Abbreviations after whose full stop a sentence goes on, beyond those that syntok knows."""

from __future__ import annotations

import re

_BEFORE_NAMES = (
    "Adm Amb Archbp Atty Brig Capt Cdr Cmdr Col Cpl Dr Fr Gen Gov H.E Hon Insp Lt Maj Messrs Mgr Mr"
    " Mrs Ms Mt Pres Prof Rep Rev Sen Sgt Sr Jr St Ste Supt Gens Cols Lts Drs Brig.-Gen Maj.-Gen"
    " Lt.-Gen Lt.-Col Fmr Msgr Dep Asst"
)
"""Titles: what follows is a name, so a capital letter says nothing."""
_BEFORE_NUMBERS = (
    "No Nos Art Arts Sec Sect Res para paras Para Paras p pp vol Vol ch Ch fig Fig fn Fn n Add Corr"
    " Rev Ser cl cls subpara subparas ann Ann app App tel Tel ext Ext approx Approx c ca"
)
"""References: a number, a letter or a symbol follows."""
_WITHIN_SENTENCES = (
    "vs v cf e.g i.e viz al ibid op cit loc incl est esp resp approx a.k.a aka lit fmr dept Dept"
    " univ Univ intl Intl natl Natl govt Govt mil km sq pop Pop adm ed eds trans seq q.v orig"
)
"""Words that need a companion, or that end a sentence only with a break after them."""
_MAY_END = "a.m p.m etc Jr Sr Inc Ltd Co Corp al est seq B.C A.D B.C.E C.E Ph.D M.D"
"""These do end sentences; a capital letter after them starts a new one."""
_MONTHS = "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec"
_STATES = "U.S U.N D.R.C U.K U.S.A U.A.E E.U A.U C.A.R P.R.C D.P.R.K U.S.S.R D.C"
"""A sentence may end with these, but far more often a noun follows: 'the U.S. Government'."""

_SENTENCE_OPENERS = (
    "A After All Also Although An And As At Because Both But By Despite During Each For From Given"
    " He Her His However I If In It Its Many Moreover Most No On One Other Our Several She Since So"
    " Some Such That The Their Then There These They This Those Though To Under Until We What When"
    " Where Which While Who With You"
)

_TITLE = frozenset(_BEFORE_NAMES.split())
_REFERENCE = frozenset(_BEFORE_NUMBERS.split())
_INNER = frozenset(_WITHIN_SENTENCES.split())
_FINAL = frozenset(_MAY_END.split())
_MONTH = frozenset(_MONTHS.split())
_STATE = frozenset(_STATES.split())
_OPENER = frozenset(_SENTENCE_OPENERS.split())

_LAST_WORD = re.compile(r"([^\s(\[“‘\"'–—/]+)\.$")
_INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]$")
_FIRST_WORD = re.compile(r"[\w’']+")


def goes_on(before: str, after: str) -> bool:
    """True where the full stop that ends `before` marks an abbreviation and `after` goes on."""
    last = _LAST_WORD.search(before)
    if last is None or not after:
        return False
    first = _FIRST_WORD.match(after)
    opens = first is not None and first[0] in _OPENER
    return _calls_for_more(last[1], after, opens=opens)


def _calls_for_more(word: str, after: str, *, opens: bool) -> bool:
    """Whether `word` wants `after` beside it; `opens`: `after` begins as sentences do."""
    if word in _FINAL:
        return not opens and (word in _TITLE or not after[0].isupper())
    if word in _TITLE or word in _INNER:
        return True
    if word in _REFERENCE:
        return word == "No" or after[0].isdigit() or after[0] in "(§" or _is_symbol(after)
    if word in _MONTH or word in _STATE:
        return after[0].isdigit() or not opens
    return _INITIALS.fullmatch(word) is not None and not opens and after[0].isupper()


def _is_symbol(after: str) -> bool:
    """True for a numeral, letter or document symbol such as 'II', 'B' or 'A/70/741'."""
    return re.match(r"(?:[IVX]+|[A-Z])\b(?![’'])|[A-Z]{1,4}/", after) is not None
