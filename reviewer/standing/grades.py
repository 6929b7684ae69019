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
_AT_LEAST = ("≥", "不低于", "不劣于", "以上", "优于", "等次", "等级")
_AT_MOST = re.compile(r"≤|<|不高于|以下|不超过|(?<!不)低于")
_GRADED = ("结论", "结果", "等次", "等级", "评级", "考核", "考评", "评价", "评分", "评定", "评比")
_LONGEST = 24
_LONGEST_RESULT = 80


@lru_cache(maxsize=4096)
def graded_lower(target: str, actual: str, name: str) -> str:
    """The grade of the result that is worse than the target's; "" where none is.

    Either both whole cells are grades, or the target is one and the result names one of a
    distinctive scale in a sentence: 11个月达到一级A，2月为一级B.
    """
    wanted, reached, named = normalize(target), normalize(actual), normalize(name)
    if len(wanted) > _LONGEST or len(reached) > _LONGEST_RESULT or _AT_MOST.search(wanted):
        return ""
    aim, result = _grade(wanted, named), _grade(reached, named)
    if not aim or aim == result:
        return ""
    where = f"{named}{wanted}{reached}"
    for scale in _scales():
        if aim in scale.steps and result in scale.steps and scale.fits(where, named):
            lower = scale.steps[result] > scale.steps[aim]
            return result if lower and not _praises(aim, result, wanted, named) else ""
    return (
        _lower_verdict(reached, named, aim)
        or _lower_within(wanted, reached, named, aim)
        or _judged_lower(wanted, reached, named)
    )


def _lower_verdict(reached: str, name: str, aim: str) -> str:
    """合格 of 两处标段评定为合格, where 优良 was wanted."""
    head, _, verdict = reached.strip("。").rpartition("为")
    if not head or len(head) > _LONGEST_HEAD or set(head) & set("，；。"):
        return ""
    for scale in _scales():
        said = _grade(verdict, name)
        if aim in scale.steps and said in scale.steps and not scale.about and not scale.of_good:
            return said if scale.steps[said] > scale.steps[aim] and aim != "良好" else ""
    return ""


_LONGEST_HEAD = 14


@lru_cache(maxsize=4096)
def judged_lower(target: str, actual: str, name: str) -> str:
    """The lower grade that a result judges one of several things with: 6份结论是良，社保那份是中."""
    if len(actual) > _LONGEST_RESULT or _AT_MOST.search(normalize(target)):
        return ""
    return _judged_lower(normalize(target), normalize(actual), normalize(name))


def _judged_lower(wanted: str, reached: str, name: str) -> str:
    """The lower grade at the end of a clause behind a verb of judging: 社保那份是中, 判不满意.

    Only where the target's end is a grade, and no later clause gives the wanted one.
    """
    end = _grade_at_end(wanted)
    if end[-1:] not in _last_signs():
        return ""  # most targets end with a number and its unit
    where = f"{name}{wanted}{reached}"
    for scale in _scales():
        aim = next((word for word in scale.words if end.endswith(word)), "")
        if not aim or scale.of_good or not scale.fits(where, name):
            continue
        if _is_praise(aim, wanted, name):
            continue
        judged = list(_judged(scale, reached))
        lower = [(word, at) for word, at in judged if scale.steps[word] > scale.steps[aim]]
        last = max((at for word, at in judged if scale.steps[word] <= scale.steps[aim]), default=-1)
        for word, at in lower:
            if not (_is_first(reached, at) and last > at) and not _is_past(reached, at):
                return word
    return ""


@cache
def _last_signs() -> frozenset[str]:
    """The characters with which a grade may end."""
    return frozenset(word[-1:] for scale in _scales() for word in scale.words)


def _is_praise(aim: str, wanted: str, name: str) -> bool:
    """质量良好 says no grade, 良及以上 and the conclusion 满意 do."""
    if any(word in wanted for word in _AT_LEAST) or any(word in name for word in _GRADED):
        return False
    return not (aim == "满意" and len(wanted) <= len("达到满意") and "结" in name)


def _grade_at_end(wanted: str) -> str:
    """省级二等 of 省级二等及以上, with no words behind the grade."""
    return _without_trail(wanted.strip("。；，"), (*_around("trail"), "级"))


def _judged(scale: _Scale, reached: str) -> Iterator[tuple[str, int]]:
    """The grades that a verb gives at the end of a clause, and where they stand."""
    start = 0
    for at, char in enumerate(f"{reached}。"):
        if char not in "，。；)、":
            continue
        clause = reached[start:at]
        said = clause.removesuffix("等次").removesuffix("等级").removesuffix("级")
        for word in scale.words:
            if said.endswith(word) and said[: -len(word)].endswith(_around("verb")):
                yield word, start + len(said) - len(word)
                break
        start = at + 1


def _is_first(reached: str, at: int) -> bool:
    """Whether a clause tells of a first try: 初评为中, and what came of it stands behind."""
    start, stop = clause_at(reached, at)
    return any(word in reached[start:stop] for word in _FIRST)


_FIRST = ("初评", "初检", "初测", "首次", "首检", "整改前", "第一次", "一开始")


def _lower_within(wanted: str, reached: str, name: str, aim: str) -> str:
    """A worse grade of a distinctive scale somewhere in the sentence."""
    for scale in _scales():
        if not scale.anywhere or not scale.fits(f"{name}{wanted}{reached}", name):
            continue
        asked = [scale.steps[word] for word, _ in _within(scale, wanted)]
        if aim in scale.steps:
            asked.append(scale.steps[aim])
        if len(set(asked)) != 1:
            continue
        told = [word for word, at in _within(scale, reached) if not _is_past(reached, at)]
        if scale.best_counts and any(scale.steps[word] <= asked[0] for word in told):
            return ""
        return next((word for word in told if scale.steps[word] > asked[0]), "")
    return ""


def _within(scale: _Scale, text: str) -> Iterator[tuple[str, int]]:
    """The grades that stand in a text, the longest at each place."""
    for found in scale.any_word.finditer(text):
        word, at = found.group(), found.start()
        inside = word.isascii() and word.isalpha() and _touches_letter(text, at, len(word))
        if len(word) > 1 and not inside:
            yield word, at


def _touches_letter(text: str, at: int, size: int) -> bool:
    beside = text[max(0, at - 1) : at] + text[at + size : at + size + 1]
    return any(char.isascii() and char.isalnum() for char in beside)


def _is_past(text: str, at: int) -> bool:
    """由Ⅳ类提升到Ⅲ类, 消除劣Ⅴ类: the worse one was before."""
    start, _ = clause_at(text, at)
    before = text[start:at]
    earlier = [one for one in lexicon("roles").find(before, "before") if one.word != "年初"]
    if before.endswith(_around("past")) or earlier:
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
    graded = any(word in wanted for word in _AT_LEAST) or any(word in name for word in _GRADED)
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
