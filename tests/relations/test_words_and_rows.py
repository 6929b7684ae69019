"""What a clause says of a row's thing without a figure: that all was done, none came, or it was not."""

from __future__ import annotations

import pytest

from reviewer.relations.row_names import named_thing
from reviewer.relations.words_and_rows import Says, about, clauses


@pytest.mark.parametrize(
    ("text", "name", "says"),
    [
        ("设备采购全部到位。", "设备采购数量", Says.ALL),
        ("监测报告均按时报送。", "监测报告报送及时率", Says.ALL),
        ("河堤加固工程已全部完工。", "河堤加固长度", Says.ALL),
        ("线上课程开发均已完成。", "线上课程开发门数", Says.ALL),
        ("全年无群众投诉。", "群众投诉件数", Says.NONE),
        ("校车运行平稳，无交通责任事故。", "校车交通责任事故", Says.NONE),
        ("没有发生重大舆情事件。", "重大舆情事件", Says.NONE),
        ("智慧平台尚未上线。", "智慧平台上线数量", Says.UNDONE),
        ("防汛物资采购因流标取消。", "防汛物资采购批次", Says.UNDONE),
        ("年初定下的入户排查任务全部完成。", "隐患入户排查户数", Says.ALL),
        ("全年既定的疫苗接种任务悉数完成。", "犬类疫苗接种只数", Says.ALL),
        ("年初下达的造林任务全面完成。", "人工造林面积", Says.ALL),
        ("年初下达的造林任务全面完成。", "造林成活率", None),
        ("年初下达的造林任务没有全部完成。", "人工造林面积", None),
        ("年度抽检任务全部完成。", "食品抽检合格率", None),
        # Of something else, of some of it, or with a figure of its own.
        ("抽检样品全部合格。", "样品抽检批次", None),
        ("补贴资金已全部发放到户。", "补贴对象满意度", None),
        ("未发生安全事故。", "安全检查次数", None),
        ("无害化处理病死畜禽。", "病死畜禽处理数量", None),
        ("设备均已安装，尚未验收。", "设备安装验收数量", None),
        ("已采购设备20台。", "设备采购数量", None),
        ("部分智慧平台尚未上线。", "智慧平台上线数量", None),
    ],
)
def test_a_clause_about_a_row(text, name, says):
    found = [one.says for one in about(clauses(text), named_thing(name))]
    assert found == ([] if says is None else [says])
