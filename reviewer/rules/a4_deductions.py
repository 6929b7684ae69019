"""A4: parts that were missed, and deductions too small to mean anything."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.models import Severity
from reviewer.rounding import plain
from reviewer.rules.case import Case, RowFacts
from reviewer.rules.examples import Row, of
from reviewer.rules.outcome import PASSED, Outcome, Problem
from reviewer.rules.quotes import quoted
from reviewer.rules.registry import rule
from reviewer.standing.grounds import Part, Standing
from reviewer.standing.parts import untold_part

_WHY = "因供应商延期交货，少制作采样口标识牌，下年3月底前补齐。"
_SIGNS = "排放口标识牌1000块，采样口标识牌750块"


@rule(
    "A406",
    Severity.WARNING,
    scored=True,
    good=[
        of(Row("标志牌制作", _SIGNS, "制作1160块排放口标识牌和650块采样口标识牌", "10", "8", _WHY)),
        of(Row("标志牌制作", _SIGNS, "排放口标识牌1000块、采样口标识牌760块")),
        of(Row("培训", "举办培训5期，培训500人次", "举办6期，培训520人次")),
        of(Row("抽查项目", "不少于80个，其中现场取样不少于20个", "抽查82个，其中现场取样20个")),
    ],
    bad=[
        of(Row("标志牌制作", _SIGNS, "制作1160块排放口标识牌和650块采样口标识牌")),
        of(Row("培训", "举办培训5期，培训500人次", "举办6期，培训420人次")),
        of(Row("培训", "两期、200人", "举办1期，210人")),
        of(Row("抽查项目", "不少于80个，其中现场取样不少于20个", "抽查82个，其中现场取样12个")),
        of(Row("培训", "培训班24期；讲座10场", "培训班25期")),
    ],
)
def check_missed_part(case: Case) -> Iterator[Outcome]:
    """一个指标含多项内容，其中一项未达到而得了满分

    查什么：指标值里有几个数量（如“标识牌1000块，采样口牌750块”），逐项与实际完成值对应比较；有一项没有达到、
    得分却等于分值的，予以提示；完成值只写了其中几项、有一项没有写完成数的（“培训班24期；讲座10场”只写“培训班25期”），
    也予提示。已经扣分的不报。

    为什么：一项超额完成不能抵另一项的缺口，未达到的部分应当扣分。

    怎么改：按未达到部分所占比重扣分并说明原因；以后最好把几项内容拆成几行指标，分别给分值。
    """
    for facts in case.rows:
        found = facts.attainment
        if not found.is_compound:
            continue
        if found.standing is Standing.UNKNOWN:
            row = facts.indicator
            untold = untold_part(found.parts, row.target.text, row.actual.text)
            if untold is not None and facts.has_full_marks:
                yield _untold(facts, untold)
            continue
        if facts.deduction is None:
            continue  # A402 says that the score is missing
        yield _missed_part(facts) if found.missed and facts.has_full_marks else PASSED


def _missed_part(facts: RowFacts) -> Problem:
    row = facts.indicator
    said = "；".join(
        f"{_part_name(part, order)}应为“{quoted(row.target, part.target)}”，"
        f"实际“{quoted(row.actual, part.actual)}”"
        for order, part in enumerate(facts.attainment.parts, start=1)
        if part.standing is Standing.MISSED and part.actual is not None
    )
    return facts.problem(
        "score",
        f"{said or '其中一项没有达到'}，没有达到，得分却是满分{facts.score.text}分。",
        "按未达到的部分扣分，并填写偏差原因和改进措施；完成值填写有误的先改正。",
        ("target", "actual", "weight"),
    )


def _untold(facts: RowFacts, part: Part) -> Problem:
    row = facts.indicator
    order = facts.attainment.parts.index(part) + 1
    return facts.problem(
        "actual",
        (
            f"指标值要求{_part_name(part, order)}“{quoted(row.target, part.target)}”，"
            f"实际完成值“{row.actual.text}”没有写这一项的完成数，得分却是满分{facts.score.text}分。"
        ),
        "补写这一项的实际完成数；没有完成的，按未达到的部分扣分并说明原因和改进措施。",
        ("target", "score"),
    )


def _part_name(part: Part, order: int) -> str:
    """What a part of a target is called by its own words; 第2项 where it has none (24期/10场)."""
    said = "".join(char if char.isalnum() else " " for char in part.target.subject).split()
    return said[-1][-12:] if said else f"第{order}项"


@rule(
    "A411",
    Severity.WARNING,
    rests_on=("indicator.actual", "indicator.target"),
    scored=True,
    good=[
        of(Row("培训人数", "≥300人", "312人")),
        of(Row("成果报告", "完成4份评估报告", "完成2份评估报告", "10", "5", _WHY)),
        of(Row("培训人数", "≥1000人", "995人", "10", "9.95", _WHY)),
        of(Row("管理水平", "提升管理水平", "管理水平有所提升", "10", "9.5", _WHY), also=("A408",)),
    ],
    bad=[
        of(Row("成果报告", "形成全部评估报告", "部分报告仍在编写", "2", "1.99", _WHY)),
        of(Row("登记单位数", "≥1500", "1320家", "2", "1.99", _WHY), also=("A401",)),
        of(Row("管理水平", "提升管理水平", "管理水平有所提升", "10", "9.9", _WHY), also=("A408",)),
    ],
)
def check_token_deduction(case: Case) -> Iterator[Outcome]:
    """象征性扣分

    查什么：扣了分、但扣得极少（不超过分值的1%，以所用政策为准）的指标，例如分值2分得1.99分。
    未达标指标按完成比例算出来就只差这么多的，不在此列。

    为什么：象征性扣分说明单位知道有问题，扣分却与问题的大小无关。

    怎么改：定量指标按完成比例扣分，定性指标按达成、部分达成、未达成三档扣分；没有问题的不扣分。
    """
    for facts in case.rows:
        weight = facts.weight.exact
        lost = facts.deduction
        if weight is None or lost is None or lost <= 0 or weight <= 0:
            continue
        by_formula = facts.supported is not None and facts.beside_formula == 0
        if lost > case.policy.token_deduction * weight or by_formula:
            yield PASSED
            continue
        share = plain(lost / weight * 100, 2)
        yield facts.problem(
            "score",
            f"分值{facts.weight.text}分，只扣{plain(lost)}分（占{share}%），属于象征性扣分。",
            "按实际偏差扣分：定量指标按完成比例，定性指标按所属档次；没有偏差的不扣分。",
            ("weight", "actual", "explanation"),
            formula=f"{plain(lost)} ÷ {plain(weight)} = {share}%",
        )
