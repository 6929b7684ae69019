"""A result in words where a count was wanted: 覆盖面进一步扩大 for 5万人次, 有所提升 for 提升5%."""

from __future__ import annotations

import re

from reviewer.language.noise import has_numerals
from reviewer.language.normal import normalize
from reviewer.language.quantities import Quantity
from reviewer.language.unit_table import Kind

_SET_PHRASES = re.compile(
    r"进一步|更进一步|[统同唯专单万]一(?!次|场|期)|一[致定直律并贯体]|一如既往|十分|百姓|千家万户|万家|万户|第一时间|[三双五]公|三农|五保|两癌|多元"
)
"""Words with a numeral that count nothing."""
_COUNTED = frozenset(
    {
        Kind.LENGTH,
        Kind.AREA,
        Kind.VOLUME,
        Kind.MASS,
        Kind.LESSONS,
        Kind.PERSONS,
        Kind.PERSON_TIMES,
        Kind.DOCUMENTS,
        Kind.EVENTS,
        Kind.PLACES,
        Kind.THINGS,
    }
)
"""Of money, times and degrees 按标准, 按时 and 达标 may be all there is to say."""
_ELSEWHERE = re.compile(r"见|附[件表后]|同上|如上|上述|另行")
_ALL = re.compile(
    r"全(?:部|覆盖|员|数|额|面|县|市|区|省|乡|镇|村|体)|所有|(?<![平人户日年月场次])均|都|各|逐[一个户村]"
    r"|应[\u4e00-\u9fff]尽[\u4e00-\u9fff]|悉数|满[员座额勤分]|爆满|座无虚席|无一"
)
_NAMED_ONE_BY_ONE = re.compile(r"[、《；/]|[\u4e00-\u9fff][和及与][\u4e00-\u9fff]")
_REGULARLY = re.compile(r"每|按[年月季周旬日]|逐[年月季周日]|定期")
_NO_CASE = re.compile(r"[无未没零]|不(?!断)")
_WITHIN = re.compile(r"以内|之内|控制|范围|不超|未超|低于|少于")
_SATISFACTION = re.compile(r"满意|好评|认可")
_A_PAIR = 2
"""Of one or two things a clerk may tell what became of them without counting."""
_FEW = 20
"""Of so many 全部完成 says which; of hundreds somebody made a count, and it is to be written."""
_LONGEST = 40


def is_uncounted(target: Quantity, actual: str, name: str) -> bool:
    """Whether nothing in a result is a number or says as much as one.

    All of a few, all or none of a share, nothing happened, see the annex say as much.
    """
    plain = normalize(actual)
    if len(plain) > _LONGEST or has_numerals(_SET_PHRASES.sub("", plain)):
        return False
    if _ELSEWHERE.search(plain) or _REGULARLY.search(plain):
        return False
    if target.is_percent:
        return not _tells_a_share(target, plain, name)
    if target.low <= _A_PAIR or not _is_counted(target, name):
        return False
    if target.relation is not None and target.relation.is_upper:
        return _NO_CASE.search(plain) is None and _WITHIN.search(plain) is None
    few = target.high <= _FEW and (_ALL.search(plain) or _NAMED_ONE_BY_ONE.search(plain))
    return not (few or _NOTHING_CAME.match(plain))


_COUNT_NAME = re.compile(
    r"(?:[人户家件份台套座处场班批期频个次]数|人次|[场班批频]次|数量|面积|里程)$"
)


def _is_counted(target: Quantity, name: str) -> bool:
    """By its unit; where it has none (1200 under 培训人次), by the row's name."""
    if target.units:
        return bool(_COUNTED.intersection(unit.kind for unit in target.units))
    return not target.unit and _COUNT_NAME.search(normalize(name)) is not None


_NOTHING_CAME = re.compile(
    r"(?:全年|本年度?|年内|辖区|期间)?(?:无|未发生|未出现|未发现|未收到|未接到|没有发生|没有出现|没有收到|没有接到)"
)
_WHOLE = 100


def _tells_a_share(target: Quantity, plain: str, name: str) -> bool:
    """All, none, 满员, and for 100% whatever is not denied. Who was not asked is not satisfied."""
    if _SATISFACTION.search(name):
        return _ALL.search(plain) is not None
    if target.low == target.high == _WHOLE or target.low == 0:
        return True
    upper = target.relation is not None and target.relation.is_upper
    if _ALL.search(plain) or (upper and _WITHIN.search(plain)):
        return True
    return _NO_CASE.search(plain) is not None and not target.trend
