"""Numbers in an explanation that repeat its row: the result, the target, points, a rate, a gap.

Only numbers whose own words say what they are count as claims: 实际完成650块, 年度目标100场,
扣2分, 完成率87%, 比目标少20场. What speaks of a part, another period or another body is none.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import islice

from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity, quantities

MAX_CLAIMS = 40
MAX_NUMBERS = 400
"""An explanation holds a handful; more are not looked at, so that time stays bounded."""


class Claimed(Enum):
    """What a number in an explanation says it is."""

    RESULT = "实际完成值"
    TARGET = "目标值"
    POINTS = "扣分"
    RATE = "完成率"
    GAP = "与目标的差额"
    EXCESS = "超出目标的数"
    DEVIATION = "偏差率"
    ABSENT = "未完成的数"


@dataclass(frozen=True, slots=True)
class Claim:
    """A number of an explanation and what its words say it is.

    `around` are its other words, `year` is the year that they name.
    """

    kind: Claimed
    quantity: Quantity
    around: str
    year: int | None = None


_DID = (
    "完成|达到|达成|实现|开展|举办|组织|召开|投入|支出|支付|使用|建成|建设|新建|改造|制作|印制"
    "|编制|发放|培训|检查|抽查|采购|购置|安装|种植|治理"
    "|救助|资助|补助|审核|评审|检测|受理|办结|参加|参训"
)
_OF_TARGET = r"(?:年度|年初|本年|全年|绩效|预期|设定)*(?:目标|指标|计划|任务)(?:值|数|量)?"
_BEFORE = {
    Claimed.EXCESS: re.compile(
        rf"(?P<head>.*?)(?<![未不没])(?:超额(?:完成|实现)?(?P<done>[\u4e00-\u9fff]{{0,6}})|(?:超出|超过|超|高于|多于){_OF_TARGET}"
        rf"|(?<![未不没])比{_OF_TARGET}(?:还)?[多超](?:完成|出)?)了?$"
    ),
    Claimed.DEVIATION: re.compile(r"(?P<head>.*?)偏[差离](?:率|度|幅度|比例)(?:为|是|达|约)?$"),
    Claimed.POINTS: re.compile(r"(?<![不未])扣(?:减|除|掉|了)?$"),
    Claimed.GAP: re.compile(
        r"(?P<head>.*?)(?:(?:比|较|与|距|离|低于)(?:年度|年初|本年|全年|绩效|预期|设定)*(?:目标|计划|指标"
        r"|预期)(?:值|数|任务)?"
        r"(?:还|仍|尚|相比)?(?:少|差|低|相差|缺|减少|差距)(?:完成|了|为)?"
        r"|(?:还|仍|尚)(?:有(?=$)|差|缺|欠)|缺口(?:为|是|达)?"
        # 少完成3期90人次: one gap in two units
        r"|(?<![减至不缺很较稀多])少(?P<done>[\u4e00-\u9fff]{0,3})(?:\d{1,4}[期次场班批轮节届][、]?)?)$"
    ),
    Claimed.RATE: re.compile(
        r"(?P<head>.*?)(?:(?:目标|任务|指标|计划)?(?:完成率|完成比例|完成度|达成率)(?:为|是|仅为"
        r"|仅|只有|只)?"
        r"|(?:仅|只|实际)?完成(?:了)?(?:年度|年初|全年|绩效)*(?:目标|计划|任务|指标)(?:值|数"
        r"|量)?的)$"
    ),
    Claimed.RESULT: re.compile(
        rf"(?P<head>.*?)(?:实际(?:上)?(?:仅|只|共)?(?:{_DID})?(?:值|数|量)?(?:了|为|是)?"
        rf"|(?:共|仅|只|总共|共计|累计|合计|一共|最终)(?:仅|只|共)?(?:{_DID})(?:了)?"
        r"|(?:实际|共|仅|只|总共|共计|累计|合计|一共|最终)(?P<done>[\u4e00-\u9fff]{2,3})"
        r"|(?:实际完成|完成)(?:值|数|量)为?|(?<!未)(?<!未能)完成了"
        r"|(?<!未)(?<!未能)(?:全部完成了?|完成了?(?:全部|所有)的?))$"
    ),
    Claimed.TARGET: re.compile(
        rf"(?P<head>.*?)(?:年度|年初|本年|全年|绩效|预期|设定|申报|该项|本项)*(?:目标|指标|计划"
        rf"|任务)(?:值|数|量)?"
        rf"(?:为|是|设定为|设置为|设为|定为)?(?:{_DID})?$"
    ),
}
_ELSEWHERE = re.compile(
    r"截[至止]|其中|[月旬][底末初]?前|前期|首批|阶段|另|其余"
    r"|剩余|余下|每|平均|人均|户均"
    r"|上年|去年|往年|同期|上一年|历年|下一?年|下一?步|明年|来年|次年|今后|拟|将|预计|力争|争取"
    r"|如果|若|原本?(?!因)|调整|变更|修改"
    r"|改为|分别|累计(?=.{0,4}年)"
)
"""In the sentence before a number: it speaks of a part, another period, a plan that was changed."""
_PERIOD = re.compile(r"[上下]半年|季度|\d月|第[一二三四]")
"""In the clause of a number these make it a part; in one before it they may date a cause."""
_PART_OF_YEAR = re.compile(r"[上下]半年|季度")
_OF_YEAR = re.compile(r"全年|年度|共|总|累计|合计|最终|扣|完成率|[比较]计划|目标")
"""下半年停工，仅完成12公里 speaks of the half year; 下半年停工，全年完成32公里 of the year."""
_ADVERBIAL = re.compile(
    r"(?:^|[，、：])[^，、：]{0,3}(?:\d{1,2}月[^，、：]{0,3}|[上下]半年|第?[一二三四]季度[末初]?)，[^，]{0,30}$"
)
"""6月底，累计完成20公里: the clause before dates the number."""
_OTHER = re.compile(
    r"上级|省|市级|中央|国家|下达|部分|各|线[上下]|合同|招标|中标|预算|申请|申报(?!的?目标)|报名"
    r"|考核"
)
"""In the clause before a number: it is somebody else's, or counts something else."""
_CORRECTED = re.compile(r"录入|填报|误填|填错|填写|应为|应是|更正|笔误|口径")
"""The explanation says itself that a printed number is wrong."""
_REACH = 80
"""So far before a number it is looked for what the number claims."""
_STOPS = "。；！？"
_CLAUSE_SIGNS = "，、：:()"


@lru_cache(maxsize=1024)
def claims(text: str) -> tuple[Claim, ...]:
    """What the numbers of an explanation claim, in its order."""
    plain = normalize(text)
    if _CORRECTED.search(plain):
        return ()
    found = (_claim(quantity, plain) for quantity in quantities(text)[:MAX_NUMBERS])
    return tuple(islice((claim for claim in found if claim is not None), MAX_CLAIMS))


def _claim(quantity: Quantity, plain: str) -> Claim | None:
    if quantity.approximate or quantity.is_range or quantity.is_bound:
        return None
    sentence = max(plain.rfind(sign, 0, quantity.start) for sign in _STOPS) + 1
    said = plain[max(sentence, quantity.start - _REACH) : quantity.start]
    if _ELSEWHERE.search(said) or _ADVERBIAL.search(said):
        return None
    clause = max(plain.rfind(sign, sentence, quantity.start) for sign in _CLAUSE_SIGNS) + 1
    reach = quantity.start - _REACH
    prefix = plain[max(clause, sentence, reach) : quantity.start]
    if prefix == "" and plain[quantity.start - 1 : quantity.start] in (":", "："):
        clause = max(plain.rfind(sign, sentence, quantity.start - 1) for sign in "，、()") + 1
        prefix = plain[max(clause, sentence, reach) : quantity.start - 1]
    if _OTHER.search(prefix) or _PERIOD.search(prefix):
        return None
    if _PART_OF_YEAR.search(said) and not _OF_YEAR.search(prefix):
        return None
    for kind, before in _BEFORE.items():
        match = before.search(prefix)
        if match and _fits(kind, quantity) and _is_whole(kind, match, quantity):
            groups = match.groupdict()
            tail = _UNDONE.sub("", quantity.tail, count=1) if kind is Claimed.GAP else quantity.tail
            around = (groups.get("head"), groups.get("done"), tail)
            if kind is Claimed.POINTS and _is_taken_by_others(said, prefix):
                return None
            year = _year(prefix if kind is not Claimed.TARGET or _OWN_YEAR.search(prefix) else said)
            return Claim(kind, quantity, " ".join(part for part in around if part), year)
    return _absent(quantity, prefix)


_YEAR = re.compile(r"(?<!\d)(20\d\d)年")
_OWN_YEAR = re.compile(r"年初|本年|今年|当年|全年|(?<!\d)年度")


def _year(said: str) -> int | None:
    """2024 of 2024年按在谈项目库测算，目标定为…; 年初目标 behind another year is the form's own."""
    named = _YEAR.findall(said)
    return int(named[-1]) if named else None


_ASSESSED = re.compile(
    r"(?:省|市|县|区|州|盟|旗|国家|上级|第三方|专家组?|主管部门|财政部门?|[厅委部局])[\u4e00-\u9fff]{0,8}?"
    r"(?:考核|考评|评价|评审|检查|督查|测评|通报|评分|评估)"
    r"|(?:考核|考评|测评|评审|检查|督查)(?:组|列|排|得|中|时|结果|反馈|被)"
)
_BY_RULE = re.compile(r"按照?|根据|依据|依照")


def _is_taken_by_others(said: str, prefix: str) -> bool:
    """省厅考核列第二档，归档不全扣6分: the points are the province's, not the row's."""
    found = _ASSESSED.search(said)
    return found is not None and _BY_RULE.search(said) is None and "自评" not in prefix


_WERE = re.compile(r"(?:导致|致使|造成|使|使得|共?有|尚有|仍有|还有)?")
_NOT_THERE = re.compile(
    r"(?:学员|人员|群众|对象|(?P<what>[\u4e00-\u9fff]{0,8}?))(?:因[^，。；]{1,12}?)?(?:均|都|仍|尚)?"
    r"(?:未能?|没有?|没能|无法)(?:按[时期]|按要求|如期|实际|继续)?"
    r"(?:参[训加与会]|到[训场课会货]|完成|培训|受训|出席|开展|实施|举办|建成|完工|竣工|开工|安装|交付|验收)$"
)
_LESSENED = re.compile(
    r"(?P<head>.*)(?<![未没不])(?:影响|减少|缩减)了?(?P<done>[\u4e00-\u9fff]{0,6})$"
)
_REASON = re.compile(r"(?<!原)(?:因(?![此素])|由于|受).*?(?:影响|[，、]|$)")


def _absent(quantity: Quantity, prefix: str) -> Claim | None:
    """50人次未参训, 减少培训90人次: whatever was planned, so many are missing."""
    gone = _NOT_THERE.match(quantity.tail)
    if gone is not None and _WERE.fullmatch(prefix):
        return Claim(Claimed.ABSENT, quantity, gone["what"] or "")
    less = _LESSENED.match(prefix)
    if less is None:
        return None
    around = (_REASON.sub("", less["head"]), less["done"], quantity.tail)
    return Claim(Claimed.ABSENT, quantity, " ".join(part for part in around if part))


_UNDONE = re.compile(r"(?:尚)?[未没待]")


def _is_whole(kind: Claimed, match: re.Match[str], quantity: Quantity) -> bool:
    """尚有3公里 is a gap only where 未… follows."""
    lacks = kind is Claimed.GAP and match.group().endswith("有")
    return not lacks or _UNDONE.match(quantity.tail) is not None


def _fits(kind: Claimed, quantity: Quantity) -> bool:
    if kind is Claimed.POINTS:
        return quantity.unit == "分"
    if kind in (Claimed.RATE, Claimed.DEVIATION):
        return quantity.is_percent
    return quantity.unit != "分"
