"""Patterns for words that point: 'they', 'its', 'there', 'that camp', 'since then'."""

from __future__ import annotations

import re

_IN_A_SUPERLATIVE = r"(?! (?:\w+est|worst|best|most|least)\b)"
"""'Where is the risk at its worst?' points at nothing."""
_AFTER_EMPTY_IT = (
    r"(?:(?:\w+ )?(?:true|possible|likely|known|clear|safe|legal|that)|mean|takes?|comes?)"
)
THEY = re.compile(rf"\b(?:they|theirs?{_IN_A_SUPERLATIVE}|(?:among|with) them)\b", re.IGNORECASE)
OBJECT = re.compile(
    rf"(?<!among )(?<!with )\b(?:them|him|it(?!['’]?s? {_AFTER_EMPTY_IT}\b)"
    r"(?!['’]s| (?:is|was|has|had|does|did|will|would|may|can|could|must|should)\b))\b",
    re.IGNORECASE,
)
IT = re.compile(
    rf"\b(?:its{_IN_A_SUPERLATIVE}|it(?!['’]?s? {_AFTER_EMPTY_IT}\b))\b"
    r"|\b(?:he|she|his|hers?)\b"
    r"|\bthe (?:latter|former(?=['’]s|\W*$| (?:is|was|did|do|has)\b))",
    re.IGNORECASE,
)
CLAUSE_ENDS = re.compile(
    r"[,;:.?–]|\b(?:and|but|or|who|whom|which|where|when|that|if|because|while|as|after|before)\b",
    re.IGNORECASE,
)
"""Stands between a thing and an object that means it: 'who armed the rebels and who paid them'."""
STATE = re.compile(
    r"\bthe (?:(?:death|risk|human|security|political|humanitarian|current|present|overall) ){0,2}"
    r"(?:toll|situation|level|population|outlook)\b"
    r"(?!\s+(?:of|in|at|on|for|around|near|among|between|that|which)\b)(?!\s+[A-Z])",
    re.IGNORECASE,
)
"""'The death toll', 'the situation': of some country that must be named."""
MEANING = re.compile(r"\b(?:mean|means|meaning|defin\w+|scale|scheme|stands? for)\b", re.IGNORECASE)
THERE = re.compile(
    r"(?<!\bis )(?<!\bare )(?<!\bwas )(?<!\bwere )(?<!\bbeen )(?<!\bhas )(?<!\bhave )(?<!\bhad )"
    r"(?<!\bwill )(?<!\bcan )(?<!\bdoes )\bthere\b"
    r"(?!['’]s\b| (?:is|are|was|were|has|have|had|be|been|will|exists?|remains?)\b)",
    re.IGNORECASE,
)
SHOWN = re.compile(
    r"\b(?:this|that)(?=\W*$)|(?:\b(?:this|these|those)|(?<=\w )\bthat)\s+"
    r"(?=[a-z])(?!(?:i|you|we|they|he|she|it|there|the|an?|is|are|was|were|has|have|had|do|does|"
    r"did|can|could|will|would|may|must|should|who|whose|in|on|at|of|from|with|without|to|by|for|"
    r"under|year|month|week|day|days|time|most|least|need|fall|fell|died|fled|librar|briefing|"
    r"edition|countr|document|source|sample|answer|assistant|question|\w+ed\b|\w+ing\b|killed|"
    r"guilty|responsible)(?:y|ies|s)?\b)[a-z-]+"
    r"|\b(?:of|about|for|against|behind|by) (?:these|those)"
    r"(?=\W*$| (?:is|are|was|were|has|have|had)\b)",
    re.IGNORECASE,
)
"""'Those camps', 'that attack'; not 'those who fled', 'this year' or 'these briefings'."""
THEN = re.compile(r"\b(?:since|by|until|before) then\b|\bthen(?=\W*$)", re.IGNORECASE)
PLAIN = re.compile(
    r"(?:the|that)(?: (?:new|present|current|recent|whole|entire|rebel|armed|military|local|"
    r"national|transitional|peacekeeping|other|two|three|four))? [a-z]+",
    re.IGNORECASE,
)
"""'The mission', 'the present mandate'; any other word says which, as in 'the border clashes'."""
SAYS_WHICH = re.compile(r"\s+(?:called|that|\w+(?:ed|own|et up) (?:by|in|at|on|under|for))\b")
PLACE = re.compile(
    r"\bwhere\b|\b(?:countr(?:y|ies)|places?|regions?|camps?|villages?|towns?|cit(?:y|ies)|"
    r"provinces?|states?|areas?)\b|\b(?:in|at|near|around)\s+(?!(?:the|this|that|all)\b)[a-z]{3,}",
    re.IGNORECASE,
)
MANY = re.compile(
    r"[a-z]{3,}(?<!s)s(?<!does)(?<!this)|people|children|women|men|police|personnel", re.IGNORECASE
)
"""A word that 'they' may stand for."""
