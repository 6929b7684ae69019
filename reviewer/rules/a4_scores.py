"""A4: scores against what the policy's formula gives for the result."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from functools import partial

from reviewer.language.frequency import EVERY
from reviewer.models import Severity
from reviewer.reading.blank import has_words
from reviewer.relations.scoring_rule import states_rule
from reviewer.rounding import plain, rounded
from reviewer.rules.case import Case, RowFacts
from reviewer.rules.examples import Row, of
from reviewer.rules.outcome import PASSED, Outcome, Problem, Unchecked
from reviewer.rules.quotes import cut, figure, reason_as_printed
from reviewer.rules.registry import rule
from reviewer.standing.deadlines import late
from reviewer.standing.degrees import hedge
from reviewer.standing.each import misses_some, tells_periods_apart
from reviewer.standing.grounds import Ground, Part, Standing
from reviewer.standing.pending import unfinished
from reviewer.standing.vague import repeats

_BY_RULE = "报名人数不足；完成率不足60%，按评分标准不得分。2024年提前招生。"
_WHY = "受疫情影响培训缩短，下一年度将提前排定计划。"


def _score(facts: RowFacts) -> Fraction:
    return facts.score.exact or Fraction(0)


def _demanded(facts: RowFacts, supported: Fraction) -> Decimal:
    """The supported score in two decimals, in more where two would change nothing (9.9989)."""
    score = _score(facts)
    figures = (rounded(supported, decimals) for decimals in range(2, 7))
    return next((figure for figure in figures if figure < score), rounded(supported, 2))


def _no_formula(facts: RowFacts) -> str:
    """Why a missed target has no score by the formula."""
    part = facts.attainment.parts[0]
    if part.target.low == part.target.high == 0:
        return "指标值为0，不能按比例计算应得分，请按评分办法核对"
    actual = part.actual
    if actual is None or actual.approximate or actual.is_bound or actual.is_range:
        return "实际完成值不是确切的数，算不出应得分"
    return "不能按完成比例计算应得分，请按评分办法核对"


def _formula(facts: RowFacts, case: Case) -> str | None:
    """The formula with the row's numbers: 2 × 1320 ÷ 1500 = 1.76."""
    found = facts.attainment
    supported = facts.supported
    if supported is None or found.target_value is None or found.actual_value is None:
        return None
    weight, result = plain(facts.weight.exact or Fraction(0)), plain(supported)
    target, actual = plain(found.target_value), plain(found.actual_value)
    sign = "=" if Fraction(result) == supported else "≈"
    if not found.reverse:
        return f"{weight} × {actual} ÷ {target} {sign} {result}"
    if case.policy.reverse_formula == "ratio":
        return f"{weight} × {target} ÷ {actual} {sign} {result}"
    return f"{weight} × [1 − ({actual} − {target}) ÷ {target}] {sign} {result}"


def _missed(facts: RowFacts) -> str:
    """The target and the result, for a message."""
    part, row = facts.attainment.parts[0], facts.indicator
    wanted = f"指标值{figure(row.target, part.target)}"
    if facts.attainment.ground is Ground.RELATION:
        return f"{wanted}，按实际完成值里的数计算（{facts.attainment.said}）"
    return f"{wanted}，实际完成{figure(row.actual, part.actual)}"


def _quantified(case: Case) -> Iterator[RowFacts]:
    """The rows with 分值 whose single number was compared."""
    for facts in case.rows:
        found = facts.attainment
        known = found.standing is not Standing.UNKNOWN
        if found.is_quantified and known and facts.deduction is not None and not found.is_compound:
            yield facts


@rule(
    "A401",
    Severity.ERROR,
    scored=True,
    good=[
        of(Row("登记单位数", "≥1500家", "1320家", "2", "1.76", _WHY)),
        of(Row("登记单位数", "≥1500家", "1320家", "2", "1.8", _WHY)),
        of(Row("培训人数", "≥90人", "86人", "10", "9.56", _WHY)),
        of(Row("培训人数", "≥90人", "100人")),
        of(Row("培训人数", "300人", "约280人", "10", "9.9", _WHY), also=("A411",)),
        of(Row("人均培训成本", "≤50元", "60元", "6", "5", _WHY, "成本指标")),
    ],
    bad=[
        of(Row("登记单位数", "≥1500", "1320家", "2", "1.99", _WHY), also=("A411",)),
        of(Row("覆盖率", "不低于95%", "实际覆盖率为76%", "10", "9", _WHY)),
        of(Row("培训人次", "1.2万人次", "9000人次", "10", "8.5", _WHY)),
        of(Row("举办培训", "十二场", "9场", "8", "7.5", _WHY)),
        of(Row("人均培训成本", "≤50元", "60元", "6", "5.5", _WHY, "成本指标")),
    ],
)
def check_score_above_formula(case: Case) -> Iterator[Outcome]:
    """未达标的定量指标，得分高于按完成比例计算的分数

    查什么：指标值为数字、实际完成值没有达到的指标，按政策公式计算应得分（正向指标：分值×完成值÷指标值；
    反向指标按所用政策的公式），与自评得分比较。按得分所填的小数位数向上进位后仍低于自评得分的，判为偏高。

    为什么：定量指标未达标的，应按完成比例扣分；只象征性地扣一点分，自评结果就失去了意义。

    怎么改：按“算式”算出的分数填写得分，并核对总分；如指标值或完成值填写有误，先改正数值。
    """
    for facts in _quantified(case):
        if not facts.attainment.missed or facts.has_full_marks:
            continue
        if facts.supported is None:
            reason = f"“{facts.label}”未达到指标值，但{_no_formula(facts)}"
            yield Unchecked(reason, "indicator.score", facts.index, facts.indicator.actual)
        elif facts.beside_formula <= 0:
            yield PASSED
        else:
            expected = _demanded(facts, facts.supported)
            excess = plain(_score(facts) - Fraction(expected))
            told = f"按公式应得{expected}分，自评得{facts.score.text}分，高出{excess}分。"
            advice = f"将得分改为{expected}分并核对总分；如数值填写有误，先改正指标值或实际完成值。"
            yield _too_much(facts, case, told, advice, expected)


def _too_much(
    facts: RowFacts, case: Case, told: str, advice: str, expected: Decimal | None
) -> Problem:
    """More points than a missed target earns."""
    return facts.problem(
        "score",
        f"{_missed(facts)}，{told}",
        advice,
        ("target", "actual", "weight"),
        # What was decided by more than one number against another is to be verified.
        severity=None if facts.attainment.ground is Ground.NUMBER else Severity.WARNING,
        expected=None if expected is None else str(expected),
        formula=_formula(facts, case),
        points=None if expected is None else _score(facts) - Fraction(expected),
    )


@rule(
    "A402",
    Severity.ERROR,
    scored=True,
    good=[
        of(Row("培训人数", "≥300人", "312人")),
        of(Row("培训人数", "≥300人", "280人", "10", "9.33", _WHY)),
        of(Row("印制手册", "400套（件）", "450套")),
        of(Row("问卷反馈", "90%以上", "全部反馈")),
        of(Row("安全事故", "0起", "未发生安全事故")),
        of(Row("办理时限", "10个工作日", "8个工作日", level2="时效指标")),
        of(Row("面积", "≥1000亩", "70公顷")),
        of(Row("培训人数", "", "280人"), also=("A103",)),
        of(Row("培训人次", "300±10人次", "292人次")),
        of(Row("全市排名", "前三", "第2名", level2="社会效益指标")),
        of(Row("培训人次", "≥1200人次", "上半年600人次，下半年620人次")),
    ],
    bad=[
        of(Row("培训人数", "≥300人", "280人")),
        of(Row("培训场次", "不少于三场", "举办两场培训")),
        of(Row("投诉率", "≤1%", "2.5%", level2="质量指标")),
        of(Row("办理时限", "10个工作日", "平均12个工作日", level2="时效指标")),
        of(Row("修建道路", "5公里", "已修建道路4800米")),
        of(Row("安全事故", "零事故", "发生事故1起", level2="质量指标")),
        of(Row("全市排名", "前三", "第4名", level2="社会效益指标")),
        of(Row("学员满意度", "≥90%", "调查120人，满意104人", level2="满意度指标")),
        of(Row("孕产妇死亡率", "≤16/10万", "19.8/10万", level2="社会效益指标")),
        of(Row("培训人次", "≥1200人次", "第一期600人次、第二期536人次")),
        of(Row("演出场次", "下乡30场，进校园20场", "共演出42场")),
    ],
)
def check_missed_with_full_marks(case: Case) -> Iterator[Outcome]:
    """定量指标没有达到，却得了满分

    查什么：指标值为数字的指标，读出数值、单位和方向（≥、≤、以上、以内等）后与实际完成值比较；没有达到而
    得分等于（或高于）分值的，判为错误。名次（前三、第2名）越小越好；允许偏差（300±10）按上下限算；比率写成件数的
    （调查120人，满意104人）、增减写成前后数的（由1100人次增至1160人次）、时限写成两个日期的（5月20日收到，7月10日
    下达）先算出来；分期、分季度、线上线下分写的先相加，只写合计的与各项之和比较；“>300”“少于10件”不含本数；写明了
    偏差原因、按公式四舍五入到得分的位数正好是满分的不报。指标值或实际完成值为空、单位不能比较、数字无法识别的，列为
    “无法核对”。

    为什么：满分只能给达到指标值的指标。未达标仍得满分，是财政复核中最先被扣分的问题。

    怎么改：按完成比例扣分并说明原因和改进措施；如是指标值或完成值填写错误，改正数值。
    """
    for facts in case.rows:
        found = facts.attainment
        if facts.is_sub_row:
            continue
        if found.ground is Ground.TREND and found.missed and facts.has_full_marks:
            row, said = facts.indicator, found.said
            yield facts.problem(
                "score",
                f"指标值“{cut(row.target.text)}”，实际完成“{cut(row.actual.text)}”（{said}），"
                f"没有达到，得分却是满分{facts.score.text}分。",
                "核对上年数和本年数；确未达到的，按评分办法扣分并填写偏差原因和改进措施。",
                ("target", "actual", "weight"),
                severity=Severity.WARNING,
            )
            continue
        if not (found.is_quantified or found.has_blank):
            continue
        if found.standing is Standing.UNKNOWN:
            reason = reason_as_printed(facts.indicator, found)
        else:
            reason = "" if facts.deduction is not None else "分值或得分为空或不是数字"
        if reason:
            at = facts.indicator.actual if facts.indicator.target else facts.indicator.target
            yield Unchecked(f"“{facts.label}”：{reason}", "indicator.score", facts.index, at)
        elif found.is_compound:
            continue  # A406 looks at its parts
        elif found.missed and facts.has_full_marks and not _rounds_to_full(facts, case):
            expected = None if facts.supported is None else _demanded(facts, facts.supported)
            deserved = "" if expected is None else f"按公式应得{expected}分，"
            full = "" if facts.deduction else "满分"
            told = f"没有达到，{deserved}自评却得{full}{facts.score.text}分。"
            change = "按完成比例扣分" if expected is None else f"将得分改为{expected}分"
            advice = f"{change}并核对总分，同时填写偏差原因和改进措施；如数值填写有误，先改正数值。"
            yield _too_much(facts, case, told, advice, expected)
        else:
            yield PASSED


def _rounds_to_full(facts: RowFacts, case: Case) -> bool:
    """36.48 of 36.5万㎡ gives 4.997 of 5 points: in two decimals, with the gap explained, all of them."""
    supported, said = facts.supported, facts.indicator.explanation.text
    if supported is None or facts.deduction != 0 or not has_words(said):
        return False
    printed = max((row.score.decimals for row in case.rows), default=0)
    return Fraction(rounded(supported, max(printed, 2))) == facts.weight.exact


@rule(
    "A403",
    Severity.WARNING,
    rests_on=("indicator.explanation",),
    scored=True,
    good=[
        of(Row("培训人数", "≥300人", "312人")),
        of(Row("培训人数", "≥300人", "280人", "10", "9.33", _WHY)),
        of(Row("培训人数", "≥300人", "280人", "10", "9.3", _WHY)),
        of(Row("培训人数", "≥100人", "320人", "10", "8", "目标设定偏低，下年度调高。")),
        of(Row("验收情况", "按期完成验收", "基本按期完成验收", "10", "9", _WHY), also=("A408",)),
        of(Row("培训人数", "≥300人", "170人", "10", "0", _BY_RULE)),
    ],
    bad=[
        of(Row("培训人数", "≥300人", "170人", "10", "0", _WHY)),
        of(Row("培训人数", "≥300人", "240人", "10", "0", _BY_RULE)),
        of(Row("培训人数", "≥300人", "312人", "10", "8", _WHY)),
        of(Row("验收情况", "按期完成验收", "已按期完成验收", "10", "8", _WHY), also=("A408",)),
        of(Row("培训人数", "≥300人", "280人", "10", "5", _WHY)),
        of(Row("办理时限", "≤10天", "8天", "10", "9", _WHY, "时效指标")),
    ],
)
def check_met_but_deducted(case: Case) -> Iterator[Outcome]:
    """指标已达到却扣了分，或得分低于按完成比例计算的分数

    查什么：实际完成值达到指标值（数值达到，或文字表述与指标值一致且没有“基本”“部分”等保留）而得分低于分值的；
    以及未达标的定量指标，得分比公式算出的还低的。完成值远超指标值、因目标偏低而扣分的，不在此列；说明写明按评分
    标准低于多少不得分、扣几分，而且与得分相符的，也不在此列。

    为什么：扣分应与偏差对应。已达标还扣分，说明完成值没有写清实际存在的问题，或者扣分没有依据。

    怎么改：确有问题的，在实际完成值中如实写明；没有问题的，恢复应得的分数并核对总分。
    """
    for facts in case.rows:
        if facts.deduction is None or facts.attainment.standing is Standing.UNKNOWN:
            continue
        if facts.attainment.met:
            row = facts.indicator
            told = not facts.attainment.is_quantified and repeats(row.target.text, row.actual.text)
            rightly = told or not facts.deducts or _has_ground(facts, case)  # A407 tells a copy
            yield PASSED if rightly else _unfounded(facts)
        elif facts.supported is not None:
            row, completion = facts.indicator, facts.attainment.completion
            # 完成率不足60%，按评分标准不得分 is the place's own rule.
            if facts.beside_formula >= 0 or states_rule(
                row.explanation.text, _score(facts), facts.deduction, completion
            ):
                yield PASSED
                continue
            expected = rounded(facts.supported, 2)
            yield facts.problem(
                "score",
                f"{_missed(facts)}，按公式应得{expected}分，自评只得{facts.score.text}分。",
                "核对扣分依据；如只因未达标扣分，按公式填写得分并核对总分。",
                ("target", "actual", "weight"),
                expected=str(expected),
                formula=_formula(facts, case),
            )


def _unfounded(facts: RowFacts) -> Problem:
    row, deducted = facts.indicator, plain(facts.deduction or Fraction(0))
    return facts.problem(
        "score",
        f"实际完成值“{cut(row.actual.text)}”已达到指标值“{cut(row.target.text)}”，却扣了{deducted}分。",
        "如确有不足，在实际完成值中如实写明；如已达标，恢复满分并核对总分。",
        ("target", "actual", "explanation"),
        expected=facts.weight.text,
    )


def _has_ground(facts: RowFacts, case: Case) -> bool:
    """Points go rightly where the target was set far too low, or the result admits a lack."""
    over = facts.attainment.over
    if over is not None and over >= case.policy.over_achievement:
        return True
    actual = facts.indicator.actual.text
    if any(map(partial(_is_scored_by, facts), case.readings(facts))):
        return True
    told = hedge(actual) is not None or unfinished(actual) is not None or _admits_lapse(facts)
    return told or late(facts.indicator, case.form.year) is not None


def _is_scored_by(facts: RowFacts, part: Part) -> bool:
    """5个 of 列入6个，完工5个, where the score is five sixths of the points."""
    weight, score, share = facts.weight.exact, facts.score.exact, part.comparison.completion
    if weight is None or score is None or share is None:
        return False
    return abs(score - weight * share) <= weight * _ROUNDED


_ROUNDED = Fraction(1, 20)


def _admits_lapse(facts: RowFacts) -> bool:
    """One quarter was late, or the explanation names the one visit that was left out."""
    row, found = facts.indicator, facts.attainment
    if not has_words(row.explanation.text):
        return False
    if not found.is_quantified:
        return tells_periods_apart(row.target.text, row.actual.text)
    often = any(EVERY.search(part.target.subject) for part in found.parts)
    return often and misses_some(row.explanation.text)
