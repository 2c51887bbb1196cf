"""Names of people, groups and places in a clause, told by their capital letters. Pure."""

from __future__ import annotations

import re
from functools import lru_cache

from assistant.domain import MONTHS
from assistant.library.normaliser import fold

_CAPITAL = r"[A-ZÀ-ÖØ-Þ][\w’'‘-]*"
_RUN = re.compile(
    rf"\b(?:al|el|an)-{_CAPITAL}(?:[ ]{_CAPITAL})*"
    rf"|\b{_CAPITAL}(?:(?:[ ](?:of|the|for|and the|al|de|ag|bin|wal)){{0,2}}[ ]{_CAPITAL})*"
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
_COMMON = frozenset(
    f"{' '.join(MONTHS)} {_DAYS} "
    "United Nations UN President Vice Prime Minister Ministers Ministry Council Government "
    "State States Member Members Resolution Resolutions General Secretary Special Representative "
    "Head Acting Former Transition Transitional Interim Republic Chair Chairman Commander Chief "
    "Deputy First Second "
    "North South East West Northern Southern Eastern Western Central The This These Those It Its "
    "In On At By For From Since After Despite As Of And But While When Some Most Several Between "
    "Present NA None Note Colonel Major Lieutenant Captain King Queen Dr Mr Mrs Ms Party Parties "
    "Authorities Security Parliament Assembly National Federal Army Constitution Court Supreme "
    "Human Rights Group Groups Forces Force Report Reports Under His Her Their He She They Both "
    "Other Each All No Not One Two Three Four Five Six Seven Eight Nine Ten Tier Annex Appendix "
    "Charter Chapter Article Articles Statement Statements Agreement Agreements Term Terms Field "
    "Decides Requests Urges Demands Calls Encourages Stresses Welcomes Recalls Notes Reiterates "
    "Condemns Expresses Underlines Underscores Authorizes Reaffirms Emphasizes Recognizes "
    "Commends Endorses Affirms Supports Takes Further Strongly Also Invites Recalling "
    "Reaffirming Expressing Welcoming Noting Stressing Recognizing Condemning Emphasizing "
    "Underlining Underscoring Taking Deploring Determining Commending Acknowledging Mindful "
    "Deeply Bearing Gravely Acting Adopted".lower().split()
)


@lru_cache(maxsize=20_000)
def names_in(text: str) -> tuple[str, ...]:
    """Return the runs of capitalised words, in order; a lone first word of a sentence is none."""
    found = []
    for match in _RUN.finditer(text):
        run = match.group()
        opens = not text[: match.start()].strip() or text[: match.start()].rstrip()[-1:] in ".:"
        is_lone = " " not in run and not (run.isupper() and len(run) > 1)
        if (opens and is_lone) or not name_words(run):
            continue
        found.append(run)
    return tuple(found)


def name_words(name: str) -> frozenset[str]:
    """Return the words that tell a name apart, folded: of 'Prime Minister Choguel MAIGA' two."""
    folded = re.findall(r"[^\W\d_]{2,}", fold(name))
    return frozenset(word for word in folded if word not in _COMMON and word not in _LINKS)


def all_name_words(text: str) -> frozenset[str]:
    """Return the words of all names of `text`."""
    return frozenset(word for name in names_in(text) for word in name_words(name))


_LINKS = frozenset("of the for and al el de ag bin wal an".split())
