"""A4: rows that contradict one another or their own sense."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from reviewer.language.quantities import Quantity, quantities
from reviewer.language.units import Agreement, Kind, agreement
from reviewer.language.words import content
from reviewer.models import Severity
from reviewer.reading.sense import Sense, grows_either_way, is_cost_level, names_cost, sense
from reviewer.relations.row_names import core, counted
from reviewer.rules.case import Case, RowFacts
from reviewer.rules.examples import Row, of
from reviewer.rules.outcome import PASSED, Outcome
from reviewer.rules.quotes import quoted
from reviewer.rules.registry import rule

_QUALITY = "质量指标"


@rule(
    "A412",
    Severity.WARNING,
    good=[
        of(
            Row("采集分析土壤样品", "62个", "261个"),
            Row("采集分析地下水样品", "20个", "43个"),
            also=("A404",),
        ),
        of(Row("安全培训次数", "≥5次", "6次"), Row("安全培训人数", "≥500人", "600人")),
        of(Row("新建公共厕所", "3座", "3座"), Row("改建公共厕所", "3座", "3座")),
        of(Row("培训人数", "100人", "110人"), Row("培训人次", "300人次", "320人次")),
        of(Row("验收合格率", "100%", "100%", level2=_QUALITY), Row("验收项目", "3个", "3个")),
        of(
            Row("道路清扫面积", "20万平方米", "20万平方米"), Row("道路清扫里程", "30公里", "30公里")
        ),
    ],
    bad=[
        of(
            Row("建立地下水监测井", "≥25个", "60"),
            Row("完成地下水监测井建设", "20个", "60"),
            also=("A404",),
        ),
        of(Row("社区安全宣传", "10场", "12场"), Row("开展社区安全宣传工作", "12场", "12场")),
        of(Row("高标准农田建设", "500亩", "520亩"), Row("建设高标准农田数量", "500亩", "520亩")),
        of(Row("采购设备", "40台", "40台"), Row("设备采购量", "40台", "40台")),
        of(Row("培训人数", "300人", "312人"), Row("培训人次", "300人次", "312人次")),
        of(
            Row("残疾人生活自理改善人数", "400人", "426人"),
            Row("残疾人自理能力改善数", "380人", "426人"),
        ),
    ],
)
def check_measured_twice(case: Case) -> Iterator[Outcome]:
    """两行指标衡量的是同一件事

    查什么：去掉“完成”“建立”“开展”“数量”等通用字词后名称相同、单位也能对应的两行指标，指标值不同，或者
    完成值相同（同一成果算了两次）；名称相近、指标值不同而完成值是同一个较大的数的，也报。

    为什么：同一件事只应有一个目标；重复设置会让同一成果得两次分。

    怎么改：两行合并为一行，统一指标值，并把分值合并；如确是两件事，在名称中写清区别。
    """
    seen: dict[str, list[RowFacts]] = {}
    counts: dict[Fraction | None, list[RowFacts]] = {}
    for facts in case.rows:
        name, part = core(facts.indicator.name.text), facts.part
        if not name or part is None or (facts.is_sub_row and case.scored):
            continue
        earlier = next((one for one in seen.get(name, ()) if _same(one, facts)), None)
        seen.setdefault(name, []).append(facts)
        alike = counts.setdefault(_value(part.actual), [])
        earlier = earlier or next((one for one in alike if _counts_again(one, facts)), None)
        alike.append(facts)
        if earlier is None:
            yield PASSED
            continue
        first, second = earlier.indicator, facts.indicator
        problem = facts.problem(
            "name",
            f"与{earlier.place}衡量的是同一件事：指标值“{first.target}”和“{second.target}”，"
            f"完成值“{first.actual}”和“{second.actual}”。",
            "两行合并为一行并统一指标值；如确是两件事，在名称中写清区别。",
        )
        yield replace(problem, evidence=(first.name, first.target, second.target))


def _same(earlier: RowFacts, later: RowFacts) -> bool:
    """Compatible units, and targets that differ or results that are equal."""
    one, other = earlier.part, later.part
    if one is None or other is None or bool(one.target.unit) != bool(other.target.unit):
        return False
    names = earlier.indicator.name.text, later.indicator.name.text
    # What a target counts beyond the row's name: 电脑 of 电脑30台.
    things = [
        content(part.target.subject, f"{name}{_SAID_OF_ANY}")
        for part, name in zip((one, other), names, strict=True)
    ]
    if things[0] != things[1]:
        return False
    same_target = _value(one.target) == _value(other.target)
    same_result = _value(one.actual) == _value(other.actual) is not None
    if {unit.kind for unit in (*one.target.units, *other.target.units)} == _PEOPLE:
        # 312人 and 312人次: who came once is counted in both; other numbers are other things.
        return same_result and same_target
    units = agreement(one.target.units, other.target.units)
    # 检查企业数 50个 and 检查企业次数 120次 count different things.
    close = units is Agreement.CLOSE and counted(names[0]) == counted(names[1])
    if units is not Agreement.SAME and not close:
        return False
    if one.target.is_percent and earlier.indicator.level2 != later.indicator.level2:
        return False
    return same_result or not same_target


def _counts_again(earlier: RowFacts, later: RowFacts) -> bool:
    """生活自理改善人数 and 自理能力改善数, 426 of both: one large result under two targets and like names."""
    one, other = earlier.part, later.part
    if one is None or other is None or one.target.unit != other.target.unit:
        return False
    reached = _value(one.actual)
    if reached is None or reached < _LARGE or _value(one.target) == _value(other.target):
        return False
    names = [frozenset(core(facts.indicator.name.text)) for facts in (earlier, later)]
    shared = len(names[0] & names[1])
    return not one.target.is_percent and shared >= _ALIKE * min(map(len, names)) > 0


_LARGE = 100
"""Two things have so large a number in common by hardly any chance."""
_ALIKE = Fraction(3, 4)
_SAID_OF_ANY = "年度全年全部预计计划采购购置新建建成开展举办完成共计累计"

_PEOPLE = {Kind.PERSONS, Kind.PERSON_TIMES}


def _value(quantity: Quantity | None) -> Fraction | None:
    if quantity is None:
        return None
    return quantity.low * (quantity.units[0].scale if quantity.units else 1)


@rule(
    "A413",
    Severity.INFO,
    good=[
        of(Row("培训覆盖率", "≥90%", "95%")),
        of(Row("群众投诉率", "≤1%", "0.5%", level2=_QUALITY)),
        of(Row("投诉办结率", "≥95%", "98%", level2=_QUALITY)),
        of(Row("成本节约率", "≥5%", "6%", level2="成本指标")),
        of(Row("特困供养标准", "≥1200元/月", "1250元/月", level2="成本指标")),
        of(Row("单位产值能耗下降率", "≥3%", "3.5%")),
        of(Row("安全隐患整改率", "不低于95%", "100%")),
        of(Row("查处违法案件数", "≥20件", "25件")),
        of(Row("成果不合格率", "≤2%", "1%", level2=_QUALITY)),
    ],
    bad=[
        of(Row("培训覆盖率", "≤90%", "85%")),
        of(Row("验收合格率", "不超过95%", "95%", level2=_QUALITY)),
        of(Row("群众投诉件数", "≥5件", "3件", level2=_QUALITY)),
        of(Row("项目总成本", "不低于50万元", "48万元", level2="成本指标")),
        of(Row("单座改造费", "≥18万元/座", "17.2万元/座", level2="成本指标"), also=("A402",)),
        of(Row("安全事故死亡人数", ">2人", "0人", level2=_QUALITY)),
    ],
)
def check_direction(case: Case) -> Iterator[Outcome]:
    """指标方向与含义相反

    查什么：越高越好的指标（覆盖率、合格率、满意度等）用了“≤”“不超过”，或越低越好的指标（投诉、事故、死亡率、
    成本等）用了“≥”“不低于”；成本指标下的金额用了“≥”的，按警告提示，补助标准和节约、收入除外。“投诉办结率”“能耗下降率”等处理、下降类指标按越高越好看待。

    为什么：方向填反，完成得越好反而越不达标，得分也会算错。

    怎么改：核对指标性质，改正符号。
    """
    for facts in case.rows:
        found = [one for one in quantities(facts.indicator.target.text) if one.relation is not None]
        if not found:
            continue
        floor = next((one for one in found if _is_floor_of_cost(one, facts)), None)
        wrong = floor or next((one for one in found if _contradicts(one, facts)), None)
        if wrong is None:
            yield PASSED
            continue
        better, sign = ("低", "≤") if wrong.relation and wrong.relation.is_lower else ("高", "≥")
        target = quoted(facts.indicator.target, wrong)
        yield facts.problem(
            "target",
            f"“{facts.label}”应当越{better}越好，指标值却写成“{target}”，方向可能填反了。",
            f"核对指标性质；如填反了，改为“{sign}”并重新核对完成情况和得分。",
            ("name",),
            severity=Severity.WARNING if floor else None,
        )


def _is_floor_of_cost(quantity: Quantity, facts: RowFacts) -> bool:
    """≥18万元/座 under 成本."""
    row = facts.indicator
    if quantity.relation is None or not quantity.relation.is_lower or quantity.trend:
        return False
    if not is_cost_level(row.level1.text, row.level2.text):
        return False
    if all(unit.kind is not Kind.MONEY for unit in quantity.units[:1]) or not quantity.units:
        return False
    return names_cost(f"{row.name.text}{quantity.subject}")


def _contradicts(quantity: Quantity, facts: RowFacts) -> bool:
    relation = quantity.relation
    if relation is None or quantity.trend:
        return False
    named = sense(quantity.subject) if quantity.subject else Sense.OPEN
    if named is Sense.OPEN and not facts.attainment.is_compound:
        named = sense(facts.indicator.name.text)
    if named is Sense.FORWARD:
        open_growth = grows_either_way(quantity.subject or facts.indicator.name.text)
        return relation.is_upper and quantity.is_percent and not open_growth
    return named is Sense.REVERSE and relation.is_lower
