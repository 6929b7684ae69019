"""Grades on ordered scales (data: scales.toml), Ⅲ类 over Ⅳ类, and places in an order, 前三."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cache, lru_cache
from typing import Any

from reviewer.language.modifiers import Relation
from reviewer.language.normal import normalize
from reviewer.language.numerals import NUMERALS, chinese_number
from reviewer.language.patterns import pattern
from reviewer.language.quantities import Quantity
from reviewer.language.stops import clause_at
from reviewer.lexicon import lexicon
from reviewer.reading.sense import Sense, sense


@dataclass(frozen=True, slots=True)
class _Scale:
    """Words with their steps, 0 for the best; the rest as the data says."""

    steps: dict[str, int]
    about: tuple[str, ...]
    anywhere: bool
    of_good: bool
    best_counts: bool
    words: tuple[str, ...]
    any_word: re.Pattern[str]

    def fits(self, where: str, name: str) -> bool:
        """Whether the scale is meant, as the row's words tell."""
        if self.about and not any(word in where for word in self.about):
            return False
        welcome = lexicon("senses").holds(name, "welcome") and sense(name) is not Sense.REVERSE
        return not self.of_good or sense(name) is Sense.FORWARD or welcome


@cache
def _scales() -> tuple[_Scale, ...]:
    return tuple(_scale(table) for table in lexicon("scales").concepts.values())


def _scale(data: Mapping[str, Any]) -> _Scale:
    endings = ["", *data["endings"].split(" ")] if data.get("endings", "").startswith(" ") else None
    ends = endings or data.get("endings", "").split() or [""]
    steps = {
        word + ending: step
        for step, alike in enumerate(data["steps"])
        for word in alike.split()
        for ending in dict.fromkeys(ends)
    }
    longest_first = tuple(sorted(steps, key=len, reverse=True))
    about = tuple(data.get("about", "").split())
    return _Scale(
        steps,
        about,
        "anywhere" in data,
        "of_good" in data,
        "best_counts" in data,
        longest_first,
        pattern("|".join(map(re.escape, longest_first))),
    )


_CLASS = re.compile(r"[一二三四五1-5]类")
_AT_MOST = re.compile(r"≤|<|不高于|以下|不超过|(?<!不)低于")
_GRADED = ("结论", "结果", "等次", "等级", "评级", "考核", "考评", "评价", "评分", "评定", "评比")
_LONGEST = 24
_LONGEST_RESULT = 80


@lru_cache(maxsize=4096)
def graded_lower(target: str, actual: str, name: str, *, counted: bool = False) -> str:
    """The grade of the result that is worse than the target's; "" where none is.

    Where the target is `counted` too (二级以上站点不少于6个), only a verb of judging tells.
    """
    wanted, reached, named = normalize(target), normalize(actual), normalize(name)
    if len(reached) > 80 or _AT_MOST.search(wanted):
        return ""
    where = f"{named}{wanted}{reached}"
    for scale in _scales():
        within = scale.anywhere and not counted
        aim = _aim(scale, wanted, named, within) if scale.fits(where, named) else ""
        told = list(_told(scale, reached, named, within)) if aim else []
        as_good = [at for word, at in told if scale.steps[word] <= scale.steps[aim]]
        if as_good and scale.best_counts:
            return ""
        for word, at in told:
            if scale.steps[word] <= scale.steps[aim] or _is_past(reached, at):
                continue
            mended = _is_first(reached, at) and max(as_good, default=-1) > at
            if not mended and not _praises(aim, word, wanted, named):
                return word
        if told and told[0][0] == _grade(reached, named):
            return ""  # what the whole cell is on one scale it is on no other
    return ""


def _aim(scale: _Scale, wanted: str, name: str, within: bool) -> str:
    """The grade of a scale that a target asks for: its whole cell, its end, or the only one in it."""
    whole = _grade(wanted, name)
    if whole in scale.steps or len(wanted) <= 1:
        return whole if whole in scale.steps else ""
    found = [word for word, _ in _within(scale, wanted)] if within else []
    if found:
        return found[0] if len({scale.steps[word] for word in found}) == 1 else ""
    end = _without_trail(wanted.strip("。；，"), (*_around("trail"), "级"))
    if scale.of_good or end[-1:] not in _last_signs():
        return ""  # most targets end with a number and its unit
    return next((word for word in scale.words if end.endswith(word)), "")


@cache
def _last_signs() -> frozenset[str]:
    """The characters with which a grade may end."""
    return frozenset(word[-1:] for scale in _scales() for word in scale.words)


def _told(scale: _Scale, reached: str, name: str, within: bool) -> Iterator[tuple[str, int]]:
    """The grades that a result gives, and where they stand.

    As its whole cell, behind a verb of judging at the end of a clause (6份结论是良，社保那份是中) or,
    on a distinctive scale, anywhere in a sentence (11个月达到一级A，2月为一级B).
    """
    whole = _grade(reached, name)
    if whole in scale.steps:
        yield whole, max(0, reached.find(whole))
        return
    if within:
        yield from _within(scale, reached)
    if not scale.of_good:
        yield from _judged(scale, reached)


def _judged(scale: _Scale, reached: str) -> Iterator[tuple[str, int]]:
    start = 0
    for at, char in enumerate(f"{reached}。"):
        if char not in "，。；)、":
            continue
        said = reached[start:at].removesuffix("等次").removesuffix("等级").removesuffix("级")
        for word in scale.words:
            if said.endswith(word) and said[: -len(word)].endswith(_around("verb")):
                yield word, start + len(said) - len(word)
                break
        start = at + 1


def _within(scale: _Scale, text: str) -> Iterator[tuple[str, int]]:
    """The grades that stand in a text, the longest at each place."""
    for found in scale.any_word.finditer(text):
        word, at, end = found.group(), found.start(), found.end()
        is_latin = word.isascii() and word.isalpha()
        beside = text[max(0, at - 1) : at] + text[end : end + 1]
        inside = is_latin and any(char.isascii() and char.isalnum() for char in beside)
        if len(word) > 1 and not inside:
            yield word, at


def _is_first(reached: str, at: int) -> bool:
    """Whether a clause tells of a first try: 初评为中, and what came of it stands behind."""
    start, stop = clause_at(reached, at)
    return any(word in reached[start:stop] for word in _FIRST)


_FIRST = ("初评", "初检", "初测", "首次", "首检", "整改前", "第一次", "一开始")


def _is_past(text: str, at: int) -> bool:
    """由Ⅳ类提升到Ⅲ类, 消除劣Ⅴ类: the worse one was before."""
    before = text[clause_at(text, at)[0] : at]
    earlier = (one for one in lexicon("roles").find(before, "before"))
    if before.endswith(_around("past")) or any(one.word != "年初" for one in earlier):
        return True  # 年初 is a time of the year told of
    return any(word in before for word in ("消除", "由", "从"))


def is_class(target: str, name: str) -> bool:
    """三类, 达到2类标准 of waters and noise: a class, no count of kinds."""
    plain, named = normalize(target), normalize(name)
    if len(plain) > _LONGEST or not any(
        word in named for word in ("水", "断面", "湖", "河", "库", "声")
    ):
        return False
    return _CLASS.fullmatch(_grade(plain, named)) is not None


def _praises(aim: str, result: str, wanted: str, name: str) -> bool:
    """质量良好 is praise, for which 合格 may be the official word; 良好以上 is a grade."""
    if aim not in ("良好", "优良", "良") or result not in ("合格", "达标", "通过"):
        return False
    graded = any(
        word in wanted for word in ("≥", "不低于", "不劣于", "以上", "优于", "等次", "等级")
    ) or any(word in name for word in _GRADED)
    return aim == "良好" and not graded


def _grade(plain: str, name: str) -> str:
    """What is left of a cell without the words around a grade."""
    plain = plain.strip("。；，").removeprefix(name)
    for _ in range(_MOST_WORDS):
        if not plain.startswith(_around("lead")):
            break
        lead = next(word for word in _around("lead") if plain.startswith(word))
        if len(lead) == len(plain):
            break
        plain = plain[len(lead) :]
    return _without_trail(plain, _around("trail"))


def _without_trail(plain: str, words: tuple[str, ...]) -> str:
    for _ in range(_MOST_WORDS):
        if not plain.endswith(words):
            break
        trail = next(word for word in words if plain.endswith(word))
        if len(trail) == len(plain):
            break
        plain = plain[: -len(trail)]
    return plain


_MOST_WORDS = 12


@cache
def _around(concept: str) -> tuple[str, ...]:
    """The words that may stand before or behind a grade, the longest first."""
    return lexicon("degrees").words(f"grade_{concept}")


_PLACE = re.compile(
    rf"(?:≤|不低于|不超过)?(?P<how>前|第)?(?P<number>\d{{1,4}}|[{NUMERALS}]{{1,4}})"
    r"(?P<share>%)?(?:名|位)?(?:(?:及|或)?(?:以内|之内|内|以上|以前|之前|前))?"
)


def is_ranked(name: str) -> bool:
    """Whether a row's bare numbers are places (全市排名), and not how far one moved."""
    plain, words = normalize(name), lexicon("ranks")
    return words.holds(plain, "ranking") and not words.holds(plain, "moving")


def place(cell: str, name: str) -> Quantity | None:
    """The place that a whole cell names, None where it names none or says more.

    前5 and 第5名 are places by themselves; 5 and 5名 only under a name that ranks.
    """
    plain = normalize(cell).strip("。；")
    found = _PLACE.fullmatch(plain, _lead(plain)) if len(plain) <= _LONGEST else None
    if found is None:
        return None
    if not found["how"] and not is_ranked(name):
        return None
    digits = found["number"]
    number = Fraction(int(digits)) if digits.isascii() else chinese_number(digits)
    if number is None or number <= 0:
        return None
    return Quantity(
        subject="",
        relation=Relation.LE,
        low=number,
        high=number,
        unit="%" if found["share"] else "名",
        multiplier=Fraction(1),
        approximate="",
        is_bound=False,
        trend=0,
        words=plain,
        start=0,
        end=len(plain),
        clause=0,
    )


def _lead(plain: str) -> int:
    """Where the words end that lead up to a place: 综合考核位列全市第2名."""
    at = 0
    for mark in lexicon("ranks").find(plain, "lead"):
        if mark.start != at:
            break
        at = mark.end
    return at
