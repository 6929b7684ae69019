"""Counts that are another year's: 2022年培训312人次 in a form for 2023."""

from __future__ import annotations

import re
from functools import lru_cache

from reviewer.language.normal import normalize
from reviewer.language.quantities import quantities
from reviewer.models import Form, FundingSource
from reviewer.rules.a1_years import years_in

_ACT = (
    r"(?:培训|举办|开展|完成|实施|组织|检查|巡查|接待|资助|救助|发放|服务|新建|改造|采购|购置|维修|养护"
    r"|安装|印发|印制|召开|办理|受理|接种|种植|栽植|抽检|检测|宣传|慰问|演出|参加|建设)"
)
_LED = re.compile(
    rf"^(?P<year>20\d\d)年度?(?:全年|共|计划|实际|累计)*(?P<rest>(?:{_ACT}[^，。；、()\d]{{0,12}})?\d[^，。；、()]{{0,12}})。?$"
)
"""2022年公报1份 is a bulletin of 2022, which may well be this year's work."""
_NOTED = re.compile(
    r"^[^()，。；]{1,24}\((?P<year>20\d\d)年度?的?(?:数据|统计数据?|统计|完成数|实际数|实绩|数)\)$"
)
_NAME = re.compile(
    r"^(?P<year>20\d\d)年度?(?P<what>[\u4e00-\u9fff]{2,8}?)"
    r"(?:人次|人数|场次|次数|期数|户数|份数|件数|台数|个数|数量)$"
)
_NOT_OF_THE_YEAR = re.compile(
    r"较|比|同期|增|减|降|提[高升前]|达到|以[来前]|之前|至|规划|基数|已|在[册岗库校建]|现有|存量|结[转余]|续|招|录"
    r"|毕业|届|级|入[学职库]|建成|竣?完?工|尾款|质保|欠|历史|遗留|整改|问题|审计|评[价估]|决算|报告|年鉴|统计|监测|调查"
    r"|申[请报]|立项|批复|下达|项目|课题|计划|补[发办贴助]"
)
"""Things that another year has made, begun or counted are rightly of that year."""


def may_be_of_another_year(form: Form) -> bool:
    """Money carried over, and a project named for other years, bring their counts with them."""
    carried = any(
        line.source is FundingSource.CARRYOVER and any(one.value for one in line.amounts)
        for line in form.funding
    )
    return carried or bool(years_in(form.project.text) - {form.year})


_FEWEST = 3
"""Cells that must agree on another year before the head is doubted."""


def year_of_all_rows(form: Form) -> int | None:
    """The year before or after the form's that all its targets and results name; None otherwise."""
    cells = [text for row in form.indicators for text in (row.target.text, row.actual.text)]
    named = [years for years in map(years_in, cells) if years]
    if form.year is None or len(named) < _FEWEST or len(frozenset().union(*named)) != 1:
        return None
    (only,) = named[0]
    return only if abs(only - form.year) == 1 else None


@lru_cache(maxsize=4096)
def foreign_count_year(text: str, year: int) -> str | None:
    """The year that a cell gives its count for, where the form is for another one."""
    plain = normalize(text)
    found = _LED.match(plain) or _NOTED.match(plain)
    if found is None or years_in(plain) != {int(found["year"])} or int(found["year"]) == year:
        return None
    if _NOT_OF_THE_YEAR.search(found.groupdict().get("rest") or ""):
        return None
    counts = quantities(plain)
    is_count = len(counts) == 1 and counts[0].unit and not counts[0].is_percent
    if not is_count or counts[0].trend or counts[0].measures_time:
        return None
    return f"{found['year']}年"


@lru_cache(maxsize=4096)
def foreign_row_year(name: str, year: int) -> str | None:
    """The year in the name of a row that counts something, where the form is for another one."""
    found = _NAME.match(normalize(name))
    if found is None or int(found["year"]) == year or _NOT_OF_THE_YEAR.search(found["what"]):
        return None
    return f"{found['year']}年"
