"""A415 and A420: full marks for what is not yet accepted, and another thing told than was asked."""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.language.words import name_words
from reviewer.models import Severity
from reviewer.reading.blank import has_words
from reviewer.reading.sense import is_count_level, is_time_level
from reviewer.rules.case import Case, RowFacts
from reviewer.rules.examples import Row, of
from reviewer.rules.outcome import PASSED, Outcome, Problem
from reviewer.rules.registry import rule
from reviewer.standing.pending import (
    awaits_acceptance,
    is_to_be_accepted,
    pending_in_explanation,
    pending_in_result,
)
from reviewer.standing.shortfalls import falls_short
from reviewer.standing.vague import another_thing

_QUALITY = "质量指标"


def _piles(actual: str, explanation: str = "", score: str = "10") -> Row:
    return Row("建成充电桩", "40个", actual, "10", score, explanation)


@rule(
    "A415",
    Severity.WARNING,
    rests_on=("indicator.explanation",),
    scored=True,
    good=[
        of(_piles("40个")),
        of(_piles("40个（已全部验收）")),
        of(_piles("46个（6个待验收）")),
        of(_piles("40个（6个待验收）", "6个12月28日才安装，2024年1月验收。", "9"), also=("A503",)),
        of(_piles("40个，验收发现2个不合格，已更换")),
        of(_piles("40个", "二期工程待验收")),
        of(Row("续建泵站", "2座", "2座（在建）")),
        of(
            _piles("40个"),
            Row("培训教材验收", "通过", "待验收", "5", "2", "下月验收", _QUALITY),
            also=("A409", "A502"),
        ),
    ],
    bad=[
        of(_piles("40个（6个待验收）")),
        of(_piles("40个，其中3个正在调试")),
        of(Row("建成泵站", "2座", "2座，其中1座正在试运行")),
        of(_piles("40个", "设备已安装，尚待验收")),
        of(Row("评估报告", "1份", "1份", explanation="第三方评估报告未出")),
        of(
            _piles("40个"),
            Row("充电桩验收", "通过验收", "待验收", "5", "0", "下月", _QUALITY),
            also=("A409", "A502"),
        ),
    ],
)
def check_pending(case: Case) -> Iterator[Outcome]:
    """产出得了满分，却还没有验收或还在试运行

    查什么：数量指标、时效指标得满分，而实际完成值、说明栏或者同一事项的验收那一行写着“待验收”“在建”“试运行”
    “调试中”“报告未出”等。写明其余已经验收、整改后复验合格，或者去掉没有验收的部分仍达到指标值的，不报；
    “二期”“下一批”等别的事项不报。

    为什么：没有验收、没有投入使用的产出还不能算完成，按完成计分会高估产出。

    怎么改：核对验收资料。年底前没有验收的，按已经验收的数量填写并扣分，说明原因和验收时间；已经验收的，改正文字。
    """
    for facts in case.rows:
        row = facts.indicator
        level = row.level2.text, row.level1.text
        full = facts.has_full_marks and bool(facts.weight.exact)
        if not full or not (is_count_level(*level) or is_time_level(*level)):
            continue
        if facts.attainment.has_blank or falls_short(row, facts.attainment) is not None:
            continue  # A409 or A410 says so
        yield _pending(case, facts) or PASSED


def _pending(case: Case, facts: RowFacts) -> Problem | None:
    row = facts.indicator
    if words := pending_in_result(row, facts.attainment):
        return _unaccepted(facts, f"实际完成值写明“{words}”")
    said = row.explanation
    if has_words(said.text) and (words := pending_in_explanation(said.text, row)):
        return _unaccepted(facts, f"说明里写“{words}”")
    own = set(name_words(row.name.text)) if is_to_be_accepted(row) else set()
    for other in case.rows if own else ():
        name = other.indicator.name.text
        if other is facts or not awaits_acceptance(other.indicator):
            continue
        if any(word[at : at + 3] in name for word in own for at in range(max(1, len(word) - 2))):
            # The row on the acceptance of the same thing, where that is still to come.
            return _unaccepted(facts, f"{other.place}的实际完成值写“{other.indicator.actual}”")
    return None


def _unaccepted(facts: RowFacts, told: str) -> Problem:
    said = has_words(facts.indicator.explanation.text)
    return facts.problem(
        "score",
        f"{told}，还没有完成验收或投入使用，得分却是满分{facts.score.text}分。",
        "核对验收资料；年底前没有验收或投入使用的，按已完成的部分填写并扣分，说明原因和完成时间。",
        ("actual", "explanation") if said else ("actual",),
    )


@rule(
    "A420",
    Severity.WARNING,
    good=[
        of(Row("检测合格率", "≥95%", "全部合格", level2=_QUALITY)),
        of(Row("检测合格率", "≥95%", "检测设备全部到货，合格率98%", level2=_QUALITY)),
        of(Row("资料发放到位率", "100%", "全部发放", level2=_QUALITY)),
        of(Row("设备质量", "合格", "设备全部到货并验收合格", level2=_QUALITY)),
        of(Row("上报及时率", "100%", "每月5日前上报", level2="时效指标")),
    ],
    bad=[
        of(Row("检测报告合格率", "100%", "检测设备全部到货", level2=_QUALITY)),
        of(Row("数据准确率", "100%", "系统已全部升级", level2=_QUALITY)),
        of(Row("设备质量", "合格", "已全部采购", level2=_QUALITY)),
    ],
)
def check_another_thing(case: Case) -> Iterator[Outcome]:
    """实际完成值说的是另一件事

    查什么：指标值是合格率、准确率、知晓率这类比率（或“合格”“达标”这样的结论），实际完成值却没有这个比率，也没有
    “合格”“通过”“无差错”一类能回答它的话，只写“已全部到货”“已印发”“举办讲座6场”等过程。写出比率或结论的不报。

    为什么：答非所问看不出指标是否达到，按达到计分没有依据。

    怎么改：按指标名称填写实际的比率或结论，附上计算依据；过程可以写在后面。
    """
    for facts in case.rows:
        row = facts.indicator
        if facts.attainment.has_blank or facts.attainment.units_differ:
            continue  # A103 or A405 says so
        asked = another_thing(row.target.text, row.actual.text, row.name.text)
        if not asked or falls_short(row, facts.attainment) is not None:
            yield PASSED
            continue
        yield facts.problem(
            "actual",
            f"“{facts.label}”的指标值是“{row.target}”，实际完成值“{row.actual}”说的是另一件事，看不出是否{asked}。",
            f"写明{row.name if row.name else '指标'}实际是多少或结论如何，并附依据。",
            ("target",),
        )
