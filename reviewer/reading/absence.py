"""Whether a result tells that there was none of what might have come: 无, 未发生, 全年无重大事故发生."""

from __future__ import annotations

from reviewer.language.normal import normalize
from reviewer.lexicon import lexicon


def nothing_came(result: str) -> bool:
    """Whether it begins with that, names what did not happen, or says so outright anywhere."""
    plain, words = normalize(result), lexicon("occurrence")
    none = words.find(plain, "none")
    if none and not words.without(plain[: none[0].start], "of_year").strip():
        return True
    if words.holds(plain, "outright"):
        return True
    _, _, behind = plain.partition("无")
    return any(0 <= behind.find(word) <= 8 for word in ("投诉", "事故", "发生"))
