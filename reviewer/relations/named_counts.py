"""Which counts a rate is of, by the words: 收回248份，满意223份，满意度; 应检215家，实检198家; 占."""

from __future__ import annotations

from collections.abc import Sequence

from reviewer.lexicon import lexicon
from reviewer.reading.claims import Role
from reviewer.relations.equations import Weight
from reviewer.relations.shapes import Shape
from reviewer.relations.terms import Line, Term, alike, is_of_another, plays, says, shares_words

ASPECTS = (
    "started",
    "satisfied",
    "finished",
    "passed",
    "punctual",
    "attended",
    "settled",
    "known",
    "covered",
    "alive",
    "employed",
    "intact",
    "spent",
    "arrived",
)
ENDS = "为达到是约仅只有了：的"
"""What stands between a rate's name and its number."""
_PLANS = ("目标", "任务", "计划", "指标")
_SHARES = ("占比", "比重", "比例")
TAILS = ("比例", "占比", "比率", "率", "度", "比重")
Choice = tuple[Shape, Sequence[Term], Weight]


def chosen_counts(line: Line, rate: Term, counts: Sequence[Term], name: str) -> Choice | None:
    """The part and the whole that the words name."""
    said = rate.front.rstrip(ENDS)
    share = _share_of_named(line, rate, counts)
    if share is not None:
        return share
    if not said.endswith(_SHARES) and "占" in said[-_SHARE_REACH:]:
        return _share(line, rate, counts, said)
    rated = said if said.endswith(TAILS) else ""
    if "完成" in said and said.endswith(_PLANS):
        rated = "完成率"  # 完成目标的90%
    if not rated:
        rated = name if not said else _headed(line)
    if not rated:
        return None
    return _named(line, rate, counts, rated)


def _headed(line: Line) -> str:
    """检测合格率：蔬菜98.2%: the rate that stands before a colon at the head of the text."""
    head = line.plain[: line[0].start].partition("：")[0]
    return head if head.endswith(TAILS) else ""


def _named(line: Line, rate: Term, counts: Sequence[Term], rated: str) -> Choice | None:
    """The part whose words name what is rated, and its whole."""
    parts = _parts(line, rate, counts, rated)
    denied = says(rated, "negative")  # 不合格率 is of those that are not
    good = [one for one in parts if says(one.label, "negative") is denied]
    bad = [one for one in parts if one not in good]
    if len(good) > 1 and "满意" in rated:
        return _of_grades(counts, good, bad)
    read = [(one, Shape.RATE) for one in good] + [(one, Shape.RATE_OF_REST) for one in bad]
    for part, shape in read:
        wholes = [
            one
            for one in counts
            if one is not part
            and alike(one, part)
            and (one not in good or part in bad or says(one.label, "base"))
            and one not in bad
        ]
        larger = [one for one in wholes if one.value >= part.value]
        whole = _whole(larger or wholes, part)
        if whole is None:
            continue
        if not larger and whole.at > part.at:
            if not says(whole.label, "negative", "cut"):
                return None
            return Shape.RATE_OF_BOTH, (part, whole), Weight.DIGIT  # 成交12宗，未成交3宗
        whole_again = sum(one.value for one in wholes) == part.value  # 验收13栋，又1栋，14栋均合格
        if not larger and (whole_again or not says(whole.label, "base")):
            return None  # 三级5套、二级13套均通过
        if "满意" in rated and says(part.label, "degree"):
            return None  # 满意和基本满意: of which the rate is, is open
        return shape, (part, whole), _weight(part, whole, larger or wholes)
    return None


def _parts(line: Line, rate: Term, counts: Sequence[Term], rated: str) -> list[Term]:
    """The counts that are named as the rate is; of 投资完成率 the money, of 年检率 what is 实."""
    near = _between_rates(line, rate, counts)
    due = [one for one in counts if says(one.label, "due")]
    named = [one for one in near if _is_said(one.label, rated)]
    own = lexicon("relations").without(_stem(rated), *ASPECTS).strip()
    closer = [one for one in named if shares_words(one.label, own)]
    parts = [one for one in closer or named if one not in due]
    if not parts and due and ("完成" in rated or not aspects(rated)):
        return [one for one in near if says(one.label, "actual")] or named
    return parts


def _weight(part: Term, whole: Term, wholes: Sequence[Term]) -> Weight:
    """Surest where the whole is named as one, or nothing else can be it."""
    before = [one for one in wholes if one.at < part.at]
    if len(before) > 1 and not says(whole.label, "returned"):
        named = [one for one in wholes if says(one.label, "base")]
        if len(named) != 1:
            return Weight.DIGIT
    return Weight.SURE if says(whole.label, "base") else Weight.NEAR


def _of_grades(counts: Sequence[Term], good: Sequence[Term], bad: Sequence[Term]) -> Choice | None:
    """非常满意312人，满意148人，不满意40人; with a base of its own that is the whole."""
    others = [one for one in counts if one not in good and one not in bad]
    wholes = [one for one in others if says(one.label, "base")]
    if len(wholes) == 1 and alike(wholes[0], good[0]):
        return Shape.RATE_OF_SUM, (*good, wholes[0]), Weight.NEAR
    if len(bad) == 1 and not others:
        return Shape.RATE_OF_ALL, (*good, *bad), Weight.NEAR
    return None


def _share_of_named(line: Line, rate: Term, counts: Sequence[Term]) -> Choice | None:
    """28600件，占业务总量32500件的88%: the whole stands between 占 and its share."""
    before = [one for one in counts if one.at < rate.at]
    if len(before) < 2 or before[-1].at != rate.at - 1:
        return None
    part, whole = before[-2:]
    planned = whole.role is Role.PLAN  # 2.86亿元，为年度目标2.6亿元的110%
    if line.between(whole, rate) not in _OF or not (
        planned or "占" in whole.front or "完成" in whole.front
    ):
        return None
    if not alike(part, whole):
        return None
    return Shape.RATE, (part, whole), Weight.SURE


_OF = ("的", "的约", "总数的", "总量的")
_SHARE_REACH = 8


def _between_rates(line: Line, rate: Term, counts: Sequence[Term]) -> list[Term]:
    """The counts between the rate before and the rate behind: each has its own part."""
    rates = [one.at for one in line if one.is_percent]
    first = max((place for place in rates if place < rate.at), default=-1)
    last = min((place for place in rates if place > rate.at), default=len(line))
    before = [one for one in counts if first < one.at < rate.at]
    return before or [one for one in counts if rate.at < one.at < last]


def _is_said(words: str, rated: str) -> bool:
    """Whether a count's words name what is rated: 合格 of 验收合格率, 实到 of 参训率."""
    if "satisfied" in aspects(rated):
        return says(words, "satisfied")
    stem = _stem(rated)
    if rated.endswith(_SHARES) and shares_words(words, stem):
        return True  # 普惠性幼儿园占比
    first, second = words.find(stem[-2:-1]), words.rfind(stem[-1:])
    if len(stem) >= 2 and 0 <= first < second:
        return True  # 取得证书 of 取证率
    last = [mark.concept for mark in lexicon("relations").find(stem, *ASPECTS)][-1:]
    return bool(last) and says(words, *last)


def aspects(rated: str) -> set[str]:
    """What is rated, as far as it has a name of its own: 合格, 满意, 完工."""
    return {mark.concept for mark in lexicon("relations").find(rated, *ASPECTS)}


def _stem(rated: str) -> str:
    for tail in TAILS:
        rated = rated.removesuffix(tail)
    return rated


def _whole(wholes: Sequence[Term], part: Term) -> Term | None:
    """Of forms sent out and forms come back the latter; else the one that is named as the base."""
    if len(wholes) == 1:
        return wholes[0]
    back = [one for one in wholes if says(one.label, "returned")]
    if len(back) == 1:
        return back[0]
    named = [one for one in wholes if says(one.label, "base")]
    if len(named) == 1:
        return named[0]
    before = [one for one in named or wholes if one.at < part.at]
    return before[-1] if before else None


def _share(line: Line, rate: Term, counts: Sequence[Term], said: str) -> Choice | None:
    """17座，占85%: of the whole before it, or with the rest behind it."""
    of_what = said[said.rfind("占") + 1 :]
    before = [one for one in counts if one.at < rate.at]
    if not before:
        return None
    part = before[-1]
    if part.is_told_again or is_of_another(said[: said.rfind("占")], part.label):
        return None  # 少的正是这9人，占6%; 考核14人，女性占45%
    named = [one for one in before[:-1] if shares_words(one.label, of_what)]
    if len(named) == 1 and alike(named[0], part):
        return Shape.RATE, (part, named[0]), Weight.NEAR  # 耕地56万亩 … 占耕地面积的
    of_all = not of_what or any(word in of_what for word in ("总", "全部", "比"))
    if not of_all and not plays(of_what, "plan"):
        return None
    weight = Weight.NEAR if of_all else Weight.DIGIT
    wholes = [one for one in before[:-1] if alike(one, part)]
    larger = [one for one in wholes if one.value >= part.value]
    if len(larger or wholes) == 1:
        return Shape.RATE, (part, (larger or wholes)[0]), weight
    if larger and larger[0].value > max(one.value for one in larger[1:]):
        return Shape.RATE, (part, larger[0]), Weight.DIGIT
    rest = [
        one
        for one in counts
        if one.at > rate.at and alike(one, part) and plays(one.front, "closing")
    ]
    if not wholes and len(rest) == 1:
        return Shape.RATE_OF_BOTH, (part, rest[0]), Weight.NEAR
    return None
