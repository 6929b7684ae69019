"""A4: results whose words claim less than their score."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from reviewer.models import Severity
from reviewer.rounding import plain
from reviewer.rules.case import Case, RowFacts
from reviewer.rules.examples import Row, of
from reviewer.rules.outcome import PASSED, Outcome
from reviewer.rules.quotes import cut_tight
from reviewer.rules.registry import rule
from reviewer.standing.deadlines import is_kept
from reviewer.standing.degrees import Band, Hedge, hedge
from reviewer.standing.grounds import ShortfallKind, Standing
from reviewer.standing.shortfalls import beyond_hedges, is_wanted
from reviewer.standing.terms import due_in_a_year

_WHY = "因场地装修推迟，个别场次顺延，下年3月底前补办。"
_BENEFIT = "社会效益指标"


@rule(
    "A410",
    Severity.WARNING,
    scored=True,
    good=[
        of(Row("验收", "通过验收", "基本通过验收", "10", "9", _WHY, "质量指标")),
        of(Row("公共服务", "提供服务", "基本公共卫生服务已覆盖", level2="质量指标")),
        of(Row("水质", "水质基本稳定", "水质基本稳定，优于上年", level2="质量指标")),
        of(Row("设计", "完成设计", "初步设计已批复", level2="质量指标")),
        of(Row("平台", "建成平台", "部分完成", "10", "7", _WHY, "质量指标")),
        of(Row("平台", "建成平台", "未完成", "10", "0", _WHY, "质量指标")),
        of(Row("平台", "建成平台", "部分完成", "10", "8", _WHY, "质量指标")),
        of(Row("断面水质", "达到Ⅲ类及以上", "Ⅱ类", level2="质量指标")),
        of(Row("信访件数", "下降", "较上年下降8%", level2=_BENEFIT)),
        of(Row("居民安全感", "明显提升", "提升12个百分点", level2=_BENEFIT)),
        of(Row("负面影响", "明显减少", "不明显", level2=_BENEFIT)),
        of(Row("管护机制", "完善", "逐步完善", level2="可持续影响指标")),
        of(Row("工程质量", "合格", "1处不合格已返工，复检合格", level2="质量指标")),
        of(Row("续建项目", "3个", "3个（在建）")),
    ],
    bad=[
        of(Row("工作任务", "完成课题研究", "基本完成课题研究", level2="质量指标")),
        of(Row("平台", "建成平台", "初步建成", level2="质量指标")),
        of(Row("验收", "全部验收", "个别项目尚未验收", level2="质量指标")),
        of(Row("平台", "建成平台", "部分完成", "10", "9", _WHY, "质量指标")),
        of(Row("平台", "建成平台", "未完成", "10", "8", _WHY, "质量指标")),
        of(Row("断面水质", "达到Ⅲ类及以上", "Ⅳ类", level2="质量指标")),
        of(Row("安全意识", "明显提高", "有所提高", level2=_BENEFIT)),
        of(Row("信访件数", "下降", "有所上升", level2=_BENEFIT)),
        of(Row("是否发生重大舆情", "否", "发生1起", level2=_BENEFIT)),
        of(Row("拨付及时性", "按时拨付", "延期拨付", level2="时效指标")),
        of(Row("项目总成本", "不超预算", "超出预算1.2万元", level2="成本指标")),
        of(Row("服务覆盖面", "全覆盖", "95%", level2=_BENEFIT)),
        of(Row("居民安全感", "显著提升", "一般", level2=_BENEFIT)),
        of(Row("居民安全感", "大幅提升", "逐步提升", level2=_BENEFIT)),
        of(Row("管护机制", "健全", "逐步健全", level2="可持续影响指标")),
        of(Row("工程质量", "合格", "1处不合格", level2="质量指标")),
        of(Row("社会稳定", "确保稳定", "发生群体性事件1起", level2=_BENEFIT)),
        of(Row("项目总成本", "200万元", "超预算15万元", level2="成本指标")),
        of(Row("采购设备", "30台", "采购30台，其中2台未到货")),
        of(Row("新建分馆", "3个", "3个（已开工）")),
        of(Row("乡镇覆盖", "全覆盖", "覆盖11个乡镇（共12个）", level2=_BENEFIT)),
    ],
)
def check_hedged_result(case: Case) -> Iterator[Outcome]:
    """实际完成值有保留或不如指标值，得分却没有相应扣减

    查什么：实际完成值写“基本”“部分”“个别”“初步”“尚未”等，得分却是满分；或者写明“部分完成”“未完成”，得分却
    不在政策规定的档次内。“基本医疗”“初步设计”等名称不算。得满分而文字明显不如指标值的也报：等级低（优秀对
    良好、Ⅲ类对Ⅳ类、一次性合格对整改后合格、长期对短期）、程度轻（明显提高对有所提高、显著提升对提升、
    健全对逐步健全）、效果差（一般、不明显、提升不足）、方向相反（稳步增长对较上年下降4.6%）、结论相反（“否”对
    “发生1起”、按时对延期、控制成本对超支2万元、合格对1处不合格）、要求全部而有缺漏（全覆盖对95%、对“覆盖11个
    乡镇（共12个）”）、应建成而只是开工（“3个（已开工）”“其中在建1个”）、全年的总数不够各期之和（每季度1期对
    全年3期）。指标值是“完善”而写“逐步完善”的不报。

    为什么：定性指标按达成、部分达成、未达成三档评分，得分应与文字一致。

    怎么改：确已全部完成的，删去“基本”等字样并写明结果；没有全部完成的，按所属档次扣分并说明原因。
    """
    for facts in case.rows:
        weight, score, row = facts.weight.exact, facts.score.exact, facts.indicator
        if facts.attainment.has_blank or weight is None or score is None or weight <= 0:
            continue  # A103 says so
        target, actual = cut_tight(row.target.text), cut_tight(row.actual.text)
        full, advice, message = f"得分却是满分{facts.score.text}分。", _BY_BAND, ""
        found = hedge(row.actual.text)
        if found is None or is_wanted(row, facts.attainment):
            advice = _BY_WORDS
            if score >= weight and (lacking := _falls_short(facts, case.form.year)):
                message = f"指标值“{target}”，实际完成“{actual}”，{lacking}，{full}"
        elif score >= weight:
            message = f"实际完成值“{actual}”中有“{found.word}”，{full}"
        else:
            message = _outside(found, facts, score / weight, case)
        if message:
            yield facts.problem("score", message, advice, ("actual", "weight"))
        else:
            yield PASSED


def _falls_short(facts: RowFacts, year: int | None) -> str:
    """How the words of a result fall short of the target, where numbers do not say so already."""
    row, found = facts.indicator, facts.attainment
    lacking = None if found.missed else beyond_hedges(row, found)
    if lacking is not None:
        # 4月8日进场，10月21日做完末户 before a deadline: a state on the way to what was done in time.
        on_the_way = lacking.kind is ShortfallKind.STATE and is_kept(row, year)
        return "" if on_the_way else lacking.phrase
    part = found.only
    if part is None or part.actual is None or found.standing is not Standing.UNKNOWN:
        return ""
    due = due_in_a_year(part.target, part.actual)
    return f"全年应为{due}{part.target.unit}" if due else ""


def _outside(found: Hedge, facts: RowFacts, share: Fraction, case: Case) -> str:
    """What is wrong with a qualitative score, "" where it lies in the band that it claims."""
    if not found.is_explicit or facts.attainment.is_quantified:
        return ""
    lower = case.policy.bands[found.band.value]
    upper = Fraction(1) if found.band is Band.MET else case.policy.bands[found.band.value - 1]
    if lower <= share <= upper:
        return ""
    return (
        f"实际完成值写“{found.word}”，属于“{found.band.chinese}”，得分应占分值的"
        f"{plain(lower * 100)}%至{plain(upper * 100)}%，自评得分占{plain(share * 100, 2)}%。"
    )


_BY_WORDS = "确未达到的，按所属档次扣分并说明原因和措施；指标值或实际完成值填写有误的，先改正。"
_BY_BAND = "已全部完成的，改写实际完成值；没有全部完成的，按所属档次扣分并说明原因和措施。"
