"""A4: rows that contradict one another or their own sense."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reviewer.language.quantities import Quantity, quantities
from reviewer.language.units import Agreement, Kind, agreement
from reviewer.language.words import content
from reviewer.models import Severity
from reviewer.reading.sense import Sense, grows_either_way, sense
from reviewer.relations.same_indicator import core, counted
from reviewer.rules.case import Case, RowFacts
from reviewer.rules.cells import row_name
from reviewer.rules.examples import Row, Sketch
from reviewer.rules.outcome import PASSED, Outcome, Problem
from reviewer.rules.quotes import quoted
from reviewer.rules.registry import rule
from reviewer.standing.grounds import Part

_QUALITY = "质量指标"


@rule(
    "A412",
    Severity.WARNING,
    good=[
        Sketch(
            (Row("采集分析土壤样品", "62个", "261个"), Row("采集分析地下水样品", "20个", "43个")),
            also=("A404",),
        ),
        Sketch((Row("安全培训次数", "≥5次", "6次"), Row("安全培训人数", "≥500人", "600人"))),
        Sketch((Row("新建公共厕所", "3座", "3座"), Row("改建公共厕所", "3座", "3座"))),
        Sketch((Row("培训人数", "100人", "110人"), Row("培训人次", "300人次", "320人次"))),
        Sketch((Row("验收合格率", "100%", "100%", level2=_QUALITY), Row("验收项目", "3个", "3个"))),
        Sketch(
            (
                Row("道路清扫面积", "20万平方米", "20万平方米"),
                Row("道路清扫里程", "30公里", "30公里"),
            )
        ),
    ],
    bad=[
        Sketch(
            (Row("建立地下水监测井", "≥25个", "60"), Row("完成地下水监测井建设", "20个", "60")),
            also=("A404",),
        ),
        Sketch((Row("社区安全宣传", "10场", "12场"), Row("开展社区安全宣传工作", "12场", "12场"))),
        Sketch(
            (Row("高标准农田建设", "500亩", "520亩"), Row("建设高标准农田数量", "500亩", "520亩"))
        ),
        Sketch((Row("采购设备", "40台", "40台"), Row("设备采购量", "40台", "40台"))),
        Sketch((Row("培训人数", "300人", "312人"), Row("培训人次", "300人次", "312人次"))),
    ],
)
def check_measured_twice(case: Case) -> Iterator[Outcome]:
    """两行指标衡量的是同一件事

    查什么：去掉“完成”“建立”“开展”“数量”等通用字词后名称相同、单位也能对应的两行指标，指标值不同，或者
    完成值相同（同一成果算了两次）。

    为什么：同一件事只应有一个目标；重复设置会让同一成果得两次分。

    怎么改：两行合并为一行，统一指标值，并把分值合并；如确是两件事，在名称中写清区别。
    """
    seen: dict[str, list[RowFacts]] = {}
    for facts in case.rows:
        name, part = core(facts.indicator.name.text), _plain_part(facts)
        if not name or part is None or (facts.is_sub_row and case.scored):
            continue
        earlier = next((one for one in seen.get(name, ()) if _same(one, facts)), None)
        seen.setdefault(name, []).append(facts)
        yield PASSED if earlier is None else _twice(case, earlier, facts)


def _plain_part(facts: RowFacts) -> Part | None:
    parts = facts.attainment.parts
    return parts[0] if len(parts) == 1 else None


def _same(earlier: RowFacts, later: RowFacts) -> bool:
    """Compatible units, and targets that differ or results that are equal."""
    one, other = _plain_part(earlier), _plain_part(later)
    if one is None or other is None:
        return False
    if bool(one.target.unit) != bool(other.target.unit):
        return False
    if _thing(one.target, earlier) != _thing(other.target, later):
        return False
    results = _value(one.actual), _value(other.actual)
    equal_results = None not in results and results[0] == results[1]
    if _counts_people(one.target, other.target):
        return equal_results and _value(one.target) == _value(other.target)
    if not _count_alike(earlier, later, agreement(one.target.units, other.target.units)):
        return False
    if one.target.is_percent and earlier.indicator.level2 != later.indicator.level2:
        return False
    if _value(one.target) != _value(other.target):
        return True
    return equal_results


def _thing(target: Quantity, facts: RowFacts) -> str:
    """What a target says that it counts, beyond the row's name: 电脑 of 电脑30台."""
    return content(target.subject, f"{facts.indicator.name.text}{_SAID_OF_ANY}")


_SAID_OF_ANY = "年度全年全部预计计划采购购置新建建成开展举办完成共计累计"

_PEOPLE = {Kind.PERSONS, Kind.PERSON_TIMES}


def _counts_people(one: Quantity, other: Quantity) -> bool:
    """312人 and 312人次: who came once is counted in both; other numbers are other things."""
    return {unit.kind for quantity in (one, other) for unit in quantity.units} == _PEOPLE


def _count_alike(earlier: RowFacts, later: RowFacts, units: Agreement) -> bool:
    """检查企业数 50个 and 检查企业次数 120次 count different things."""
    names = earlier.indicator.name.text, later.indicator.name.text
    return units is Agreement.SAME or (
        units is Agreement.CLOSE and counted(names[0]) == counted(names[1])
    )


def _value(quantity: Quantity | None) -> Fraction | None:
    if quantity is None:
        return None
    return quantity.low * (quantity.units[0].scale if quantity.units else 1)


def _twice(case: Case, earlier: RowFacts, later: RowFacts) -> Problem:
    first, second = earlier.indicator, later.indicator
    return Problem(
        at=second.name,
        message=(
            f"与{row_name(case.form, earlier.index)}衡量的是同一件事：指标值“{first.target.text}”和"
            f"“{second.target.text}”，完成值“{first.actual.text}”和“{second.actual.text}”。"
        ),
        suggestion="两行合并为一行并统一指标值；如确是两件事，在名称中写清区别。",
        field="indicator.name",
        row=later.index,
        evidence=(first.name, first.target, second.target),
    )


@rule(
    "A413",
    Severity.INFO,
    good=[
        Sketch((Row("培训覆盖率", "≥90%", "95%"),)),
        Sketch((Row("群众投诉率", "≤1%", "0.5%", level2=_QUALITY),)),
        Sketch((Row("投诉办结率", "≥95%", "98%", level2=_QUALITY),)),
        Sketch((Row("成本节约率", "≥5%", "6%", level2="成本指标"),)),
        Sketch((Row("单位产值能耗下降率", "≥3%", "3.5%"),)),
        Sketch((Row("安全隐患整改率", "不低于95%", "100%"),)),
        Sketch((Row("查处违法案件数", "≥20件", "25件"),)),
        Sketch((Row("成果不合格率", "≤2%", "1%", level2=_QUALITY),)),
    ],
    bad=[
        Sketch((Row("培训覆盖率", "≤90%", "85%"),)),
        Sketch((Row("验收合格率", "不超过95%", "95%", level2=_QUALITY),)),
        Sketch((Row("群众投诉件数", "≥5件", "3件", level2=_QUALITY),)),
        Sketch((Row("项目总成本", "不低于50万元", "48万元", level2="成本指标"),)),
        Sketch((Row("安全事故死亡人数", ">2人", "0人", level2=_QUALITY),)),
    ],
)
def check_direction(case: Case) -> Iterator[Outcome]:
    """指标方向与含义相反

    查什么：越高越好的指标（覆盖率、合格率、满意度等）用了“≤”“不超过”，或越低越好的指标（投诉、事故、死亡率、
    成本等）用了“≥”“不低于”。“投诉办结率”“能耗下降率”等处理、下降类指标按越高越好看待。

    为什么：方向填反，完成得越好反而越不达标，得分也会算错。

    怎么改：核对指标性质，改正符号。
    """
    for facts in case.rows:
        found = [one for one in quantities(facts.indicator.target.text) if one.relation is not None]
        if not found:
            continue
        wrong = next((one for one in found if _contradicts(one, facts)), None)
        yield PASSED if wrong is None else _wrong_way(facts, wrong)


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


def _wrong_way(facts: RowFacts, quantity: Quantity) -> Problem:
    lower = quantity.relation is not None and quantity.relation.is_lower
    better, sign = ("低", "≤") if lower else ("高", "≥")
    return facts.problem(
        "target",
        f"“{facts.label}”应当越{better}越好，指标值却写成“{quoted(facts.indicator.target, quantity)}”，方向可能填反了。",
        f"核对指标性质；如填反了，改为“{sign}”并重新核对完成情况和得分。",
        ("name",),
    )
