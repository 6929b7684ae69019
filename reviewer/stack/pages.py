"""The pages of what only a stack can show, as `reviewer rule A513` prints them."""

from __future__ import annotations

from reviewer.judge.pages import Page
from reviewer.models import Severity

PAGES: dict[str, Page] = {
    "A513": Page(
        Severity.WARNING,
        """一张表与另一张表的实际完成情况几乎相同

查什么：一批表里，不同项目的表，或同一项目不同年度的表，多数指标的名称和实际完成值一模一样。
只比较写了具体数字或文字的完成值；“100%”“0起”和照写指标值的不算。同一项目同一年度的两份只提示重复报送。

为什么：实际完成情况每个项目、每个年度都不同；照抄另一张表，等于没有自评。

怎么改：核对原始记录，填写本项目本年度的实际完成值；重复报送的撤回一份。
""",
    ),
    "A514": Page(
        Severity.INFO,
        """一个单位的自评全部为优，或全部得满分

查什么：一批表里，某单位报送的表达到一定数量（得满分的3张起，评为优的10张起），没有一张例外。

为什么：自评分普遍偏高时，表与表之间分不出好坏，审核时应当多看几张。

怎么改：对照评分标准和佐证材料抽查；确实都完成的，不必改。
""",
    ),
}
