"""A501–A504: is there an explanation, does it name a cause and a measure, does it say anything?"""

from __future__ import annotations

from collections.abc import Iterator

from reviewer.models import FormKind, Severity
from reviewer.reading.blank import is_ditto
from reviewer.rounding import plain
from reviewer.rules.accounts import Answer, accounts, deviates
from reviewer.rules.case import Case
from reviewer.rules.examples import Row, missed, of
from reviewer.rules.outcome import PASSED, Outcome, Unchecked
from reviewer.rules.quotes import cut
from reviewer.rules.registry import rule


def _unscored(actual: str, explanation: str) -> Row:
    return Row("举办培训期数", "10期", actual, "", "", explanation)


_SOUND = (
    "因连续降雨停工两个月，室外课程少办2期。2024年3月前补办2期，并在合同中写明雨季改为室内授课。"
)


@rule(
    "A501",
    Severity.ERROR,
    good=[
        of(missed(_SOUND)),
        of(missed(""), explanation="培训少办2期，因场地维修；2024年一季度补办。"),
        of(Row("举办培训期数", "10期", "10期", "10", "10", "无")),
        of(Row("其中：线上培训", "4期", "3期", "", ""), missed(_SOUND)),
        of(_unscored("8期", _SOUND), kind=FormKind.TRANSFER),
        of(_unscored("10期", ""), kind=FormKind.TRANSFER),
        of(missed(_SOUND), missed("同上", "参训学员人次")),
    ],
    bad=[
        of(missed("")),
        of(_unscored("8期", ""), kind=FormKind.TRANSFER),
        of(
            Row("设备安装", "全部安装到位", "除3台待供货外均已安装", "", "", ""),
            kind=FormKind.TRANSFER,
            also=("A409",),
        ),
        of(missed("无")),
        of(missed("/")),
        of(missed("——")),
        of(Row("促进就业", "效果明显", "比较明显", "3", "2.5"), also=("A408",)),
        of(missed("无偏差"), policy="shanghai"),
        of(missed("（请填写偏差原因）"), also=("A105",)),
        of(missed("偏差原因：无。改进措施：无。")),
        of(missed("同上")),
    ],
)
def unexplained_deduction(case: Case) -> Iterator[Outcome]:
    """扣了分却没有说明原因

    查什么：指标行的得分低于分值，而“偏差原因分析及改进措施”一栏空白，或只填“无”“/”“—”“原因：无”，
    或留着“请填写偏差原因”“××原因”一类的模板文字，或写“同上”而上面的行没有说明，表内也没有统一填写的偏差原因说明。
    不设分值、得分的表（转移支付），看没有达到指标值的行。

    为什么：未完成绩效目标或偏离目标较大的，应当分析原因并提出改进措施；扣分没有说明，
    审核人员无从判断扣得是否恰当。

    怎么改：写明没有完成的原因、涉及的数量和改进措施；如果其实已经完成、属于误扣，改正得分和总分。
    """
    if not case.scored:
        yield from _unscored_rows(case)
        return
    for facts in case.rows:
        if facts.is_sub_row:
            continue
        if facts.is_explained:
            yield PASSED
        elif facts.deduction is None:
            missing = "分值" if facts.weight.exact is None else "得分"
            why = f"{missing}不是可以计算的数字"
            if (facts.score.exact or 0) < 0:
                why = "得分为负数（见A305）"
            yield Unchecked(f"{why}，无法判断是否扣分", "indicator.score", facts.index)
        elif facts.deduction > 0:
            # No points are in doubt: the unit has taken them off already.
            lost, said = plain(facts.deduction), facts.indicator.explanation
            ditto = f"说明写“{said}”，而上面的行" if is_ditto(said.text) else ""
            yield facts.problem(
                "explanation",
                f"{facts.place}分值{facts.weight}、得分{facts.score}，扣了{lost}分，{ditto}没有说明原因",
                "补写未完成的原因、影响的数量和改进措施；如属误扣，改正得分和总分",
                ("score",),
                formula=f"{facts.weight} − {facts.score} = {lost}",
            )
        else:
            yield PASSED


def _unscored_rows(case: Case) -> Iterator[Outcome]:
    """Without scores a missed target owes its reason; what cannot be compared, A405 tells."""
    for facts in case.rows:
        if facts.is_explained:
            yield PASSED
        elif deviates(case, facts):
            row = facts.indicator
            yield facts.problem(
                "explanation",
                (
                    f"{facts.place}的指标值为“{cut(row.target.text)}”，"
                    f"实际完成“{cut(row.actual.text)}”，没有达到，也没有说明原因"
                ),
                "补写未完成的原因、影响的数量和改进措施；指标值或实际完成值填写有误的，先改正",
                ("target", "actual"),
            )
        elif facts.attainment.met:
            yield PASSED


@rule(
    "A502",
    Severity.WARNING,
    rests_on=("indicator.actual", "indicator.name", "indicator.target", "indicators"),
    good=[
        of(missed(_SOUND)),
        of(missed("报名人数不足。今后加强宣传。")),
        of(missed("报名人数不足，2024年提前招生")),
        of(missed("承办单位场地不足，剩余2期并入2024年第一批")),
        of(missed("尾款待审计后支付，2024年支付")),
        of(missed("场地维修，已督促物业于2024年1月修缮完毕并补办2期")),
        of(missed("场地维修2个月"), explanation="改进措施：提前落实备用场地。"),
        of(Row("举办培训期数", "10期", "10期", "10", "10", "因降雨推迟一周"), also=("A506",)),
        of(missed("详见附件3")),
        of(Row("举办培训期数", "10期", "30期", "10", "9", "年初目标设置偏低")),
    ],
    bad=[
        of(missed("因连续降雨停工两个月，少办2期。")),
        of(missed("参训单位临时调整，正在按计划推进")),
        of(missed("中标价低于预算价")),
        of(missed("供应商停产，教材2024年1月才到货")),
        of(missed("经主管部门批准，其余2期延期至2024年6月，因讲师出国")),
        of(missed(""), explanation="培训场地维修，少办2期。"),
    ],
)
def no_measure(case: Case) -> Iterator[Outcome]:
    """扣分说明没有提出改进措施

    查什么：扣分行（不计分的表为未完成行）的说明里，没有一处写明准备采取或已经采取的措施。
    “按计划推进”“继续努力”“有待完善”“已批准延期”不算措施；“加强……”“完善……”算，但较弱。
    写以后年度做什么的（如“2024年提前招生”），不必有“将”“拟”。
    超额完成的行不要求措施。

    为什么：对未完成的目标，既要分析原因，也要提出改进措施，两者缺一不可。

    怎么改：写明谁、在什么时候、做什么，例如“2024年3月前补办2期，今后提前一个月发布通知”。
    """
    for account in accounts(case):
        if account.is_boilerplate or not account.owes_reasons or not account.needs_measure:
            continue
        message = f"{account.told}没有提出改进措施"
        advice = "补写针对这一偏差的措施：由谁、在什么时候、做什么；“按计划推进”不算措施"
        yield _verdict(account, account.has_measure, message, advice)


@rule(
    "A503",
    Severity.WARNING,
    good=[
        of(missed(_SOUND)),
        of(missed("验收报告初稿格式内容有待完善。"), also=("A502",)),
        of(missed("讲师紧缺"), also=("A502",)),
        of(missed("年初预计人数偏多。"), also=("A502",)),
        of(missed("项目尾款待审计后支付，2024年支付")),
        of(missed("今后提前落实讲师"), explanation="原因：讲师临时出差。"),
        of(Row("举办培训期数", "10期", "10期", "10", "10", "今后继续加强组织"), also=("A506",)),
    ],
    bad=[
        of(missed("下一步将加强组织，督促承办单位按期开班。")),
        of(missed("在场地修缮完成后，开展剩余培训")),
        of(missed("8期已完成，2期按照既定任务计划时间完成"), also=("A502",)),
        of(missed("拟于2024年3月底前补办2期培训。")),
        of(missed(""), explanation="改进措施：每季度召开调度会。"),
    ],
)
def no_cause(case: Case) -> Iterator[Outcome]:
    """扣分说明没有写出原因

    查什么：扣分行（不计分的表为未完成行）的说明只写了今后怎么做、完成了多少，
    没有一处说明为什么没有完成。

    为什么：不知道原因，就无法判断扣分是否恰当、措施是否对症。重复完成情况、
    “这是一项长期任务”“谦虚扣分”都不是原因；“节省开支”不是工作量没有完成的原因。

    怎么改：写明具体的事件、时间、单位或数量，例如“7月暴雨停课，少办2期”。
    """
    for account in accounts(case):
        if account.is_boilerplate or not account.owes_reasons:
            continue
        message = f"{account.told}没有写出偏差的原因"
        advice = "补写没有完成的具体原因：什么事、什么时候、影响了多少"
        yield _verdict(account, account.has_cause, message, advice)


def _verdict(account: Answer, sound: bool, message: str, advice: str) -> Outcome:
    if sound:
        return PASSED
    if account.reason.refers_elsewhere:
        reason = "说明写在别的材料里，表内看不到原因和措施"
        return Unchecked(reason, account.field, account.row, account.at)
    return account.problem(message, advice)


@rule(
    "A504",
    Severity.WARNING,
    good=[
        of(missed(_SOUND)),
        of(missed("受疫情影响，线下授课取消或改成线上模式"), also=("A502",)),
        of(missed("讲义初稿格式有待完善。"), also=("A502",)),
        of(missed("人员不足"), also=("A502",)),
        of(missed("6月起培训改为线上，少办2场。"), also=("A502",)),
        of(Row("举办培训期数", "10期", "10期", "10", "10", "继续努力")),
    ],
    bad=[
        of(missed("需持续推进相关工作，进一步提升工作成效")),
        of(missed("服务企业的质量和效率还需要进一步提升。")),
        of(missed("环境质量改善是一项长期任务，需持续推进。", "环境质量改善")),
        of(missed("受疫情影响")),
        of(missed("由于客观原因未完成，今后继续努力")),
        of(missed("培训工作有待进一步加强")),
        of(missed(""), explanation="部分工作有待完善，将持续改进。"),
    ],
)
def boilerplate(case: Case) -> Iterator[Outcome]:
    """说明全是套话，没有一处针对本行

    查什么：去掉“持续推进”“进一步提升”“有待加强”“受疫情影响”之类放在哪里都行的话，
    去掉指标名称本身的词，说明里什么也不剩。

    为什么：放在任何一行都成立的话，说明不了这一行为什么扣分，也看不出准备怎么改。

    怎么改：写明本项指标差了多少、因为什么事、由谁在什么时候做什么。
    """
    for account in accounts(case):
        if not account.is_boilerplate or not account.owes_reasons:
            yield PASSED
            continue
        if account.has_measure:
            lacking = "没有写出具体原因，措施也不具体"
        elif not account.has_cause:
            lacking = "既没有写出具体原因，也没有提出改进措施"
        else:
            lacking = "原因不具体" + ("，也没有提出改进措施" if account.needs_measure else "")
        yield account.problem(
            f"{account.told}是套话，没有针对本项指标：{lacking}",
            "写明差了多少、因为什么事（时间、单位、文件）、由谁在什么时候采取什么措施",
        )
