"""On which day the form was filled in, where a sentence of a note tells it: 本表填于2024年1月19日."""

from __future__ import annotations

from functools import lru_cache

from reviewer.language.dates import Bound, arabic_dates, dates
from reviewer.language.normal import normalize
from reviewer.language.stops import spans
from reviewer.lexicon import lexicon

MAX_TEXT = 20_000
_STOPS = "，。；！？()、\n"


@lru_cache(maxsize=1024)
def own_date(text: str) -> str:
    """The day as a text tells it, "" where it tells none or not of the form alone."""
    if not lexicon("own_date").holds(text, "filled", "plainly"):
        return ""
    plain = arabic_dates(normalize(text[:MAX_TEXT]))
    told = (_told(plain[start:end]) for start, end in spans(plain, _STOPS))
    return next((one for one in told if one), "")


def _told(clause: str) -> str:
    """The one day of a clause that has no words but of the form and of filling it in."""
    found = dates(clause, None)
    if len(found) != 1 or not found[0].is_day or found[0].bound is not Bound.ON:
        return ""
    (day,) = found
    said = f"{clause[: day.start]} {clause[day.end :]}"
    words = lexicon("own_date")
    is_own = words.holds(said, "plainly") or (
        words.holds(said, "form") and words.holds(said, "filled")
    )
    if not is_own or words.without(said, "form", "filled", "plainly", "light").strip():
        return ""
    return day.words
