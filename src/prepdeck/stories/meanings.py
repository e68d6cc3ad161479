"""What a number is said to measure: metrics named in a sentence, and whether two meanings are one."""

import re

_WORD = re.compile(r"[a-z][a-z0-9'-]*")
_SMALL_WORDS = (
    "a an and as at be by for from had has in into is it its less more of on one or our over per than that the their "
    "this to was we were which with compared measured value number total overall"
)
_EMPTY = frozenset(_SMALL_WORDS.split())
METRICS = {
    "accuracy": "accuracy", "accurate": "accuracy", "precision": "precision", "recall": "recall", "f1": "f1",
    "auc": "auc", "performance": "performance", "latency": "latency", "throughput": "throughput", "cost": "cost",
    "costs": "cost",
    "engagement": "engagement", "satisfaction": "satisfaction", "uptime": "availability",
    "availability": "availability",
    "conversion": "conversion", "retention": "retention", "churn": "churn", "revenue": "revenue", "error": "error",
    "errors": "error", "memory": "memory", "click-through": "ctr", "ctr": "ctr", "quality": "quality",
    "coverage": "coverage", "waste": "waste", "time": "time", "speedup": "time", "faster": "time", "speed": "time",
}  # fmt: skip
"""Words that name what is measured, each with the metric it means."""
SHARES = frozenset({"accuracy", "precision", "recall", "f1", "auc", "engagement", "satisfaction", "conversion",
                    "retention", "churn", "error", "ctr", "coverage", "availability"})  # fmt: skip
"""Metrics that are shares themselves: a change of them by percent may be relative, or points."""
CHANGE = re.compile(
    r"\b(?:improv\w*|increase[sd]?|increasing|rais\w*|r[io]se|grew|gain\w*|better|boost\w*|up by|surg\w*|reduc\w*|cut"
    r"|lower\w*|drop\w*|fell|decrease[sd]?|decreasing|higher|less|more)\b",
    re.IGNORECASE,
)
PERIOD = re.compile(
    r"\b(?:hour|day|night|week|month|quarter|year)s?\b|\b(?:hourly|daily|nightly|weekly|monthly|yearly|annual\w*)\b"
    r"|\bsince\b|\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
RELATIVE_SAID = re.compile(
    r"\brelative(?:ly)?\b|\bpoints?\b|\bpp\b|\bfrom\b[^.]*\bto\b|\bof (?:the )?baseline\b", re.IGNORECASE
)
VAGUE = re.compile(
    r"\b(?:significant(?:ly)?|dramatic(?:ally)?|tangibl[ey]|massive(?:ly)?|huge(?:ly)?|tremendous(?:ly)?|sky-?rocketed"
    r"|drastic(?:ally)?|substantial(?:ly)?|extremely|vast(?:ly)?)\b",
    re.IGNORECASE,
)
FIRST = re.compile(
    r"\b(?:the (?:very )?first (?:to|ever|implementation|engineer\w*|hire|one|team|company|system)"
    r"|first[- ]ever|first of its kind|the only (?:one|person|engineer|team|system)"
    r"|state[- ]of[- ]the[- ]art|unprecedented)\b",
    re.IGNORECASE,
)


def metrics_in(text: str) -> frozenset[str]:
    """The metrics a text names."""
    return frozenset(METRICS[word] for word in _WORD.findall(text.lower()) if word in METRICS)


def is_same_meaning(one: str, other: str) -> bool:
    """Whether two texts say the same measurement: half of their words are shared, and their metrics do not differ."""
    metrics = metrics_in(one), metrics_in(other)
    if all(metrics) and not metrics[0] & metrics[1]:
        return False
    words = _words(one), _words(other)
    if not all(words):
        return True
    return len(words[0] & words[1]) >= 0.5 * min(map(len, words))


def is_identical_meaning(one: str, other: str) -> bool:
    """Whether two texts say the same measurement but for small words and their order."""
    return bool(_words(one)) and _words(one) == _words(other)


def _words(text: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in _WORD.findall(text.lower()) if word not in _EMPTY)
